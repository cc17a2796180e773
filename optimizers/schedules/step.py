"""Hold the rate, then cut it; each cut lets the path settle deeper."""

import numpy as np

from optimizers.schedules.base import WARMUP, Schedule
from optimizers.schedules.shares import first_at
from parameter import Parameter


def decay(t, T, gamma, every, cut1, cut2, cut3):
    if every > 0:
        return gamma ** (t // every)
    drops = sum(t >= max(1, first_at(cut, T)) for cut in (cut1, cut2, cut3))  # never before the first step
    return gamma ** np.asarray(drops, float)


AT = "Share of the run: the rate falls at the first step at or after it. Behind the last step is never."

STEP = Schedule(
    name="Step",
    decay=decay,
    formula=r"\alpha_t = \alpha_0\, \gamma^{\lfloor t / k \rfloor} "
    r"\quad\text{or} \times \gamma \text{ from } t = \lceil c_1 T\rceil,\ \lceil c_2 T\rceil,\ \lceil c_3 T\rceil \text{ on}",
    story=__doc__,
    reference="CS231n, optimization notes",
    parameters=(
        Parameter("gamma", 0.1, 0.01, 1.0, log=True, symbol="γ", label="factor", help="Factor of each cut."),
        Parameter("every", 0, 0, 1000, whole=True, symbol="k", label="cut every", help="Steps between cuts; 0 takes the three shares."),
        Parameter("cut1", 0.3, 0.0, 1.0, symbol="c₁", label="first cut at", help=AT),
        Parameter("cut2", 0.6, 0.0, 1.0, symbol="c₂", label="second cut at", help=AT),
        Parameter("cut3", 0.9, 0.0, 1.0, symbol="c₃", label="third cut at", help=AT),
        WARMUP,
    ),
)
