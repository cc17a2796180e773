"""The picture that moves: contour map, curves and transport in one component.

Python sends two blobs. The surface travels in a component of its own, whose message does not change while the
surface does not, so Streamlit sends a reference of under a kilobyte instead; the paths travel with every update.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.components.v2 import component

from ui.server import component_js
from ui.ways import OF_RACES

OWN = OF_RACES  # the settings that only the race has, and whoever draws one
SURFACE = component(
    "basin_surface",
    html='<div class="basin-surface"></div>',
    js=component_js("player/surfaces.js", "player/surfaces.css"),
    isolate_styles=False,
)
PLAYER = component(
    "basin_player",
    html='<div class="basin-player" tabindex="0" role="group" aria-label="Race player: space plays, arrow keys step"></div>',
    js=component_js("player/main.js", "player/player.css"),
    isolate_styles=False,
)


def player(
    key: str,
    surface: bytes,
    race: bytes,
    slid: Callable[[str, float], None],
    started: Callable[[tuple[float, float]], None],
    hid: Callable[[list[str]], None],
    viewed: Callable[[str], None],
    measured: Callable[[str], None],
    inspected: Callable[[str, int], None],
    opened: Callable[[str], None] = lambda name: None,
) -> None:
    """Show a race (both blobs from `plots.race`) and pass on what the hand does.

    `slid(name, value)`: a slider is being dragged. `started(point)`: a new start was clicked or is being dragged.
    `hid(names)`: the runs hidden in the legend. `viewed(view)`: "2-D" or "3-D". `measured(axis)`: the loss is to
    be drawn over "steps" or "evaluations". `inspected(name, step)`: the microscope is asked for. `opened(name)`: the
    race is, with this run, where a picture "opens" runs. What the hand has let go of shows outside the player too, so the
    whole page runs again.
    """
    passed_on = partial(passing, key)
    SURFACE(key=f"{key} surface", data=surface)
    PLAYER(
        key=key,
        data=race,
        on_slid_change=passed_on("slid", lambda event: slid(event["name"], event["value"])),
        on_started_change=passed_on("started", lambda event: started((event["x"], event["y"]))),
        on_hid_change=passed_on("hid", lambda event: hid(event["names"])),
        on_viewed_change=passed_on("viewed", lambda event: viewed(event["view"])),
        on_measured_change=passed_on("measured", lambda event: measured(event["axis"])),
        on_inspected_change=passed_on("inspected", lambda event: inspected(event["run"], event["step"])),
        on_opened_change=passed_on("opened", lambda event: opened(event["run"])),
    )


def passing(key: str, name: str, act: Callable[[dict], None]) -> Callable[[], None]:
    """What to do when the component called `key` speaks of an event; whether the whole page follows is the event's to say."""

    def changed() -> None:
        event = getattr(st.session_state[key], name)
        if event is not None:
            st.session_state["whole page"] = event["settled"]
            act(event)

    return changed
