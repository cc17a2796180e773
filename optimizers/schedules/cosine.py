import numpy as np

from optimizers.schedules.base import Schedule


def decay(t, T):
    return 0.5 * (1 + np.cos(np.pi * t / T))


COSINE = Schedule(
    name="Cosine",
    decay=decay,
    formula=r"\alpha_t = \tfrac12\, \alpha_0 \left(1 + \cos(\pi t / T)\right)",
    story="Stay high, fall fastest in the middle, land softly at zero.",
    reference="Loshchilov and Hutter (2017)",
)
