"""The page "Paths": which of its views, and what steers it. The settings of the others wait in the link."""

import streamlit as st

from ui import coefficients, conditioning, page, settings, setups, vectors
from ui.menus import keep

LESSON = "regularization/paths"
VIEWS = {"Coefficient paths": coefficients, "The lecture’s vectors": vectors, "Conditioning": conditioning}
OPENING = next(iter(VIEWS))


def read() -> tuple[str, dict]:
    """The view that is shown, and what the settings say of each."""
    return settings.choice("show", list(VIEWS), OPENING), {name: view.read() for name, view in VIEWS.items()}


def choose(shown: str, asked: dict) -> None:
    """What the page shows, and the views there are."""
    page.title(*VIEWS[shown].title(asked[shown]))
    keep("show", shown)

    def changed() -> None:
        settings.put("show", st.session_state["show"], OPENING)
        st.session_state["whole page"] = True  # its sliders stand outside the picture

    st.segmented_control("View", list(VIEWS), key="show", on_change=changed, required=True, label_visibility="collapsed")


def show() -> None:
    """The view and what it says."""
    shown, asked = read()
    choose(shown, asked)
    VIEWS[shown].show(asked[shown])


def steer() -> None:
    """The controls of the view, under the menu of setups."""
    shown, asked = read()
    setups.show(LESSON, "Try a setup", {"show": shown})
    VIEWS[shown].steer(asked[shown])
    st.button("Reset", on_click=reset, width="stretch")


def reset() -> None:
    """Back to the view as it is first met."""
    settings.forget(lambda name: name != "show")
