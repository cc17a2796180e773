"""A range test: one run, whose rate rises until it breaks; what it shows, and the usual choices from it."""

from dataclasses import replace

import numpy as np
import streamlit as st

from digits import digits
from optimizers.run import Entrant
from plots.fan import Edge
from plots.race import surface_picture, trace
from plots.range_test import range_picture
from studies.range_test import HIGH, LOW, SMOOTHING, RangeTest, range_test_under, telling_range
from ui.frame import page, settings
from ui.parts import controls, player
from ui.parts.controls import Race
from ui.parts.ear import say
from ui.parts.player import VIEWS
from ui.parts.sliders import Group, Slider, panel, slide, slider
from ui.rates import fan
from ui.rates.ends import ends

LATE = 2  # times the rate of the turn-up: from there on the loss shows it late
BELOW = 0.8  # of the rate at which the run breaks out: what the lecture calls just below the blow-up


def read_sliders(race: Race, name: str) -> list[Slider]:
    """What steers the test: both ends of its range, and the smoothing. A range that is none is said in a sentence."""
    run = race.run(name)
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
    return range_test_under(race.conditions, race.run(name), low, high, smoothing)


def steer(race: Race, name: str) -> None:
    """The test's part of the controls."""
    panel("range panel", [Group(read_sliders(race, name))])
    st.caption("Your own rate and the schedule play no part in the test.")


def title(race: Race, name: str) -> tuple[str, str]:
    return f"Learning rate: {name} on {race.land.name}", "One run, whose rate rises until it breaks."


def show(race: Race, name: str) -> None:
    """Path and loss, the marks on them, and what they say."""
    view = settings.choice("view", VIEWS, VIEWS[0])
    with page.computing(race.land):
        surface = surface_picture(race.land, race.params)
        test = read(race, name)
    with st.container(key="lab-player"):
        player.player(
            "player",
            surface,
            picture(race, name, test, view),
            slid=lambda which, value: slide([*race.all_sliders(), *read_sliders(race, name)], which, value),
            started=lambda point: controls.drop_start(race.land, point),
            hid=lambda names: None,
            inspected=lambda label, step: None,
        )
    left, right = st.columns([13, 7], gap="medium")
    with left:
        say(sentences(race, name, test))
    with right:
        use(race, name, test)


def picture(race: Race, name: str, test: RangeTest, view: str) -> bytes:
    """The test for the player."""
    run = race.run(name)
    edge = Edge(fan.edge_of(run.optimizer), test.bend, fan.numerator(run))
    return range_picture(race.land, race.params, replace(trace(Entrant(name, run)), lr=float(test.paths.lr[0, -1])), test, view, edge)


def use(race: Race, name: str, test: RangeTest) -> None:
    """The two usual choices, one click each: where the loss falls most per decade, and just below where the run breaks out."""
    own = race.group(name).sliders[0]

    def take(rate: float) -> None:
        own.set(rate)
        settings.show_everywhere()  # its slider stands outside the picture
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
    rule, rate = race.run(name).optimizer, test.paths.lr[0]
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
