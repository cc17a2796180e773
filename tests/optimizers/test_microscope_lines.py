"""The lines of a step: what is written is what is computed, and nothing in them is unknown."""

import re
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
import pytest

from optimizers import Run
from optimizers.microscope import magnify
from optimizers.rules.substep import SubStep
from plots.theme import ROLES
from tests.optimizers.test_microscope import STIRRED, variants

NAMES = re.compile(r"\[([^\]]*)\]")
LATEX = {r"\cdot": "*", r"\sqrt{": "sqrt(", r"\min(": "min(", "}": ")", "^2": "**2"}
DRAWS = {"", *re.findall(r'"([a-z ]+)"', SubStep.__doc__ or "")}


@cache
def numbers_in(text: str) -> str:
    """A line's LaTeX as Python: every [name] becomes a call of `of`."""
    python = NAMES.sub(r"of('\1')", text)
    for latex, word in LATEX.items():
        python = python.replace(latex, word)
    rest = re.sub(r"of\('[^']*'\)|sqrt|min|\d+(?:\.\d+)?|[-+*/(), ]", "", python)
    assert python, "an empty line has no arithmetic"
    assert not rest, f"{text!r} is no arithmetic that can be checked: {rest!r}"
    return python


def value_of(letters: Mapping[str, np.ndarray], k: int, i: int, name: str) -> np.float64:
    """[v] is coordinate i of v, or v itself if it is one number; [v.1] a coordinate; [A.01] an entry."""
    letter, _, place = name.partition(".")
    assert letter in letters, f"[{name}] has no value"
    value = letters[letter][k]
    if not place and value.ndim:
        place = str(i)
    assert len(place) == value.ndim, f"[{name}] has {value.ndim} axes"
    return np.float64(value[tuple(int(digit) for digit in place)])


def computed(text: str, letters: Mapping[str, np.ndarray], k: int, i: int) -> tuple[float, float]:
    """What a line's text comes to, and how large its terms are: the same with no minus and no sign."""

    def with_values(python: str, of: Callable) -> float:
        with np.errstate(all="ignore"):  # a run that diverges divides by 0
            return eval(python, {"of": of, "sqrt": np.sqrt, "min": min, "__builtins__": {}})

    python = numbers_in(text)
    value = with_values(python, lambda name: value_of(letters, k, i, name))
    return value, with_values(python.replace("-", "+"), lambda name: abs(value_of(letters, k, i, name)))


CASES = {
    "Rosenbrock": {"params": {"b": 7}},
    "Narrow valley": {"params": {"angle": 30}, "schedule": "Linear"},
    "Saddle": {"noise": 0.3},
    "Goldstein–Price": {"clip": 0.5},
    "Least squares": {"batch": 8},
    "Logistic regression": STIRRED | {"batch": 8},
}
LOOKED_AT = 8


@pytest.mark.parametrize("surface", CASES)
def test_the_arithmetic_shown_gives_the_value_shown(rule, surface):
    checked = 0
    for own in variants(rule):
        m = magnify(surface, Run(rule, **own), LOOKED_AT, **CASES[surface])
        for line in m.lines:
            texts = (line.formula,) if line.rows is None else line.rows
            shown = m.letters[line.letter].reshape(LOOKED_AT, -1)
            assert len(texts) in (0, 1, shown.shape[1]), line
            for k, i in np.ndindex(*shown.shape if texts else (0, 0)):
                text = texts[i if len(texts) > 1 else 0]
                expected, size = computed(text, m.letters, k, i)
                close = pytest.approx(expected, rel=1e-9, abs=1e-15 * size, nan_ok=True)  # what nearly equal terms leave is rounding
                assert shown[k, i] == close, (own, k, i, line.letter, text)
                checked += 1
    assert checked >= LOOKED_AT * 2


def test_every_rule_shows_a_line_of_its_own(rule):
    for own in variants(rule):
        assert any(line.holds(Run(rule, **own).hyper) for line in rule.substeps), own


def test_every_name_in_a_line_has_a_value_and_the_picture_knows_what_to_draw(rule):
    for own in variants(rule):
        m = magnify("Least squares", Run(rule, **own), 3, **STIRRED, batch=8)
        for line in m.lines:
            assert line.role in {"", *ROLES}, line
            assert line.draws in DRAWS | {"slope", "end"}, line  # what the microscope's own lines draw
            names = NAMES.findall(line.formula + "".join(line.rows or ()))
            for name in [line.letter, *([line.of] if line.of else []), *names]:
                letter, _, place = name.partition(".")
                assert letter in m.letters, (line, name)
                assert len(place) in (0, m.letters[letter].ndim - 1), (line, name)


def test_a_rules_lines_speak_of_what_there_is(rule):
    for line in rule.substeps:
        assert line.draws in DRAWS, line
        assert bool(line.of) == (line.draws == "ellipse"), line
        assert {*line.when, *line.unless} <= {p.name for p in rule.hyper}, line
        assert line.says, line
        assert line.symbol, line


def test_a_step_is_told_in_the_order_in_which_it_happens(rule):
    m = magnify("Least squares", Run(rule), 3, **STIRRED, batch=8)
    asks = ["at"] if rule.name == "Nesterov" else []
    told = ["slope", "noisy", "g"] if {"g", "fg"} & set(rule.told) else []
    letters = [line.letter for line in m.lines]
    assert letters[: len(asks + told)] == asks + told
    assert (letters[-1], m.lines[-1].draws) in {("next", ""), ("next", "end")}
    assert len(set(letters)) == len(letters)
    for place, line in enumerate(m.lines):
        texts = (line.formula,) if line.rows is None else line.rows
        assert not {name.partition(".")[0] for name in NAMES.findall("".join(texts))} & set(letters[place:]), line


def test_lines_of_noise_and_clipping_are_shown_only_where_there_is_some(rule):
    races: tuple[dict, ...] = ({}, {"noise": 0.3}, {"clip": 0.3})
    plain, noisy, cut = ({line.letter for line in magnify("Least squares", Run(rule), 3, **race).lines} for race in races)
    assert (noisy - plain, cut - plain) == (({"noisy"}, {"g"}) if {"g", "fg"} & set(rule.told) else (set(), set()))
