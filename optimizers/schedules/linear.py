from optimizers.schedules.base import Schedule


def decay(t, T):
    return 1 - t / T


LINEAR = Schedule(
    name="Linear",
    decay=decay,
    formula=r"\alpha_t = \alpha_0\, (1 - t / T)",
    story="Fall in a straight line to zero.",
    reference="CS231n, optimization notes",
)
