"""Beside the lesson: the schedule's own Python; under momentum's two forms, how far apart they are, and the rule's."""

from textwrap import dedent

import streamlit as st

from plots.parting import parting_figure
from ui import exhibit, lanes, schedule_report
from ui.schedules import FORMS, Lab


def show(lab: Lab) -> None:
    """What ran, in formula and code."""
    if lab.why:
        return
    if lab.view == FORMS:
        forms(lab)
        return
    names = list(dict.fromkeys(lab.names))
    chosen = st.segmented_control("The schedule", names, default=names[0], key="exhibit", required=True)
    plan = lab.plans.named[chosen]
    st.markdown(plan.story)
    st.latex(plan.formula)
    st.code(dedent(exhibit.source([plan.decay])), language="python")
    st.caption(f"This is the code that ran, behind the warm-up. Source of the schedule: {plan.reference}.")


def forms(lab: Lab) -> None:
    """The distance between the two over the steps, and the rule that holds both."""
    each = lanes.ran(lab.race, lab.lanes)
    apart = schedule_report.distance(schedule_report.outcomes(lab, each), each)
    if apart.first >= 0:
        figure = parting_figure(apart.distance, st.context.theme.type == "dark")
        st.markdown("How far A and B are apart, over the steps:")
        st.plotly_chart(figure, theme=None, alt="The distance between the two forms over the steps, on a logarithmic axis.")
    exhibit.code(lab.lanes[0].run.optimizer)
