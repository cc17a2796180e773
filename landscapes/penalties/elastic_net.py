"""L1's corners with L2's round sides: some weights end at exactly 0, and alike features share theirs."""

import numpy as np

from landscapes.penalties import l1, l2
from landscapes.penalties.base import BUDGET, Penalty, directions
from parameter import Parameter

MIX = Parameter("mix", 0.5, 0.0, 1.0, symbol="m", help="Share of L1 in the penalty: 1 is L1, 0 is L2 with its ½.")


def value(w, mix):
    return mix * l1.value(w) + (1 - mix) * l2.value(w)


def gradient(w, mix):
    return mix * l1.gradient(w) + (1 - mix) * l2.gradient(w)


def prox(w, step, mix):
    return l2.prox(l1.prox(w, step * mix), step * (1 - mix))


def ball(t, mix, points=64):
    t, mix, u = BUDGET.check(t), MIX.check(mix), directions(points)
    if t == 0:
        return 0 * u  # below, L2's share alone would be 0/0
    a, b = mix * np.abs(u).sum(-1, keepdims=True), 1 - mix
    r = 2 * t / (a + np.sqrt(a**2 + 2 * b * t))  # the root of a r + ½ b r² = t that holds for b = 0, too
    return r * u


def shares(mix):
    return mix, 1 - mix


ELASTIC_NET = Penalty(
    name="Elastic net",
    value=value,
    gradient=gradient,
    prox=prox,
    ball=ball,
    shares=shares,
    formula=r"R(w) = m\, \lVert w \rVert_1 + (1 - m)\, \tfrac12 \lVert w \rVert^2",
    story=__doc__,
    reference="Zou and Hastie (2005); mixed as by scikit-learn, where m is l1_ratio",
    parameters=(MIX,),
)
