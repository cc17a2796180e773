"""Thrown off: one step at the wall, and what a threshold does about it."""

from dataclasses import dataclass

import streamlit as st

from digits import brief
from optimizers.run import COORDINATE
from parameter import Parameter
from plots.chart import charts_picture
from plots.gradients import POINT
from plots.thrown import LIMITS, loss_chart, spelled, thresholds_chart, throwing_map
from studies.thrown import FAR, LAND, NEAR, STEPS, THRESHOLDS, WAYS, Thrown, throw, turned
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import Group, Slider, panel, slide, slider
from ui.parts.table import tabulate

RATE = Parameter("thrown.rate", 0.5, 0.01, 5.0, log=True, symbol="α", label="rate", help="What each gradient is multiplied by.")
LOW, HIGH = float(THRESHOLDS[0]), float(THRESHOLDS[-1])
BY_NORM = Parameter("thrown.norm", 1.0, LOW, HIGH, log=True, symbol="c", label="by norm", help="Longest gradient that is let through.")
BY_VALUE = Parameter("thrown.value", 0.2, LOW, HIGH, log=True, symbol="c", label="by value", help="Largest coordinate let through.")


@dataclass(frozen=True)
class Asked:
    """The sliders: how steep the wall is, where and how the runs go, and where each is clipped."""

    steepness: Slider
    start: list[Slider]
    run: list[Slider]
    limits: list[Slider]

    @property
    def sliders(self) -> list[Slider]:
        return [self.steepness, *self.start, *self.run, *self.limits]

    @property
    def params(self) -> dict[str, float]:
        return {"steepness": self.steepness.value}


def read() -> Asked:
    """What the settings say."""
    (steep,) = LAND.parameters
    axes = [slider(f"thrown.{axis}", COORDINATE, LAND.start[i], title=axis, span=LAND.window[i]) for i, axis in enumerate("xy")]
    run = [slider("thrown.rate", RATE), slider("thrown.steps", STEPS)]
    limits = [slider("thrown.norm", BY_NORM), slider("thrown.value", BY_VALUE)]
    return Asked(slider("thrown.steepness", steep), axes, run, limits)


def title(asked: Asked) -> tuple[str, str]:
    return "Cliffs and plateaus: thrown off", "At a wall one long gradient undoes all the steps before it."


def show(asked: Asked) -> None:
    """The map, the loss, the thresholds, and what they say."""
    x, y = (one.value for one in asked.start)
    rate, steps = (one.value for one in asked.run)
    norm, value = (one.value for one in asked.limits)
    found = throw((x, y), rate, norm, value, int(steps), asked.params)
    with st.container(key="thrown"):
        charts(
            "charts",
            charts_picture([throwing_map(found, asked.params), loss_chart(found), thresholds_chart(found)]),
            slid=lambda name, value: slide(asked.sliders, name, value),
            dragged=lambda chart, name, place, x, y: drag(asked, name, x, y),
            added=lambda chart, x, y: drag(asked, POINT, x, y),
        )
    say(sentences(found))
    table(found)


def drag(asked: Asked, name: str, x: float, y: float) -> None:
    """The hand moves the start or a threshold."""
    if name == POINT:
        for one, value, (low, high) in zip(asked.start, (x, y), LAND.window, strict=True):
            one.set(round(min(max(value, low), high), 2))
    elif name in LIMITS:
        asked.limits[LIMITS.index(name)].set(float(f"{min(max(x, LOW), HIGH):.3g}"))


def sentences(found: Thrown) -> list[str]:
    """Who was thrown off at which step and how far, what clipping makes of that gradient, and which thresholds work."""
    k, (g, by_norm, by_value) = found.longest, found.told()
    x, y = found.points[0, k + 1]
    size, (norm, value) = brief(float((g @ g) ** 0.5)), found.limits
    far = f"it goes {brief(found.length)} far and lands at ({brief(float(x))}, {brief(float(y))})"
    first = (
        f"Plain descent is **thrown off at step {k}**: there ‖g‖ = {size}, so {far}."
        if found.thrown
        else f"Plain descent is not thrown off. Its longest gradient is that of step {k}, ‖g‖ = {size}: {far}. "
        f"Only more than {brief(FAR)}, half the map, counts as thrown."
    )
    turn = turned(g, by_value)
    kept = f"by norm at {brief(norm)} " + ("keeps the direction" if (by_norm != g).any() else "leaves it alone, for it is short enough")
    bent = f"by value at {brief(value)} " + (
        f"turns it by **{brief(turn)}°**" if (by_value != g).any() else "leaves it alone, for no coordinate is larger"
    )
    return [first, f"Clipping that gradient {kept}; {bent}.", working(found)]


def working(found: Thrown) -> str:
    """Which of the thresholds tried bring the run to the minimum."""
    raw = "does" if found.above[0, -1] <= NEAR else "does not"
    tried = f"Of the {len(THRESHOLDS)} thresholds tried from {brief(LOW)} to {brief(HIGH)} these arrive"
    return (
        f"Arrived is who ends at most {NEAR} above the minimum after {found.above.shape[1] - 1} steps; without clipping it {raw}. "
        f"{tried}: by norm {spelled(found.bands(0))}; by value {spelled(found.bands(1))}."
    )


def table(found: Thrown) -> None:
    """The three runs in numbers."""
    lines = []
    for i, (way, g) in enumerate(zip(WAYS, found.told(), strict=True)):
        step = -found.rate * g
        left = max(0.0, float(found.above[i, -1]))
        told = f"({brief(float(g[0]))}, {brief(float(g[1]))})", f"({brief(float(step[0]))}, {brief(float(step[1]))})"
        lines.append((way, *told, f"{brief(turned(found.told()[0], g))}°", brief(left), "yes" if left <= NEAR else "no"))
    tabulate(("run", f"gradient at step {found.longest}", "its step", "turned by", "left at the end", "arrived"), lines, "basin-thrown")


def steer(asked: Asked) -> None:
    """The thresholds, the run, the wall and the start."""
    panel("thrown panel", [Group(asked.limits, "threshold"), Group([*asked.run, asked.steepness]), Group(asked.start, "start")])
    st.caption("Plain descent (SGD) on the Cliff. The table's gradients are those of plain descent at its longest one.")
