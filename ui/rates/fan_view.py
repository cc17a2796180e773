"""A fan of rates: paths and losses, which curve each is, and what theory says."""

from functools import partial

import streamlit as st

from plots.race import surface_picture
from ui.frame import page, settings
from ui.parts import controls, player
from ui.parts.controls import Race
from ui.parts.grasp import grasp
from ui.parts.player import AXES, VIEWS
from ui.parts.sliders import Group, panel, slide
from ui.rates import fan, following
from ui.rates.best_settings import best_settings
from ui.rates.crossing import inspect, open_race
from ui.rates.fan import read_sliders
from ui.rates.fan_table import table


def title(race: Race, name: str) -> tuple[str, str]:
    return f"Learning rate: {name} on {race.land.name}", "Too low, too high, just right: one start, a row of rates."


def show(race: Race, name: str) -> None:
    """The picture and its table; beside them what theory advises, if it knows the rule here."""
    view = settings.choice("view", VIEWS, VIEWS[0])
    axis = settings.choice("axis", AXES, AXES[0])
    with page.computing(race.land):
        surface = surface_picture(race.land, race.params)
        found = fan.read(race, name)
        known = fan.predicted(race, found)
        drawn = fan.picture(race, name, found, known, view, axis)
    with st.container(key="lab-player"):
        player.player(
            "player",
            surface,
            drawn,
            slid=lambda which, value: slide([*race.all_sliders(), *read_sliders(race, name)], which, value),
            started=lambda point: controls.drop_start(race.land, point),
            hid=fan.hide,
            inspected=partial(inspect, name),
            opened=partial(open_race, name),
            grasp=lambda *slider: grasp(following.shown(race, name), axis, *slider),
        )
    if known is None:
        table(race, found, known)
        return
    left, right = st.columns([5, 3], gap="medium")
    with left:
        table(race, found, known)
    with right, st.container(key="theory"):
        best_settings(race, name, found, known)


def steer(race: Race, name: str) -> None:
    """The fan's part of the controls."""
    panel("fan panel", [Group(read_sliders(race, name))])
