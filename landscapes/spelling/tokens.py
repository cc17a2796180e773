"""A formula cut into its smallest pieces."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from landscapes.expression import quoted

MODULES = "np|numpy|jnp|math|Math|torch"  # np.sin is sin
PIECE = re.compile(
    rf"""(?P<gap>\s*)(?:
    (?P<number> (?:\d+\.?\d*|\.\d+) (?:[eE][+-]?\d+)? ) |
    (?:(?:{MODULES})\s?\.\s?)? (?P<name> [A-Za-z_]\w* ) |
    (?P<op> \*\*|[-+*/] ) | (?P<open> \( ) | (?P<close> \) ) | (?P<comma> , ) | (?P<bar> \| ) | (?P<root> √ ) | (?P<pi> π ) |
    (?P<other> \S )
    )""",
    re.VERBOSE | re.ASCII,
)


class Token(NamedTuple):
    """A piece, what kind of piece it is, and the blanks before it."""

    kind: str
    text: str
    gap: str = ""


def tokens(text: str) -> list[Token]:
    """The pieces; π is the letter pi."""
    found = []
    for match in PIECE.finditer(text):
        kind = match.lastgroup or "other"
        found.append(Token("letter", "pi", match["gap"]) if kind == "pi" else Token(kind, match[kind], match["gap"]))
    return found


def written(pieces: Sequence[Token]) -> str:
    """The pieces as text."""
    return "".join(piece.gap + piece.text for piece in pieces).strip()


def begins(piece: Token | None) -> bool:
    """Whether something to count with begins here; a bar is judged elsewhere."""
    return piece is not None and piece.kind in ("number", "letter", "function", "open", "root", "fraction")


def ends(piece: Token | None) -> bool:
    """Whether something to count with ends here."""
    return piece is not None and piece.kind in ("number", "letter", "close")


def at(pieces: Sequence[Token], i: int) -> Token | None:
    return pieces[i] if 0 <= i < len(pieces) else None


def closing(pieces: Sequence[Token], i: int) -> int:
    """Where the bracket that opens at i is closed; every bracket is."""
    depth = 0
    for k in range(i, len(pieces)):
        depth += (pieces[k].kind == "open") - (pieces[k].kind == "close")
        if depth == 0:
            return k
    return len(pieces) - 1


def opening(pieces: Sequence[Token], i: int) -> int:
    """Where the bracket that is closed at i opens."""
    depth = 0
    for k in range(i, -1, -1):
        depth += (pieces[k].kind == "close") - (pieces[k].kind == "open")
        if depth == 0:
            return k
    return 0


def factor_end(pieces: Sequence[Token], i: int) -> int:
    """Behind the number, letter, bracket or called function that stands at i; i itself if there is none."""
    match at(pieces, i):
        case Token(kind="number" | "letter"):
            return i + 1
        case Token(kind="open"):
            return closing(pieces, i) + 1
        case Token(kind="function") if (behind := at(pieces, i + 1)) and behind.kind == "open":
            return closing(pieces, i + 1) + 1
    return i


def power_end(pieces: Sequence[Token], i: int) -> int:
    """Behind the exponent, if ** stands at i; else i itself."""
    if (sign := at(pieces, i)) is None or sign.text != "**":
        return i
    start = i + 1
    while (piece := at(pieces, start)) and piece.text in ("+", "-"):
        start += 1
    end = factor_end(pieces, start)
    return end if end > start else i


def two_ways(part: str, *readings: str) -> ValueError:
    """The refusal of what may mean one thing or the other."""
    return ValueError(f"formula: {quoted(part)} can be read in two ways; write {' or '.join(map(shortened, readings))}.")


def shortened(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
