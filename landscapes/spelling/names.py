"""What the words of a formula stand for: ln is log, X is x, xy is x times y, x₁ and x₂ are the two variables."""

import re
from collections.abc import Iterator, Sequence

from landscapes.expression import CONSTANTS, FUNCTIONS, quoted
from landscapes.spelling.tokens import Token, shortened, two_ways

LETTERS = {"x", "y", *CONSTANTS}
CALLED = {"ln": "log", "arctan": "atan", "arctg": "atan", "tg": "tan", "fabs": "abs", "absolute": "abs"}
CALLED |= {"maximum": "max", "minimum": "min", "fmax": "max", "fmin": "min"}
# What is another function in disguise, with its arguments in their places, each once.
MADE_OF = {
    "pow": "(({0})**({1}))",
    "power": "(({0})**({1}))",
    "square": "(({0})**2)",
    "cbrt": "(({0})**(1/3))",
    "relu": "max({0}, 0)",
    "sigmoid": "(0.5 + 0.5*tanh(({0})/2))",  # 1/(1 + exp(−u)), which would overflow
    "log10": "(log({0})/log(10))",
    "log2": "(log({0})/log(2))",
    "sec": "(1/cos({0}))",
    "csc": "(1/sin({0}))",
    "cot": "(1/tan({0}))",
}
INSTEAD = {
    **dict.fromkeys(("asin", "arcsin"), "write atan(x/sqrt(1 - x**2)) for the arcsine of x"),
    **dict.fromkeys(("acos", "arccos"), "write pi/2 - atan(x/sqrt(1 - x**2)) for the arccosine of x"),
    "lg": "write log10(x) or log2(x)",
    "mod": "write min and max for what is cut off",
}
WORDS = {*FUNCTIONS, *CALLED, *MADE_OF, *INSTEAD, *LETTERS}
SINGLE = sorted({*FUNCTIONS, *CALLED, *MADE_OF} - {"min", "max"}, key=len, reverse=True)  # the longest first: sinh before sin
PRODUCT = re.compile(r"(?:pi|[xye])++")
GLUED = re.compile(rf"(?:{'|'.join(SINGLE)}|pi|[xye]|\d++)++")
INDEXED = re.compile(r"([xw])(_?)([12])")
LOST = re.compile(r"([xy]+)(\d+)")


def named(pieces: Sequence[Token]) -> list[Token]:
    """The pieces, with every word that is known in its plain form."""
    variables = indexed([p.text for p in pieces if p.kind == "name"])
    return [one for piece in pieces for one in (meant(piece, variables) if piece.kind == "name" else [piece])]


def meant(piece: Token, variables: dict[str, str]) -> Iterator[Token]:
    """The piece, or the pieces, that a word stands for; one that is not known stays as it is."""
    word = next((w for w in (piece.text, piece.text.lower()) if w in WORDS or w in variables), piece.text)
    low = word.lower()
    if word in INSTEAD:
        raise ValueError(f"formula: the function {quoted(word)} is not known; {INSTEAD[word]}.")
    if word in LETTERS or word in variables:
        yield Token("letter", variables.get(word, word), piece.gap)
    elif word in FUNCTIONS or word in CALLED or word in MADE_OF:
        yield Token("function", CALLED.get(word, word), piece.gap)
    elif word == "frac":
        yield Token("fraction", word, piece.gap)
    elif PRODUCT.fullmatch(low):
        for i, letter in enumerate(re.findall("pi|[xye]", low)):
            yield Token("letter", letter, "" if i else piece.gap)
    elif lost := LOST.fullmatch(low):
        letters, digits = "*".join(lost[1]), lost[2]
        raise two_ways(word, f"{letters}**{digits}", f"{digits}*{letters}")
    elif GLUED.fullmatch(low) and not low[-1].isdigit() and not low[0].isdigit():
        raise ValueError(f"formula: {quoted(word)} runs words together; write {shortened(apart(low))}.")
    else:
        yield piece


def indexed(words: Sequence[str]) -> dict[str, str]:
    """x_1 and x_2 as x and y. Without the dash x2 may be x² as well, so there x1 must be beside it."""
    found = {word: match for word in words if (match := INDEXED.fullmatch(word.lower()))}
    if not found:
        return {}
    plain = any(word.lower() in ("x", "y") or (PRODUCT.fullmatch(word.lower()) and {"x", "y"} & set(word.lower())) for word in words)
    sure = any(match[2] or match[3] == "1" for match in found.values()) or all(match[1] == "w" for match in found.values())
    if plain and any(match[2] or match[3] == "1" for match in found.values()):
        raise ValueError(f"formula: {quoted(next(iter(found)))} stands beside x and y; write x and y for the two variables.")
    if len({match[1] for match in found.values()}) > 1:
        raise ValueError(f"formula: {quoted(', '.join(found))} are too many variables; write x and y for the two that there are.")
    return {word: "xy"[int(match[3]) - 1] for word, match in found.items()} if sure and not plain else {}


def apart(word: str) -> str:
    """A word of words with its signs put in: xsin2y is x*sin(2*y)."""
    factors: list[tuple[str, list[str]]] = [("", [])]
    for one in re.findall("|".join([*SINGLE, "pi", "[xye]", r"\d+"]), word):
        if one in SINGLE:
            factors.append((one, []))
        else:
            factors[-1][1].append(one)
    return "*".join((f"{name}({'*'.join(of)})" if of else name) if name else "*".join(of) for name, of in factors if name or of)
