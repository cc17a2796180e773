"""One fit on the page: the curve, its errors, what they say, and the test set that may be opened once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from digits import digits
from models.errors import Errors, both, mean_squared, over_degrees, over_degrees_at, over_strengths, told
from models.points import test_set
from models.polynomial import fit, fits, heights, largest, rank
from plots.chart import Chart, charts_picture
from plots.overfitting import STRENGTHS, WHERE
from plots.overfitting_fit import error_charts, fit_chart, named
from ui.frame import settings
from ui.overfitting import setup, sources
from ui.overfitting.setup import Asked
from ui.parts.charts import Followed, charts
from ui.parts.ear import say
from ui.parts.menus import picked
from ui.parts.presets import presets
from ui.parts.sliders import Group, panel, slide
from ui.parts.table import tabulate

HELD_AGAINST = (1, 9)  # degrees
ON, OFF = COMPARED = ("on", "off")
ROUNDING = 1e-12  # of the largest height: a weight below it is 0
ZERO = "0 (to rounding)"
SWING = 1.05  # times the picture's reach
HEADINGS = ("Curve", "training error", "validation error", "largest |wⱼ|, j ≥ 1")
SMALLEST = "Σ wⱼ², j ≥ 1"
ROOM = 27  # rem of the page that are not the charts'
UPPER = 0.56  # of their height: the upper chart of two has the legend
TESTED = settings.carried("tested")  # where each test set was opened


@dataclass(frozen=True)
class Fitted:
    """The curve, those it is held against, and the errors around it."""

    weights: np.ndarray
    others: list[np.ndarray]
    degrees: Errors
    strengths: Errors
    strength: float

    @property
    def degree(self) -> int:
        return len(self.weights) - 1


def read() -> str:
    """Whether other curves are drawn, too."""
    return settings.choice("compare", COMPARED, ON)


def title(asked: Asked, compare: str) -> tuple[str, str]:
    noise = "with" if asked.source.number("noise") else "without"
    what = f"{asked.source.truth.name.lower()} {noise} noise" if asked.source.own is None else "your own points"
    return f"Overfitting: {what}", "When a curve learns the noise, and what holds it back."


def show(asked: Asked, compare: str) -> None:
    """The charts, and what they say."""
    source = asked.source
    (found,) = fitted(asked, compare, asked.strength.name, [asked.strength.value])
    charts(
        "charts",
        charts_picture(drawn(asked, found)),
        slid=lambda name, value: slide(asked.sliders(), name, value),
        dragged=setup.drag(asked),
        added=lambda chart, x, y: sources.add(source, x, y),
        removed=lambda chart, name, place: sources.remove(source, name, place),
        followed=Followed(
            [asked.degree, asked.strength],
            asked.sliders(),
            (compare, source.truth.name, source.own and tuple(source.own)),
            lambda name, values: [drawn(asked, one) for one in fitted(asked, compare, name, values)],
        ),
    )
    choose(asked, found)
    table(asked, found)
    errors = zip(("Training", "Validation"), both(found.weights, source.points), strict=True)
    say(sentences(asked, found), besides=[f"{kind} error {digits(float(one))}." for kind, one in errors if one == one])


def fitted(asked: Asked, compare: str, name: str, values: Sequence[float]) -> list[Fitted]:
    """The fits with the slider of this name, the degree's or λ's, at each of these values."""
    points, degree, strength = asked.source.points, int(asked.degree.value), asked.strength.value
    held_against = {d: fit(points.x, points.y, d) for d in HELD_AGAINST if compare == ON}
    if name == asked.strength.name:
        weights, each = fits(points.x, points.y, degree, values), over_degrees_at(points, values)
        along = over_strengths(points, degree, STRENGTHS)
        many = [(λ, w, errors, along) for λ, w, errors in zip(values, weights, each, strict=True)]
    else:
        each = over_degrees(points, strength)
        many = [
            (strength, fit(points.x, points.y, d, strength), each, over_strengths(points, d, STRENGTHS)) for d in (int(v) for v in values)
        ]
    return [
        Fitted(weights, [w for d, w in held_against.items() if d != len(weights) - 1 or λ], degrees, strengths, λ)
        for λ, weights, degrees, strengths in many
    ]


def drawn(asked: Asked, found: Fitted) -> list[Chart]:
    """The points with the curves, and the errors."""
    source = asked.source
    return [
        fit_chart(source.points, found.weights, found.others if len(source.points.x) else [], source.known, source.own is not None),
        *error_charts(found.degrees, found.strengths, found.degree, found.strength),
    ]


def choose(asked: Asked, found: Fitted) -> None:
    """The choices that validation makes, one click each; and the test set."""
    training = len(asked.source.points.x)

    def take(slider, value: float) -> None:
        slider.set(value)
        settings.show_everywhere()

    with st.container(key="choices", horizontal=True, vertical_alignment="center"):
        if asked.source.own is not None:
            sources.tools()
        for words, errors, slider in (("degree", found.degrees, asked.degree), ("λ", found.strengths, asked.strength)):
            if training and errors.best is not None:
                value = float(f"{errors.along[errors.best]:.3g}")
                label = f"Take the {words} of least validation error: {digits(value, 3)}"
                st.button(label, on_click=take, args=(slider, value), disabled=value == slider.value, key=f"take {words}")
        if asked.source.own is None and training:
            opened = test_key(asked) in st.session_state.get(TESTED, {})
            st.button("Show the test error – once", on_click=open_test, args=(asked,), disabled=opened, key="test")


def test_key(asked: Asked) -> tuple:
    """What the test set depends on; more noise is the same noise stretched."""
    return asked.source.truth.name, asked.source.number("seed")


def choices(asked: Asked) -> tuple:
    """All that the fit and its test error depend on besides."""
    return int(asked.degree.value), asked.strength.value, *(asked.source.number(name) for name in ("n", "places", "noise"))


def open_test(asked: Asked) -> None:
    st.session_state.setdefault(TESTED, {})[test_key(asked)] = choices(asked), test_error(asked)


def test_error(asked: Asked) -> float:
    """The error of this fit on the test set."""
    source = asked.source
    weights = fit(source.points.x, source.points.y, int(asked.degree.value), asked.strength.value)
    return float(mean_squared(weights, *test_set(source.truth, source.number("noise"), int(source.number("seed")))))


def test_words(asked: Asked) -> str | None:
    """What the test set has said, and whether it can still be believed."""
    opened = st.session_state.get(TESTED, {}).get(test_key(asked))
    if opened is None or asked.source.own is not None:
        return None
    (degree, strength, n, *_), error = opened
    said = f"**Test error: {digits(error)}**, at N = {n:.0f}, degree {degree} and λ = {digits(strength, 3)}, seen once."
    if choices(asked) == opened[0]:
        return said + " Change nothing now, and it is a fair figure."
    return (
        f"{said} Now it would be {digits(test_error(asked))}, but this test set is used up: choose by it, and it is one more "
        "validation set, whose error is too good to be true. A new seed brings a new one."
    )


def table(asked: Asked, found: Fitted) -> None:
    """Your curve and those it is held against, in numbers."""
    points, degree, strength = asked.source.points, int(asked.degree.value), asked.strength.value
    if not len(points.x):
        return
    rows = [(f"yours: degree {degree}, λ = {digits(strength, 3)}", found.weights)]
    rows += [(f"{named(len(w) - 1)}, λ = 0", w) for w in found.others]
    size = float(np.abs(points.y).max())
    lines = []
    for name, weights in rows:
        errors, most = both(weights, points), largest(weights)
        numbers = [ZERO if one == 0 else digits(float(one)) for one in (*errors, most if most > ROUNDING * size else 0)]
        lines.append((name, *numbers))
    tabulate(HEADINGS, lines)


def sentences(asked: Asked, found: Fitted) -> list[str]:
    """What is so of these points and this curve, one sentence each."""
    points, strength = asked.source.points, asked.strength.value
    if not len(points.x):
        return [
            "There is no training point, so there is nothing to fit."
            + (" Click on the chart to add one, or type it into the table." if asked.source.own is not None else "")
        ]
    said = [words for words in (test_words(asked), shape(points.x, points.y, found.weights, strength)) if words]
    curve, reach = heights(found.weights, WHERE), max(2.0, float(np.abs(np.append(points.y, points.held_y)).max()))
    if np.abs(curve).max() > SWING * reach:
        at = int(np.abs(curve).argmax())
        said.append(
            f"The curve swings out of the picture: at x = {digits(float(WHERE[at]), 3)} it reaches y = {digits(float(curve[at]), 3)}."
        )
    if not len(points.held_x):
        said.append("There is no validation point, so nothing here can tell which degree or λ to take.")
    return said


def shape(x: np.ndarray, y: np.ndarray, weights: np.ndarray, strength: float) -> str | None:
    """What the number of points and their places mean for the fit."""
    places, which = np.unique(x, return_inverse=True)
    different, degree = len(places), len(weights) - 1
    if different == 1:
        few = "There is one training point" if len(x) == 1 else "All training points have the same x"
        return f"{few}, so no power of x varies and every degree gives the level line at their mean, {digits(float(y.mean()))}."
    if np.ptp(y) == 0:
        return "All training points have the same y, so every degree gives that level line."
    if strength or (degree + 1 < different and rank(x, degree) == degree):
        return None
    if (known := rank(x, degree)) < min(degree, different - 1):
        return (
            f"Some x lie so close together that the points do not settle the weights: of the {degree} powers’ directions they tell "
            f"{known} from rounding. Of all curves that fit as well, this is the one with the smallest {SMALLEST}."
        )
    if degree + 1 == different:
        through = "The curve passes through " + ("every training point" if different == len(x) else "the mean y at every x")
        means = np.bincount(which, y) / np.bincount(which)
        exactly = told(mean_squared(weights, places, means), float((y**2).mean())) == 0
        return f"{through}{'' if exactly else ', but for rounding'}: it has as many weights as there are different x, {different}."
    return (
        f"{different} different x and {degree + 1} weights: endlessly many curves fit equally well. "
        f"This is the one with the smallest {SMALLEST}, which a vanishing λ picks."
    )


def steer(asked: Asked, compare: str) -> None:
    """The controls, most used first."""
    panel("fit panel", [Group([asked.degree, asked.strength])])
    presets(asked.strength)
    st.caption(setup.OBJECTIVE)
    sources.steer(asked.source)

    def compared() -> None:
        settings.put("compare", ON if st.session_state["compared"] else OFF, ON)

    st.toggle("Draw the straight line and degree 9, too", **picked("compared", compare == ON, compared, own="value"))
