"""The page of schedules: which view of which run, its lanes, and the controls."""

from dataclasses import dataclass, field, replace

import streamlit as st

from landscapes import LANDSCAPES
from optimizers.engine import NOISE, STEPS
from ui import controls, microscope, page, plans, schedule_menu, settings, setups, surface_menu
from ui.controls import Race
from ui.lanes import OPENING_TIMES, PLAIN, SCALED, TIMES, Lane, by_batch, by_form, by_schedule, small_batch
from ui.menus import keep, menu
from ui.plans import Plans
from ui.schedule_menu import OWN as OWN_KNOTS
from ui.schedule_menu import PLANS
from ui.sliders import Group, Slider, panel, slider

LESSON = "optimization/schedules"
PAGE = f"pages/{LESSON}.py"
SCHEDULES, BATCH, FORMS = VIEWS = ("Schedules", "Batch × N", "Momentum A and B")
OPENING_PLANS = ["Constant", "Step", "Cosine", "Linear"]
OPENING_NOISE = {SCHEDULES: 3.0, BATCH: 0.0, FORMS: 0.0}  # without noise a falling rate has nothing to settle
OPENING_PLAN = {SCHEDULES: "Constant", BATCH: "Constant", FORMS: "Step"}  # a view's one schedule
AXES = ["steps", "evaluations"]
OWN = ("compare", "plans", "plan", "times", "small", *plans.NAMES)  # the settings that only this page has
OF_A_VIEW = ("plan", "times", "small", "hidden", "axis")  # a view brings its own
STAYS = ("surface", "formula", "window", "view", "inspect", "compare", "plans", "plan")  # whatever is reset
LANES = [*PLANS, "B at α", *SCALED, *PLAIN, "Form A", "Form B"]  # every name a lane may have
DATA = f"Choose {' or '.join(land.name for land in LANDSCAPES if land.samples)} as the surface."
STORIES = {
    SCHEDULES: "One rule and one rate α₀; only what becomes of the rate over the run differs.",
    BATCH: "N times the samples a step, and N times the rate: the linear scaling rule.",
    FORMS: "Two ways to write momentum, which agree as long as the rate stays the same.",
}


@dataclass(frozen=True)
class Lab:
    """One view of one run of a race: its lanes, or the sentence why there are none; what had to be left out; and what steers it."""

    race: Race
    view: str
    inspected: str
    able: list[str]
    plans: Plans
    names: list[str]
    small: Slider | None
    lanes: list[Lane] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    why: str = ""


def read() -> Lab:
    """The view that the settings describe."""
    view = settings.choice("compare", VIEWS, SCHEDULES)
    race, every = controls.read(OPENING_NOISE[view]), plans.read()
    raced = settings.several("plans", PLANS, OPENING_PLANS)
    single = settings.choice("plan", PLANS, OPENING_PLAN[view])
    times = settings.several("times", TIMES, OPENING_TIMES)
    small = small_batch(race) if race.land.samples else None
    able = [name for name, run in zip(race.names, race.runs, strict=True) if view != FORMS or "form" in run.hyper]
    inspected = settings.choice("inspect", able, able[0]) if able else ""
    lab = Lab(race, view, inspected, able, every, raced if view == SCHEDULES else [single], small)
    if not race.runs:
        return replace(lab, why="Choose at least one optimizer.")
    if not able:
        return replace(lab, why="Choose Momentum among the optimizers: it comes in two forms.")
    if view == FORMS:
        return replace(lab, lanes=by_form(race, inspected, every, single))
    if view == SCHEDULES:
        return replace(lab, lanes=by_schedule(race, inspected, every, raced), why="" if raced else "Choose at least one schedule.")
    if not race.land.samples:
        return replace(lab, why=f"{race.land.name} is not made from data, so there is no batch. {DATA}")
    lanes, left_out = by_batch(race, inspected, every, single, times)
    return replace(lab, lanes=lanes, left_out=left_out)


def begin() -> None:
    """After a visit to another page this one is as it was left, and stands at the step that was inspected."""
    sent, left, step = st.session_state.pop("crossed", (None, None, 0))
    if settings.as_link() in (sent, left):
        settings.take_over(left)
        st.session_state["stand"] = step
    settings.forget(lambda name: name in microscope.OWN and name != "inspect")
    if "word" in st.session_state:
        st.toast(st.session_state.pop("word"))


