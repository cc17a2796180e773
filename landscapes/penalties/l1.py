"""It pulls every weight with the same force, so small ones end at exactly 0."""

import jax.numpy as jnp
import numpy as np

from landscapes.penalties.base import BUDGET, Penalty, directions


def value(w):
    return jnp.abs(w).sum(-1)


def gradient(w):
    return jnp.sign(w)  # 0 at 0, where any number from −1 to 1 would do


def prox(w, step):
    return w - jnp.clip(w, -step, step)  # the soft threshold: what lies within ± step is taken off whole


def ball(t, points=64):
    u = directions(points)
    return BUDGET.check(t) * u / np.abs(u).sum(-1, keepdims=True)


def shares():
    return 1.0, 0.0


L1 = Penalty(
    name="L1",
    value=value,
    gradient=gradient,
    prox=prox,
    ball=ball,
    shares=shares,
    formula=r"R(w) = \lVert w \rVert_1 = \sum_j |w_j|",
    story=__doc__,
    reference="Tibshirani (1996): the lasso",
)
