"""The pages that show one setup, and the ways between them: what all share goes along, what one has for itself stays."""

from dataclasses import dataclass

import streamlit as st

from ui import settings
from ui.plans import NAMES

PLANS_OWN = tuple(name for name in NAMES if name != "knots")  # those of the visitor's own schedule are the race's, too


@dataclass(frozen=True)
class Way:
    """A page, and the settings that only it has: by name, or by what their names begin with up to a point."""

    path: str
    own: tuple[str, ...] = ()


OF_RACES = ("view", "axis", "hidden")  # how a race is looked at: the race's own, and of whoever draws one
INSPECTED = "inspect"  # which run of the race is looked at
WAYS = {
    "Race": Way("pages/optimization/race.py"),
    "Microscope": Way("pages/optimization/microscope.py", ("step", "look")),
    "Learning rate": Way(
        "pages/optimization/rates.py",
        ("lab", "fan.low", "fan.high", "fan.count", "fan.hidden", "range.low", "range.high", "range.smoothing"),
    ),
    "Schedules": Way("pages/optimization/schedules.py", ("compare", "plans", "plan", "times", "small", *PLANS_OWN)),
    "Maps": Way("pages/optimization/maps.py", ("across", "up", "from.", "to.", "cells", "tol", "colour")),
    "Basins": Way("pages/optimization/basins.py", ("x.from", "x.to", "y.from", "y.to", "starts", "tol")),
}
WITHOUT_INSPECTED = ("Race", "Basins")  # these show all runs
OWN = {INSPECTED, *(name for way in WAYS.values() for name in way.own)}  # of some page alone; all others are the race's


def shared() -> dict[str, str]:
    """The race's own settings, as its link spells them."""
    lost = (OWN | settings.unread()) - {*OF_RACES}
    return {name: value for name, value in settings.as_link().items() if name not in lost and name.split(".")[0] + "." not in OWN}


def show() -> None:
    """Links to the other pages, with this setup."""
    here = f"pages/optimization/{st.session_state.get('page') or 'race'}.py"
    now = next((name for name, way in WAYS.items() if way.path == here), None)
    if now is None:
        return
    link, kept = shared(), settings.kept().get(INSPECTED)
    st.html("<span>This setup:</span>", width="content")
    for name, way in WAYS.items():
        own = {INSPECTED: str(kept)} if kept and name not in WITHOUT_INSPECTED else {}
        meant = {"hidden"} if "Schedules" in (name, now) else set()  # other runs
        st.page_link(
            way.path,
            label=name,
            query_params={one: value for one, value in (link | own).items() if one not in meant},
            disabled=name == now,
        )