def turn(lab: Lab, view: str, fits: bool) -> None:
    """Go to another view: back to the visitor's own setup, if one was left there; else with this one, if it fits; else to another."""
    here, own, brought = settings.as_link(), left_in("own"), left_in("brought")
    own.pop(lab.view, None)  # of an earlier visit
    if view in own:
        brought[lab.view] = here
        settings.take_over(own.pop(view))
    elif fits:
        settings.forget(lambda name: name in OF_A_VIEW)
        settings.put("compare", view, SCHEDULES)
        if view == FORMS and "form" not in lab.race.runs[lab.race.names.index(lab.inspected)].hyper:
            settings.forget(lambda name: name == "inspect")
    else:
        own[lab.view] = here
        if view in brought:
            settings.take_over(brought.pop(view))
        else:
            open_setup(view)
        st.session_state["word"] = f"Your setup cannot show this, so here is one that can. Yours waits under {lab.view}."


def left_in(whose: str) -> dict[str, dict[str, str]]:
    """The setups left in other views, as links: the visitor's `own`, and those `brought` because the own one did not fit."""
    return st.session_state.setdefault("views", {"own": {}, "brought": {}})[whose]


def open_setup(view: str) -> None:
    """Begin with the first setup of a view."""
    name, setup = next((name, one) for name, one in setups.setups(LESSON).items() if one["link"].get("compare") == view)
    settings.take_over(setup["link"])
    keep("setup", name)


