"""The controls of the page "Schedules": the schedules first, then the run, then the ground."""

import streamlit as st

from optimizers.conditions import STEPS
from ui.parts import controls, schedule_menu, setups, surface_menu
from ui.parts.menus import menu, picked
from ui.parts.reset import reset
from ui.parts.schedule_menu import OWN as OWN_KNOTS
from ui.parts.sliders import Group, panel, slider
from ui.schedules.asked import Asked
from ui.schedules.setup import LESSON, VIEWS

STAYS = ("surface", "formula", "window", "view", "inspect", "compare", "plans", "plan")  # whatever is reset


def steer(asked: Asked) -> None:
    """All of them, under the menu of setups."""
    race = asked.race
    setups.show(LESSON, "Try a setup", {**surface_menu.ground(race.land), "compare": asked.view})
    VIEWS.steer(asked)
    panel("plans panel", asked.plans.groups(asked.names))
    if OWN_KNOTS in asked.names:
        schedule_menu.show_knots()
    if asked.inspected:
        group = race.group(asked.inspected)
        more = [s for s in group.more if s.parameter.name not in VIEWS.view().HIDES]
        panel("runs panel", [Group(group.sliders, group.title, group.colours, more)])
    panel("steps panel", [Group([slider("steps", STEPS, race.land.steps), *race.sliders["noise"][0].sliders])])
    ground(asked)


def ground(asked: Asked) -> None:
    """Surface, start, clipping, and which rules there are to choose from; as on the race's page, in another order."""
    race = asked.race
    surface_menu.show(race.land)
    sliders = [s for s in race.sliders["surface"][0].sliders if s.name not in VIEWS.view().HIDES]
    if sliders:
        panel("surface panel", [Group(sliders)])
    controls.start_menu(race)
    panel("start panel", race.sliders["start"])
    clipping = controls.CLIPPING
    menu("Gradient clipping", "clipping", clipping, clipping[0], clipping[race.conditions.clip is not None])
    first, second = ([name for name in race.names if name in shelf] for shelf in (controls.RULES, controls.SECONDS))
    st.pills(
        "Optimizers to choose from",
        controls.RULES,
        selection_mode="multi",
        **picked("first runs", first, controls.runs_changed),
    )
    st.multiselect(
        "Keep a rule twice",
        controls.SECONDS,
        **picked("second runs", second, controls.runs_changed),
        placeholder="Add a second run",
    )
    reset("Reset to this surface’s defaults", STAYS)
