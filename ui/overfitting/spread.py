"""Bias and variance on the page: many data sets, their fits, and what the error is made of."""

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from digits import digits
from models.resampling import DATA_SETS, Spread, draw, fit_strengths, over_degrees, over_strengths
from models.truths import Truth
from plots.chart import charts_picture
from plots.overfitting import FEWER
from plots.overfitting_spread import LOG, SCALES, bundle_chart, spread_charts
from ui.frame import settings
from ui.overfitting import setup, sources
from ui.overfitting.setup import Asked
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.menus import buttons
from ui.parts.presets import presets
from ui.parts.sliders import Group, Slider, panel, slide, slider

ROOM = 20  # rem of the page that are not the charts'
UPPER = 0.5  # of their height, for the upper chart of two
RARE = 0.02  # of the data sets: if so few make half of the variance, its mean says little of a usual one
PLACE = {  # whether the x are random, and whether there is noise
    (False, True): "evenly spaced, the same in every data set; only the noise is new",
    (True, True): "drawn anew for every data set, as is the noise",
    (False, False): "evenly spaced and there is no noise, so every data set is the same",
    (True, False): "drawn anew for every data set; there is no noise",
}


@dataclass(frozen=True)
class Own:
    """How many data sets, and the scale of the error's axis."""

    sets: Slider
    scale: str


def read() -> Own:
    return Own(slider("sets", DATA_SETS), settings.choice("scale", SCALES, LOG))


def title(asked: Asked, own: Own) -> tuple[str, str]:
    return f"Bias and variance: {asked.source.truth.name.lower()}", "The same fit, had the points come out otherwise."


@lru_cache(maxsize=16)
def over_degree(truth: Truth, count: int, sigma: float, random: bool, seed: int, sets: int, strength: float) -> Spread:
    """Kept, as a drag of the degree does not change it."""
    return over_degrees(truth, sigma, draw(truth, count, sigma, random, seed, sets), strength)


@lru_cache(maxsize=16)
def over_strength(truth: Truth, count: int, sigma: float, random: bool, seed: int, sets: int, degree: int) -> Spread:
    """Kept, as a drag of λ does not change it."""
    return over_strengths(truth, sigma, draw(truth, count, sigma, random, seed, sets), degree, FEWER)


def show(asked: Asked, own: Own) -> None:
    """The charts, and what they say."""
    source, degree, strength = asked.source, int(asked.degree.value), asked.strength.value
    N, sets = int(source.number("n")), int(own.sets.value)
    if not N:
        st.info("Without training points there is nothing to fit. Ask for one at least.")
        return
    data = source.truth, N, source.number("noise"), bool(source.number("places")), int(source.number("seed")), sets
    degrees, strengths, drawn = over_degree(*data, strength), over_strength(*data, degree), draw(*data)
    weights = fit_strengths(drawn.x, drawn.y, degree, [strength])[:, 0]
    bundle = bundle_chart(weights, degrees.mean[degree], source.truth, f"Degree {degree} through {N} point{'s' * (N != 1)}, {sets} times")
    charts(
        "charts",
        charts_picture([bundle, *spread_charts(degrees, strengths, degree, strength, own.scale)]),
        slid=lambda name, value: slide([*asked.sliders(), own.sets], name, value),
        dragged=setup.drag(asked),
    )
    say(sentences(asked, degrees, sets))


def sentences(asked: Asked, spread: Spread, sets: int) -> list[str]:
    """The sum at this degree, how well it agrees, and how much it rests on few data sets."""
    d, source = int(asked.degree.value), asked.source
    parts = f"{digits(spread.noise[d], 3)} noise + {digits(spread.bias[d], 3)} bias² + {digits(spread.variance[d], 3)} variance"
    said = [
        f"**Degree {d}, λ = {digits(asked.strength.value, 3)}:** {parts} = {digits(spread.total[d], 3)}. Measured on fresh noisy points: "
        f"{digits(spread.measured[d], 3)} ± {digits(spread.deviation[d], 2)}. The sum is least at degree {int(spread.total.argmin())}."
    ]
    if spread.few[d] <= RARE * sets and spread.variance[d] > spread.noise[d]:
        who = "One data set makes" if spread.few[d] == 1 else f"{spread.few[d]} data sets make"
        said.append(
            f"{who} more than half of this variance, so the mean says little of a usual one, and another seed will give another mean. "
            f"The median data set has a test error of {digits(spread.typical[d], 3)}."
        )
    said.append(f"The points’ x are {PLACE[bool(source.number('places')), bool(source.number('noise'))]}.")
    if source.own is not None:
        said.append("Your own points play no part here: no one knows their truth. These are drawn from the true curve.")
    return said


def steer(asked: Asked, own: Own) -> None:
    """The controls, most used first."""
    panel("fit panel", [Group([asked.degree, asked.strength])])
    presets(asked.strength)
    st.caption(setup.OBJECTIVE)
    panel("sets panel", [Group([own.sets])])
    buttons("Scale of the error", "scale", SCALES, own.scale, LOG, labelled=True)
    sources.show_truth(asked.source, without=("validation",))
