"""The lines of a step as the browser shows them: the rule with its symbols, and rows with a slot for every number."""

import re
from collections.abc import Mapping
from functools import cache
from html import unescape

import numpy as np
from latex2mathml.converter import convert

from optimizers.microscope import Magnified
from optimizers.rules.substep import SubStep

NAME = re.compile(r"\[([A-Za-z_0-9 ]+?)(?:\.(\d+))?\]")  # [g], [old v], [A.01]
# The few signs that arithmetic in a row takes, as HTML.
SIGNS = (("-", "−"), (r"\cdot", "·"), (r"\min", "min"), (r"\sqrt{", '√<span class="root">'), ("}", "</span>"), ("^2", "²"))
# How the lecture writes the names that no line of the rule itself explains.
SYMBOLS = {
    "lr": r"\alpha",
    "g": "g",
    "x": "x",
    "at": "x",
    "slope": "g",
    "noisy": "g",
    "noise": "z",
    "clip": "c",
    "norm": r"\|g\|",
    "u": "u",
    "total": "g",
    "beta1_t": r"\beta_1^t",
    "beta2_t": r"\beta_2^t",
}
# An arrow that is not the line's own value says what it is: by the line's letter, or by what it draws.
LABELS = {"slope": r"-\alpha \nabla f", "noisy": r"-\alpha (\nabla f + z)", "g": r"-\alpha g"}
LABELS |= {"end": r"\text{whole step}", "model": r"\text{local quadratic}", "inverse model": r"\text{local quadratic}"}


def symbols_of(m: Magnified) -> dict[str, str]:
    """Letter → LaTeX: what the lines say of themselves, the rule's settings, and the state before the step."""
    own = {line.letter: line.symbol for line in m.lines}
    settings = {p.name: p.symbol.replace("₁", "_1").replace("₂", "_2") or r"\text{" + p.title + "}" for p in m.run.optimizer.hyper}
    found = SYMBOLS | settings | own | {"x": "x"}
    return found | {f"old {letter}": found.get(letter, letter) for letter in m.run.optimizer.memory}


def mentioned(line: SubStep) -> list[str]:
    """The letters whose numbers stand in a line."""
    return [name for row in arithmetic(line) for name, _ in NAME.findall(row)]


def arithmetic(line: SubStep) -> tuple[str, ...]:
    """The line's right-hand side, one for both coordinates or one for each; none if the value stands alone."""
    return (line.formula,) if line.rows is None else line.rows


def written(line: SubStep, symbols: Mapping[str, str], letters: Mapping[str, np.ndarray]) -> dict:
    """A line as the browser shows it: the rule with symbols, and rows with a slot for every number."""
    both = [name for name in mentioned(line) if f"old {name}" in mentioned(line)]
    symbols = {**symbols, **{f"old {name}": rf"{symbols[name]}_{{\text{{old}}}}" for name in both}}
    right = NAME.sub(lambda found: entry(symbols[found[1]], found[2]), line.formula).replace(r"\cdot", r"\,").replace("+ -", "-")
    rule = line.symbol if not right or bare(right) == bare(line.symbol) else rf"{line.symbol} \leftarrow {right}"
    rows = arithmetic(line)
    size = letters[line.letter].shape[1] if letters[line.letter].ndim == 2 else 1
    return {
        "letter": line.letter,
        "label": math(LABELS.get(line.letter, LABELS.get(line.draws, line.symbol)) + (rf"\,\|{symbols[line.of]}\|" if line.of else "")),
        "rule": math(rule),
        "rows": [slotted(rows[min(i, len(rows) - 1)], i, letters) for i in range(size)] if rows else [],
        "says": line.says,
        "role": line.role,
        "draws": line.draws,
        "of": line.of,
    }


def slotted(row: str, coordinate: int, letters: Mapping[str, np.ndarray]) -> str:
    """A row's arithmetic as HTML, in terms that are not broken, with a slot for each number.

    A slot says which letter and which entry of it, whether a minus needs no brackets, and whether the number is squared.
    """

    def slot(found: re.Match) -> str:
        name, place = found.groups()
        shape = letters[name].shape[1:]
        at = int(np.ravel_multi_index([int(i) for i in place], shape)) if place else coordinate if shape else 0
        before, squared = row[: found.start()].rstrip(), row.startswith("^2", found.end())
        marks = (" data-squared" if squared else "") + (" data-bare" if not before or before[-1] in "({," else "")
        return f'<span data-of="{name}" data-entry="{at}"{marks}></span>'

    slots = iter([slot(found) for found in NAME.finditer(row)])
    made = "".join(f'<span class="term">{term}</span>' for term in terms(row))
    return NAME.sub(lambda _: next(slots), made)


def terms(row: str) -> list[str]:
    """A row's terms, each with its sign, as HTML but for the names."""
    found, depth = [""], 0
    for word in re.split(r"( [+-] )", row):
        if word in (" + ", " - ") and depth == 0:
            found[-1] += " "
            found.append(word[1:])
        else:
            found[-1] += word
            depth += word.count("(") - word.count(")")
    for tex, sign in SIGNS:
        found = [term.replace(tex, sign) for term in found]
    return found


def entry(symbol: str, place: str | None) -> str:
    """A letter's symbol, with the names of an entry's coordinates below it."""
    return f"{symbol}_{{{''.join('xy'[int(i)] for i in place)}}} " if place else f"{symbol} "


def bare(tex: str) -> str:
    """What is left of a formula without its spaces, to see whether two say the same."""
    return re.sub(r"<mspace[^>]*>|</?mrow>", "", unescape(math(tex)))


@cache
def math(tex: str) -> str:
    """LaTeX as MathML, which browsers draw by themselves."""
    return convert(tex)
