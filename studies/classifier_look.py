"""The linear classifier as the gradient check sees it: one row of weights, W row by row and then b."""

from functools import cache, partial

import jax
import numpy as np

from models.linear import evaluate
from models.nine_points import X, Y
from optimizers.engine import doubled
from studies.gradient_check import FEWEST, Look

MOST_CLASSES = 3


def classifier_look(loss: str, strength: float = 0.0, classes: int = MOST_CLASSES, penalty: str = "L2") -> Look:
    """Losses (m,) and slopes (m, 3C) of a classifier on those of the nine points that are in the first C classes."""
    looking = program(loss, classes, penalty)

    def look(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        m = len(points)
        rows = np.concatenate([points, np.repeat(points[-1:], doubled(FEWEST, m) - m, 0)])
        total, slope = looking(rows, points.dtype.type(strength))
        return np.asarray(total)[:m], np.asarray(slope)[:m]

    return look


@cache
def program(loss: str, classes: int, penalty: str):
    """Compiled for many rows of weights at once."""
    held = np.less(Y, classes)
    return jax.jit(jax.vmap(partial(of_row, X[held], Y[held], loss, penalty), (0, None)))


def of_row(x, y, loss: str, penalty: str, row, strength):
    """The full loss and its slope for one row of weights."""
    C = row.shape[0] // (x.shape[1] + 1)
    found = evaluate(row[: C * x.shape[1]].reshape(C, -1), row[C * x.shape[1] :], x, y, loss, strength, penalty)
    return found.total, jax.numpy.concatenate([found.dW.ravel(), found.db])


def names(classes: int = MOST_CLASSES) -> list[str]:
    """What the weights are called: W₁₁, W₁₂, …, b₁, …"""
    low = "₁₂₃"
    return [f"W{low[i]}{low[j]}" for i in range(classes) for j in range(2)] + [f"b{low[i]}" for i in range(classes)]
