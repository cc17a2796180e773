"""The setup that is on: what a visitor chose to see, until another is chosen or the ground under it changes."""

from dataclasses import dataclass

import streamlit as st

from ui.frame import settings, ways

# How a setup is looked at: whoever plays with that has not changed it.
LOOKED = {*ways.OF_RACES, *ways.OF_MICROSCOPE, "colour", "at"}


@dataclass
class Begun:
    """The setup that is on: the settings it began with, which are the visitor's to change, and what they said of the ground then."""

    name: str
    settings: dict
    ground: dict[str, str] | None = None
    link: dict[str, str] | None = None


def begin() -> None:
    """Take over the setup that was chosen. Whatever else came with the choice has been heard by then, so nothing of it is left."""
    if "setup wanted" in st.session_state:
        open_setup(*st.session_state.pop("setup wanted"))


def open_setup(name: str, link: dict[str, str]) -> None:
    """Begin with a setup: it sets all that there is, and its run starts anew."""
    settings.take_over(link)
    st.session_state["setup on"] = Begun(name, settings.kept())
    st.session_state["setups begun"] = count() + 1


def count() -> int:
    """How many setups have been begun on this page: a picture that hears of a new one starts anew."""
    return st.session_state.get("setups begun", 0)


def fresh(key: str) -> str:
    """The key of a widget that no setting stands behind, so that every setup finds it as it is at first."""
    return f"{key} {count()}" if count() else key


def still_on(ground: dict[str, str]) -> Begun | None:
    """The setup that is on. The browser's Back and another link bring settings of their own."""
    begun = st.session_state.get("setup on")
    if begun is None or begun.settings is not settings.kept():
        return None
    if begun.ground is None:
        begun.ground, begun.link = ground, changeable()
    return begun if begun.ground == ground else None


def changeable() -> dict[str, str]:
    """The settings, but for how they are looked at."""
    return {name: value for name, value in settings.as_link().items() if name not in LOOKED}
