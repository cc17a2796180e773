"""The component that shows one step of one run, magnified. Its picture is `plots.microscope`'s, its numbers are `plots.sheet`'s."""

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
STEPS = component(
    "basin_steps",
    html='<i class="basin-steps" hidden></i>',
    js=component_js("microscope/windows.js"),
    isolate_styles=False,
)


def microscope(
    key: str,
    surface: bytes,
    steps: bytes,
    picture: bytes,
    slid: Callable[[str, float], None],
    went: Callable[[int], None],
    neared: Callable[[int], None],
    looked: Callable[[str], None],
) -> None:
    """Show a magnified run (blobs from `plots.race`, `plots.sheet` and `plots.microscope`) and pass on what the hand does.

    `slid(name, value)`: a slider is being dragged. `went(step)`: the hand rests at this step. `neared(step)`: it is on its way to this
    one, whose numbers are not there yet. `looked(look)`: how the step is to be looked at, one of LOOKS.
    """
    carry(key, surface)
    STEPS(key=f"{key} steps", data=sent(steps), on_said_change=hearing(f"{key} steps", {}))  # before the run they belong to
    MICROSCOPE(
        key=key,
        data=sent(picture, heard(key)),
        on_said_change=hearing(
            key,
            {
                "slid": lambda event: slid(event["name"], event["value"]),
                "went": lambda event: went(event["step"]),
                "neared": lambda event: neared(event["step"]),
                "looked": lambda event: looked(event["view"]),
            },
        ),
    )
