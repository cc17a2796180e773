"""What every page does first and last."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path

import streamlit as st

from landscapes import Landscape
from landscapes.programs import is_ready
from ui import settings, ways
from ui.notes import warn

STYLE = """<style>
.stMainBlockContainer { padding: 3.9rem 2rem 3rem; max-width: 1900px; }
.stMainBlockContainer > div > [data-testid="stVerticalBlock"] { gap: 0.75rem; }
.basin-title { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 1rem; line-height: 1.3; }
.basin-title h1 { font-size: 1.5rem; padding: 0; margin: 0; }
.basin-title p { margin: 0; opacity: 0.8; }
section[data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: 0.7rem; }
[data-testid="stSidebarHeader"] { height: 2.5rem; margin-bottom: 0; }
@media (max-width: 640px) { .stMainBlockContainer { padding: 3.6rem 0.8rem 2rem; } }
.basin-report { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.95rem; }
.basin-report thead th { font-weight: 600; font-size: 0.82rem; opacity: 0.75; }
.basin-report thead th { white-space: normal; vertical-align: bottom; min-width: 4.6rem; }
.basin-report th, .basin-report td { text-align: right; padding: 0.18rem 0.5rem; border-bottom: 1px solid #8883; white-space: nowrap; }
.basin-report th:first-child, .basin-report td:first-child { text-align: left; font-weight: 600; }
.basin-report i { display: inline-block; width: 0.7rem; height: 0.7rem; border-radius: 50%; margin-right: 0.45rem; }
.basin-scroll { overflow-x: auto; }
.st-key-ways { gap: 0 0.15rem; font-size: 0.9rem; }
.st-key-ways p { font-size: 0.9rem; }
@media (min-width: 1100px) {
  div:has(> .st-key-ways) { position: absolute; }
  .st-key-ways { position: fixed; z-index: 999995; top: 1.15rem; right: 2rem; width: auto; }
}
div:has(> .st-key-notes:empty) { display: none; }
.st-key-titled { gap: 0.3rem 1rem; }
:is(.st-key-inspecting, .st-key-titled) a[data-testid="stPageLink-NavLink"] * { color: light-dark(#2257a5, #7fb2ff); }
</style>"""


def enter(name: str) -> None:
    """Leave what widgets remember behind on another page: two pages with a widget of one key would mix up its values."""
    if st.session_state.get("page") != name:
        for key in [str(key) for key in st.session_state if key not in settings.KEYS]:
            del st.session_state[key]
        st.session_state["page"] = name
        if not st.session_state.pop("arriving", False):
            go_back(name)


def go_back(name: str) -> None:
    """The browser's Back finds the page as it was left: Streamlit notes the link of where it leads under the page it leaves, too."""
    _, page, link, led_to = st.session_state.pop("back", ("", "", {}, {}))
    if name == Path(page).stem and st.query_params.to_dict() == led_to:
        st.query_params.from_dict(link)


def begin() -> None:
    """Read the link."""
    st.session_state["whole page"] = False
    if "crossing" in st.session_state:
        page, link = st.session_state.pop("crossing")
        st.session_state["arriving"] = True
        st.switch_page(page, query_params=link)
    settings.open_link()
    st.html(STYLE)
    st.session_state["ways place"] = st.container(key="ways", horizontal=True, vertical_alignment="center")
    st.session_state["notes place"] = st.container(key="notes")  # where they are seen: what is wrong shows in no picture


def title(text: str, story: str) -> None:
    """What the page shows, and one sentence about it; the way back, if another page led here and left one."""
    with st.container(key="titled", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html(f"<div class='basin-title'><h1>{escape(text)}</h1><p>{escape(story)}</p></div>", width="stretch")
        if "back" in st.session_state:
            label, page, link, _ = st.session_state["back"]
            st.page_link(page, label=label, query_params=link)


@contextmanager
def compiling(land: Landscape) -> Iterator[None]:
    """Show that a formula is being compiled, which it is once; a surface that is ready needs no word."""
    if is_ready(land):
        yield
        return
    with st.spinner("Compiling your formula …"):
        yield


def keep_up() -> None:
    """First line of a fragment: run the whole page instead, if what changed shows outside the fragment too."""
    if st.session_state.get("whole page"):
        st.rerun()


def cross(page: str, link: Mapping[str, str], back: tuple[str, str, Mapping[str, str]] | None = None) -> None:
    """Go to another page; from a callback, where Streamlit cannot leave yet, so the next whole run begins with it.

    `back` is the way back that the other page is to offer: its label, the page and the link.
    """
    st.session_state["crossing"] = page, link
    if back:
        st.session_state["back"] = *back, dict(link)


def end(passing: Collection[str] = ()) -> None:
    """Say what was wrong with the link or a typed value, write the link, and show where else it leads."""
    settings.close_link(passing)
    with st.session_state["ways place"]:
        ways.show()
    with st.session_state["notes place"]:
        for note in settings.notes():
            warn(note)
