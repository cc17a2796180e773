"""Several schedules of one run: only what becomes of the rate differs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from digits import digits, listed, step
from optimizers import Paths, Run
from ui.frame import settings
from ui.parts.controls import Race
from ui.parts.menus import picked
from ui.parts.schedule_menu import PLANS
from ui.schedules import formulas
from ui.schedules.asked import Asked
from ui.schedules.lanes import Lane, by_schedule, seen_in_part
from ui.schedules.outcome import Outcome, knows_bottom

MANY = True  # schedules side by side
OPENING_PLANS = ["Constant", "Step", "Cosine", "Linear"]
OPENING_PLAN, OPENING_NOISE = "Constant", 3.0  # without noise a falling rate has nothing to settle
AXIS, SPENT = "steps", "evaluations"
TELLS_LOST = False  # whether its sentences say who diverged, but for the first
HIDES = ()  # sliders that this view has in another place, or that mean nothing here
ROOM = 0.0  # rem for its sentences, beside what every view needs
HEADINGS = ["arrives at step"]
CLEAR = 2.0  # times as much: a difference that noise alone seldom makes


def fits(race: Race) -> bool:
    return True


def suits(run: Run) -> bool:
    return True


def fill(asked: Asked) -> Asked:
    """With its lanes."""
    lanes = by_schedule(asked.race, asked.inspected, asked.plans, asked.names)
    return replace(asked, lanes=lanes, why="" if lanes else "Choose at least one schedule.")


def title(asked: Asked) -> tuple[str, str]:
    return asked.heading, "One rule and one rate α₀; only what becomes of the rate over the run differs."


def cells(one: Outcome) -> list[str]:
    return [step(one.result.reached)]


def said(asked: Asked, found: Sequence[Outcome], each: Sequence[Paths]) -> list[str]:
    """Who ends lowest; and what noise has to do with it, where the rate's fall made the difference."""
    alive = sorted((one for one in found if np.isfinite(one.tail)), key=lambda one: one.tail)
    if len(alive) < 2:
        return []
    low, high = alive[0], alive[-1]
    lowest, highest = digits(low.tail, 2), digits(high.tail, 2)
    if lowest == highest:
        names = [one.lane.name for one in found if one in alive]
        return [f"{listed(names)} end alike: over the last tenth each averages a loss of {lowest}."]
    said = [f"Over its last tenth {low.lane.name} averages the lowest loss, {lowest}, {high.lane.name} the highest, {highest}."]
    noisy, level = asked.race.conditions.noise > 0 or seen_in_part(asked.race), [one for one in alive if constant(one.lane)]
    if noisy and level and level[0].bounces and level[0].tail > CLEAR * low.tail:
        said.append(f"With noisy gradients {level[0].lane.name} keeps bouncing; a falling rate settles.")
    if not noisy and knows_bottom(asked.race) and low in level and high.tail > CLEAR * low.tail:
        said.append("Without noise nothing bounces, so there is nothing that a falling rate could settle.")
    return said


def constant(lane: Lane) -> bool:
    """Whether the schedule ends as high as it ever is."""
    multipliers = lane.plan.multipliers(lane.steps)
    return bool(multipliers[-1] == multipliers.max())


def steer(asked: Asked) -> None:
    """Which schedules."""
    st.pills("Schedules", PLANS, selection_mode="multi", **picked("plans", asked.names, plans_changed))


def plans_changed() -> None:
    settings.put("plans", [name for name in PLANS if name in st.session_state["plans"]], OPENING_PLANS)


def exhibit(asked: Asked) -> None:
    formulas.plan(asked)
