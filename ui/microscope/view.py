"""The component that shows one step of one run, magnified. Its picture is `plots.microscope`'s."""

from collections.abc import Callable

from streamlit.components.v2 import component

from ui.frame.server import component_js
from ui.parts.hearing import heard, hearing
from ui.parts.pictures import sent
from ui.parts.player import carry

MICROSCOPE = component(
    "basin_microscope",
    html='<div class="basin-microscope" tabindex="0" role="group" '
    'aria-label="Microscope: space plays the sub-steps, arrow keys step"></div>',
    js=component_js("microscope/main.js"),
    isolate_styles=False,
)


def microscope(
    key: str,
    surface: bytes,
    picture: bytes,
    slid: Callable[[str, float], None],
    went: Callable[[int], None],
    looked: Callable[[str], None],
) -> None:
    """Show a magnified run (blobs from `plots.race` and `plots.microscope`) and pass on what the hand does.

    `slid(name, value)`: a slider is being dragged. `went(step)`: the hand rests at this step. `looked(look)`: how the
    step is to be looked at, one of LOOKS.
    """
    carry(key, surface)
    MICROSCOPE(
        key=key,
        data=sent(picture, heard(key)),
        on_said_change=hearing(
            key,
            {
                "slid": lambda event: slid(event["name"], event["value"]),
                "went": lambda event: went(event["step"]),
                "looked": lambda event: looked(event["view"]),
            },
        ),
    )
