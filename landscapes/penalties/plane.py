"""Two weights: where a quadratic loss with a penalty is least, exactly.

The data loss is ½ (w − c)ᵀ H (w − c): c is its own minimum, H its curvature. With R(w) = a ‖w‖₁ + b ½‖w‖² the minimum of
loss + λ R solves a linear system once the signs of w are known, and there are nine of those, 0 among them.
"""

from itertools import product

import numpy as np

SIGNS = np.array(list(product((0, -1, 1), repeat=2)))  # of the two weights; with zeros first, so that a tie goes to the zero
TOLERANCE = 1e-12  # of a slope, relative to the slopes there are


def least(H: np.ndarray, c: np.ndarray, strength: float, a: float, b: float) -> np.ndarray:
    """The w (2,) with the least ½ (w − c)ᵀ H (w − c) + strength · (a ‖w‖₁ + b ½‖w‖²); a weight that is 0 is exactly 0.

    H (2, 2) is symmetric and has no negative eigenvalue. Where a direction is flat and nothing else decides, it is a w of least length.
    """
    H, c = np.asarray(H, float), np.asarray(c, float)
    curved, slope, pull = H + strength * b * np.eye(2), H @ c, strength * a
    if pull == 0:
        return solved(curved, slope)
    found, least_wrong = np.zeros(2), np.inf
    for signs in SIGNS:
        on = signs != 0
        w = np.zeros(2)
        w[on] = solved(curved[np.ix_(on, on)], (slope - pull * signs)[on])
        left = slope - curved @ w  # the slope that the penalty has to hold
        wrong = np.where(on, np.maximum(np.abs(left - pull * signs), -w * signs * np.diag(curved)), np.abs(left) - pull).max()
        if wrong < least_wrong - TOLERANCE * (np.abs(slope).max() + pull):
            found, least_wrong = w, max(wrong, 0.0)
    return found + 0.0  # no −0


def solved(A: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """The shortest w with A w = slope."""
    return np.linalg.lstsq(A, slope, rcond=1e-13)[0]
