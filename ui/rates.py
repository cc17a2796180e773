"""The page "Learning rate": which run of the race, what is shown of it, and the ways to the other pages."""

from functools import partial

import streamlit as st

from plots.race import surface_picture
from ui import controls, fan, microscope, page, player, range_test, settings, ways
from ui.best_settings import best_settings
from ui.controls import Race
from ui.fan_table import table
from ui.menus import keep

PAGE = "pages/optimization/rates.py"
FAN, RANGE = LABS = ["Fan of rates", "Range test"]
STORIES = {FAN: "Too low, too high, just right: one start, a row of rates.", RANGE: "One run, whose rate rises until it breaks."}
STYLE = """<style>
.st-key-lab-player .basin-player .panes { --tall: clamp(270px, calc(100vh - 30rem), 760px); }
.st-key-theory { gap: 0.3rem; }
.st-key-theory .katex { font-size: 1em; }
</style>"""


def read(race: Race) -> str:
    """Which run of the race is looked at; the microscope's own choice."""
    return settings.choice("inspect", race.names, race.names[0])


def read_lab() -> str:
    """What is shown of it."""
    return settings.choice("lab", LABS, FAN)


def show(race: Race, name: str) -> None:
    """The fan, or the range test; the other one's settings wait in the link."""
    if settings.unread():
        for one in (fan, range_test):
            one.read_sliders(race, name)
    (show_fan if read_lab() == FAN else show_range)(race, name)


def choose(race: Race, name: str) -> None:
    """What is shown, of which run, and the way back to the race."""
    keep("inspect", name)
    keep("lab", read_lab())

    def changed() -> None:
        settings.put("inspect", st.session_state["inspect"], race.names[0])
        settings.put("lab", st.session_state["lab"], FAN)
        st.session_state["whole page"] = True  # its sliders stand outside the picture

    with st.container(key="inspecting", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.segmented_control("Experiment", LABS, key="lab", on_change=changed, required=True, label_visibility="collapsed")
        st.segmented_control("Rule", race.names, key="inspect", on_change=changed, required=True, label_visibility="collapsed")
        st.page_link(microscope.RACE, label="Back to the race", query_params=ways.shared())


def with_rate(race: Race, name: str, rate: float) -> dict[str, str]:
    """The race's settings, in which this run has this rate; a link leaves out the one it has anyway."""
    usual = race.sliders["runs"][race.names.index(name)].sliders[0].default
    kept = {key: text for key, text in ways.shared().items() if key != f"{name}.lr"}
    return kept if rate == usual else {**kept, f"{name}.lr": settings.as_text(float(rate))}


def inspect_link(race: Race, name: str, found: fan.Fan, label: str, step: int) -> dict[str, str]:
    """The microscope's link: this run of the fan under it, at this step, or at its last one."""
    place = found.labels.index(label)
    lived = int(found.paths.diverged_at[place])
    step = max(0, min(step, (lived if lived >= 0 else race.steps) - 1))
    own = {"inspect": name} if name != race.names[0] else {}
    return {**with_rate(race, name, found.rates[place]), **own, **({"step": str(step)} if step else {})}


def cross(where: str, sent: dict[str, str]) -> None:
    """Go to another page, from which both a link and the browser's Back lead here again."""
    page.cross(where, sent, back=("Back to the learning rate", PAGE, settings.as_link()))


def show_fan(race: Race, name: str) -> None:
    """A fan of rates: paths and losses, which curve each is, and what theory says."""
    view = settings.choice("view", ["2-D", "3-D"], "2-D")
    axis = settings.choice("axis", ["steps", "evaluations"], "steps")
    with page.compiling(race.land):
        surface = surface_picture(race.land, race.params)
        found = fan.read(race, name)
        known = fan.predicted(race, found)
        drawn = fan.picture(race, name, found, known, view, axis)
    rates = dict(zip(found.labels, found.rates, strict=True))

    with st.container(key="lab-player"):
        player.player(
            "player",
            surface,
            drawn,
            slid=partial(slide, race, name),
            started=lambda point: controls.drop_start(race.land, point),
            hid=partial(fan.hide, found),
            viewed=lambda chosen: settings.put("view", chosen, "2-D"),
            measured=lambda chosen: settings.put("axis", chosen, "steps"),
            inspected=lambda label, step: cross(microscope.PAGE, inspect_link(race, name, found, label, step)),
            opened=lambda label: cross(microscope.RACE, with_rate(race, name, rates[label])),
        )
    st.html(STYLE)
    if known is None:
        table(race, found, known)
        return
    left, right = st.columns([5, 3], gap="medium")
    with left:
        table(race, found, known)
    with right, st.container(key="theory"):
        best_settings(race, name, found, known)


def show_sliders(race: Race) -> None:
    """The fan's part of the controls, or the range test's."""
    if race.names:
        (fan if read_lab() == FAN else range_test).show_sliders(race, read(race))


def show_range(race: Race, name: str) -> None:
    """A range test: path and loss, its marks, and what they say."""
    view, rule = settings.choice("view", ["2-D", "3-D"], "2-D"), race.runs[race.names.index(name)].optimizer
    with page.compiling(race.land):
        surface = surface_picture(race.land, race.params)
        test = range_test.read(race, name)
    with st.container(key="lab-player"):
        player.player(
            "player",
            surface,
            range_test.picture(race, name, test, view, fan.edge_of(rule)),
            slid=partial(slide, race, name),
            started=lambda point: controls.drop_start(race.land, point),
            hid=lambda names: None,
            viewed=lambda chosen: settings.put("view", chosen, "2-D"),
            measured=lambda chosen: None,
            inspected=lambda label, step: None,
        )
    st.html(STYLE)
    left, right = st.columns([13, 7], gap="medium")
    with left:
        st.markdown("  \n".join(range_test.sentences(race, name, test)))
    with right:
        range_test.use(race, name, test)


def slide(race: Race, name: str, which: str, value: float) -> None:
    """A slider of the race or of what is shown is being dragged."""
    controls.slide(race, which, value)
    for one in (fan if read_lab() == FAN else range_test).read_sliders(race, name):
        if one.name == which:
            one.set(value)
