"""Decimal commas: 1,5 is 1.5, unless the comma stands between two arguments."""

from collections.abc import Sequence

from landscapes.expression import FUNCTIONS
from landscapes.spelling.names import MADE_OF
from landscapes.spelling.tokens import Token, two_ways

SEVERAL = {name for name, count in FUNCTIONS.items() if count > 1} | {name for name, made in MADE_OF.items() if "{1}" in made}


def decimals(pieces: Sequence[Token]) -> list[Token]:
    """The pieces, with a point for every decimal comma."""
    out: list[Token] = []
    listing = [False]  # whether the innermost bracket lists arguments
    for piece in pieces:
        if piece.kind == "open":
            listing.append(bool(out) and out[-1].text in SEVERAL)
        elif piece.kind == "close":
            listing.pop()
        if not listing[-1] and decimal(out, piece):
            whole, part = out[-2], piece.text
            if len(part) == 3 and len(whole.text) < 4 and whole.text != "0":
                raise two_ways(f"{whole.text},{part}", f"{whole.text}{part}", f"{whole.text}.{part}")
            out[-2:] = [Token("number", f"{whole.text}.{part}", whole.gap)]
        else:
            out.append(piece)
    return out


def decimal(out: Sequence[Token], piece: Token) -> bool:
    """Whether digits, a comma and digits stand side by side."""
    if len(out) < 2 or piece.kind != "number" or piece.gap or out[-1] != Token("comma", ","):
        return False
    return out[-2].text.isdigit() and piece.text[0].isdigit() and "." not in piece.text
