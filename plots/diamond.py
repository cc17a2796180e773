"""Balls of a budget against the ellipses of a data loss: numbers in, one blob out, for the component in `ui/diamond/balls.py`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from landscapes.penalties import Penalty
from landscapes.penalties.budget import curvatures, losses
from plots.codec import packed
from plots.microscope import math
from plots.theme import BLUE, CIRCLE, DIAMOND, SQUARE, VIOLET, Look

LOOKS = (
    replace(BLUE, marker=DIAMOND),
    Look("#C25400", "#F58447", CIRCLE),
    Look("#00795A", "#2BCB9C", SQUARE),
    VIOLET,
)  # of the penalties, in the shelf's order
NORM = r"\lVert w \rVert", r"{\|w\|}"  # MathML would else hang the index on the bar alone
ELLIPSES = 12
THINNEST = 1e-4  # of an ellipse's length, that it is drawn with where a direction is flat: in the window that is two parallel lines


@dataclass(frozen=True)
class Touch:
    """Where one penalty's ball touches an ellipse of the data loss.

    R(w) = a ‖w‖₁ + b ½‖w‖² with `shares` (a, b); `t` the budget, `strength` λ (may be infinite), `w` (2,) the weights. `side` (2, 2) are
    the ends of the side along which all fit alike, if so. `words` are sentences. `wedges` are polygons of the centres that give an exact
    0. `path` (n, 2) and `strengths` (n,) belong to the budgets of the sweep.
    """

    kind: Penalty
    shares: tuple[float, float]
    t: float
    strength: float
    w: np.ndarray
    path: np.ndarray
    strengths: np.ndarray
    words: Sequence[str]
    wedges: Sequence[np.ndarray]
    side: np.ndarray | None = None


def diamond_picture(
    H: np.ndarray, c: np.ndarray, window: float, touches: Sequence[Touch], budgets: np.ndarray, hint: str, tapped: str, fixed: bool
) -> bytes:
    """One panel per penalty, all with the same ellipses around c (2,) in a window from −`window` to `window`.

    `budgets` (n,) fall to 0: what Play sweeps. `hint` says what the hand can do and `tapped` what a finger can; `fixed`
    if neither can move c. An ellipse of the data loss ℓ is c + √(2ℓ) E u over unit vectors u, with E = H^(−½), which travels as the
    header's "stretch".
    """
    header = {
        "window": window,
        "centre": c.tolist(),
        "stretch": stretch(H).tolist(),
        "radii": radii(H, c, window).tolist(),
        "valley": valley(H, c, window),
        "fixed": fixed,
        "hint": hint,
        "tapped": tapped,
        "panels": [panel(H, c, touch, LOOKS[i % len(LOOKS)]) for i, touch in enumerate(touches)],
    }
    arrays = {"budgets": budgets.astype(float)}
    for i, touch in enumerate(touches):
        arrays |= {f"{i} x": touch.path[:, 0], f"{i} y": touch.path[:, 1]}
        arrays |= {f"{i} strength": touch.strengths, f"{i} loss": losses(H, c, touch.path)}
    return packed(header, arrays)


def panel(H: np.ndarray, c: np.ndarray, touch: Touch, look: Look) -> dict:
    """What the browser needs to know of one penalty."""
    return {
        "name": touch.kind.name,
        "formula": math(touch.kind.formula.replace(*NORM)),
        "light": look.light,
        "dark": look.dark,
        "marker": asdict(look.marker),
        "shares": touch.shares,
        "t": touch.t,
        "w": touch.w.tolist(),
        "strength": touch.strength if np.isfinite(touch.strength) else None,
        "loss": float(losses(H, c, touch.w)),
        "words": list(touch.words),
        "wedges": [polygon.round(4).tolist() for polygon in touch.wedges],
        "side": touch.side.tolist() if touch.side is not None else None,
    }


def stretch(H: np.ndarray) -> np.ndarray:
    """E = V diag(1/√μ), whose columns are an ellipse's half-axes; a flat one is drawn very long."""
    values, vectors = curvatures(H)
    return vectors / np.sqrt(np.maximum(values, THINNEST**2 * values[1]))


def valley(H: np.ndarray, c: np.ndarray, window: float) -> list | None:
    """The ends, out of sight, of the line on which all weights fit as well as c; None unless a direction is flat."""
    values, vectors = curvatures(H)
    far = 3 * (window + float(np.abs(c).max())) * vectors[:, 0]
    return [(c - far).tolist(), (c + far).tolist()] if values[0] == 0 else None


def radii(H: np.ndarray, c: np.ndarray, window: float) -> np.ndarray:
    """√(2ℓ) of the ellipses that are drawn: closer together near c, and such that some cross the window wherever c is."""
    side = np.linspace(-window, window, 41)
    off = np.stack(np.meshgrid(side, side), -1) - c
    far = np.sqrt(2 * losses(H, np.zeros(2), off))
    near = 0.0 if np.abs(c).max() <= window else float(far.min())
    widest = 2 * np.sqrt(2) * window * np.sqrt(curvatures(H)[0][1])  # from corner to corner: the same wherever c is
    return near + widest * (np.arange(1, ELLIPSES + 1) / ELLIPSES) ** 1.6
