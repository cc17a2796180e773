"""The component that shows maps of runs, one or several side by side. Its pictures are `plots.maps`'s."""

from collections.abc import Callable
from dataclasses import replace

from streamlit.components.v2 import component

from optimizers.sweep import TOLERANCE
from ui.frame.server import component_js
from ui.parts.hearing import heard, hearing
from ui.parts.pictures import sent

TOL = replace(
    TOLERANCE, log=True, low=1e-12, slider=(1e-6, 1.0), label="tolerance", help="How near to the minimum's loss counts as arrived."
)
Span = tuple[float, float]
MAPS = component(
    "basin_maps",
    html='<div class="basin-maps"></div>',
    js=component_js("maps/main.js"),
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
    MAPS(
        key=key,
        data=sent(picture, heard(key)),
        on_said_change=hearing(
            key,
            {
                "picked": lambda event: picked(event["x"], event["y"], event["panel"]),
                "opened": lambda event: opened(event["x"], event["y"], event["panel"]),
                "ranged": lambda event: ranged(span(event["x"]), span(event["y"])),
                "coloured": lambda event: coloured(event["colouring"]),
                "slid": lambda event: slid(event["name"], event["value"]),
            },
        ),
    )


def span(ends: list[float] | None) -> Span | None:
    return None if ends is None else (ends[0], ends[1])
