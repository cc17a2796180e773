import numpy as np

from optimizers.schedules.base import WARMUP, Schedule
from parameter import Parameter


def decay(t, T, gamma, every, cut1, cut2, cut3):
    if every > 0:
        return gamma ** (t // every)
    drops = sum(t >= max(1, round(cut * T)) for cut in (cut1, cut2, cut3))  # never before the first step
    return gamma ** np.asarray(drops, float)


STEP = Schedule(
    name="Step",
    decay=decay,
    formula=r"\alpha_t = \alpha_0\, \gamma^{\lfloor t / k \rfloor} \quad\text{or} \times \gamma \text{ at } c_1 T,\ c_2 T,\ c_3 T",
    story="Hold the rate, then cut it; each cut lets the path settle deeper.",
    reference="CS231n, optimization notes",
    parameters=(
        Parameter("gamma", 0.1, 0.01, 1.0, log=True, symbol="γ", label="factor", help="Factor of each cut."),
        Parameter("every", 0, 0, 1000, whole=True, symbol="k", label="cut every", help="Steps between cuts; 0 takes the three shares."),
        Parameter("cut1", 0.3, 0.0, 1.0, symbol="c₁", label="first cut at", help="Share of the run; 1 is never."),
        Parameter("cut2", 0.6, 0.0, 1.0, symbol="c₂", label="second cut at", help="Share of the run; 1 is never."),
        Parameter("cut3", 0.9, 0.0, 1.0, symbol="c₃", label="third cut at", help="Share of the run; 1 is never."),
        WARMUP,
    ),
)
