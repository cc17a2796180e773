"""Sliders that answer while they are dragged, and switches among them.

`st.slider` sends nothing before it is let go. These speak up every 80 ms, through the player, so that only the
picture runs again; when the hand rests they speak for themselves, and the whole page and the link follow. One
component shows a panel of sliders, in groups. Values live in the settings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from streamlit.components.v2 import component

from parameter import Parameter
from ui.frame import settings
from ui.frame.server import component_js
from ui.parts.hearing import heard, hearing

COMPONENT = component(
    "basin_sliders",
    html='<div class="basin-sliders"></div>',
    js=component_js("sliders/main.js"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Slider:
    """One slider, or a switch if its parameter has options: the setting's name, what may be set, and the value now.

    `default` is what the double-click on the label goes back to, and what the link leaves out. `shown` is written in place of the value.
    """

    name: str
    parameter: Parameter
    value: float
    default: float
    title: str = ""
    span: tuple[float, float] | None = None
    shown: str = ""

    def set(self, value: float) -> None:
        """Keep a new value; one that is not allowed is refused in a sentence."""
        try:
            settings.put(self.name, self.parameter.spelled(self.parameter.check(value)), self.parameter.spelled(self.default))
        except ValueError as error:
            settings.notes().append(str(error))

    def row(self) -> dict:
        """What the browser needs to know."""
        p = self.parameter
        low, high = self.span or p.span
        if p.log and 0 < self.default < low:  # a steep formula's rate
            low = self.default / 100
        return {
            "name": self.name,
            "title": self.title or p.title,
            "value": self.value,
            "shown": self.shown,
            "default": self.default,
            "low": low,
            "high": high,
            "legal": [p.low, p.high],
            "textbook": p.textbook,
            "log": p.log,
            "whole": p.whole,
            "help": p.help,
            "options": p.options,
        }


@dataclass(frozen=True)
class Group:
    """Sliders under a heading of their own; `more` are folded away."""

    sliders: Sequence[Slider]
    title: str = ""
    colours: tuple[str, str] | None = None
    more: Sequence[Slider] = field(default_factory=tuple)


def slider(name: str, parameter: Parameter, default: float | None = None, **look) -> Slider:
    """A slider for the setting called `name`, at its present value."""
    default = parameter.default if default is None else default
    return Slider(name, parameter, settings.number(name, parameter, default), default, **look)


def all_of(groups: Iterable[Group]) -> list[Slider]:
    """Every slider of these groups."""
    return [one for group in groups for one in (*group.sliders, *group.more)]


def slide(sliders: Iterable[Slider], name: str, value: float) -> None:
    """One of these is being dragged, or what stands for it in the picture."""
    for one in sliders:
        if one.name == name:
            one.set(value)


def panel(key: str, groups: Sequence[Group]) -> None:
    """Show a panel of sliders. A moved slider writes its setting and the page runs again."""
    known = {s.name: s for group in groups for s in (*group.sliders, *group.more)}

    def moved(event: dict) -> None:
        if event["name"] in known:
            known[event["name"]].set(event["value"])

    shown = [
        {"title": g.title, "colours": g.colours, "rows": [s.row() for s in g.sliders], "more": [s.row() for s in g.more]} for g in groups
    ]
    COMPONENT(key=key, data={"groups": shown, "heard": heard(key)}, on_said_change=hearing(key, {"moved": moved}))
