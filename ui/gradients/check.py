"""The check: a loss at a point, its differences beside its derivative, and the error over the step."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from digits import digits
from plots.chart import charts_picture
from plots.gradients import CENTRAL, FORWARD, POINT, STEP, errors_chart, gradient_arrows, map_chart, nine_points_chart, slice_chart
from studies.gradient_check import WAYS, Checked, H
from studies.step_errors import step_errors
from ui.gradients import at_zero, setup
from ui.gradients.check_words import overall_word, sentences
from ui.gradients.setup import Asked
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.menus import menu
from ui.parts.sliders import slide
from ui.parts.table import Cell, colour, tabulate

WEIGHTS_OF_ONE = 3  # of a classifier with one class
ALONE = "One class alone is never wrong: the data's loss is 0 whatever the weights, and only the penalty has a slope."
LOOKS = dict(zip(WAYS, (FORWARD, CENTRAL), strict=True))


def title(asked: Asked, own: None) -> tuple[str, str]:
    return f"Gradient check: {asked.name}", "Ask the loss a little further on, and compare."


def read() -> None:
    """It has nothing of its own."""


def show(asked: Asked, own: None) -> None:
    """The charts, the table, and what they say."""
    ways, errors, i = asked.checked(), step_errors(asked.look, asked.point), asked.along
    land, params = asked.race.land, asked.race.params
    where = (
        map_chart(land, params, asked.point, gradient_arrows(land, ways)) if asked.is_surface else nine_points_chart(*asked.classifier())
    )
    shown = [errors_chart(errors, asked.dtype, asked.h.value), where, slice_chart(asked.look, ways, i, asked.letters[i], asked.wide[i])]
    with st.container(key="gradients"):
        charts(
            "charts",
            charts_picture(shown),
            slid=lambda name, value: slide(asked.sliders(), name, value),
            dragged=lambda chart, name, place, x, y: drag(asked, name, x, y),
            added=lambda chart, x, y: setup.drop(asked.race, x, y),
        )
    table(asked.letters, ways)
    say([*sentences(asked.letters, ways, errors), *([ALONE] if len(asked.letters) == WEIGHTS_OF_ONE else [])])
    at_zero.table()


def drag(asked: Asked, name: str, x: float, y: float) -> None:
    """The hand moves the point, or the step."""
    if name == POINT:
        setup.drop(asked.race, x, y)
    elif name == STEP:
        asked.h.set(step_of(x))


def step_of(x: float) -> float:
    """The step at a place on the axis, as a person writes it."""
    return min(max(float(f"{x:.3g}"), H.low), H.high)


def table(letters: list[str], ways: Mapping[str, Checked]) -> None:
    """Each weight's slope as both differences have it and as the derivative has it, and how far they are apart."""
    forward, central = ways["forward"], ways["central"]
    heads = [Cell(way, f"<i style='background: {colour(LOOKS[way])}'></i>") for way in WAYS]
    headings = ("", "analytic", heads[0], "relative error", heads[1], "relative error")
    lines: list[tuple[str | Cell, ...]] = [
        (
            letter,
            number(central.analytic[i]),
            number(forward.numeric[i]),
            judged(forward.relative_error[i], forward.word(i)),
            number(central.numeric[i]),
            judged(central.relative_error[i], central.word(i)),
        )
        for i, letter in enumerate(letters)
    ]
    sizes = [digits(float(np.linalg.norm(one)), 6) for one in (central.analytic, forward.numeric, central.numeric)]
    words = [judged(one.error, overall_word(one), bold=True) for one in (forward, central)]
    lines.append((Cell("all", bold=True), sizes[0], sizes[1], words[0], sizes[2], words[1]))
    tabulate(headings, lines, "basin-gradients", hints={"relative error": "‖a − n‖/(‖a‖ + ‖n‖), a analytic, n numeric."})


def number(value: float) -> str:
    return digits(float(value), 8)


def judged(error: float, word: str, bold: bool = False) -> Cell:
    """A relative error and its word."""
    return Cell(digits(float(error), 3), small=word, kind=word.replace(" ", "-"), bold=bold)


def steer(asked: Asked, own: None) -> None:
    """The step, the loss and the point."""
    setup.steer(asked)
    menu("Loss drawn along", "along", asked.letters, asked.letters[0], asked.letters[asked.along])
