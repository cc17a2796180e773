"""Sliders that answer while they are dragged, and switches among them.

`st.slider` sends nothing before it is let go. These speak up every 80 ms, through the player, so that only the
picture runs again; when the hand rests they speak for themselves, and the whole page and the link follow. One
component shows a panel of sliders, in groups. Values live in the settings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st
from streamlit.components.v2 import component

from parameter import Parameter
from ui import settings
from ui.server import component_js

COMPONENT = component(
    "basin_sliders",
    html='<div class="basin-sliders"></div>',
    js=component_js("sliders/main.js", "sliders/sliders.css"),
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
        return {
            "name": self.name,
            "title": self.title or p.title,
            "value": self.value,
            "shown": self.shown,
            "default": self.default,
            "low": low,
            "high": high,
            "legal": [p.low, p.high],
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


def panel(key: str, groups: Sequence[Group]) -> None:
    """Show a panel of sliders. A moved slider writes its setting and the page runs again."""
    known = {s.name: s for group in groups for s in (*group.sliders, *group.more)}

    def moved() -> None:
        event = st.session_state[key].moved
        if event and event["name"] in known:
            known[event["name"]].set(event["value"])
            st.session_state[f"{key} heard"] = event["turn"]
            st.session_state["whole page"] = True  # if the panel stands in a fragment

    shown = [
        {"title": g.title, "colours": g.colours, "rows": [s.row() for s in g.sliders], "more": [s.row() for s in g.more]} for g in groups
    ]
    COMPONENT(key=key, data={"groups": shown, "heard": st.session_state.get(f"{key} heard", 0)}, on_moved_change=moved)
