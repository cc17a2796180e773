"""The views of the page "Overfitting" and the way between them. The settings of those not shown wait in the link."""

import streamlit as st

from ui import overfitting, overfitting_fit, overfitting_spread, overfitting_stopping, page, settings, setups
from ui.menus import keep

LESSON = "regularization/overfitting"
VIEWS = {"Fit": overfitting_fit, "Bias and variance": overfitting_spread, "Early stopping": overfitting_stopping}
OPENING = next(iter(VIEWS))


def read() -> tuple[str, overfitting.Asked, dict]:
    """The view that is shown, what all share, and what each has for itself."""
    return settings.choice("show", list(VIEWS), OPENING), overfitting.read(), {name: view.read() for name, view in VIEWS.items()}


def choose(shown: str) -> None:
    keep("show", shown)

    def changed() -> None:
        settings.put("show", st.session_state["show"], OPENING)
        st.session_state["whole page"] = True  # its sliders stand outside the picture

    st.segmented_control("View", list(VIEWS), key="show", on_change=changed, required=True, label_visibility="collapsed")


def show() -> None:
    """The view and what it says."""
    shown, asked, own = read()
    page.title(*VIEWS[shown].title(asked))
    choose(shown)
    st.html(overfitting.STYLE + f"<style>.st-key-overfitting {{ --room: {VIEWS[shown].ROOM}rem; --upper: {VIEWS[shown].UPPER}; }}</style>")
    with st.container(key="overfitting"):
        VIEWS[shown].show(asked, own[shown])


def steer() -> None:
    """The controls of the view, under the menu of setups."""
    shown, asked, own = read()
    setups.show(LESSON, "Try a setup", {"show": shown})
    VIEWS[shown].steer(asked, own[shown])
    st.button("Reset", on_click=reset, width="stretch")


def reset() -> None:
    """Back to the view as it is first met."""
    settings.forget(lambda name: name != "show")
