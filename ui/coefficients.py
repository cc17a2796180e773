"""Coefficient paths on the page: which fit, on which rows, and its charts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import streamlit as st

from landscapes.penalties import PENALTIES, Penalty, penalty
from landscapes.penalties.coefficients import STRENGTH
from models import split, tables
from models.coefficients import Paths, fit_paths
from models.tables import DIABETES, Table, made
from plots.chart import charts_picture
from plots.coefficients import HIGHEST, LOWEST, MARK, coefficient_charts, strength_at
from ui import coefficient_words, settings
from ui.charts import charts
from ui.menus import keep, menu
from ui.presets import presets
from ui.report import digits
from ui.sliders import Group, Slider, panel, slider

LAMBDA = replace(
    STRENGTH,
    name="lambda",
    default=10.0,  # far from the best, whose star the mark would hide
    high=HIGHEST,
    slider=(LOWEST, HIGHEST),
    help="Weight of the penalty; 0 may be typed. See below for the scale.",
)
GRID = [0.0, *(float(f"{one:.4g}") for one in np.logspace(np.log10(LOWEST), np.log10(HIGHEST), 121))]
MEASURED, MADE = DATA = ["Diabetes", "Made from a seed"]
KINDS = [kind.name for kind in PENALTIES]
CALLED = {"L1": "Lasso (L1)", "L2": "Ridge (L2)"}  # what texts call the fits
MADE_FROM = (tables.ROWS, tables.MATTER, tables.NOISE, tables.CORRELATION, tables.SEED)
STYLE = """<style>
.st-key-coefficients .basin-charts { --all: clamp(300px, calc(100vh - 25.5rem), 640px); --tall: var(--all); }
@container (min-width: 600px) {
  .st-key-coefficients .basin-charts {
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) !important; --tall: var(--all) !important; gap: 0.1rem 1rem;
  }
  .st-key-coefficients .basin-charts figure:first-child { grid-row: span 2; }
  .st-key-coefficients .basin-charts figure:nth-child(2) { --tall: calc(0.57 * (var(--all) - 1.4rem)); }
  .st-key-coefficients .basin-charts figure:nth-child(3) { --tall: calc(0.43 * (var(--all) - 1.4rem)); }
}
@container (min-width: 600px) and (max-width: 760px) {
  .st-key-coefficients .basin-charts { grid-template-columns: repeat(2, minmax(0, 1fr)) !important; }
}
.st-key-coefficients .basin-charts figcaption { flex-wrap: nowrap; white-space: nowrap; overflow: hidden; }
</style>"""
CONTROLS = """<style>
.st-key-kind button { padding-inline: 0.45rem; min-width: 0; }
.st-key-kind p { font-size: 0.9rem; }
.st-key-kind [data-testid="stButtonGroup"] > div { flex-wrap: nowrap; }
.st-key-scale .katex { font-size: 1.02em; }
</style>"""


@dataclass(frozen=True)
class Fit:
    """What is fitted to what, and the sliders that set its numbers."""

    kind: Penalty
    strength: Slider
    mix: list[Slider]
    data: str
    made: list[Slider]
    split: list[Slider]

    def paths(self, lambdas: Sequence[float]) -> Paths:
        """The fit for each λ. ValueError if the split leaves no row to fit to."""
        mix = self.mix[0].value if self.mix else None
        return fitted(self.kind, mix, tuple(one.value for one in self.made), tuple(one.value for one in self.split), tuple(lambdas))

    @property
    def sparse(self) -> bool:
        """Whether the penalty has a share of L1, which makes zeros."""
        return self.kind.shares(*(one.value for one in self.mix))[0] > 0

    def table(self) -> Table:
        return table_of(tuple(one.value for one in self.made))

    def sliders(self) -> list[Slider]:
        return [self.strength, *self.mix, *self.made, *self.split]


def table_of(numbers: tuple[float, ...]) -> Table:
    """The table made from these numbers; without any the measured one."""
    return made(*numbers) if numbers else DIABETES


@lru_cache(maxsize=64)
def fitted(kind: Penalty, mix: float | None, numbers: tuple[float, ...], cut: tuple[float, float], lambdas: tuple[float, ...]) -> Paths:
    """The fit for each λ; kept, as the slider of λ changes no path."""
    table, (share, seed) = table_of(numbers), cut
    return fit_paths(table, *split.split(len(table.y), share, int(seed)), kind, mix, lambdas)


def read() -> Fit:
    """The fit that the settings describe."""
    kind = penalty(settings.choice("penalty", KINDS, KINDS[0]))
    data = settings.choice("data", DATA, MEASURED)
    own, mixes = (
        [slider(p.name, p) for p in MADE_FROM],
        {k.name: [slider(p.name, p, title="share of L1, m") for p in k.parameters] for k in PENALTIES},
    )
    return Fit(
        kind,
        slider("lambda", LAMBDA, title="λ"),
        mixes[kind.name],
        data,
        own if data == MADE else [],
        [slider("share", split.SHARE), slider("seed", split.SEED)],
    )


def title(fit: Fit) -> tuple[str, str]:
    """What the page shows, and a sentence about it."""
    rows = len(fit.table().y)
    what = f"{rows} people with diabetes" if fit.data == MEASURED else f"{rows} rows made from a seed"
    return f"Paths: {called(fit.kind.name)}", f"{what}: each coefficient as the penalty grows."


def called(name: str) -> str:
    return CALLED.get(name, name)


def show(fit: Fit) -> None:
    """The charts, what they say, and the coefficients at λ."""
    try:
        paths, now = fit.paths(GRID), fit.paths([0.0, fit.strength.value])
    except ValueError:
        st.info(f"All {len(fit.table().y)} rows are kept for validation, so none is left to fit to. Keep fewer.")
        return
    st.html(STYLE)
    with st.container(key="coefficients"):
        charts(
            "charts",
            charts_picture(coefficient_charts(paths, fit.strength.value, f"λ = {digits(fit.strength.value)}")),
            slid=lambda name, value: slide(fit, name, value),
            dragged=lambda chart, name, place, x, y: fit.strength.set(strength_at(x)) if name == MARK else None,
        )
    st.markdown("  \n".join(coefficient_words.sentences(paths, now, called(fit.kind.name), fit.sparse)))
    coefficient_words.table(paths, now, fit.sparse)


def slide(fit: Fit, name: str, value: float) -> None:
    """A slider is being dragged."""
    for one in fit.sliders():
        if one.name == name:
            one.set(value)


def steer(fit: Fit) -> None:
    """The controls, most used first, each with its convention."""
    keep("penalty", fit.kind.name)
    st.html(CONTROLS)
    with st.container(key="kind"):
        st.segmented_control("Penalty", KINDS, key="penalty", on_change=kind_changed, format_func=called, required=True)
    panel("strength panel", [Group([fit.strength, *fit.mix])])
    presets(fit.strength)
    with st.container(key="scale"):
        st.caption(coefficient_words.scale(fit.kind, len(split.split(len(fit.table().y), fit.split[0].value)[0])))
    menu("Data", "data", DATA, MEASURED, fit.data)
    panel("data panel", [Group([*fit.made, *fit.split])])


def kind_changed() -> None:
    settings.put("penalty", st.session_state["penalty"], KINDS[0])
