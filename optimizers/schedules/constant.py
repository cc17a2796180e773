"""The same rate from the first step to the last."""

import numpy as np

from optimizers.schedules.base import Schedule


def decay(t, T):
    return np.ones_like(t)


CONSTANT = Schedule(
    name="Constant",
    decay=decay,
    formula=r"\alpha_t = \alpha_0",
    story=__doc__,
    reference="CS231n, optimization notes",
)
