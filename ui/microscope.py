"""One step of one run, magnified: which one, and the component that shows it. Its picture is `plots.microscope`'s."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.components.v2 import component

from optimizers.engine import STEPS
from optimizers.microscope import Magnified
from parameter import Parameter
from ui import settings, ways
from ui.controls import Race
from ui.menus import keep
from ui.player import SURFACE, passing
from ui.server import component_js

PAGE = "pages/optimization/microscope.py"
RACE = "pages/optimization/race.py"
OWN = (ways.INSPECTED, *ways.WAYS["Microscope"].own)  # the settings that only the microscope has
STEP = Parameter("step", 0, 0, STEPS.high - 1, whole=True, help="The step under the microscope, counted from 0.")
LOOKS = ["Follow", "Whole map", "Slice x", "Slice y"]
MICROSCOPE = component(
    "basin_microscope",
    html='<div class="basin-microscope" tabindex="0" role="group" '
    'aria-label="Microscope: space plays the sub-steps, arrow keys step"></div>',
    js=component_js("microscope/main.js", "microscope/microscope.css"),
    isolate_styles=False,
)


def link(name: str, step: int) -> dict[str, str]:
    """The settings as the microscope's link spells them, with this run and this step under it."""
    return {**settings.as_link(), "inspect": name, "step": str(step)}


def read(race: Race) -> tuple[str, str]:
    """Which run, and how it is looked at."""
    return settings.choice("inspect", race.names, race.names[0]), settings.choice("look", LOOKS, LOOKS[0])


def read_step(name: str, m: Magnified) -> int:
    """Which step: the run's last one instead of one beyond it, and a link that asked for that is told why."""
    linked = "step" in settings.unread()
    asked = int(settings.number("step", STEP))
    step = min(asked, m.steps - 1)
    if step < asked:
        settings.put("step", step, 0)
        if linked:
            settings.notes().append(beyond(name, asked, m))
    st.session_state["left"] = ways.shared(), step
    return step


def beyond(name: str, asked: int, m: Magnified) -> str:
    """Why a run does not have the step that was asked for, and which one is shown."""
    diverged, last = int(m.paths.diverged_at[0]), m.steps - 1
    if diverged < 0:
        return f"The run has {m.steps} steps, counted from 0, so step {asked} is beyond it. Basin shows step {last}."
    if diverged == 0:
        return f"The start of {name} is already out of sight or without a loss, so Basin shows step 0."
    return f"{name} diverged at step {diverged}, so Basin shows step {last}, in which it happened."


def come_back() -> None:
    """The race's part: its link says nothing of the microscope, and the same race will stand where that was left."""
    settings.forget(lambda name: name in OWN)
    left = st.session_state.pop("left", None)
    if left and left[0] == settings.as_link():
        st.session_state["stand"] = left[1]


def left_at() -> int | None:
    """The step at which the race is to stand, if it was under the microscope before."""
    return st.session_state.get("stand")


def stand(step: int) -> tuple[int, int]:
    """The step the browser is to stand at, and the number of that order; none is given for a step the hand went to itself."""
    if st.session_state.get("stood") != step:
        st.session_state["stood"] = step
        st.session_state["order"] = step, st.session_state.get("order", (0, 0))[1] + 1
    return st.session_state["order"]


def go(step: int) -> None:
    """The hand has come to rest at this step."""
    st.session_state["stood"] = step
    settings.put("step", step, 0)


def choose(race: Race, name: str) -> None:
    """Which run to inspect, and the way back."""
    keep("inspect", name)

    def changed() -> None:
        settings.put("inspect", st.session_state["inspect"], race.names[0])
        st.session_state["whole page"] = True  # the rule's code stands outside the picture

    with st.container(key="inspecting", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.segmented_control("Run to inspect", race.names, key="inspect", on_change=changed, required=True, label_visibility="collapsed")
        st.page_link(RACE, label="Back to the race", query_params=ways.shared())


def microscope(
    key: str,
    surface: bytes,
    picture: bytes,
    slid: Callable[[str, float], None],
    went: Callable[[int], None],
    looked: Callable[[str], None],
) -> None:
    """Show a magnified run (blobs from `plots.race` and `plots.microscope`) and pass on what the hand does.

    `slid(name, value)`: a slider is being dragged. `went(step)`: the hand rests at this step. `looked(look)`: how the
    step is to be looked at, one of LOOKS.
    """
    passed_on = partial(passing, key)
    SURFACE(key=f"{key} surface", data=surface)
    MICROSCOPE(
        key=key,
        data=picture,
        on_slid_change=passed_on("slid", lambda event: slid(event["name"], event["value"])),
        on_went_change=passed_on("went", lambda event: went(event["step"])),
        on_looked_change=passed_on("looked", lambda event: looked(event["view"])),
    )
