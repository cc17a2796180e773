"""What is said of a ball and the ellipse that it touches."""

from typing import Protocol

import numpy as np

from digits import digits, listed
from landscapes.data.pairs import Pair
from landscapes.penalties import Penalty
from landscapes.penalties.budget import curvatures, freest, reach, strongest
from landscapes.penalties.corners import share

WEIGHTS = ("w₁", "w₂")


class Solution(Protocol):
    """A penalty with its numbers, as in `ui/diamond/setup.py`."""

    @property
    def kind(self) -> Penalty: ...
    @property
    def shares(self) -> tuple[float, float]: ...
    @property
    def t(self) -> float: ...
    @property
    def strength(self) -> float: ...
    @property
    def w(self) -> np.ndarray: ...


def sentences(H: np.ndarray, c: np.ndarray, one: Solution, level: bool, wedges: list[np.ndarray], window: float) -> list[str]:
    """How the ball of one penalty lies; `level` if all of a side fits alike; and what its wedges fill of the window, if they are shown."""
    said = [outcome(H, c, one, level)]
    if wedges:
        filled = share(wedges, window)
        drawn = any(len(polygon) for polygon in wedges)
        said.append(
            f"Exact zeros: from {percent(filled)} of the centres shown."
            if filled
            else "Exact zeros: only from centres on a line without width."
            if drawn
            else "Exact zeros: from no centre shown."
        )
    return said


def outcome(H: np.ndarray, c: np.ndarray, one: Solution, level: bool) -> str:
    """Whether the budget binds, and where the ellipse touches."""
    a, _ = one.shares
    if not c.any():
        return "The optimum is 0 already."
    if one.t == 0:
        least = strongest(H, c, a)
        return (
            f"All weights are 0, as for every λ from {digits(least)} on." if np.isfinite(least) else "All weights are 0: that takes λ = ∞."
        )
    if one.strength == 0 and curvatures(H)[0][0] == 0:
        return "The budget does not bind. All of the dashed line fits alike; this is its point of least R."
    if one.strength == 0:
        return f"The budget does not bind: from t = {digits(float(reach(c, *one.shares)))} on the ball holds the optimum."
    if level:
        return "A whole side fits equally well: drawn is one of its ends."
    if (one.w == 0).any():
        if a == 0:
            return (
                f"The data say nothing about {WEIGHTS[int(one.w[1] == 0)]}, so {one.kind.name} leaves it at 0."
                if curvatures(H)[0][0] == 0
                else "No corner here: the weight is 0 because c lies on just this line."
            )
        return f"The ellipse touches a corner. Both weights are 0 from λ = {digits(strongest(H, c, a))} on."
    if a == 0:
        return shrunk(freest(H, c, *one.shares), one.w)
    return f"The ellipse touches a side. Both weights are 0 from λ = {digits(strongest(H, c, a))} on."


def shrunk(free: np.ndarray, w: np.ndarray) -> str:
    """What a ball without corners does to weights that were `free`: it shortens the vector, which may lengthen or turn one of the two."""
    moved = [
        f"{name} {'turns' if was * now < 0 else 'grows'} from {digits(was)} to {digits(now)}"
        for name, was, now in zip(WEIGHTS, free.tolist(), w.tolist(), strict=True)
        if was * now < 0 or abs(now) > abs(was)
    ]
    if not moved:
        return "No corners: both weights shrink, neither is 0."
    size, shorter = (digits(float(np.hypot(*one))) for one in (free, w))
    return f"No corners, so neither weight is 0. Together they shrink, ‖w‖ from {size} to {shorter}, while {listed(moved)}."


def percent(filled: float) -> str:
    filled = round(filled, 9)  # else rounding decides what becomes of a half
    return "all" if filled == 1 else "under 1 %" if filled < 0.005 else "over 99 %" if filled >= 0.995 else f"{100 * filled:.0f} %"


def facts(pair: Pair) -> str:
    """What the data are, and the ellipses they make."""
    first, second = pair.features
    weights = ", ".join(digits(value, 3) for value in pair.c)
    twice = (
        " One column stands there twice, so only the sum of its weights counts; c is the shortest of the best." if first == second else ""
    )
    return (
        f"{pair.samples} people with diabetes: the illness a year later, in tens of points, from {first} (w₁) and {second} (w₂). "
        f"Both are standardised and the target is centred, so there is no intercept. H = XᵀX/N has the correlation "
        f"{digits(pair.H[0, 1], 3)} off its diagonal; c = ({weights}) is the least-squares fit.{twice}"
    )
