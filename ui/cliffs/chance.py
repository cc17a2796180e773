"""Minimum or saddle: all curvatures must be positive, and with many weights they hardly ever are."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from digits import brief
from optimizers.conditions import SEED
from plots.chart import charts_picture
from plots.random_hessians import chances_chart
from studies.random_hessians import EXACT, MATRICES, MOST, Chances, chances
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import Group, Slider, panel, slide, slider


@dataclass(frozen=True)
class Asked:
    """The sliders: how many matrices, and which."""

    matrices: Slider
    seed: Slider

    def sliders(self) -> list[Slider]:
        return [self.matrices, self.seed]


def read() -> Asked:
    """What the settings say."""
    return Asked(slider("chance.matrices", MATRICES), slider("seed", SEED))


def title(asked: Asked) -> tuple[str, str]:
    return "Cliffs and plateaus: minimum or saddle", "A critical point is a minimum if the loss bends up in every direction."


def show(asked: Asked) -> None:
    """The chances, and what they say."""
    found = chances(int(asked.matrices.value), int(asked.seed.value))
    with st.container(key="chance"):
        charts(
            "charts",
            charts_picture([chances_chart(found)], columns=1),
            slid=lambda name, value: slide(asked.sliders(), name, value),
        )
    say(sentences(found))


def sentences(found: Chances) -> list[str]:
    """The two laws, and from which size on none was found."""
    seen = np.flatnonzero(found.goe)
    last = int(seen[-1]) + 1 if len(seen) else 0
    said = [
        f"**If every direction went up or down by the toss of a coin**, N of them would all go up with the chance 2⁻ᴺ: "
        f"{brief(0.5**MOST)} for N = {MOST}.",
        f"**The eigenvalues of a random symmetric matrix push each other apart**, so it is rarer still: {brief(EXACT[2])} for N = 2 "
        f"instead of 0.25, {brief(EXACT[3], 2)} for N = 3 instead of 0.125. For large N "
        "its logarithm falls as −N² ln 3/4, where that of 2⁻ᴺ falls as −N ln 2.",
    ]
    if last < MOST:
        bound = brief(float(found.interval(np.array(0))[1]), 2)
        none = f"Of {found.matrices} matrices none of size {last + 1} or more is a minimum’s, so the chance there is below {bound} (95 %)."
        said.append(f"{none} With a million weights, what looks like rest is a saddle or a flat.")
    return said


def steer(asked: Asked) -> None:
    """How many, and which."""
    panel("chance panel", [Group(asked.sliders())])
    st.caption("Entries are normal, of variance 1, on the diagonal 2 (GOE). The corners of one matrix are the matrices of all sizes.")
