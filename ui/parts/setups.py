"""Setups worth seeing, ready to start: from the lesson's list, one a line in the menu."""

import tomllib
from functools import cache
from pathlib import Path

import streamlit as st

from ui.frame import begun
from ui.parts.menus import keep, picked

LESSONS = Path(__file__).parents[2] / "lessons"


def setups(page: str) -> dict[str, dict]:
    """Name → what to say, and the link's settings; from `lessons/<page>.toml`."""
    path = LESSONS / f"{page}.toml"
    return read(path, path.stat().st_mtime_ns)


@cache
def read(path: Path, _written: int) -> dict[str, dict]:
    """The list as it was `_written`: read again once it has been changed."""
    return {one["name"]: one for one in tomllib.loads(path.read_text(encoding="utf-8"))["setup"]}


def show(page: str, label: str, ground: dict[str, str]) -> None:
    """The menu, and what to look for in the setup that is on, until another is chosen or the `ground` under it changes."""
    known = setups(page)

    def chosen() -> None:
        name = st.session_state["setup"]
        keep("setup", None)  # so that the same one can be chosen again
        if name in known:
            st.session_state["setup wanted"] = name, known[name]["link"]

    st.selectbox(label, list(known), **picked("setup", None, chosen, own="index"), placeholder="Choose what to see")
    on = begun.still_on(ground)
    if on:
        with st.container(key="setup-words"):
            st.markdown(f"**{on.name}**")
            st.caption(known[on.name]["say"])
            if on.link != begun.changeable():
                st.markdown("You have changed it since. Choose it again to begin anew.")
