"""Fall in a straight line that would reach zero at step T; the last step still takes a T-th of the rate."""

from optimizers.schedules.base import Schedule


def decay(t, T):
    return 1 - t / T


LINEAR = Schedule(
    name="Linear",
    decay=decay,
    formula=r"\alpha_t = \alpha_0\, (1 - t / T)",
    story=__doc__,
    reference="CS231n, optimization notes",
)
