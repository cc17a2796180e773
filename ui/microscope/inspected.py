"""One step of one run: which one is under the microscope, and the ways there and back."""

import streamlit as st

from optimizers.conditions import STEPS
from optimizers.microscope import Magnified
from parameter import Parameter
from ui.frame import begun, settings, ways
from ui.parts.controls import Race
from ui.parts.menus import buttons

LEFT = settings.carried("left")  # the step, and the setup it is of
STEP = Parameter("step", 0, 0, STEPS.high - 1, whole=True, help="The step under the microscope, counted from 0.")
LOOKS = ["Follow", "Whole map", "Slice x", "Slice y"]


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
    st.session_state[LEFT] = ways.shared(), step
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
    if not st.session_state.get("by link"):  # a link that was opened here is told that there is no such thing
        settings.forget(lambda name: name in ways.OF_MICROSCOPE)
    left = st.session_state.pop(LEFT, None)
    if left and left[0] == settings.as_link():
        st.session_state["stand"] = left[1]


def left_at() -> int | None:
    """The step at which the race is to stand, if it was under the microscope before."""
    return None if begun.count() else st.session_state.get("stand")


def stand(step: int) -> tuple[int, int]:
    """The step the browser is to stand at, and the number of that order; none for a step the hand went to itself."""
    if st.session_state.get("stood") != (step, begun.count()):
        st.session_state.pop("near", None)
        st.session_state["stood"] = step, begun.count()
        st.session_state["order"] = step, st.session_state.get("order", (0, 0))[1] + 1
    return st.session_state["order"]


def near(step: int, m: Magnified) -> int:
    """The step whose numbers, and those about it, the browser needs next: this one, or where the hand is going."""
    return min(st.session_state.get("near", step), m.steps - 1)


def come_near(step: int) -> None:
    """The hand is on its way to this step; the link follows when it rests."""
    st.session_state["near"] = int(STEP.check(step))


def go(step: int) -> None:
    """The hand has come to rest at this step."""
    st.session_state.pop("near", None)
    st.session_state["stood"] = step, begun.count()
    settings.put("step", step, 0)


def choose(race: Race, name: str) -> None:
    """Which run to inspect, and the way back."""
    with st.container(key="inspecting", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        buttons("Run to inspect", "inspect", race.names, name)
        st.page_link(ways.RACE, label="Back to the race", query_params=ways.shared())
