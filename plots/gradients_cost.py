"""What a gradient costs over the number of weights: two lines."""

import numpy as np

from plots.chart import Axis, Chart, Line
from plots.gradients import ANALYTIC, CENTRAL
from studies.gradient_cost import Cost


def cost_charts(cost: Cost) -> list[Chart]:
    """Losses and passes asked for, and the seconds they took."""
    n = cost.sizes
    x = Axis("weights N", log=True, span=(float(n[0]) / 1.3, 1.3 * float(n[-1])))
    seconds = np.concatenate([cost.numeric, cost.backward])
    charted = (
        ("evaluations", "Losses asked for", cost.evaluations, np.ones(len(n)), (0.5, 3.0 * float(n[-1]))),
        ("seconds", "Seconds, measured here", cost.numeric, cost.backward, (float(seconds.min()) / 2, 2 * float(seconds.max()))),
    )
    return [
        Chart(
            name,
            title,
            x,
            Axis("", log=True, span=span),
            [
                Line("numeric, central", n, numeric, CENTRAL.light, CENTRAL.dark, "dash"),
                Line("one pass back", n, backward, ANALYTIC.light, ANALYTIC.dark),
            ],
            alt=f"{title}, over the number of weights: by central differences, and by one pass back.",
        )
        for name, title, numeric, backward, span in charted
    ]
