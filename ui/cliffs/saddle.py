"""The saddle: on its ridge nothing but noise leads away."""

from dataclasses import dataclass
from math import log, log1p

import streamlit as st

from digits import brief, portion
from optimizers.conditions import SEED
from plots.chart import charts_picture
from plots.saddle_escape import escape_charts
from studies.saddle_escape import OUT, RATE, RUNS, SIGMA, STEPS, Escape, escape, half_way
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import Group, Slider, panel, slide, slider


@dataclass(frozen=True)
class Asked:
    """The sliders: rate, noise and seed."""

    rate: Slider
    sigma: Slider
    seed: Slider

    def sliders(self) -> list[Slider]:
        return [self.rate, self.sigma, self.seed]


def read() -> Asked:
    """What the settings say."""
    return Asked(slider("saddle.rate", RATE), slider("saddle.sigma", SIGMA), slider("seed", SEED))


def title(asked: Asked) -> tuple[str, str]:
    return "Cliffs and plateaus: saddle", "Exactly on the ridge the slope leads to the saddle. Noise leads away."


def show(asked: Asked) -> None:
    """Paths and shares, and what they say."""
    alpha, sigma = asked.rate.value, asked.sigma.value
    found = escape(alpha, sigma, int(asked.seed.value))
    with st.container(key="saddle"):
        charts(
            "charts",
            charts_picture(escape_charts(found, alpha, sigma)),
            slid=lambda name, value: slide(asked.sliders(), name, value),
        )
    say(sentences(alpha, sigma, found))


def sentences(alpha: float, sigma: float, found: Escape) -> list[str]:
    """How many have left, when half have, and what less noise costs."""
    if sigma == 0:
        return [
            f"**Without noise no run leaves.** The slope in y is y³ − y, and on the ridge y is 0. "
            f"So all {RUNS} runs go to the saddle and stay, "
            "though it is no minimum."
        ]
    half, gone = half_way(alpha, sigma), float(found.share[-1])
    when = (
        f"the law has half of them away at step {brief(half)}"
        if half <= STEPS
        else f"the law has half of them away only at step {brief(half)}"
    )
    return [
        f"**After {STEPS} steps {portion(gone)} of the runs have left**, and {when}. A run has left where |y| is above {OUT}.",
        f"Near the ridge a step makes y ← (1 + α)y − ασz, so y grows by {brief(1 + alpha)} a step. "
        f"With a tenth of the noise half of the runs are away {brief(half_way(alpha, sigma / 10) - half)} steps later. "
        f"The less noise there is, the nearer this comes to ln 10/ln(1 + α) = {brief(log(10) / log1p(alpha))}.",
    ]


def steer(asked: Asked) -> None:
    """Rate and noise, then which noise."""
    panel("saddle panel", [Group([asked.rate, asked.sigma]), Group([asked.seed])])
    st.caption("½x² − ½y² + ¼y⁴, plain descent. Each run has noise of its own.")
