"""Batches: every sample has a gradient of its own, and a batch is the mean of a few."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from digits import brief, portion
from optimizers.batches import epoch
from plots.chart import charts_picture
from plots.gradients import POINT
from plots.noise_cloud import BATCH, cloud_charts
from studies.batch_means import DRAWS, INSIDE, Cloud, cloud
from ui.frame import page
from ui.noise import ground
from ui.noise.ground import Ground
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import Group, Slider, panel, slide
from ui.parts.table import tabulate

LECTURES = ((50_000, 256), (100, 8))  # N and B: lecture.md 5, numbers with an incomplete last batch
TEN = 10  # epochs


@dataclass(frozen=True)
class Asked:
    """Where the samples' gradients are asked for, and how many of them make a batch."""

    ground: Ground
    batch: Slider

    @property
    def size(self) -> int:
        return int(self.batch.value)

    def sliders(self) -> list[Slider]:
        return [self.batch, self.ground.seed_slider(), *self.ground.shape, *self.ground.race.all_sliders()]


def read() -> Asked:
    """What the settings say."""
    where = ground.read()
    return Asked(where, where.batch("cloud.batch"))


def title(asked: Asked) -> tuple[str, str]:
    return f"Batches: {asked.ground.land.name}", "Every sample pulls its own way. A batch is the mean of a few, and off by chance."


def show(asked: Asked) -> None:
    """The arrows, the points, the spread, and what they say."""
    where = asked.ground
    with page.computing(where.land):
        found = cloud(where.land, where.params, where.point, asked.size, where.seed)
    with st.container(key="cloud"):
        charts(
            "charts",
            charts_picture(cloud_charts(where.land, where.params, found, asked.size)),
            slid=lambda name, value: slide(asked.sliders(), name, value),
            dragged=lambda chart, name, place, x, y: drag(asked, name, x, y),
            added=lambda chart, x, y: where.drop(x, y) if chart == "map" else None,
        )
    say([*sentences(found, asked.size), *where.outside()])
    table(found.samples, asked.size)


def drag(asked: Asked, name: str, x: float, y: float) -> None:
    """The hand moves the point, or the batch size."""
    if name == POINT:
        asked.ground.drop(x, y)
    elif name == BATCH:
        low, high = asked.batch.parameter.span
        asked.batch.set(round(min(max(x, low), high)))


def sentences(found: Cloud, size: int) -> list[str]:
    """How far a batch's mean is off, by law and by count, and what an epoch is."""
    N, law = found.samples, float(found.spread(size))
    full = float(np.linalg.norm(found.full))
    drawn = "An epoch shuffles the samples and deals them out, so B of N are drawn **without replacement**"
    if size == N:
        off = f"{drawn}. The batch is all {N} samples: its mean is the full gradient, whose length is {brief(full)}. There is no noise."
        return [off, epoch(N, size)]
    if law == 0:
        return [f"{drawn}. Here all samples have the same gradient, so every batch is right.", epoch(N, size)]
    place = int(np.searchsorted(found.sizes, size))
    measured, low, high = (float(one[place]) for one in found.measured())
    verdict = "holds the law" if low <= law <= high else "misses the law, as one in twenty does by chance"
    return [
        f"{drawn}: the mean’s covariance is $\\frac{{S}}{{B}}\\left(1 - \\frac{{B}}{{N}}\\right)$, with $S$ that of the samples. "
        f"For B = {size} the mean is off by **{brief(law)}** (root mean square). "
        f"{DRAWS} drawn batches are off by {brief(measured)}; the 95 % interval, {brief(low, 4)} to {brief(high, 4)}, {verdict}.",
        f"The full gradient is {brief(full)} long{against(law, full)}. "
        f"Of the drawn means {portion(found.inside(size))} lie in the ellipse; of a normal cloud {portion(float(INSIDE))} would.",
        epoch(N, size),
    ]


def against(law: float, full: float) -> str:
    """The noise against the slope."""
    if full == 0:
        return ""
    return ", less than the noise: one step’s direction says little" if law > full else f", {brief(full / law)} times the noise"


def table(samples: int, size: int) -> None:
    """Steps in an epoch: of this setup, and of the lecture's."""
    lines = [line("here", samples, size), *(line("an example", N, B) for N, B in LECTURES)]
    headings = ("", "samples N", "batch B", "steps ⌊N/B⌋", "left out", "steps if the rest is a batch, too", "ten epochs")
    tabulate(headings, lines, "basin-epochs")
    st.caption(
        "What fills no batch sits the epoch out, by lot. Kept as a batch of its own it would be one step more, "
        "with fewer samples, so each of them counts for more and the step is noisier."
    )


def line(name: str, samples: int, size: int) -> tuple[str, ...]:
    steps, left = divmod(samples, size)
    return name, *(f"{one:,}".replace(",", "\u202f") for one in (samples, size, steps, left, steps + (left > 0), TEN * steps))


def steer(asked: Asked) -> None:
    """The batch, the seed and the data."""
    panel("batch panel", [Group([asked.batch, asked.ground.seed_slider()])])
    ground.steer(asked.ground)
