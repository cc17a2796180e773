"""What the page on weight decay shows: the race of the four, where they end for every λ, and why."""

from contextlib import nullcontext
from functools import partial

import numpy as np
import streamlit as st

from landscapes.penalised import PENALISED
from landscapes.programs import is_ready
from optimizers.decay import divisor
from optimizers.engine import STEPS
from parameter import Parameter
from plots.decay import NAMES, OverLambda, decay_entrants, ends_picture, pulls_picture
from plots.race import race_picture, surface_picture
from ui import decay, decay_link, decay_report, page, player, settings
from ui.charts import charts
from ui.decay import ENDS, PATHS, WHY, Lab
from ui.decay_report import ADAM, ADAMW, point
from ui.report import digits

LOOKED = Parameter("at", 40, 0, STEPS.high - 1, whole=True, help="The step looked at, counted from 0.")
SMOOTH = 150  # λ at which theory's curves are drawn
# The picture's height: what is left beside so many rem for the words and the table, up to so many pixels.
HEIGHTS = {PATHS: (31.0, 760), ENDS: (27.6, 520), WHY: (27.0, 520)}
OF_CHARTS = ".st-key-decay .basin-charts"
OF_PLAYER = ".st-key-decay .basin-player .panes"


def show(lab: Lab) -> None:
    """The view that the settings ask for."""
    view = decay.read_view()
    page.title("Weight decay", decay.STORIES[view])
    decay.choose(view)
    st.html(decay_report.STYLE)
    room, highest = HEIGHTS[view]
    st.html(f"<style>:is({OF_CHARTS}, {OF_PLAYER}) {{ --tall: clamp(250px, calc(100vh - {room}rem), {highest}px); }}</style>")
    look, at = decay.read_look(), int(settings.number("at", LOOKED))
    with st.container(key="decay"), nullcontext() if is_ready(PENALISED) else st.spinner("Compiling the four runs …"):
        {PATHS: show_paths, ENDS: show_ends, WHY: show_why}[view](lab, look, at)


def show_paths(lab: Lab, look: tuple[list[str], str, str], at: int) -> None:
    """The four runs side by side."""
    paths, rests = decay.ran(lab, lab.runs), decay.rests(lab, np.array([lab.weight_decay]))[:, 0]
    hidden, view, axis = look
    entrants = decay_entrants([float(run.lr or 0.0) for run in lab.runs])
    player.player(
        "player",
        surface_picture(PENALISED, lab.params),
        race_picture(PENALISED, lab.params, entrants, paths, lab.plan.multipliers(lab.steps), hidden, view, axis),
        slid=partial(decay.slide, lab),
        started=decay.drop_start,
        hid=lambda names: settings.put("hidden", names, []),
        viewed=lambda chosen: settings.put("view", chosen, "2-D"),
        measured=lambda chosen: settings.put("axis", chosen, decay.AXES[0]),
        inspected=partial(decay_link.inspect, lab),
    )
    decay_report.say(decay_report.outcome(lab, paths, rests))
    decay_report.table(paths, rests, decay_report.dot)


def show_ends(lab: Lab, look: tuple[list[str], str, str], at: int) -> None:
    """Where each run ends, for every λ."""
    every, paths = decay.swept(lab)
    lost = paths.diverged_at.reshape(len(NAMES), -1) >= 0
    ends = np.where(lost[..., None], np.nan, paths.theta[:, -1].reshape(len(NAMES), -1, 2))
    own, rest = decay.ran(lab, lab.runs), decay.rests(lab, np.array([lab.weight_decay]))[:, 0]
    ended = np.where(own.diverged_at[:, None] < 0, own.theta[:, -1], np.nan)
    smooth = np.unique(np.append(every, np.geomspace(every[0], every[-1], SMOOTH)))
    charts(
        "ends",
        ends_picture(lab.H, lab.c, OverLambda(every, ends), OverLambda(smooth, decay.rests(lab, smooth)), lab.weight_decay, ended),
        slid=partial(decay.slide, lab),
        dragged=partial(dragged_end, lab),
    )
    decay_report.say(decay_report.outcome(lab, own, rest))
    decay_report.table(own, rest, decay_report.sample)


def dragged_end(lab: Lab, chart: str, name: str, place: int, x: float, y: float) -> None:
    """λ's grip, or the minimum, is being dragged."""
    if place < 0:
        decay.slide(lab, "lambda", float(f"{x:.3g}"))
    else:
        decay.move_centre(lab, x, y)


def show_why(lab: Lab, look: tuple[list[str], str, str], at: int) -> None:
    """The pull at every step, and one step of it in numbers."""
    paths = decay.ran(lab, lab.runs)
    eps = lab.runs[ADAM].hyper["eps"]
    decay_report.legend([NAMES[ADAM], NAMES[ADAMW]])
    lived = max(decay_report.lives(paths, ADAM, ADAMW) - 1, 1)  # a step leads to the next point
    roots = {run: divisor(paths, run, eps)[:lived] for run in (ADAM, ADAMW)}
    at = min(at, lived - 1)
    charts(
        "pulls",
        pulls_picture(lab.weight_decay, roots[ADAM], roots[ADAMW], paths.theta[[ADAM, ADAMW], :lived], at),
        slid=partial(decay.slide, lab),
        dragged=lambda chart, name, place, x, y: settings.put("at", round(min(max(x, 0), lived - 1)), LOOKED.default),
    )
    became = [*decay_report.diverged(lab, paths, (ADAM, ADAMW)), *decay_report.at_start(lab, (ADAM, ADAMW))]
    decay_report.say([*became, *reasons(lab, roots[ADAM][at], roots[ADAMW][at], at)])
    with st.container(horizontal=True, key="into-microscope"):
        for run in (ADAM, ADAMW):
            st.button(f"Step {at} of {NAMES[run]} in the microscope", key=f"inspect {run}", on_click=magnify, args=(lab, NAMES[run], at))


def magnify(lab: Lab, name: str, step: int) -> None:
    st.session_state["whole page"] = True
    decay_link.inspect(lab, name, step)


def reasons(lab: Lab, adam: np.ndarray, adamw: np.ndarray, at: int) -> list[str]:
    """What the division does to the pull at a step; `adam` and `adamw` (2,) are what the two divide by there."""
    if lab.weight_decay == 0:
        return ["**λ = 0: there is no pull**, inside the gradient or beside it."]
    more, less = ("y", "x") if adam[1] >= adam[0] else ("x", "y")
    ratio = float(adam.max() / adam.min())
    alike = (
        f"so a weight of 1 is pulled {digits(ratio, 2)} times more weakly in {more} than in {less}"
        if ratio > 1.05
        else "nearly the same in both"
    )
    return [
        f"**Step {at}: Adam + L2 divides by √v̂ = {digits(adam[0], 3)} in x and {digits(adam[1], 3)} in y**, {alike}.",
        "It divides the slope by the same two numbers. So once it rests, slope and pull cancel as if nothing had been divided: g + λx = 0.",
        f"**AdamW divides the slope alone**, here by {point(adamw)}. Against that slope its pull λx weighs as an L2 of λ√v̂ would: "
        f"{digits(lab.weight_decay * adamw[0], 3)} in x, {digits(lab.weight_decay * adamw[1], 3)} in y, where Adam + L2 has "
        f"{digits(lab.weight_decay, 3)}.",
    ]
