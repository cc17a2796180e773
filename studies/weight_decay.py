"""Where weight decay leads on a quadratic ½ (x − c)ᵀ H (x − c), and how strongly it pulls on the way there.

Everywhere "weight decay λ" is the gradient term λx, which is the slope of the penalty ½λ‖x‖².
"""

import numpy as np

from optimizers.engine import Paths

SLIT = 1e-14  # nearer to a wall, as a share of its distance, a double's rounding shows
NEWTON_STEPS = 80  # far more than it takes from the middle of the box; a row that has arrived stays


def ridge_rest(H: np.ndarray, c: np.ndarray, strength: np.ndarray | float) -> np.ndarray:
    """Where slope and pull cancel, H (x − c) + strength · x = 0: (n, 2) for strengths (n,), or (n, 2) with one for each coordinate.

    SGD + L2, SGDW and Adam + L2 rest here with strength λ; SGDW with momentum ρ rests with (1 − ρ) λ, as its gradients gather speed
    1/(1 − ρ) and its pull does not. √v̂ divides slope and pull alike, so it has no say. Hoerl and Kennard (1970): ridge regression.
    """
    strength = np.atleast_1d(np.asarray(strength, float))
    pulls = np.broadcast_to(strength[:, None] if strength.ndim == 1 else strength, (len(strength), 2))
    return np.linalg.solve(H + pulls[:, :, None] * np.eye(2), np.broadcast_to((H @ np.asarray(c, float))[:, None], (len(strength), 2, 1)))[
        ..., 0
    ]


def box_rest(H: np.ndarray, c: np.ndarray, weight_decay: np.ndarray) -> np.ndarray:
    """The least of the quadratic among the points with |x|, |y| ≤ 1/λ, (n, 2) for λ (n,): where AdamW rests without noise.

    There g / (|g| + ε) = −λx in each coordinate. Where λ|x| < 1 that asks for |g| = ελ|x| / (1 − λ|x|), which is next to nothing,
    and no slope can hold a weight beyond 1/λ. Xie and Li (2024), Implicit Bias of AdamW: ℓ∞-Norm Constrained Optimization.
    """
    c, side = np.asarray(c, float), over(1.0, weight_decay)
    inside = np.broadcast_to(c, (len(side), 2))
    edges = [on_edge(H, c, side, i, sign) for i in (0, 1) for sign in (-1, 1)]
    off = np.stack(edges) - c
    best = np.stack(edges)[np.einsum("eni,ij,enj->en", off, H, off).argmin(0), np.arange(len(side))]
    return np.where((np.abs(inside) <= side[:, None]).all(1, keepdims=True), inside, best)


def on_edge(H: np.ndarray, c: np.ndarray, side: np.ndarray, i: int, sign: int) -> np.ndarray:
    """The least (n, 2) on the edge of the box where coordinate i is ± side."""
    x, j = np.empty((len(side), 2)), 1 - i
    x[:, i] = sign * np.minimum(side, 1e9)  # a box without end has edges that nobody asks for
    x[:, j] = np.clip(c[j] - H[j, i] * (x[:, i] - c[i]) / H[j, j], -side, side)
    return x


def adamw_rest(H: np.ndarray, c: np.ndarray, weight_decay: np.ndarray, noise: float) -> np.ndarray:
    """Where AdamW rests on average, (n, 2) for λ (n,), while each coordinate of the gradient has Gaussian noise of this deviation σ.

    Small steps and a long memory β₂ make √v̂ = √(σ² + g²), so rest is where g / √(σ² + g²) = −λx. Solved for g, that is the
    minimum of the loss plus −(σ/λ) Σ √(1 − (λxᵢ)²): about an L2 of strength λσ while λ|x| is small, a wall at 1/λ. With
    σ = 0 only the wall is left, `box_rest`. For a √v̂ that stands still it is Loshchilov and Hutter (2019), proposition 3.
    """
    c, weight_decay = np.asarray(c, float), np.asarray(weight_decay, float)
    x = box_rest(H, c, weight_decay)
    if noise == 0:
        return x
    side = over(1.0, weight_decay)[:, None]
    x = 0.9 * x  # off the wall
    for _ in range(NEWTON_STEPS):
        room = np.sqrt(np.maximum(1 - (x / side) ** 2, SLIT))
        slope = (x - c) @ H + noise / side * x / room
        curved = H + (noise / side / room**3)[:, :, None] * np.eye(2)
        dx = -np.linalg.solve(curved, slope[..., None])[..., 0]
        x = x + shortened(x, dx, side)
    return x


def shortened(x: np.ndarray, dx: np.ndarray, side: np.ndarray) -> np.ndarray:
    """A step (n, 2) that goes at most nine tenths of the way to the wall it heads for, in each coordinate."""
    room = np.where(dx > 0, side, -side) - x
    return np.where(np.abs(dx) < 0.9 * np.abs(room), dx, 0.9 * room)


def over(number: float, by: np.ndarray) -> np.ndarray:
    """A number divided by each of `by`; infinite where that is 0."""
    with np.errstate(divide="ignore"):
        return number / np.asarray(by, float)


def divisor(paths: Paths, run: int, eps: float) -> np.ndarray:
    """What step k of an Adam divides by in each coordinate, √v̂ + ε, (steps, 2)."""
    return np.sqrt(paths.state["v"][run, 1:] / (1 - paths.state["beta2_t"][run, 1:, None])) + eps


def sgd_edges(weight_decay: float, momentum: float, curvature: float) -> tuple[float, float]:
    """The rates beyond which SGD + L2 and SGDW diverge: (2 + 2ρ) / (h + λ) and (2 + 2ρ) / (h + (1 + ρ) λ), for the largest curvature h.

    From the roots of each one's recursion in the steepest direction; without momentum both are 2 / (h + λ).
    """
    reach = 2 + 2 * momentum
    return reach / (curvature + weight_decay), reach / (curvature + (1 + momentum) * weight_decay)
