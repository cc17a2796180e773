"""Stay high, fall fastest in the middle, land softly close to zero: zero itself would come at step T, behind the last."""

import numpy as np

from optimizers.schedules.base import Schedule


def decay(t, T):
    return 0.5 * (1 + np.cos(np.pi * t / T))


COSINE = Schedule(
    name="Cosine",
    decay=decay,
    formula=r"\alpha_t = \tfrac12\, \alpha_0 \left(1 + \cos(\pi t / T)\right)",
    story=__doc__,
    reference="Loshchilov and Hutter (2017)",
)
