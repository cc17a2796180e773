"""The page "Weight decay": its views, and what steers them."""

import streamlit as st

from plots.decay import NAMES
from plots.race import Sight
from ui.decay import ends, paths, setup, why
from ui.decay.setup import Asked
from ui.frame import settings, waiting
from ui.parts import player, setups
from ui.parts.views import Views

LESSON = "regularization/decay"
VIEWS = Views({"Paths": paths, "Where they end": ends, "Why": why})
PICTURES = ":is(.st-key-decay .basin-charts, .st-key-decay .basin-player .panes)"


def read() -> tuple[Asked, Sight, int]:
    """The four runs, how their race is looked at, and the step that is looked at."""
    return setup.read(), player.read_sight(NAMES), int(settings.number("at", why.LOOKED))


def show() -> None:
    """The view and what it says."""
    asked, view = read(), VIEWS.view()
    VIEWS.title(*asked)
    VIEWS.choose()
    tall = f"clamp(250px, calc(100vh - {view.ROOM}rem), {view.HIGHEST}px)"
    st.html(f"<style>{PICTURES} {{ --tall: {tall}; }}</style>")
    with st.container(key="decay"), waiting.computing():
        VIEWS.show(*asked)


def steer() -> None:
    """The controls, under the menu of setups."""
    asked = setup.read()
    setups.show(LESSON, "Try a setup", {"show": VIEWS.shown()})
    setup.steer(asked)