def choose(lab: Lab) -> None:
    """Which view, and of which run."""
    race = lab.race
    keep("compare", lab.view)

    def compared() -> None:
        view = st.session_state["compare"]
        fits = {SCHEDULES: True, BATCH: race.land.samples > 0, FORMS: any("form" in run.hyper for run in race.runs)}[view]
        turn(lab, view, fits)
        st.session_state["whole page"] = True

    def inspected() -> None:
        settings.put("inspect", st.session_state["inspect"])
        st.session_state["whole page"] = True

    with st.container(key="comparing", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.segmented_control("Compare", VIEWS, key="compare", on_change=compared, required=True, label_visibility="collapsed")
        if lab.able:
            keep("inspect", lab.inspected)
            st.segmented_control("Run", lab.able, key="inspect", on_change=inspected, required=True, label_visibility="collapsed")


def title(lab: Lab) -> None:
    """What the page shows; the picture leaves room for a line of the table per lane and for the sentences."""
    room = 22.5 + 1.95 * len(lab.lanes) + 1.6 * (lab.view != SCHEDULES) + 1.6 * len(lab.left_out)
    st.html(f"<style>.st-key-lanes .basin-player .panes {{ --tall: clamp(270px, calc(100vh - {room:g}rem), 760px); }}</style>")
    page.title(f"{lab.view}: {lab.inspected or 'no run'} on {lab.race.land.name}", STORIES[lab.view])


def cuts(lab: Lab) -> list[dict]:
    """The grips of every lane that is cut in steps; in the other views, whose lanes share one schedule, those of the first."""
    lanes = lab.lanes if lab.view == SCHEDULES else lab.lanes[:1]
    names = lab.names if lab.view == SCHEDULES else lab.names[:1]
    return [cut for lane, name in zip(lanes, names, strict=True) for cut in lab.plans.cuts(name, lane.name, lane.steps)]


def read_look(lab: Lab) -> tuple[list[str], str, str]:
    """Which lanes are hidden, the view, and what the loss is drawn over."""
    hidden = settings.several("hidden", LANES, [])
    return hidden, settings.choice("view", ["2-D", "3-D"], "2-D"), settings.choice("axis", AXES, axis_of(lab))


def axis_of(lab: Lab) -> str:
    """What the loss is drawn over at first: over samples the runs of the scaling rule fall together."""
    return AXES[lab.view == BATCH]


def slide(lab: Lab, name: str, value: float) -> None:
    """A slider or a grip of this page is being dragged."""
    for one in (*lab.plans.all(), *([lab.small] if lab.small else [])):
        if one.name == name:
            one.set(value)
    controls.slide(lab.race, name, value)


def race_link(lab: Lab, name: str) -> dict[str, str]:
    """This lane's run as the race's link spells it: its schedule, and whatever else is its own."""
    lane = next(lane for lane in lab.lanes if lane.name == name)
    lost = {*OWN, *OF_A_VIEW, *microscope.OWN, *settings.unread()}
    kept = {key: text for key, text in settings.as_link().items() if key not in lost and not key.startswith("schedule")}
    link = {**kept, "noise": settings.as_text(lab.race.noise), **lane.link}
    sliders = [s for groups in lab.race.sliders.values() for group in groups for s in (*group.sliders, *group.more)]
    usual = {s.name: settings.as_text(s.parameter.spelled(s.default)) for s in sliders} | {"noise": settings.as_text(NOISE.default)}
    return {key: text for key, text in link.items() if usual.get(key) != text}


def link(lab: Lab, name: str, step: int) -> dict[str, str]:
    """The microscope's link: this lane's run under it, at this step, or at its last one."""
    last = next(lane.steps for lane in lab.lanes if lane.name == name) - 1
    own = {"inspect": lab.inspected} if lab.inspected != lab.race.names[0] else {}
    return {**race_link(lab, name), **own, **({"step": str(min(step, last))} if min(step, last) else {})}


def cross(where: str, sent: dict[str, str]) -> None:
    """Go to another page. The browser's Back leads here by the link that was sent there, and must find the page as it is now."""
    here = settings.as_link()
    st.session_state["crossed"] = sent, here, int(sent.get("step", "0"))
    page.cross(where, sent, back=("Back to the schedules", PAGE, here))


def show(lab: Lab) -> None:
    """The controls: the schedules first, then the run, then the ground."""
    race = lab.race
    now = {"surface": race.land.name, "runs": ",".join(race.names), "compare": lab.view, "inspect": lab.inspected}
    setups.show(LESSON, "Try a setup", now | {"plans" if lab.view == SCHEDULES else "plan": ",".join(lab.names)})
    if lab.view == SCHEDULES:
        keep("plans", lab.names)
        st.pills("Schedules", PLANS, selection_mode="multi", key="plans", on_change=plans_changed)
    else:
        menu("Schedule", "plan", PLANS, OPENING_PLAN[lab.view], lab.names[0])
    if lab.view == BATCH and lab.small:
        panel("small panel", [Group([lab.small])])
        keep("times", settings.several("times", TIMES, OPENING_TIMES))
        st.pills("N", TIMES, selection_mode="multi", key="times", on_change=times_changed)
    panel("plans panel", lab.plans.groups(lab.names))
    if OWN_KNOTS in lab.names:
        schedule_menu.show_knots()
    if lab.inspected:
        group = race.sliders["runs"][race.names.index(lab.inspected)]
        more = [s for s in group.more if lab.view != FORMS or s.parameter.name != "form"]
        panel("runs panel", [Group(group.sliders, group.title, group.colours, more)])
    panel("steps panel", [Group([slider("steps", STEPS, race.land.steps), *race.sliders["noise"][0].sliders])])
    show_ground(lab)


def show_ground(lab: Lab) -> None:
    """Surface, start, clipping, and which rules there are to choose from; as on the race's page, in another order."""
    race = lab.race
    surface_menu.show(race.land)
    sliders = [s for s in race.sliders["surface"][0].sliders if lab.view != BATCH or s.name != "batch"]
    if sliders:
        panel("surface panel", [Group(sliders)])
    controls.start_menu(race)
    panel("start panel", race.sliders["start"])
    clipping = controls.CLIPPING
    menu("Gradient clipping", "clipping", clipping, clipping[0], clipping[race.clip is not None])
    keep("first runs", [name for name in race.names if name in controls.RULES])
    st.pills("Optimizers to choose from", controls.RULES, selection_mode="multi", key="first runs", on_change=controls.runs_changed)
    keep("second runs", [name for name in race.names if name in controls.SECONDS])
    st.multiselect(
        "Keep a rule twice", controls.SECONDS, key="second runs", on_change=controls.runs_changed, placeholder="Add a second run"
    )
    st.button("Reset to this surface’s defaults", on_click=reset, width="stretch")


def reset() -> None:
    """Back to the surface as it is first met, with the same schedules."""
    settings.forget(lambda name: name not in STAYS)


def plans_changed() -> None:
    settings.put("plans", [name for name in PLANS if name in st.session_state["plans"]], OPENING_PLANS)


def times_changed() -> None:
    settings.put("times", [n for n in TIMES if n in st.session_state["times"]], OPENING_TIMES)
