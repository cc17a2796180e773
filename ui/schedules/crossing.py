"""From one view of the page "Schedules" to another, and to other pages and back: nothing that was set up is lost on the way."""

import streamlit as st

from optimizers.conditions import NOISE
from ui.frame import begun, page, settings, ways
from ui.parts import setups
from ui.schedules import plans
from ui.schedules.asked import Asked
from ui.schedules.setup import LESSON, OPENING, VIEWS

CROSSED, LEFT = settings.carried("crossed"), settings.carried("views")  # where a way led to; the setups of the other views
OWN = ("compare", "plans", "plan", "times", "small", *plans.NAMES)  # the settings that only this page has
OF_A_VIEW = ("plan", "times", "small", "hidden", "axis")  # a view brings its own


def begin() -> None:
    """After a visit to another page this one is as it was left, and stands at the step that was inspected."""
    sent, left, step = st.session_state.pop(CROSSED, (None, None, 0))
    if settings.as_link() in (sent, left):
        settings.take_over(left)
        st.session_state["stand"] = step
    if not st.session_state.get("by link"):  # a link that was opened here is told that there is no such thing
        settings.forget(lambda name: name in ways.OF_MICROSCOPE and name != "inspect")
    if "word" in st.session_state:
        st.toast(st.session_state.pop("word"))


def turn(asked: Asked, view: str) -> None:
    """Go to another view: back to the visitor's own setup, if one was left there; else with this one, if it fits; else to another."""
    here, own, brought = settings.as_link(), left_in("own"), left_in("brought")
    own.pop(asked.view, None)  # of an earlier visit
    if view in own:
        brought[asked.view] = here
        settings.take_over(own.pop(view))
    elif VIEWS.modules[view].fits(asked.race):
        settings.forget(lambda name: name in OF_A_VIEW)
        settings.put("compare", view, OPENING)
        if asked.inspected and not VIEWS.modules[view].suits(asked.race.run(asked.inspected)):
            settings.forget(lambda name: name == "inspect")
    else:
        own[asked.view] = here
        if view in brought:
            settings.take_over(brought.pop(view))
        else:
            open_setup(view)
        st.session_state["word"] = f"Your setup cannot show this, so here is one that can. Yours waits under {asked.view}."


def left_in(whose: str) -> dict[str, dict[str, str]]:
    """The setups left in other views, as links: the visitor's `own`, and those `brought` because the own one did not fit."""
    return st.session_state.setdefault(LEFT, {"own": {}, "brought": {}})[whose]


def open_setup(view: str) -> None:
    """Begin with the first setup of a view."""
    name, setup = next((name, one) for name, one in setups.setups(LESSON).items() if one["link"].get("compare") == view)
    begun.open_setup(name, setup["link"])


def idle() -> list[str]:
    """What the link has of the race's schedule, which this page has lanes for."""
    return [name for name in settings.kept() if name == "schedule" or name.startswith("schedule.")]


def race_link(asked: Asked, name: str) -> dict[str, str]:
    """This lane's run as the race's link spells it: its schedule, and whatever else is its own."""
    lane = next(lane for lane in asked.lanes if lane.name == name)
    lost = {*OWN, *OF_A_VIEW, *ways.OF_MICROSCOPE, *settings.unread()}
    kept = {key: text for key, text in settings.as_link().items() if key not in lost and not key.startswith("schedule")}
    link = {**kept, "noise": settings.as_text(asked.race.conditions.noise), **lane.link}
    usual = {s.name: settings.as_text(s.parameter.spelled(s.default)) for s in asked.race.all_sliders()} | {
        "noise": settings.as_text(NOISE.default)
    }
    return {key: text for key, text in link.items() if usual.get(key) != text}


def link(asked: Asked, name: str, step: int) -> dict[str, str]:
    """The microscope's link: this lane's run under it, at this step, or at its last one."""
    last = next(lane.steps for lane in asked.lanes if lane.name == name) - 1
    own = {"inspect": asked.inspected} if asked.inspected != asked.race.names[0] else {}
    return {**race_link(asked, name), **own, **({"step": str(min(step, last))} if min(step, last) else {})}


def cross(where: str, sent: dict[str, str]) -> None:
    """Go to another page. The browser's Back leads here by the link that was sent there, and must find the page as it is now."""
    here = settings.as_link()
    st.session_state[CROSSED] = sent, here, int(sent.get("step", "0"))
    page.cross(where, sent, back=("Back to the schedules", ways.SCHEDULES, here))
