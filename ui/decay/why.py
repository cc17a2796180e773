"""Why the two Adams differ: the pull at every step, and one step of it in numbers."""

from functools import partial

import numpy as np
import streamlit as st

from digits import digits
from optimizers.conditions import STEPS
from parameter import Parameter
from plots.decay import NAMES, pulls_picture
from plots.race import Sight
from studies.weight_decay import divisor
from ui.decay import link, report, setup
from ui.decay.report import ADAM, ADAMW, point
from ui.decay.setup import Asked
from ui.frame import settings
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import slide

ROOM, HIGHEST = 27.0, 520  # rem of the page that are not the charts', and the pixels they have at most
LOOKED = Parameter("at", 40, 0, STEPS.high - 1, whole=True, help="The step looked at, counted from 0.")


def title(asked: Asked, sight: Sight, at: int) -> tuple[str, str]:
    return "Weight decay", "Adam divides the pull inside its gradient by √v̂. Beside the gradient nothing divides it."


def show(asked: Asked, sight: Sight, at: int) -> None:
    """The pull at every step, and one step of it in numbers."""
    paths = setup.ran(asked, asked.runs)
    eps = asked.runs[ADAM].hyper["eps"]
    report.legend([NAMES[ADAM], NAMES[ADAMW]])
    lived = max(report.lives(paths, ADAM, ADAMW) - 1, 1)  # a step leads to the next point
    roots = {run: divisor(paths, run, eps)[:lived] for run in (ADAM, ADAMW)}
    at = min(at, lived - 1)
    charts(
        "pulls",
        pulls_picture(asked.weight_decay, roots[ADAM], roots[ADAMW], paths.theta[[ADAM, ADAMW], :lived], at),
        slid=partial(slide, setup.every_slider(asked)),
        dragged=lambda chart, name, place, x, y: settings.put("at", round(min(max(x, 0), lived - 1)), LOOKED.default),
    )
    became = [*report.diverged(asked, paths, (ADAM, ADAMW)), *report.at_start(asked, (ADAM, ADAMW))]
    say([*became, *reasons(asked, roots[ADAM][at], roots[ADAMW][at], at)])
    with st.container(horizontal=True, key="into-microscope"):
        for run in (ADAM, ADAMW):
            st.button(f"Step {at} of {NAMES[run]} in the microscope", key=f"inspect {run}", on_click=magnify, args=(asked, NAMES[run], at))


def magnify(asked: Asked, name: str, step: int) -> None:
    settings.show_everywhere()
    link.inspect(asked, name, step)


def reasons(asked: Asked, adam: np.ndarray, adamw: np.ndarray, at: int) -> list[str]:
    """What the division does to the pull at a step; `adam` and `adamw` (2,) are what the two divide by there."""
    if asked.weight_decay == 0:
        return ["**λ = 0: there is no pull**, inside the gradient or beside it."]
    more, less = ("y", "x") if adam[1] >= adam[0] else ("x", "y")
    ratio = float(adam.max() / adam.min())
    alike = (
        f"so a weight of 1 is pulled {digits(ratio, 2)} times more weakly in {more} than in {less}"
        if ratio > 1.05
        else "nearly the same in both"
    )
    return [
        f"**Step {at}: Adam + L2 divides by √v̂ + ε = {digits(adam[0], 3)} in x and {digits(adam[1], 3)} in y**, {alike}.",
        "It divides the slope by the same two numbers. So once it rests, slope and pull cancel as if nothing had been divided: g + λx = 0.",
        f"**AdamW divides the slope alone**, here by {point(adamw)}. Against that slope its pull λx weighs as an L2 of λ√v̂ would: "
        f"{digits(asked.weight_decay * adamw[0], 3)} in x, {digits(asked.weight_decay * adamw[1], 3)} in y, where Adam + L2 has "
        f"{digits(asked.weight_decay, 3)}.",
    ]
