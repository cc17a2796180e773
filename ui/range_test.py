"""The range test on the page: how far the rate rises, and what the marks say, in words."""

from dataclasses import replace

import numpy as np
import streamlit as st

from optimizers.range_test import HIGH, LOW, SMOOTHING, RangeTest, range_test, telling_range
from plots.race import entrant
from plots.range_test import range_picture
from ui.controls import Race
from ui.ends import ends
from ui.report import digits
from ui.sliders import Group, Slider, panel, slider

LATE = 2  # times the rate of the turn-up: from there on the loss shows it late
BELOW = 0.8  # of the rate at which the run breaks out: what the lecture calls just below the blow-up


def read_sliders(race: Race, name: str) -> list[Slider]:
    """What steers the test: both ends of its range, and the smoothing. A range that is none is said in a sentence."""
    run = race.runs[race.names.index(name)]
    low, high = telling_range(race.land, run, race.params)
    highest = run.optimizer.lr.high
    both = ends(
        "The test’s",
        lambda: [
            slider("range.low", replace(LOW, high=highest), low, title="lowest rate"),
            slider("range.high", replace(HIGH, high=highest), high, title="highest rate"),
        ],
    )
    return [*both, slider("range.smoothing", SMOOTHING)]


def read(race: Race, name: str) -> RangeTest:
    """The test that the settings describe, run."""
    low, high, smoothing = (one.value for one in read_sliders(race, name))
    run = race.runs[race.names.index(name)]
    return range_test(race.land, run, low, high, race.steps, smoothing, race.clip, race.noise, race.seed, race.params, race.batch)


def show_sliders(race: Race, name: str) -> None:
    """The test's part of the controls."""
    panel("range panel", [Group(read_sliders(race, name))])
    st.caption("Your own rate and the schedule play no part in the test.")


def picture(race: Race, name: str, test: RangeTest, view: str, edge: dict[str, str]) -> bytes:
    """The test for the player."""
    run = race.runs[race.names.index(name)]
    return range_picture(race.land, race.params, replace(entrant(name, run), lr=float(test.paths.lr[0, -1])), test, view, edge)


def use(race: Race, name: str, test: RangeTest) -> None:
    """The two usual choices, one click each: where the loss falls most per decade, and just below where the run breaks out."""
    own = next(group.sliders[0] for group in race.sliders["runs"] if group.title == name)

    def take(rate: float) -> None:
        own.set(rate)
        st.session_state["whole page"] = True  # its slider stands outside the picture
        st.toast(f"The rate of {name} is now {digits(rate, 3)}.")

    for words, rate in (("the steepest", at(test, test.steepest)), ("one just below the break", below(test))):
        if rate is not None:
            rate = float(f"{rate:.2g}")
            st.button(f"Use {words}: α = {digits(rate, 3)}", on_click=take, args=(rate,), key=f"use {words}", width="stretch")


def at(test: RangeTest, step: int | None) -> float | None:
    """The rate of a step."""
    return None if step is None else float(test.paths.lr[0, min(step, test.paths.lr.shape[1] - 1)])


def below(test: RangeTest) -> float | None:
    """A rate below the break, and below theory's edge where there is one."""
    found = [rate for rate in (at(test, test.turn_up), at(test, test.edge)) if rate is not None]
    return None if test.turn_up is None else BELOW * min(found)


def sentences(race: Race, name: str, test: RangeTest) -> list[str]:
    """What the test has shown, one sentence each."""
    rule, rate = race.runs[race.names.index(name)].optimizer, test.paths.lr[0]
    steep, turn, edge, lowest = (at(test, step) for step in (test.steepest, test.turn_up, test.edge, test.lowest))
    said = []
    if test.fell:
        said.append(
            f"The ground falls without end: the run left downhill at step {test.lived + 1}, with α = {digits(rate[test.lived], 3)}."
        )
    if steep is not None:
        said.append(f"The smoothed loss falls most per decade at α = {digits(steep, 3)}. That depends on the start.")
    if turn is not None and lowest is not None:
        said.append(f"The run breaks out along one direction: the slope there grows from α = {digits(turn, 3)} on.")
        if lowest > LATE * turn:
            said.append(f"The loss itself is lowest only at α = {digits(lowest, 3)}: what had died out first has to grow back.")
    elif test.lived == len(rate):
        said.append(f"No growth ends this run, up to α = {digits(rate[max(0, test.lived - 1)], 3)}.")
    if edge is not None and test.edge is not None:
        said.append(
            f"At α = {digits(edge, 3)} the rate passes theory’s edge, {digits(test.edges[test.edge], 3)} where the run stands then."
        )
    elif rule.theory and not np.isfinite(test.edges).any():
        said.append("Theory knows no edge here: the ground nowhere bends upwards under this run.")
    if test.lived < len(rate) and not test.fell:
        said.append(f"It diverged at step {test.lived + 1}, with α = {digits(rate[test.lived], 3)}.")
    return said
