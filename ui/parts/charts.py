"""The component that shows quiet charts which answer the hand. Its pictures are `plots.chart`'s."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from streamlit.components.v2 import component

from plots.chart import Chart
from plots.codec import told
from plots.whole_charts import whole_charts
from ui.frame.server import component_js
from ui.parts.hearing import heard, hearing
from ui.parts.pictures import sent
from ui.parts.player import grasped, take_hold
from ui.parts.sliders import Slider

CHARTS = component(
    "basin_charts",
    html='<div class="basin-charts"></div>',
    js=component_js("charts/main.js"),
    isolate_styles=False,
)
WHOLE = component(
    "basin_whole_charts",
    html='<i class="basin-whole" hidden></i>',
    js=component_js("charts/whole.js"),
    isolate_styles=False,
)
MOST_VALUES = 500  # places that a slider may have


@dataclass(frozen=True)
class Followed:
    """Sliders that the charts follow by themselves, once the whole of the one that the hand grasps has come.

    `drawn(name, values)`: the charts with the slider of this name at each of these values. `rest`: what they depend on beside the sliders
    `among` which it is.
    """

    sliders: Sequence[Slider]
    among: Sequence[Slider]
    rest: Hashable
    drawn: Callable[[str, Sequence[float]], Sequence[Sequence[Chart]]]

    def grasp(self, name: str, values: Sequence[float], around: float) -> tuple[float, Hashable, Callable[[], bytes]]:
        """As `ui.parts.player` asks for it: here it is always all places. ValueError: no such slider, or no such place."""
        now = next((one for one in self.sliders if one.name == name), None)
        if now is None or not 0 < len(values) <= MOST_VALUES:
            raise ValueError(f"There is no slider {name!r} with {len(values)} places.")
        places = [now.parameter.check(value) for value in values]
        looks = name, tuple(places), self.rest, *((one.name, one.value) for one in self.among if one.name != name)
        return now.value, looks, lambda: whole_charts(name, places, self.drawn(name, places))


def charts(
    key: str,
    picture: bytes,
    slid: Callable[[str, float], None] = lambda name, value: None,
    dragged: Callable[[str, str, int, float, float], None] = lambda chart, name, place, x, y: None,
    added: Callable[[str, float, float], None] = lambda chart, x, y: None,
    removed: Callable[[str, str, int], None] = lambda chart, name, place: None,
    followed: Followed | None = None,
) -> None:
    """Show charts (a blob from `plots.chart`) and pass on what the hand does.

    `slid(name, value)`: a slider is being dragged. `dragged(chart, name, place, x, y)`: the point at that place of the dots called
    `name` is being moved, or the mark of that name, whose place is −1. `added(chart, x, y)`: free ground was clicked.
    `removed(chart, name, place)`: a point was double-clicked, or deleted by key. Sliders that are `followed` move the charts at the
    screen's own rate; of each place Python hears as well, for what stands beside the charts.
    """
    if followed:  # before the picture, as for a player
        at, make = grasped(followed.grasp)
        WHOLE(key=f"{key} whole", data=sent(make()), on_said_change=hearing(f"{key} whole", {}))
        picture = told(picture, at=at, follows=[one.name for one in followed.sliders])
    CHARTS(
        key=key,
        data=sent(picture, heard(key)),
        on_said_change=hearing(
            key,
            {
                "slid": lambda event: slid(event["name"], event["value"]),
                "grasped": take_hold,
                "dragged": lambda e: dragged(e["chart"], e["name"], e["place"], e["x"], e["y"]),
                "added": lambda event: added(event["chart"], event["x"], event["y"]),
                "removed": lambda event: removed(event["chart"], event["name"], event["place"]),
            },
        ),
    )
