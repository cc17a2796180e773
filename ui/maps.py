"""The component that shows maps of runs, one or several side by side. Its pictures are `plots.maps`'s."""

from collections.abc import Callable
from functools import partial

from streamlit.components.v2 import component

from ui.player import passing
from ui.server import component_js

Span = tuple[float, float]
MAPS = component(
    "basin_maps",
    html='<div class="basin-maps"></div>',
    js=component_js("maps/main.js", "maps/maps.css"),
    isolate_styles=False,
)


def maps(
    key: str,
    picture: bytes,
    picked: Callable[[float, float, int], None] = lambda x, y, panel: None,
    opened: Callable[[float, float, int], None] = lambda x, y, panel: None,
    ranged: Callable[[Span | None, Span | None], None] = lambda x, y: None,
    coloured: Callable[[str], None] = lambda colouring: None,
    slid: Callable[[str, float], None] = lambda name, value: None,
) -> None:
    """Show maps (a blob from `plots.maps`) and pass on what the hand does.

    `picked(x, y, panel)`: a cell was clicked, or the picked one is being pulled; x and y are the axes' values at its middle.
    `opened(x, y, panel)`: the same where a click leads away, as the picture says. `ranged(x, y)`: a rectangle was dragged, from edge to
    edge; None and None go back to the whole. `coloured(by)`: "outcome", "steps" or "loss". `slid(name, value)`: a slider is being dragged.
    """
    passed_on = partial(passing, key)
    MAPS(
        key=key,
        data=picture,
        on_picked_change=passed_on("picked", lambda event: picked(event["x"], event["y"], event["panel"])),
        on_opened_change=passed_on("opened", lambda event: opened(event["x"], event["y"], event["panel"])),
        on_ranged_change=passed_on("ranged", lambda event: ranged(span(event["x"]), span(event["y"]))),
        on_coloured_change=passed_on("coloured", lambda event: coloured(event["colouring"])),
        on_slid_change=passed_on("slid", lambda event: slid(event["name"], event["value"])),
    )


def span(ends: list[float] | None) -> Span | None:
    return None if ends is None else (ends[0], ends[1])
