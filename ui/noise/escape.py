"""Sharp and flat: does the noise of mini-batches free a run from the worse minimum?"""

from dataclasses import dataclass

import streamlit as st

from digits import brief
from landscapes import minima_values
from optimizers.conditions import SEED
from plots.chart import charts_picture
from plots.sharp_and_flat import ALPHA, BATCH, START, escape_charts
from studies.sharp_and_flat import FLAT, LAND, RATE, REACH, RUNS, SHARP, SIZE, STEPS, Escape, N, escape, sharpness
from ui.frame import waiting
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import Group, Slider, panel, slide, slider


@dataclass(frozen=True)
class Asked:
    """The sliders: rate, batch size, start, seed."""

    rate: Slider
    size: Slider
    start: tuple[Slider, Slider]
    seed: Slider

    def sliders(self) -> list[Slider]:
        return [self.rate, self.size, *self.start, self.seed]

    @property
    def setting(self) -> tuple[tuple[float, float], float, int]:
        """The start, α and B."""
        x, y = self.start
        return (x.value, y.value), self.rate.value, int(self.size.value)


def read() -> Asked:
    """What the settings say."""
    x, y = (slider(f"escape.{axis}", REACH, LAND.start[i], title=axis, span=LAND.window[i]) for i, axis in enumerate("xy"))
    return Asked(slider("escape.rate", RATE), slider("escape.batch", SIZE), (x, y), slider("seed", SEED))


def title(asked: Asked) -> tuple[str, str]:
    return "Sharp and flat", "Does noise free a run from the worse minimum?"


def show(asked: Asked) -> None:
    """The map of the ends, the shares, and what they say."""
    start, alpha, size = asked.setting
    with st.container(key="escape"):
        with waiting.computing():
            found = escape(start, alpha, size, int(asked.seed.value))
        charts(
            "charts",
            charts_picture(escape_charts(found, start, alpha, size), columns=3),
            slid=lambda name, value: slide(asked.sliders(), name, value),
            dragged=lambda chart, name, place, x, y: drag(asked, name, x, y),
            added=lambda chart, x, y: drop(asked, x, y),
        )
    say(sentences(found, alpha, size))


def drag(asked: Asked, name: str, x: float, y: float) -> None:
    """The hand moves the start on the map, or the rate or the batch size along its axis."""
    if name == START:
        drop(asked, x, y)
    elif name == ALPHA:
        asked.rate.set(min(max(float(f"{x:.3g}"), RATE.low), RATE.high))
    elif name == BATCH:
        asked.size.set(int(min(max(round(x), SIZE.low), SIZE.high)))


def drop(asked: Asked, x: float, y: float) -> None:
    """The start as the hand put it on the map, within the window."""
    for one, value, (low, high) in zip(asked.start, (x, y), LAND.window, strict=True):
        one.set(round(min(max(value, low), high), 2))


def well(flat: bool) -> str:
    return "flat" if flat else "sharp"


def sentences(found: Escape, alpha: float, size: int) -> list[str]:
    """How many end in the flat well, what all samples do, and which rates each well can hold."""
    hits, steep, depth = int(found.own.hits), sharpness(), minima_values(LAND)
    low, high = brief(100 * float(found.own.low)), brief(100 * float(found.own.high))
    said = [
        f"**{hits} of {RUNS} runs end in the flat well** after {STEPS} steps, at α = {brief(alpha)} and B = {size}. "
        f"So the chance is {low} to {high} % (95 % interval)."
    ]
    if size == N:
        said[0] = (
            f"**B = {N} is every sample:** there is no noise, so all {RUNS} runs are one. It ends in the {well(found.whole_is_flat)} well."
        )
    else:
        said.append(f"With all {N} samples in every step there is no noise: that run ends in the {well(found.whole_is_flat)} well.")
    said.append(
        f"The sharpness, the Hessian’s greatest eigenvalue λ, is {brief(steep[SHARP], 4)} in the sharp minimum and "
        f"{brief(steep[FLAT], 4)} in the flat one. "
        f"The sharp one is the worse: its loss is {brief(float(depth[SHARP]), 4)}, the flat one’s {brief(float(depth[FLAT]), 4)}."
    )
    edge = 2 / steep[SHARP]
    said.append(
        f"All samples can rest in the sharp minimum at rates below 2/λ = {brief(edge)}: "
        + (f"α = {brief(alpha)} is, so only noise can free a run that rests there." if alpha < edge else f"α = {brief(alpha)} is not.")
    )
    return said


def steer(asked: Asked) -> None:
    """Rate and batch first, then the start."""
    panel("escape panel", [Group([asked.rate, asked.size]), Group(asked.start, "start"), Group([asked.seed])])
    st.caption(
        f"Plain descent on “{LAND.name}”: {N} measurements, mini-batches shuffled anew for every epoch, float32. "
        "A run counts for the well in whose basin it ends: gentle descent with all samples finds that minimum from there."
    )
