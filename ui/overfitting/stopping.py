"""Early stopping on the page: the descent, when patience ends it, and the ridge that it resembles."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from digits import digits
from models.early_stopping import PATIENCE, RATE, STEPS, Descent, descend
from plots.chart import charts_picture
from plots.overfitting_stopping import ridge_of, stopping_charts
from ui.overfitting import sources
from ui.overfitting.setup import Asked
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import Group, Slider, panel, slide, slider

ROOM = 21  # rem of the page that are not the charts'
UPPER = 0.5  # of their height, for the upper chart of two
NOTE = (
    r"Descended: $\tfrac{1}{2N}\sum_i (y_i - \hat y_i)^2$ from weights of 0, all points at every step; no penalty, so λ plays no part. "
    r"The intercept is always at its best."
)


@dataclass(frozen=True)
class Own:
    """The descent's numbers."""

    rate: Slider
    steps: Slider
    patience: Slider

    def sliders(self) -> list[Slider]:
        return [self.rate, self.patience, self.steps]


def read() -> Own:
    return Own(slider("rate", RATE), slider("steps", STEPS), slider("patience", PATIENCE))


def title(asked: Asked, own: Own) -> tuple[str, str]:
    return f"Early stopping: degree {int(asked.degree.value)}", "Stop before the noise is learnt: nearly a penalty, and free."


def show(asked: Asked, own: Own) -> None:
    """The charts, and what they say."""
    source = asked.source
    if not len(source.points.x):
        st.info("There is no training point, so there is nothing to descend.")
        return
    descent = descend(source.points, int(asked.degree.value), own.rate.value, int(own.steps.value), int(own.patience.value))
    charts(
        "charts",
        charts_picture(stopping_charts(descent, source.known)),
        slid=lambda name, value: slide([*asked.sliders(), *own.sliders()], name, value),
    )
    say(sentences(own, descent))


def sentences(own: Own, descent: Descent) -> list[str]:
    """Where it stopped and what was kept; the edge of stability; and what ridge would have done."""
    ground, rate, last = descent.ground, own.rate.value, int(descent.steps[-1])
    if not len(ground.s):
        return ["No power of x varies among the training points, so there is nothing to descend: the level line is the fit."]
    edge = f"2/λmax = {digits(ground.edge, 4)}"
    if descent.diverged is not None:
        said = [f"**Diverged at step {descent.diverged}:** α = {digits(rate, 4)} is above the edge of stability, {edge}. Lower the rate."]
    elif rate == 0:
        said = ["With a rate of 0 the descent stays where it began."]
    else:
        said = [f"α = {digits(rate, 4)} is {'below' if rate < ground.edge else 'not below'} the edge of stability, {edge}."]
    if not len(ground.points.held_x):
        return [*said, "There is no validation point, so nothing says when to stop."]
    kept = digits(float(descent.validation[np.searchsorted(descent.steps, descent.best)]))
    if descent.stopped is None:
        ran = f"Patience never ran out in {last} step{'s' * (last > 1)}." if descent.diverged is None else "Patience did not run out."
        first = f"{ran} The best weights are those of step {descent.best}, with a validation error of {kept}."
    else:
        steps = int(own.patience.value)
        first = (
            f"**Stopped at step {descent.stopped}:** no smaller validation error for {steps} step{'s' * (steps > 1)}. "
            f"Kept are the weights of step {descent.best}, with a validation error of {kept}."
        )
        if descent.diverged is None and last > descent.stopped:
            first += f" At step {last} it would be {digits(float(descent.validation[-1]))}."
    if descent.diverged is None and descent.best and rate:
        strength = float(ridge_of(descent, descent.best))
        ridge = float(ground.errors(ground.ridge(strength), ground.points.held_x, ground.points.held_y))
        said.append(f"Ridge at λ = 1/(αk) = {digits(strength, 3)} has a validation error of {digits(ridge)}.")
    return [first, " ".join(said)] if descent.diverged is None else [*said, first]


def steer(asked: Asked, own: Own) -> None:
    """The controls, most used first."""
    panel("stopping panel", [Group([own.patience, own.rate, own.steps, asked.degree])])
    st.caption(NOTE)
    sources.steer(asked.source)
