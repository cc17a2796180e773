"""Coefficient paths on the page: which fit, on which rows, and its charts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import streamlit as st

from digits import digits
from landscapes.penalties import PENALTIES, Penalty, penalty
from landscapes.penalties.coefficients import STRENGTH
from models import split, tables
from models.coefficients import Paths, fit_paths
from models.tables import DIABETES, Table, made
from plots.chart import charts_picture
from plots.coefficients import HIGHEST, LOWEST, MARK, coefficient_charts, marked, strength_at
from ui.frame import settings
from ui.parts.charts import Followed, charts
from ui.parts.ear import say
from ui.parts.menus import buttons, menu
from ui.parts.presets import presets
from ui.parts.sliders import Group, Slider, panel, slide, slider
from ui.paths import coefficient_words

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


@dataclass(frozen=True)
class Asked:
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


def read() -> Asked:
    """The fit that the settings describe."""
    kind = penalty(settings.choice("penalty", KINDS, KINDS[0]))
    data = settings.choice("data", DATA, MEASURED)
    own, mixes = (
        [slider(p.name, p) for p in MADE_FROM],
        {k.name: [slider(p.name, p, title="share of L1, m") for p in k.parameters] for k in PENALTIES},
    )
    return Asked(
        kind,
        slider("lambda", LAMBDA, title="λ"),
        mixes[kind.name],
        data,
        own if data == MADE else [],
        [slider("share", split.SHARE), slider("seed", split.SEED)],
    )


def title(asked: Asked) -> tuple[str, str]:
    """What the page shows, and a sentence about it."""
    rows = len(asked.table().y)
    what = f"{rows} people with diabetes" if asked.data == MEASURED else f"{rows} rows made from a seed"
    return f"Paths: {called(asked.kind.name)}", f"{what}: each coefficient as the penalty grows."


def called(name: str) -> str:
    return CALLED.get(name, name)


def show(asked: Asked) -> None:
    """The charts, what they say, and the coefficients at λ."""
    try:
        paths, now = asked.paths(GRID), asked.paths([0.0, asked.strength.value])
    except ValueError:
        st.info(f"All {len(asked.table().y)} rows are kept for validation, so none is left to fit to. Keep fewer.")
        return
    drawn = coefficient_charts(paths, asked.strength.value, label(asked.strength.value))
    with st.container(key="coefficients"):
        charts(
            "charts",
            charts_picture(drawn),
            slid=lambda name, value: slide(asked.sliders(), name, value),
            dragged=lambda chart, name, place, x, y: asked.strength.set(strength_at(x)) if name == MARK else None,
            followed=Followed(
                [asked.strength],
                asked.sliders(),
                (asked.kind.name, asked.data),
                lambda _, values: [marked(drawn, value, label(value)) for value in values],
            ),
        )
    coefficient_words.table(paths, now, asked.sparse)
    say(coefficient_words.sentences(paths, now, called(asked.kind.name), asked.sparse))


def label(strength: float) -> str:
    return f"λ = {digits(strength)}"


def steer(asked: Asked) -> None:
    """The controls, most used first, each with its convention."""
    with st.container(key="kind"):
        buttons("Penalty", "penalty", KINDS, asked.kind.name, act=kind_changed, labelled=True, shown=called)
    panel("strength panel", [Group([asked.strength, *asked.mix])])
    presets(asked.strength)
    with st.container(key="scale"):
        st.caption(coefficient_words.scale(asked.kind, len(split.split(len(asked.table().y), asked.split[0].value)[0])))
    menu("Data", "data", DATA, MEASURED, asked.data)
    panel("data panel", [Group([*asked.made, *asked.split])])


def kind_changed(kind: str) -> None:
    settings.put("penalty", kind, KINDS[0])
