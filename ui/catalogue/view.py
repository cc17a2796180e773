"""The shelves as the catalogue shows them: what may be chosen, and the cards of what was."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from landscapes import LANDSCAPES, Landscape, landscape
from landscapes.penalties import PENALTIES
from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.schedules.base import WARMUP
from plots.chart import charts_picture
from plots.schedules import schedules_chart
from plots.thumbnail import penalty_thumbnail, rule_thumbnail, schedule_thumbnail, surface_thumbnail
from ui.catalogue import card
from ui.frame import settings
from ui.parts import exhibit
from ui.parts.charts import charts
from ui.parts.menus import buttons, picked
from ui.parts.sliders import Group, panel, slider

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
    with st.container(key="comparison"):
        charts("schedules chart", charts_picture([schedules_chart(plans, STEPS)]))
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

    def changed(name: str) -> None:
        settings.forget(lambda name: True)
        settings.put("shelf", name, "Surfaces")

    buttons("Shelf", "shelf", list(SHELVES), shelf, act=changed)
    return shelf


def found(shelf: Shelf) -> list:
    """The members that have the words looked for, and a label that was picked, if any was."""
    labels = list(dict.fromkeys(filter(None, map(shelf.group, shelf.members))))
    words, troubles = settings.text("find", "", str), settings.several("trouble", labels, []) if labels else []

    def changed() -> None:
        settings.put("find", st.session_state["find"].strip(), "")
        settings.put("trouble", [label for label in labels if label in (st.session_state.get("trouble") or ())], [])

    held = picked("find", words, changed, own="value")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Find a card", **held, max_chars=settings.LONGEST, placeholder="A name, or a word", width=240)
        if labels:
            st.pills("Trouble", labels, selection_mode="multi", **picked("trouble", troubles, changed))
    fitting = [one for one in shelf.members if not troubles or shelf.group(one) in troubles]
    return [one for one in fitting if all(word in said_of(shelf, one) for word in words.casefold().split())]


def said_of(shelf: Shelf, member: Any) -> str:
    """All words on a card that one may look for."""
    parameters = (text for p in member.parameters for text in (p.title, p.help))
    return " ".join((member.name, member.story, shelf.group(member), member.reference, *parameters)).casefold()


def show(title: str) -> None:
    """The cards of one shelf, in its order."""
    shelf = SHELVES[title]
    shelf.opening()
    members = found(shelf)
    if not members:
        st.info("No card has all of that. Look for less, or on another shelf.")
        return
    st.html(card.jumps([member.name for member in members]))
    with st.container(key=f"cards-{title}"):
        for member in members:
            card.card(title, member, shelf.group(member), drawn(shelf.picture, member), shelf.functions(member), shelf.race(member))


@cache
def drawn(picture: Callable[[Any], str], member: Any) -> str:
    """A member never changes, so its picture is drawn once a server."""
    return picture(member)
