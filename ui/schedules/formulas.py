"""Beside the lesson: the schedule's own Python; under momentum's two forms, how far apart they are, and the rule's."""

from collections.abc import Sequence
from textwrap import dedent

import streamlit as st

from optimizers import Paths
from plots.chart import charts_picture
from plots.parting import parting_chart
from studies.parting import Parting, parting
from ui.frame import begun, settings
from ui.parts import exhibit
from ui.parts.charts import charts
from ui.parts.code import python
from ui.schedules import lanes
from ui.schedules.asked import Asked
from ui.schedules.outcome import Outcome, outcomes


def plan(asked: Asked) -> None:
    """A schedule's formula and the code that ran."""
    names = list(dict.fromkeys(asked.names))
    key = begun.fresh("exhibit")
    chosen = st.segmented_control("The schedule", names, default=names[0], key=key, on_change=settings.by_hand, required=True)
    plan = asked.plans.named[chosen]
    st.markdown(plan.story)
    st.latex(plan.formula)
    if warmed := plan.warmed(asked.race.conditions.steps):
        st.markdown(warmed)
    python(dedent(exhibit.source([plan.decay])))
    st.caption(f"This is the code that ran, behind the warm-up. Source of the schedule: {plan.reference}.")


def forms(asked: Asked) -> None:
    """The distance between the two over the steps, and the rule that holds both."""
    each = lanes.ran(asked.race, asked.lanes)
    apart = distance(outcomes(asked, each), each)
    if apart.first >= 0:
        st.markdown("How far A and B are apart, over the steps:")
        with st.container(key="parting"):
            charts("parting chart", charts_picture([parting_chart(apart.distance)]))
    exhibit.code(asked.lanes[0].run.optimizer)


def distance(found: Sequence[Outcome], each: Sequence[Paths]) -> Parting:
    """How far A and B are apart, up to the first that diverged."""
    a, b = (paths.theta[0] for paths in each)
    lost = [one.result.diverged for one in found if one.result.diverged >= 0]
    return parting(a, b, min(lost, default=len(a)))
