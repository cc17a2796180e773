"""The page "Overfitting": its views, and what steers them."""

from typing import Any

import streamlit as st

from ui.frame import waiting
from ui.overfitting import fit, setup, spread, stopping
from ui.parts import setups
from ui.parts.reset import reset
from ui.parts.views import Views

LESSON = "regularization/overfitting"
VIEWS = Views({"Fit": fit, "Bias and variance": spread, "Early stopping": stopping})


def read() -> tuple[setup.Asked, Any]:
    """What the views share, and what the one that is shown has for itself; the others' is read, too, so that the link may have it."""
    return setup.read(), {name: view.read() for name, view in VIEWS.modules.items()}[VIEWS.shown()]


def show() -> None:
    """The view and what it says."""
    asked, view = read(), VIEWS.view()
    VIEWS.title(*asked)
    VIEWS.choose()
    st.html(f"<style>.st-key-overfitting {{ --room: {view.ROOM}rem; --upper: {view.UPPER}; }}</style>")
    with st.container(key="overfitting"), waiting.computing():
        VIEWS.show(*asked)


def steer() -> None:
    """The controls of the view, under the menu of setups."""
    asked = read()
    setups.show(LESSON, "Try a setup", {"show": VIEWS.shown()})
    VIEWS.steer(*asked)
    reset("Reset", ["show"])
