from optimizers.schedules.base import WARMUP, Schedule
from parameter import Parameter


def decay(t, T, gamma):
    return gamma**t


EXPONENTIAL = Schedule(
    name="Exponential",
    decay=decay,
    formula=r"\alpha_t = \alpha_0\, \gamma^{t}",
    story="Lose the same share of the rate at every step.",
    reference="CS231n, optimization notes: γ of 0.95 or 0.99",
    parameters=(Parameter("gamma", 0.99, 0.5, 1.0, symbol="γ", help="Share of the rate that each step keeps."), WARMUP),
)
