import numpy as np

from optimizers.schedules.base import WARMUP, Schedule
from parameter import Parameter

MILESTONES = (0.3, 0.6, 0.9)  # the lecture's shares of the run


def decay(t, T, gamma, every):
    if every > 0:
        return gamma ** (t // every)
    drops = sum(t >= max(1, round(share * T)) for share in MILESTONES)  # never before the first step
    return gamma ** np.asarray(drops, float)


STEP = Schedule(
    name="Step",
    decay=decay,
    formula=r"\alpha_t = \alpha_0\, \gamma^{\lfloor t / k \rfloor} \quad\text{or} \times \gamma \text{ at 30, 60 and 90 \% of the run}",
    story="Hold the rate, then cut it; each cut lets the path settle deeper.",
    reference="CS231n, optimization notes",
    parameters=(
        Parameter("gamma", 0.1, 0.01, 1.0, log=True, symbol="γ", label="factor", help="Factor of each cut."),
        Parameter("every", 0, 0, 1000, whole=True, symbol="k", label="cut every", help="0 cuts at 30, 60 and 90 % of the run."),
        WARMUP,
    ),
)
