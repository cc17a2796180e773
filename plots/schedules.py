"""All schedules in one chart: which share of the rate each step takes."""

from collections.abc import Sequence

import numpy as np

from optimizers import Schedule
from plots.chart import Axis, Chart, Line
from plots.theme import DASHES, ROW, Look

HEADROOM = 1.05  # above the highest share


def look(place: int) -> Look:
    """The colours and the marker of the schedule at this place of the shelf; the visitor's own comes last."""
    return ROW[place % len(ROW)]


def schedules_chart(plans: Sequence[Schedule], steps: int) -> Chart:
    """One line per schedule over a run of `steps` steps: the step, and the multiple of α₀ that it uses.

    The order of `plans` gives each its colour and its dash. Seven are told apart by both.
    """
    names = ", ".join(plan.name for plan in plans)
    lines = [schedule_line(plan, place, steps) for place, plan in enumerate(plans)]
    highest = max(float(np.max(line.y)) for line in lines)
    return Chart(
        "schedules",
        "",
        Axis("step"),
        Axis("share of α₀", span=(0.0, HEADROOM * (highest or 1.0))),
        lines,
        alt=f"The learning rate over {steps} steps, as a share of the base rate: one line for each of {names}.",
    )


def schedule_line(plan: Schedule, place: int, steps: int) -> Line:
    """A step keeps its rate: a cut is a wall, not a ramp."""
    colours = look(place)
    return Line(plan.name, np.arange(steps), plan.multipliers(steps), colours.light, colours.dark, DASHES[place % len(DASHES)], step=True)
