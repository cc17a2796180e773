"""The picture that moves: contour map, curves and transport in one component.

Python sends two blobs. The surface travels in a component of its own, whose message does not change while the
surface does not, so Streamlit sends a reference of under a kilobyte instead; the paths travel with every update.
"""

import streamlit as st
from streamlit.components.v2 import component

from ui.server import component_js

SURFACE = component("basin_surface", html='<div class="basin-surface"></div>', js=component_js("player/surfaces.js"), isolate_styles=False)
PLAYER = component(
    "basin_player",
    html='<div class="basin-player" tabindex="0" role="group" aria-label="Race player: space plays, arrow keys step"></div>',
    js=component_js("player/main.js", "player/player.css"),
    isolate_styles=False,
)


def player(key: str, surface: bytes, race: bytes, on_start, on_hidden, on_view) -> None:
    """Show a race (both blobs from `plots.race`) and pass on what the hand does.

    `on_start(point, settled)`: a new start was clicked or is being dragged. `on_hidden(names)`: the runs hidden in the
    legend. `on_view(view)`: "2-D" or "3-D".
    """

    def event(name: str):
        return getattr(st.session_state[key], name)

    def moved() -> None:
        if event("moved"):
            on_start(tuple(event("moved")["start"]), event("moved")["settled"])

    def hidden() -> None:
        if event("hidden") is not None:
            on_hidden(list(event("hidden")))

    def view() -> None:
        if event("view"):
            on_view(event("view"))

    SURFACE(key=f"{key} surface", data=surface)
    PLAYER(key=key, data=race, on_moved_change=moved, on_hidden_change=hidden, on_view_change=view)
