"""The weights of a penalised linear fit for a row of strengths λ: the paths that the coefficients take as the penalty grows."""

import numpy as np

from landscapes.penalties.base import Penalty
from landscapes.penalties.kinds import penalty as on_shelf
from parameter import Parameter

STRENGTH = Parameter("lambdas", 0.1, 0.0, 1e12, log=True, symbol="λ", help="Weight of the penalty.")
MOST = 1000  # changes of sign before an answer is taken as it is; a handful will do
TOLERANCE = 1e-12  # of a slope, relative to the steepest there is
RANK = 1e-13  # below this share of the largest, a direction counts as flat


def coefficient_path(X, y, penalty: str | Penalty = "L1", lambdas=(1.0, 0.1, 0.01), mix: float | None = None) -> np.ndarray:
    """Fit y by Xw under a penalty, once for every λ, and return the weights (len(lambdas), features).

    Minimises (1/2N) ‖y − Xw‖² + λ R(w), with no intercept: scikit-learn's scaling of Lasso and ElasticNet, and Ridge at alpha = Nλ.
    X is (samples, features), y (samples,), in any units. `mix` is the elastic net's share of L1. Weights that are 0 are exactly 0.
    Where the data leave weights undetermined, as at λ = 0 with fewer samples than features, they are ones of a least loss: for L2
    the shortest.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    X, y = checked_data(X, y)
    kind = on_shelf(penalty)
    if mix is not None and not kind.parameters:
        raise ValueError(f"mix = {mix!r} is only for the elastic net; {kind.name} has none.")
    a, b = kind.shares(*(p.check(p.default if mix is None else mix) for p in kind.parameters))
    strengths = [STRENGTH.check(one, "lambdas") for one in np.atleast_1d(np.asarray(lambdas, object)).tolist()]

    G, slope = X.T @ X / len(y), X.T @ y / len(y)
    path, w = np.zeros((len(strengths), X.shape[1])), np.zeros(X.shape[1])
    for k in np.argsort(strengths)[::-1]:  # from the strongest, where few weights are left, each begins at the last one's end
        path[k] = w = fitted(G + strengths[k] * b * np.eye(len(slope)), slope, strengths[k] * a, w)
    return path


def checked_data(X, y) -> tuple[np.ndarray, np.ndarray]:
    """X and y as arrays.

    Raises:
        ValueError: not numbers, not of fitting shapes, empty, or not finite.
    """
    try:
        X, y = np.asarray(X, float), np.asarray(y, float)
    except (TypeError, ValueError):
        raise ValueError("X and y must be tables of numbers.") from None
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y) or not X.size:
        raise ValueError(f"X has the shape {X.shape} and y {y.shape} (allowed: (samples, features) and (samples,), not empty).")
    for name, one in (("X", X), ("y", y)):
        if not np.isfinite(one).all():
            raise ValueError(f"{name} holds a number that is not finite.")
    return X, y


def fitted(A: np.ndarray, slope: np.ndarray, pull: float, w: np.ndarray) -> np.ndarray:
    """The w with the least ½ wᵀAw − slopeᵀw + pull ‖w‖₁, searched by its signs from `w` on.

    While the signs are known the minimum solves a linear system. On the way there a weight that would change its sign stops at 0.
    Source: Lee, Battle, Raina and Ng, Efficient sparse coding algorithms (2006): feature-sign search.
    """
    if pull == 0:
        return np.linalg.lstsq(A, slope, rcond=RANK)[0]

    def cost(w):
        return 0.5 * w @ A @ w - slope @ w + pull * np.abs(w).sum()

    enough, signs = TOLERANCE * (np.abs(slope).max() + pull), np.sign(w)
    for _ in range(MOST):
        on = signs != 0
        if on.any():
            goal = np.zeros(len(w))
            goal[on] = np.linalg.lstsq(A[np.ix_(on, on)], (slope - pull * signs)[on], rcond=RANK)[0]
            crossed = on & (goal * signs < 0)
            shares = [1.0, *(w[crossed] / (w - goal)[crossed])]  # of the way, at which a weight passes through 0
            stops = [stop(w, goal, share) for share in shares]
            w = min(stops, key=cost)
            signs = np.sign(w)
            if crossed.any():
                continue
        left = np.where(signs == 0, slope - A @ w, 0.0)
        j = int(np.abs(left).argmax())
        if abs(left[j]) <= pull + enough:
            break
        signs[j] = np.sign(left[j])  # the penalty cannot hold this weight at 0
    return w


def stop(w: np.ndarray, goal: np.ndarray, share: float) -> np.ndarray:
    """The point a share of the way from w to the goal; a weight that is 0 there is so exactly."""
    there = w + share * (goal - w)
    return np.where(np.abs(there) <= RANK * np.abs(goal - w), 0.0, there) if share < 1 else goal
