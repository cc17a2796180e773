"""Its pull fades with the weight: all shrink, none ends at exactly 0. With the ½ the pull is λw, which is weight decay."""

import numpy as np

from landscapes.penalties.base import BUDGET, Penalty, directions


def value(w):
    return 0.5 * (w**2).sum(-1)


def gradient(w):
    return w


def prox(w, step):
    return w / (1 + step)


def ball(t, points=64):
    return np.sqrt(2 * BUDGET.check(t)) * directions(points)


def shares():
    return 0.0, 1.0


L2 = Penalty(
    name="L2",
    value=value,
    gradient=gradient,
    prox=prox,
    ball=ball,
    shares=shares,
    formula=r"R(w) = \tfrac12 \lVert w \rVert^2 = \tfrac12 \sum_j w_j^2",
    story=__doc__,
    reference="Hoerl and Kennard (1970): ridge regression; many texts leave out the ½, and their λ is half of this one",
)
