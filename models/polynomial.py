"""A polynomial through points, held back by a penalty on its weights.

The weights w minimise (1/2N) Σ (y − ŷ)² + λ ½ Σ wⱼ², with ŷ = w₀ + w₁ x + … + w_d xᵈ on x from −1 to 1 and the second sum over j ≥ 1:
the intercept w₀ is free. scikit-learn's Ridge on the powers x … xᵈ is the same at alpha = Nλ.
"""

import numpy as np

from parameter import Parameter

TOP = 15  # the highest degree
DEGREE = Parameter("degree", 9, 0, TOP, whole=True, symbol="d", help="The highest power of x in the curve.")
STRENGTH = Parameter("lambda", 0.0, 0.0, 10.0, log=True, symbol="λ", help="Weight of the penalty; 0 may be typed.", slider=(1e-9, 10.0))
ROUNDING = np.finfo(float).eps


def powers(x: np.ndarray, degree: int) -> np.ndarray:
    """1, x, x², … along a last axis: (…, degree + 1)."""
    each = np.ones((*np.shape(x), degree + 1))
    each[..., 1:] = np.asarray(x, float)[..., None]
    return np.cumprod(each, axis=-1, out=each)


def fits(x: np.ndarray, y: np.ndarray, degree: int, strengths) -> np.ndarray:
    """The weights for every λ: x (…, N) and y (…, N) give (…, λ, degree + 1); without any point they are 0.

    Points that leave weights undetermined, as at λ = 0 with N ≤ degree, get the curve that a vanishing penalty picks: of all that fit best,
    the one with the least Σ wⱼ², j ≥ 1.
    """
    x, y, strengths = np.asarray(x, float), np.asarray(y, float), np.atleast_1d(np.asarray(strengths, float))
    N, shape = x.shape[-1], (*np.broadcast_shapes(x.shape, y.shape)[:-1], len(strengths), degree + 1)
    if not N or not degree:
        level = np.zeros(shape)
        level[..., 0] = y.mean(-1)[..., None] if N else 0.0
        return level
    X = powers(x, degree)[..., 1:]
    middle, level = X.mean(-2, keepdims=True), y.mean(-1, keepdims=True)
    U, s, V = np.linalg.svd(X - middle, full_matrices=False)  # X − middle = U s V: the free intercept centres every column
    s = s[..., None, :]
    told = s > unheard(X)[..., None, None]
    gain = np.where(told, s, 0) / np.where(told, s**2 + N * strengths[:, None], 1)
    w = (gain * (np.swapaxes(U, -1, -2) @ (y - level)[..., None])[..., None, :, 0]) @ V
    return np.concatenate([level[..., None] - w @ np.swapaxes(middle, -1, -2), w], -1)


def unheard(X: np.ndarray) -> np.ndarray:
    """The size (…) up to which a direction of centred powers is only what rounding left of the powers X (…, N, d) themselves."""
    return np.linalg.norm(X, axis=(-2, -1)) * max(X.shape[-2:]) * ROUNDING


def rank(x: np.ndarray, degree: int) -> int:
    """How many of the `degree` directions of the weights the points say anything about; the free intercept is not among them."""
    X = powers(x, degree)[:, 1:]
    return int((np.linalg.svd(X - X.mean(0), compute_uv=False) > unheard(X)).sum()) if X.size else 0


def fit(x: np.ndarray, y: np.ndarray, degree: int, strength: float = 0.0) -> np.ndarray:
    """The weights (degree + 1,) for one λ."""
    return fits(x, y, degree, [strength])[..., 0, :]


def heights(weights: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The curves' ŷ: weights (…, degree + 1) at x (M,) give (…, M)."""
    return weights @ powers(x, weights.shape[-1] - 1).T


def largest(weights: np.ndarray) -> float:
    """The largest |wⱼ|, j ≥ 1."""
    return float(np.abs(weights[1:]).max(initial=0.0))
