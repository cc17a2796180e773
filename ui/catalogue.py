"""The shelves as the catalogue shows them: what may be chosen, and the cards of what was."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import streamlit as st

from landscapes import LANDSCAPES, Landscape, landscape
from landscapes.penalties import PENALTIES
from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.schedules.base import WARMUP
from plots.schedules import schedules_figure
from plots.thumbnail import penalty_thumbnail, rule_thumbnail, schedule_thumbnail, surface_thumbnail
from ui import card, exhibit, settings
from ui.menus import keep
from ui.sliders import Group, panel, slider

COURSE = landscape("Rosenbrock")  # on which every rule draws its path
STEPS = 200  # of the schedules' chart


@dataclass(frozen=True)
class Shelf:
    """What the catalogue must know of a shelf: its members, how each is drawn, the functions that run, the race that shows it."""

    members: tuple
    picture: Callable[[Any], str]
    functions: Callable[[Any], list[Callable]]
    race: Callable[[Any], dict[str, str]] = lambda member: {}
    group: Callable[[Any], str] = lambda member: ""
    opening: Callable[[], None] = lambda: None


def surface_functions(land: Landscape) -> list[Callable]:
    return [f for f in (land.loss, land.batch_loss) if f]


def comparison() -> None:
    """All schedules in one chart."""
    warmup = slider("warmup", WARMUP)
    plans = [plan.set(warmup=warmup.value) for plan in SCHEDULES]
    alt = f"The learning rate over {STEPS} steps, as a share of the base rate: one line for each of {', '.join(p.name for p in plans)}."
    st.plotly_chart(schedules_figure(plans, STEPS, st.context.theme.type == "dark"), theme=None, alt=alt)
    panel("warmup panel", [Group([warmup])])


SHELVES = {
    "Surfaces": Shelf(
        LANDSCAPES, surface_thumbnail, surface_functions, race=lambda land: {"surface": land.name}, group=lambda land: land.trouble
    ),
    "Rules": Shelf(
        OPTIMIZERS,
        lambda rule: rule_thumbnail(rule, COURSE),
        exhibit.functions,
        race=lambda rule: {"runs": rule.name, "surface": COURSE.name},
    ),
    "Schedules": Shelf(
        SCHEDULES, schedule_thumbnail, lambda plan: [plan.decay], race=lambda plan: {"schedule": plan.name}, opening=comparison
    ),
    "Penalties": Shelf(PENALTIES, penalty_thumbnail, lambda penalty: [penalty.value, penalty.gradient, penalty.prox]),
}


def choose() -> str:
    """Which shelf to look at."""
    shelf = settings.choice("shelf", list(SHELVES), "Surfaces")
    keep("shelf", shelf)

    def changed() -> None:
        settings.forget(lambda name: True)
        settings.put("shelf", st.session_state["shelf"], "Surfaces")

    st.segmented_control("Shelf", list(SHELVES), key="shelf", on_change=changed, required=True, label_visibility="collapsed")
    return shelf


def show(title: str) -> None:
    """The cards of one shelf, in its order."""
    shelf = SHELVES[title]
    st.html(card.STYLE)
    shelf.opening()
    for heading, members in groupby(shelf.members, shelf.group):
        if heading:
            st.html(f"<h2 class='basin-group'>{heading}</h2>")
        with st.container(key=f"cards-{title}-{heading}"):
            for member in members:
                card.card(title, member, drawn(shelf.picture, member), shelf.functions(member), shelf.race(member))


@cache
def drawn(picture: Callable[[Any], str], member: Any) -> str:
    """A member never changes, so its picture is drawn once a server."""
    return picture(member)
