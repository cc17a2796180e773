"""The page "Schedules": which view of which run the settings describe, with its lanes."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from optimizers.conditions import STEPS
from ui.frame import settings
from ui.parts import controls
from ui.parts.grasp import Shown, grasp
from ui.parts.menus import buttons
from ui.parts.player import Grasp
from ui.parts.schedule_menu import PLANS
from ui.parts.sliders import Slider
from ui.parts.views import Views
from ui.schedules import by_batch, by_form, by_schedule, lanes, plans
from ui.schedules.asked import Asked

LESSON = "optimization/schedules"
VIEWS = Views({"Schedules": by_schedule, "Batch × N": by_batch, "Momentum A and B": by_form}, name="compare", label="Compare")
OPENING = next(iter(VIEWS))
LANES = [*PLANS, "B at α", *by_batch.SCALED, *by_batch.PLAIN, "Form A", "Form B"]  # every name a lane may have


def read() -> Asked:
    """The view that the settings describe."""
    view = VIEWS.view()
    race, every = controls.read(view.OPENING_NOISE), plans.read()
    raced = settings.several("plans", PLANS, by_schedule.OPENING_PLANS)
    single = settings.choice("plan", PLANS, view.OPENING_PLAN)
    times = settings.several("times", by_batch.TIMES, by_batch.OPENING_TIMES)
    small = by_batch.slider_of(race) if race.land.samples else None
    able = [one.name for one in race.entrants if view.suits(one.run)]
    inspected = settings.choice("inspect", able, able[0]) if able else ""
    asked = Asked(race, VIEWS.shown(), inspected, able, every, raced if view.MANY else [single], small, times)
    if not race.runs:
        return replace(asked, why="Choose at least one optimizer.")
    if not able:
        return replace(asked, why="Choose Momentum among the optimizers: it comes in two forms.")
    return view.fill(asked)


def show_heading(asked: Asked, turned: Callable[[str], None]) -> None:
    """What the page shows, which view, and of which run; `turned` is what to do when another view is chosen.

    The picture leaves room for a line of the table per lane and for the sentences.
    """
    room = 22.5 + 1.95 * len(asked.lanes) + VIEWS.view().ROOM + 1.6 * len(asked.left_out)
    st.html(f"<style>.st-key-lanes .basin-player .panes {{ --tall: clamp(270px, calc(100vh - {room:g}rem), 760px); }}</style>")
    VIEWS.title(asked)
    with st.container(key="comparing", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        VIEWS.choose(turned)
        if asked.able:
            buttons("Run", "inspect", asked.able, asked.inspected, act=lambda name: settings.put("inspect", name))


def show_code(asked: Asked) -> None:
    """What ran, for beside the lesson."""
    if not asked.why:
        VIEWS.view().exhibit(asked)


def cuts(asked: Asked) -> list[dict]:
    """The grips of every lane that is cut in steps; where the lanes share one schedule, those of the first."""
    lanes = asked.lanes if VIEWS.view().MANY else asked.lanes[:1]
    return [cut for lane, name in zip(lanes, asked.names, strict=True) for cut in asked.plans.cuts(name, lane.name, lane.steps)]


def cuts_with(asked: Asked, name: str, value: float) -> list[dict]:
    """The same with the slider of this name elsewhere."""
    lanes = [replace(lane, steps=int(value)) for lane in asked.lanes] if name == STEPS.name else asked.lanes
    return cuts(replace(asked, lanes=lanes, plans=asked.plans.moved(name, value)))


def follow(asked: Asked, axis: str) -> Grasp | None:
    """How the browser follows a slider by itself; batches of several sizes could not share a call."""
    if VIEWS.view() is by_batch:
        return None
    return partial(grasp, shown(asked), axis)


def shown(asked: Asked) -> Shown:
    """What the player shows, and what of it follows which slider."""
    return lanes.shown(asked.race, asked.inspected, asked.lanes, every_slider(asked), partial(cuts_with, asked))


def every_slider(asked: Asked) -> list[Slider]:
    """All sliders and grips of this page."""
    return [*asked.plans.all(), *([asked.small] if asked.small else []), *asked.race.all_sliders()]
