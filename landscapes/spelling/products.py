"""The signs that a product leaves out: 2x, 2 x, xy, (x + 1)(y + 2), sin(x)cos(y)."""

from collections.abc import Sequence
from dataclasses import dataclass

from landscapes.expression import CONSTANTS
from landscapes.spelling.tokens import Token, begins, ends, factor_end, opening, power_end, two_ways, written

TIMES = Token("op", "*")


@dataclass
class Term:
    """What stands since the last + or −: where it begins, where it was divided last, and a constant's power that may go on."""

    begins: int
    slash: int = -1
    power: int = -1


def multiplied(pieces: Sequence[Token]) -> list[Token]:
    """The pieces, with every * that was left out.

    Raises:
        ValueError: what stands side by side has two readings.
    """
    out: list[Token] = []
    terms = [Term(0)]
    for i, piece in enumerate(pieces):
        before = out[-1] if out else None
        if ends(before) and begins(piece):
            refuse_two_readings(out, pieces, i, terms[-1])
            out += [TIMES, piece._replace(gap="")]
            terms[-1].power = -1
        else:
            out.append(piece)
        follow(terms, out, pieces, i, ends(before))
    return out


def follow(terms: list[Term], out: Sequence[Token], pieces: Sequence[Token], i: int, full: bool) -> None:
    """Keep the book of the present term; `full` if something to count with stood before the piece."""
    piece, place = pieces[i], len(out) - 1
    if piece.kind == "open":
        terms.append(Term(place + 1))
    elif piece.kind == "close":
        terms.pop()
    elif piece.kind == "comma" or (piece.text in ("+", "-") and full):
        terms[-1] = Term(place + 1)
    elif piece.text in ("*", "/"):
        refuse_divided_power(out[:-1], pieces, i, terms[-1])
        terms[-1].power = -1
        terms[-1].slash = place if piece.text == "/" else -1
    elif piece.text == "**":
        goes_on = terms[-1].power if terms[-1].power >= 0 else place - 1 if constant(out[-2:-1]) else -1
        terms[-1].power = goes_on if bare(pieces, i) else -1


def constant(base: Sequence[Token]) -> bool:
    return bool(base) and (base[0].kind == "number" or base[0].text in CONSTANTS)


def bare(pieces: Sequence[Token], i: int) -> bool:
    """Whether the exponent behind ** at i is a number or a letter, with no bracket to end it."""
    last = power_end(pieces, i) - 1
    return last > i and pieces[last].kind in ("number", "letter")


def refuse_two_readings(out: Sequence[Token], pieces: Sequence[Token], i: int, term: Term) -> None:
    """What stands last in `out`, and the factor that begins at i, if their neighbourhood may mean more than a product."""
    left, right = out[-1], pieces[i]
    one = written(out[opening(out, len(out) - 1) :] if left.kind == "close" else [left])
    two = written(pieces[i : factor_end(pieces, i)]) or right.text
    seen = f"{one}{right.gap}{two}"
    if left.kind == right.kind == "number":
        raise two_ways(seen, f"{one}*{two}", f"{one}{two}".replace(".", "") if "." in two else f"{one}{two}")
    if right.kind == "number":  # a raised number that lost its place
        raise two_ways(seen, f"{one}**{two}", f"{two}*{one}")
    if left.text == "e" and left.kind == "letter":
        raise two_ways(seen, f"e*{two}", f"exp{two}" if right.kind == "open" else f"exp({two})")
    so_far = written(out[term.begins :])
    if term.slash >= 0:
        over, under = written(out[term.begins : term.slash]), written(out[term.slash + 1 :])
        raise two_ways(f"{so_far}{right.gap}{two}", f"({so_far})*{two}", f"{over}/({under}*{two})")
    if term.power >= 0 and right.kind != "function":
        base, exponent = out[term.power].text, written(out[term.power + 2 :])
        more = f"exp({exponent}*{two})" if base == "e" else f"{base}**({exponent}*{two})"
        raise two_ways(f"{base}**{exponent}{right.gap}{two}", f"{base}**{exponent}*{two}", more)


def refuse_divided_power(out: Sequence[Token], pieces: Sequence[Token], i: int, term: Term) -> None:
    """e^-x²/2, of which many a pen means the whole as the exponent."""
    if pieces[i].text != "/" or term.power < 0:
        return
    exponent, under = out[term.power + 2 :], written(pieces[i + 1 : factor_end(pieces, i + 1)])
    if under and any(piece.text in ("x", "y") for piece in exponent):
        base, power = out[term.power].text, written(exponent)
        both = (
            (f"exp({power})/{under}", f"exp({power}/{under})")
            if base == "e"
            else (f"({base}**{power})/{under}", f"{base}**({power}/{under})")
        )
        raise two_ways(f"{base}**{power}/{under}", *both)
