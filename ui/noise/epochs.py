"""Epochs: the same number of looks at every sample, spent on few exact steps or on many rough ones."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from digits import brief, digits, listed, step
from optimizers import optimizer
from optimizers.batches import epoch
from plots.chart import charts_picture
from plots.gradients import POINT
from plots.noise_epochs import LOOKS, OVER, epochs_charts
from plots.race import lowest_value
from studies.same_epochs import EPOCHS, Walk, walk
from ui.frame import page, settings
from ui.noise import ground
from ui.noise.ground import Ground
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.menus import buttons
from ui.parts.sliders import Group, Slider, panel, slide, slider
from ui.parts.table import Cell, dot, tabulate

OPENING = "Loss per epoch"
RATE = replace(optimizer("SGD").lr, default=0.02)
HEADINGS = ("", "samples a step", "steps", "samples seen", "final loss above the lowest", "mean of its last epoch", "diverged at")


@dataclass(frozen=True)
class Asked:
    """Where and how long the three descend, and what their losses are drawn over."""

    ground: Ground
    batch: Slider
    epochs: Slider
    rate: Slider
    over: str

    def own(self) -> list[Slider]:
        return [self.batch, self.epochs, self.rate, self.ground.seed_slider()]

    @property
    def sizes(self) -> tuple[int, int, int]:
        return self.ground.land.samples, int(self.batch.value), 1

    @property
    def names(self) -> list[str]:
        return ["Full batch", f"Batches of {self.sizes[1]}", "Single sample"]

    def walks(self) -> list[Walk]:
        """What each of the three did."""
        where, rate, epochs = self.ground, self.rate.value, int(self.epochs.value)
        return [walk(where.land, where.params, where.point, rate, size, epochs, where.seed) for size in self.sizes]


def read() -> Asked:
    """What the settings say."""
    where = ground.read()
    over = settings.choice("epochs.over", list(OVER), OPENING)
    return Asked(where, where.batch("epochs.batch"), slider("epochs.count", EPOCHS), slider("epochs.rate", RATE), over)


def title(asked: Asked) -> tuple[str, str]:
    return f"Epochs: {asked.ground.land.name}", "The same looks at every sample: a few exact steps, or many rough ones."


def show(asked: Asked) -> None:
    """The paths, the losses, the table, and what they say."""
    where = asked.ground
    with page.computing(where.land):
        walks = asked.walks()
    buttons("Loss over", "epochs.over", list(OVER), asked.over, OPENING)
    with st.container(key="epochs-charts"):
        charts(
            "charts",
            charts_picture(epochs_charts(where.land, where.params, asked.names, walks, OVER[asked.over])),
            slid=lambda name, value: slide([*asked.own(), *where.shape, *where.race.all_sliders()], name, value),
            dragged=lambda chart, name, place, x, y: where.drop(x, y) if name == POINT else None,
            added=lambda chart, x, y: where.drop(x, y) if chart != "loss" else None,
        )
    gaps = above(asked, walks)
    say([*sentences(asked.names, walks, gaps, asked.rate.value), *where.outside()])
    table(asked.names, walks, gaps)


def above(asked: Asked, walks: list[Walk]) -> list[np.ndarray]:
    """Each one's loss above the lowest, step by step; rounding makes none negative."""
    lowest = lowest_value(asked.ground.land, asked.ground.params)
    return [np.maximum(one.loss - lowest, 0) for one in walks]


def sentences(names: list[str], walks: list[Walk], gaps: list[np.ndarray], rate: float) -> list[str]:
    """Who took how many steps, who ended lowest, and who diverged."""
    full, few, one = walks
    epochs = full.steps
    said = [
        f"In {epochs} epoch{'s' * (epochs > 1)} the full batch takes {count(full.steps)} step{'s' * (epochs > 1)}, "
        f"{lower(names[1])} take {count(few.steps)}, single samples {count(one.steps)}. {epoch(few.samples, few.size)}"
    ]
    for name, run in zip(names, walks, strict=True):
        if run.diverged >= 0:
            where = (
                f"α = {digits(rate)} carried it a thousand windows away. Lower the rate."
                if run.diverged
                else "it starts more than a thousand windows away. Move the start nearer."
            )
            said.append(f"**{name} diverged at step {run.diverged}**: {where}")
    ends = {name: float(gap[-1]) for name, run, gap in zip(names, walks, gaps, strict=True) if run.diverged < 0}
    if rate == 0:
        return [*said, "With a rate of 0 all stay at the start."]
    if len(ends) > 1:
        least = min(ends.values())
        lowest = [name for name, end in ends.items() if end == least]
        said.append(f"**{listed(lowest)}** end{'s' * (len(lowest) == 1)} lowest, {brief(least)} above the lowest loss there is.")
    if few.diverged < 0 and one.diverged < 0:
        said.append(
            f"Over the last epoch {lower(names[1])} are {brief(last_epoch(few, gaps[1]))} above the lowest loss on the mean, "
            f"single samples {brief(last_epoch(one, gaps[2]))}."
        )
    return said


def lower(name: str) -> str:
    return name[0].lower() + name[1:]


def last_epoch(run: Walk, gap: np.ndarray) -> float:
    """The mean loss above the lowest after the steps of the last epoch."""
    return float(gap[-run.per_epoch :].mean())


def count(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def table(names: list[str], walks: list[Walk], gaps: list[np.ndarray]) -> None:
    """One line for each."""
    lines = []
    for name, look, run, gap in zip(names, LOOKS, walks, gaps, strict=True):
        ended = ("–", "–") if run.diverged >= 0 else (digits(float(gap[-1])), digits(last_epoch(run, gap)))
        seen = count(int(run.over("samples")[-1]))
        lines.append((Cell(name, dot(look)), count(run.size), count(run.steps), seen, *ended, step(run.diverged)))
    tabulate(HEADINGS, lines, "basin-epochs")


def steer(asked: Asked) -> None:
    """The batch, the epochs, the rate, the seed and the data."""
    panel("epochs panel", [Group(asked.own())])
    ground.steer(asked.ground)
    st.caption("Plain descent with one rate for all three. The engine’s batches: shuffled anew every epoch, without replacement.")
