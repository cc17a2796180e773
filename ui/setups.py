"""Setups worth seeing, ready to start: from the lesson's list, one a line in the menu."""

import tomllib
from pathlib import Path

import streamlit as st

from ui import settings

LESSONS = Path(__file__).parent.parent / "lessons"


def setups(page: str) -> dict[str, dict]:
    """Name → what to say, and the link's settings; from `lessons/<page>.toml`."""
    listed = tomllib.loads((LESSONS / f"{page}.toml").read_text(encoding="utf-8"))["setup"]
    return {one["name"]: one for one in listed}


def show(page: str, label: str, now: dict[str, str]) -> None:
    """The menu, and what to look for in the setup that was chosen, as long as what it says of the settings in `now` is so."""
    known = setups(page)

    def chosen() -> None:
        if st.session_state["setup"]:
            settings.take_over(known[st.session_state["setup"]]["link"])

    spoken = known.get(st.session_state.get("setup") or "")
    if spoken and any(spoken["link"].get(key, value) != value for key, value in now.items()):
        st.session_state["setup"] = None
    name = st.selectbox(label, list(known), index=None, key="setup", on_change=chosen, placeholder="Choose what to see")
    if name:
        st.caption(known[name]["say"])
