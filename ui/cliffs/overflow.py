"""Overflow: which number is too large first, and what becomes of it."""

from dataclasses import dataclass
from functools import cache

import jax.numpy as jnp
import numpy as np
import streamlit as st

from digits import brief, digits, listed
from optimizers.answers import clipped
from parameter import Parameter
from plots.chart import charts_picture
from plots.overflow import growth_chart
from studies.overflow import MOST, NAMES, PRECISIONS, STEP, Overflow, X, growth, overflow, shares
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import Group, Slider, panel, slide, slider
from ui.parts.table import tabulate

RATE = Parameter(
    "overflow.rate", 3.0, 0.01, 100.0, log=True, symbol="α", label="rate", help="Above 2/λ every step is longer than the last."
)
CURVATURE = Parameter("overflow.curvature", 1.0, 0.01, 1000.0, log=True, symbol="λ", label="curvature", help="Of the loss ½λx².")
START = Parameter("overflow.start", 1.0, 1e-6, 1e6, log=True, symbol="x₀", label="start", help="Where the descent begins.")
SCORE = Parameter("overflow.score", 100.0, 0.0, 1000.0, symbol="s", label="score", help="Softmax of the scores s, 0 and −s.")
CLIPPED, LIMIT = (np.inf, 2.0), 1.0  # the gradient that libraries are asked to clip
NAN = float("nan")
# What others make of it: measured with the libraries (the tests ask again), but for TensorFlow's, which is its documentation's.
ANSWERS = {
    "PyTorch, clip_grad_norm_": ((NAN, 0.0), "an error if error_if_nonfinite is set"),
    "Optax, clip_by_global_norm": ((NAN, 0.0), ""),
    "TensorFlow, clip_by_global_norm": ((NAN, NAN), "as documented: all entries NaN"),
}


@dataclass(frozen=True)
class Asked:
    """The sliders: of the descent, and of the softmax."""

    run: list[Slider]
    score: Slider

    @property
    def descent(self) -> tuple[float, float, float]:
        """x₀, α and λ."""
        rate, curvature, start = (one.value for one in self.run)
        return start, rate, curvature


def read() -> Asked:
    """What the settings say."""
    return Asked([slider(one.name, one) for one in (RATE, CURVATURE, START)], slider("overflow.score", SCORE))


def title(asked: Asked) -> tuple[str, str]:
    return "Cliffs and plateaus: overflow", "A rate too large, until the numbers no longer fit."


def show(asked: Asked) -> None:
    """Both precisions, what they say, and the tables."""
    found = [overflow(precision, *asked.descent) for precision in PRECISIONS]
    with st.container(key="overflow"):
        charts(
            "charts",
            charts_picture([growth_chart(one) for one in found]),
            slid=lambda name, value: slide([*asked.run, asked.score], name, value),
        )
    say(sentences(found, *asked.descent))
    steps_table(found)
    softmax_table(asked.score.value)
    libraries_table()


def sentences(found: list[Overflow], start: float, rate: float, curvature: float) -> list[str]:
    """By what each step grows, what is infinite first, and when there is no number left."""
    grows = growth(rate, curvature)
    factor = f"Every step multiplies |x| by |1 − αλ| = {brief(grows)}."
    if grows <= 1:
        kept = "so nothing grows, and nothing overflows" if grows < 1 else "so |x| stays, and nothing overflows"
        return [f"{factor} That is {'less than' if grows < 1 else 'exactly'} 1, {kept}. Take a rate above 2/λ = {brief(2 / curvature)}."]
    return [factor, *(of_one(one) for one in found)]


def of_one(found: Overflow) -> str:
    """The same in one precision."""
    law = found.law
    if not found.over:
        return f"In {found.precision} nothing has overflowed after {MOST} steps. By |x₀| |1 − αλ|ᵏ x does at step {law}."
    first = min(k for k in found.first_inf.values() if k >= 0)
    many = [name for name in NAMES if found.first_inf[name] == first]
    names = f"{listed(many)} {'are' if len(many) > 1 else 'is'}"
    at = found.first_inf[X]
    if at < 0:
        return f"In {found.precision} {names} ∞ first, at **step {first}**. x is not, after {MOST} steps; by the law at step {law}."
    nan = found.first_nan[X]
    last = f"∞ − ∞ makes it **NaN at step {nan}**" if nan >= 0 else f"the {MOST} steps end there"
    step = found.first_inf[STEP]
    early = f", but αλx is ∞ at step {step} and takes x along" if at < law and step == at - 1 else ""
    when = f"at step {at} (by |x₀| |1 − αλ|ᵏ at {law}{early})"
    return f"In {found.precision} {names} ∞ first, at **step {first}**. x is ∞ {when}, and {last}."


def steps_table(found: list[Overflow]) -> None:
    """The steps at which something happens, in both precisions."""
    lines = []
    for one in found:
        for k in one.telling():
            row = one.values[k]
            after = one.values[k + 1, 0] if k + 1 < len(one.values) else row[0] - row[4]
            lines.append((one.precision, str(k), *(told(value) for value in (*row, after))))
    tabulate(("precision", "step k", *NAMES, "next x"), lines, "basin-overflow")


def softmax_table(score: float) -> None:
    """Softmax of s, 0 and −s, as written and with the largest score subtracted."""
    scores = np.array([score, 0.0, -score])
    lines = [
        (precision, told(largest_power(precision, score)), *(triple(shares(precision, scores, shift)) for shift in (False, True)))
        for precision in PRECISIONS
    ]
    tabulate((f"Softmax of ({brief(score)}, 0, {brief(-score)})", "eˢ", "as written", "the largest subtracted"), lines, "basin-softmax")


def largest_power(precision: str, score: float) -> float:
    with np.errstate(over="ignore"):
        return float(np.exp(PRECISIONS[precision](score)))


def libraries_table() -> None:
    """Who makes what of an infinite gradient."""
    lines = [(name, triple(answer), note) for name, (answer, note) in ANSWERS.items()]
    lines.append(("Basin", triple(ours()), "the limit of g/‖g‖ for g = (t, 2), t → ∞"))
    tabulate(("(∞, 2) clipped by norm at 1", "it becomes", "and"), lines, "basin-infinite")


@cache
def ours() -> tuple[float, ...]:
    """What Basin's own clipping makes of it."""
    return tuple(np.asarray(clipped(jnp.array(CLIPPED), jnp.float64(LIMIT))).tolist())


def triple(numbers) -> str:
    return f"({', '.join(told(float(one)) for one in numbers)})"


def told(value: float) -> str:
    return "NaN" if value != value else digits(value)


def steer(asked: Asked) -> None:
    """The descent, and the score."""
    panel("overflow panel", [Group(asked.run), Group([asked.score], "softmax")])
    st.caption(f"x ← x − αλx on the loss ½λx², up to {MOST} steps. Each product is rounded to the precision as it is computed.")
