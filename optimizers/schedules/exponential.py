"""Lose the same share of the rate at every step."""

from optimizers.schedules.base import WARMUP, Schedule
from parameter import Parameter


def decay(t, T, gamma):
    return gamma**t


EXPONENTIAL = Schedule(
    name="Exponential",
    decay=decay,
    formula=r"\alpha_t = \alpha_0\, \gamma^{t}",
    story=__doc__,
    reference="CS231n, optimization notes: γ of 0.95 or 0.99",
    parameters=(
        Parameter("gamma", 0.99, 0.5, 1.0, symbol="γ", help="Share of the rate that each step keeps.", textbook=(0.998, 0.999)),
        WARMUP,
    ),
)
