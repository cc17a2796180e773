"""The component that shows quiet charts which answer the hand. Its pictures are `plots.chart`'s."""

from collections.abc import Callable

from streamlit.components.v2 import component

from ui.frame.server import component_js
from ui.parts.hearing import heard, hearing
from ui.parts.pictures import sent

CHARTS = component(
    "basin_charts",
    html='<div class="basin-charts"></div>',
    js=component_js("charts/main.js"),
    isolate_styles=False,
)


def charts(
    key: str,
    picture: bytes,
    slid: Callable[[str, float], None] = lambda name, value: None,
    dragged: Callable[[str, str, int, float, float], None] = lambda chart, name, place, x, y: None,
    added: Callable[[str, float, float], None] = lambda chart, x, y: None,
    removed: Callable[[str, str, int], None] = lambda chart, name, place: None,
) -> None:
    """Show charts (a blob from `plots.chart`) and pass on what the hand does.

    `slid(name, value)`: a slider is being dragged. `dragged(chart, name, place, x, y)`: the point at that place of the dots called
    `name` is being moved, or the mark of that name, whose place is −1. `added(chart, x, y)`: free ground was clicked.
    `removed(chart, name, place)`: a point was double-clicked, or deleted by key.
    """
    CHARTS(
        key=key,
        data=sent(picture, heard(key)),
        on_said_change=hearing(
            key,
            {
                "slid": lambda event: slid(event["name"], event["value"]),
                "dragged": lambda e: dragged(e["chart"], e["name"], e["place"], e["x"], e["y"]),
                "added": lambda event: added(event["chart"], event["x"], event["y"]),
                "removed": lambda event: removed(event["chart"], event["name"], event["place"]),
            },
        ),
    )
