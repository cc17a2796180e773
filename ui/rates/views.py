"""The page "Learning rate": which run of the race, what is shown of it, and the ways to the other pages."""

import streamlit as st

from ui.frame import settings, ways
from ui.parts.controls import Race
from ui.parts.menus import buttons
from ui.parts.views import Views
from ui.rates import fan_view, range_test

VIEWS = Views({"Fan of rates": fan_view, "Range test": range_test}, name="lab", label="Experiment")


def read(race: Race) -> str:
    """Which run of the race is looked at; the microscope's own choice."""
    return settings.choice("inspect", race.names, race.names[0])


def show(race: Race, name: str) -> None:
    """The fan, or the range test; the other one's settings wait in the link."""
    VIEWS.title(race, name)
    choose(race, name)
    if settings.unread():
        for one in VIEWS.modules.values():
            one.read_sliders(race, name)
    VIEWS.show(race, name)


def choose(race: Race, name: str) -> None:
    """What is shown, of which run, and the way back to the race."""
    with st.container(key="inspecting", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        VIEWS.choose()
        buttons("Rule", "inspect", race.names, name)
        st.page_link(ways.RACE, label="Back to the race", query_params=ways.shared())


def steer(race: Race) -> None:
    """The fan's part of the controls, or the range test's."""
    if race.names:
        VIEWS.steer(race, read(race))
