"""What it costs: both ways to a gradient, timed on this very machine."""

import streamlit as st

from digits import brief
from plots.chart import charts_picture
from plots.gradients_cost import cost_charts
from studies.gradient_cost import SIZES, Cost, measure
from studies.results_cache import known
from ui.frame import settings, waiting
from ui.gradients.setup import Asked
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.menus import buttons
from ui.parts.table import tabulate

UP_TO = {f"N ≤ {most:,}".replace(",", "\u202f"): most for most in (100, 1000, 10_000)}
OPENING = list(UP_TO)[1]


def read() -> str:
    """Up to how many weights."""
    return settings.choice("most", list(UP_TO), OPENING)


def title(asked: Asked, most: str) -> tuple[str, str]:
    return "Gradient check: what it costs", "Two losses for every weight, or one pass back for all."


def key(most: str) -> tuple[str, int]:
    """What tells this measurement from the others."""
    return "gradient cost", UP_TO[most]


def compute(asked: Asked, most: str) -> None:
    """Measure, unless it has been measured."""
    waiting.compute(
        key(most), lambda progress: measure(UP_TO[most], progress), lambda share: f"Measuring a classifier of {most} weights: {share:.0%}"
    )


def show(asked: Asked, most: str) -> None:
    """Both lines, the table, and what they say."""
    cost = known(key(most))
    if cost is None:
        waiting.say_cancelled("Nothing is measured.")
        return
    with st.container(key="costs"):
        charts("charts", charts_picture(cost_charts(cost)))
    say(sentences(cost))
    table(cost)


def sentences(cost: Cost) -> list[str]:
    """How many times as long, and what a large network would take."""
    n, times = int(cost.sizes[-1]), float(cost.numeric[-1] / cost.backward[-1])
    return [
        f"At N = {count(n)} central differences ask for {count(int(cost.evaluations[-1]))} losses and take {seconds(cost.numeric[-1])}. "
        f"One pass back takes {seconds(cost.backward[-1])}: **{brief(times)} times** less.",
        "Numeric gradients check, analytic ones train.",
    ]


def table(cost: Cost) -> None:
    """Each N in numbers."""
    lines = [
        (count(int(n)), count(int(asked)), seconds(slow), seconds(quick), f"{brief(float(slow / quick))} ×")
        for n, asked, slow, quick in zip(cost.sizes, cost.evaluations, cost.numeric, cost.backward, strict=True)
    ]
    tabulate(("weights N", "losses asked for", "numeric", "one pass back", "ratio"), lines, "basin-gradients")


def count(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def seconds(took: float) -> str:
    """A time as a person says it."""
    return (
        f"{brief(float(took))} s" if took >= 1 else f"{brief(1e3 * float(took))} ms" if took >= 1e-3 else f"{brief(1e6 * float(took))} µs"
    )


def steer(asked: Asked, most: str) -> None:
    """Up to how many weights."""
    buttons("Up to", "most", list(UP_TO), most, OPENING, labelled=True)
    st.caption(
        f"A softmax classifier of two classes on a hundred examples, with {count(SIZES[0])} to {count(SIZES[-1])} weights. "
        "Float64; compiled before the clock runs."
    )
