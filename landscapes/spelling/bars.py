"""|x| as abs(x): which of the bars open and which close.

Bars look alike, so all ways to pair them are counted: ||x| − 1| has one, and |2|x| + 1| has two, |2|·x·|+1| and |2·|x| + 1|.
"""

from collections.abc import Sequence
from typing import Any

from landscapes.expression import quoted
from landscapes.spelling.products import multiplied
from landscapes.spelling.tokens import Token, at, begins, ends, two_ways, written

OPENS, CLOSES = True, False
Roles = tuple[bool, ...]
Way = tuple[Any, bool | None]  # the way so far, and the last bar's role


def unbarred(pieces: Sequence[Token]) -> list[Token]:
    """The pieces, with abs( and ) for every pair of bars."""
    roles: dict[int, bool] = {}
    for bars in levels(pieces):
        found = pairings(pieces, bars)
        if not found:
            raise ValueError(f"formula: the bars in {quoted(written(pieces))} do not pair up; write abs(x) for |x|.")
        if len(found) > 1:
            readings = [paired(pieces, dict(zip(bars, one, strict=True))) for one in found]
            raise two_ways(written(pieces), *(written(multiplied(one)) for one in readings))
        roles |= dict(zip(bars, found[0], strict=True))
    return paired(pieces, roles)


def paired(pieces: Sequence[Token], roles: dict[int, bool]) -> list[Token]:
    out = []
    for i, piece in enumerate(pieces):
        if i not in roles:
            out.append(piece)
        elif roles[i] is OPENS:
            out += [Token("function", "abs", piece.gap), Token("open", "(")]
        else:
            out.append(Token("close", ")", piece.gap))
    return out


def levels(pieces: Sequence[Token]) -> list[list[int]]:
    """The places of the bars, those between the same brackets together."""
    found: list[list[int]] = []
    inside: list[list[int]] = [[]]
    for i, piece in enumerate(pieces):
        if piece.kind == "open":
            inside.append([])
        elif piece.kind == "close":
            found.append(inside.pop())
        elif piece.kind == "bar":
            inside[-1].append(i)
    return [bars for bars in (*found, *inside) if bars]


def pairings(pieces: Sequence[Token], bars: Sequence[int]) -> list[Roles]:
    """Up to two ways to pair the bars."""
    ways: dict[int, list[Way]] = {0: [(None, None)]}  # by how many are open
    for k, i in enumerate(bars):
        touches = k > 0 and bars[k - 1] == i - 1
        grown: dict[int, list[Way]] = {}
        for depth, many in ways.items():
            for way in many:
                for role in (CLOSES, OPENS):
                    deeper = depth + (1 if role is OPENS else -1)
                    alike = sum(other[1] is role for other in grown.get(deeper, ()))
                    if deeper >= 0 and alike < 2 and fits(pieces, i, role, depth, way[1] if touches else None):  # two tell one from several
                        grown.setdefault(deeper, []).append((way, role))
        ways = grown
    return [unrolled(way) for way in ways.get(0, [])[:2]]


def unrolled(way: Way) -> Roles:
    roles = []
    while way[1] is not None:
        roles.append(way[1])
        way = way[0]
    return tuple(reversed(roles))


def fits(pieces: Sequence[Token], i: int, role: bool, depth: int, touching: bool | None) -> bool:
    """Whether the bar at i may have this role, with so many open and a bar of that role right before it."""
    before, behind = at(pieces, i - 1), at(pieces, i + 1)
    full = ends(before) or touching is CLOSES  # something to count with ends here
    if role is CLOSES:
        return full
    signed = behind is not None and behind.text in ("+", "-")
    if full and signed and depth:  # |x| − 1: a bar that can close before a sign does
        return False
    return begins(behind) or signed or (behind is not None and behind.kind == "bar")
