"""What every page does first and last."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from functools import wraps
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from landscapes import Landscape
from landscapes.programs import is_ready
from ui.frame import begun, settings, turns, waiting, ways
from ui.frame.notes import aside, warn
from ui.frame.server import WEB, component_js

REACH = component("basin_reach", html='<i class="basin-reach" hidden></i>', js=component_js("shared/reach.js"), isolate_styles=False)


def enter(name: str) -> None:
    """Leave what widgets remember behind on another page: two pages with a widget of one key would mix up its values."""
    if st.session_state.get("page") != name:
        st.session_state["by link"] = "page" not in st.session_state  # and not from another page, with all that is carried along
        for key in [str(key) for key in st.session_state if key not in settings.KEYS]:
            del st.session_state[key]
        st.session_state["page"] = name
        if not st.session_state.pop("crossing", None):
            go_back(name)


def go_back(name: str) -> None:
    """The browser's Back finds the page as it was left: Streamlit notes the link of where it leads under the page it leaves, too."""
    _, page, link, led_to = st.session_state.pop("back", ("", "", {}, {}))
    if name == Path(page).stem and st.query_params.to_dict() == led_to:
        st.query_params.from_dict(link)


def begin() -> None:
    """Read the link."""
    st.session_state["whole page"] = False
    waiting.rest()
    if "crossing" in st.session_state:  # until it has come there: a late word from here may have called it back
        page, link = st.session_state["crossing"]
        st.switch_page(page, query_params=link)
    settings.open_link()
    begun.begin()
    dress(st.session_state.get("page", ""))
    REACH(key="reach")
    st.session_state["ways place"] = st.container(key="ways", horizontal=True, vertical_alignment="center")
    st.session_state["notes place"] = st.container(key="notes")  # where they are seen: what is wrong shows in no picture


def dress(name: str) -> None:
    """The page's own style sheet, if it has one; what all pages wear comes with the document."""
    own = WEB / "pages" / f"{name}.css"
    if own.is_file():
        st.html(own)


def title(text: str, story: str) -> None:
    """What the page shows, and one sentence about it; the way back, if another page led here and left one."""
    with st.container(key="titled", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html(f"<div class='basin-title'><h1>{escape(text)}</h1><p>{escape(story)}</p></div>", width="stretch")
        if "back" in st.session_state:
            label, page, link, _ = st.session_state["back"]
            st.page_link(page, label=label, query_params=link)


def computing(land: Landscape) -> AbstractContextManager[None]:
    """While a picture is computed: say so if it takes long. A formula is compiled once, which does."""
    if is_ready(land):
        return waiting.computing()
    turns.give_back()
    return waiting.computing("Compiling your formula …")


def part(draw: Callable[[], None]) -> Callable[[], None]:
    """A part of a page: while a slider is dragged only this runs again."""

    @st.fragment
    @wraps(draw)
    def drawn() -> None:
        with turns.turn():
            keep_up()
            draw()

    return drawn


def keep_up() -> None:
    """Run the whole page instead, if what changed shows outside its part too."""
    if st.session_state.get("whole page"):
        st.rerun()
    settings.hand_heard()


def cross(page: str, link: Mapping[str, str], back: tuple[str, str, Mapping[str, str]] | None = None) -> None:
    """Go to another page; from a callback, where Streamlit cannot leave yet, so the next whole run begins with it.

    `back` is the way back that the other page is to offer: its label, the page and the link.
    """
    st.session_state["crossing"] = page, link
    if back:
        st.session_state["back"] = *back, dict(link)


def end(passing: Collection[str] = (), idle: Collection[str] = (), instead: str = "") -> None:
    """Say what was wrong with the link or a typed value, write the link, and show where else it leads.

    What the link has for other pages is said to who opened it here: those `passing` that nobody has read, and those `idle`,
    in place of which this page has something else.
    """
    kept = sorted(settings.unread() & set(passing) | set(idle)) if st.session_state.get("by link") else []
    settings.close_link(passing)
    with st.session_state["ways place"]:
        ways.show()
    with st.session_state["notes place"]:
        for note in settings.notes():
            warn(note)
        if kept:
            aside(f"Kept for other pages and without effect here: {settings.shortened(', '.join(kept))}.{instead if idle else ''}")
