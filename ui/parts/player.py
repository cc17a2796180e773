"""The picture that moves: contour map, curves and transport in one component.

Python sends two blobs. The surface travels in a component of its own, and is only named while it does not change
(`ui.parts.pictures`); the paths travel with every update.
"""

from collections.abc import Callable, Hashable, Sequence

import streamlit as st
from streamlit.components.v2 import component

from plots.codec import packed, told
from plots.long_race import light, numbers_about
from plots.race import Sight
from ui.frame import begun, settings
from ui.frame.server import component_js
from ui.parts.hearing import heard, hearing
from ui.parts.pictures import name_of, sent

VIEWS = ("2-D", "3-D")
AXES = ("steps", "evaluations")  # what the loss is drawn over
SURFACE = component(
    "basin_surface",
    html='<div class="basin-surface"></div>',
    js=component_js("shared/surfaces.js"),
    isolate_styles=False,
)
WHOLE = component(
    "basin_whole",
    html='<i class="basin-whole" hidden></i>',
    js=component_js("player/whole.js"),
    isolate_styles=False,
)
NUMBERS = component(
    "basin_numbers",
    html='<i class="basin-whole" hidden></i>',
    js=component_js("player/numbers.js"),
    isolate_styles=False,
)
GRASPED, KEPT = "grasped", "whole"  # the slider that was grasped last, and the whole of it, with what it was computed for
NOTHING = packed({"slider": ""}, {})
Grasp = Callable[[str, Sequence[float], float], tuple[float, Hashable, Callable[[], bytes | None]]]
PLAYER = component(
    "basin_player",
    html='<div class="basin-player" tabindex="0" role="group" aria-label="Race player: space plays, arrow keys step"></div>',
    js=component_js("player/main.js"),
    isolate_styles=False,
)


def carry(key: str, surface: bytes) -> None:
    """Send the surface that the picture called `key` is drawn on."""
    SURFACE(key=f"{key} surface", data=sent(surface), on_said_change=hearing(f"{key} surface", {}))


def read_sight(names: Sequence[str], axis: str = AXES[0], stand: int | None = None) -> Sight:
    """How a race of these names is looked at; its loss is drawn over `axis` to begin with, and it stands at the step `stand`."""
    return Sight(
        settings.several("hidden", names, []), settings.choice("view", VIEWS, VIEWS[0]), settings.choice("axis", AXES, axis), stand
    )


def player(  # noqa: PLR0913 one callback for each thing the hand does
    key: str,
    surface: bytes,
    race: bytes,
    slid: Callable[[str, float], None],
    started: Callable[[tuple[float, float]], None],
    inspected: Callable[[str, int], None],
    opened: Callable[[str], None] = lambda name: None,
    hid: Callable[[list[str]], None] = lambda names: settings.put("hidden", names, []),
    axis: str = AXES[0],
    grasp: Grasp | None = None,
) -> None:
    """Show a race (both blobs from `plots.race`) and pass on what the hand does.

    `slid(name, value)`: a slider is being dragged. `started(point)`: a new start was clicked or is being dragged.
    `inspected(name, step)`: the microscope is asked for. `opened(name)`: the race is, with this run, where a picture "opens" runs.
    `hid(names)`: the runs hidden in the legend. That, the view and what the loss is drawn over, `axis` to begin with, are kept as
    `read_sight` reads them. `grasp(name, values, around)`: where the slider of this name stands, what decides how the whole of it looks
    about where the hand is, and how to make that; so the browser follows the hand by itself. What the hand has let go of shows outside
    the player too, so the whole page runs again. Of a long race the browser gets what a screen can show (`plots.long_race`), and asks for
    more where the hand points at a step, and where it shows more than was foreseen.
    """
    carry(key, surface)
    at = None
    if grasp:  # before the picture: the hand's next message would cut a run short that has shown one, and the whole would never come
        at, make = grasped(grasp)
        WHOLE(key=f"{key} whole", data=sent(make()), on_said_change=hearing(f"{key} whole", {}))
    travels = light(race, surface, st.session_state.get(f"{key} looked"))
    message = told(travels, begun=begun.count(), at=at)
    if travels is not race:
        NUMBERS(key=f"{key} numbers", data=sent(numbers(key, race, message)), on_said_change=hearing(f"{key} numbers", {}))
    PLAYER(
        key=key,
        data=sent(message, heard(key)),
        on_said_change=hearing(
            key,
            {
                "slid": lambda event: slid(event["name"], event["value"]),
                "grasped": take_hold,
                "started": lambda event: started((event["x"], event["y"])),
                "hid": lambda event: hid(event["names"]),
                "viewed": lambda event: settings.put("view", event["view"], VIEWS[0]),
                "measured": lambda event: settings.put("axis", event["axis"], axis),
                "inspected": lambda event: inspected(event["run"], event["step"]),
                "opened": lambda event: opened(event["run"]),
                "looked": lambda event: st.session_state.update({f"{key} looked": event["looked"]}),
                "hovered": lambda event: st.session_state.update({f"{key} hovered": event}),
            },
        ),
    )


def numbers(key: str, race: bytes, message: bytes) -> bytes:
    """The numbers about the step that the pointer is over, if it is one of the race that this message shows."""
    event = st.session_state.get(f"{key} hovered")
    if not event or event["picture"] != name_of(message):
        return packed({"of": ""}, {})
    first, rows = numbers_about(race, event["run"], event["step"])
    return packed({"of": event["picture"], "run": event["run"], "first": first}, rows)


def take_hold(event: dict) -> None:
    """The hand has taken hold of a slider, which has these places, around one of them; or comes to the end of what was sent."""
    st.session_state[GRASPED] = event["name"], event["values"], event["around"]
    st.session_state.pop(KEPT, None)


def grasped(grasp: Grasp) -> tuple[float | None, Callable[[], bytes]]:
    """Where the slider stands that was grasped last, and how to get the whole of it, which is made once.

    It is let go when anything else has changed, so that nobody computes what no hand asks for.
    """
    if GRASPED not in st.session_state:
        return None, lambda: NOTHING
    try:
        at, wanted, make = grasp(*st.session_state[GRASPED])
    except ValueError:  # no such slider here any more, or it has no such place
        del st.session_state[GRASPED]
        return None, lambda: NOTHING
    made_for, _ = st.session_state.get(KEPT, (wanted, None))
    if made_for != wanted:
        del st.session_state[GRASPED], st.session_state[KEPT]
        return None, lambda: NOTHING

    def whole() -> bytes:
        if KEPT not in st.session_state:
            made = make()
            if made is None:
                return NOTHING  # not yet: the hand's next move asks again
            st.session_state[KEPT] = wanted, made or NOTHING
        return st.session_state[KEPT][1]

    return at, whole
