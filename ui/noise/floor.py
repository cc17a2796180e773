"""The noise floor: how far above its minimum a run comes to rest."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from digits import brief
from optimizers.conditions import SEED
from plots.chart import charts_picture
from plots.noise_floor import ALPHA, BATCH, floor_charts
from studies.noise_floor import CHAINS, CURVATURE, FIRST, RATE, SIGMA, SIZE, STEPS, Floor, floor, mean_loss, resting, spread
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import Group, Slider, panel, slide, slider
from ui.parts.table import tabulate

ARRIVED = 0.01  # of the floor: what still lies above it when the runs have come to rest


@dataclass(frozen=True)
class Asked:
    """The sliders: rate, curvature, noise of one sample, batch size, seed."""

    rate: Slider
    curvature: Slider
    sigma: Slider
    size: Slider
    seed: Slider

    def sliders(self) -> list[Slider]:
        return [self.rate, self.size, self.sigma, self.curvature, self.seed]

    @property
    def setting(self) -> tuple[float, float, float, int]:
        """α, λ, σ and B."""
        return self.rate.value, self.curvature.value, self.sigma.value, int(self.size.value)


def read() -> Asked:
    """What the settings say."""
    return Asked(
        slider("floor.rate", RATE),
        slider("floor.curvature", CURVATURE),
        slider("floor.sigma", SIGMA),
        slider("floor.batch", SIZE),
        slider("seed", SEED),
    )


def title(asked: Asked) -> tuple[str, str]:
    return "Noise floor", "At a constant rate noise holds the loss above its minimum."


def show(asked: Asked) -> None:
    """The charts, the numbers as asked, and what they say."""
    found = floor(*asked.setting, int(asked.seed.value))
    with st.container(key="floor"):
        charts(
            "charts",
            charts_picture(floor_charts(found, *asked.setting), columns=3),
            slid=lambda name, value: slide(asked.sliders(), name, value),
            dragged=lambda chart, name, place, x, y: drag(asked, name, x),
        )
    table(asked, found)
    say(sentences(*asked.setting))


def drag(asked: Asked, name: str, x: float) -> None:
    """The hand moves the rate or the batch size along its axis."""
    if name == ALPHA:
        asked.rate.set(min(max(float(f"{x:.3g}"), RATE.low), RATE.high))
    elif name == BATCH:
        asked.size.set(int(min(max(round(x), SIZE.low), SIZE.high)))


def table(asked: Asked, found: Floor) -> None:
    """The law beside what a thousand runs did, after the last step."""
    alpha, curvature, sigma, size = asked.setting
    noise = sigma / np.sqrt(size)
    variance, loss = float(resting(alpha, curvature, noise)), found.losses
    at_end = float(spread(STEPS, alpha, curvature, noise)), float(mean_loss(STEPS, alpha, curvature, noise))
    lines = [
        ("variance", number(variance, "none"), number(at_end[0]), number(found.own.value[0]), between(found.own.low[0], found.own.high[0])),
        (
            "mean loss",
            number(0.5 * curvature * variance, "none"),
            number(at_end[1]),
            number(loss.value[-1]),
            between(loss.low[-1], loss.high[-1]),
        ),
    ]
    headings = ("", "law, at rest", f"law, after {STEPS} steps", f"measured, {CHAINS} runs", "95 % interval")
    tabulate(headings, lines, "basin-floor", hints={"95 % interval": "It holds the law’s number for 95 of 100 seeds."})


def number(value: float, otherwise: str = "overflow") -> str:
    """Six digits, as the law is exact."""
    return brief(float(value), 6) if np.isfinite(value) else otherwise


def between(low: float, high: float) -> str:
    return f"{brief(float(low))} to {brief(float(high))}" if np.isfinite([low, high]).all() else "overflow"


def sentences(alpha: float, curvature: float, sigma: float, size: int) -> list[str]:
    """Where the law says that runs rest, and whether they have come there."""
    noise, factor = sigma / np.sqrt(size), 1 - alpha * curvature
    variance = float(resting(alpha, curvature, noise))
    if not np.isfinite(variance):
        return [
            f"**No rest:** α = {brief(alpha)} is not below 2/λ = {brief(2 / curvature)}. A step multiplies x by 1 − αλ = {brief(factor)}, "
            "so noise adds up and nothing takes it away."
        ]
    said = [
        f"**Floor:** runs rest with the variance ασ²/(Bλ(2 − αλ)) = {brief(variance, 6)}, "
        f"so with a mean loss of {brief(0.5 * curvature * variance, 6)}. "
        f"A step multiplies what is left of the start by (1 − αλ)² = {brief(factor**2)}."
    ]
    left = float(mean_loss(STEPS, alpha, curvature, noise)) / (0.5 * curvature * variance) - 1
    if abs(left) > ARRIVED:
        said.append(f"After {STEPS} steps the runs are not there yet: the law’s mean loss then is {brief(1 + left)} times the floor.")
    half = float(resting(alpha / 2, curvature, noise))
    said.append(
        f"Half the rate would have {brief(half / variance)} times this floor, and four times the batch a quarter of it. "
        "A rate that falls toward 0 takes the floor down with it."
    )
    return said


def steer(asked: Asked) -> None:
    """Rate and batch first, then what the loss is like."""
    panel("floor panel", [Group([asked.rate, asked.size, asked.sigma, asked.curvature]), Group([asked.seed])])
    st.caption(
        f"Plain descent on ½λx² from x = {brief(FIRST)}. Each slope has normal noise of deviation σ/√B: a batch of B samples, drawn anew."
    )
