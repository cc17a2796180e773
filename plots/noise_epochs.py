"""The same epochs with all samples a step, a few, or one: their paths on a map each, and their losses in one chart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from landscapes import Landscape
from plots.chart import Axis, Chart, Line
from plots.gradients import map_chart
from plots.race import FLOOR, lowest_value
from plots.theme import BLUE, GREEN, ORANGE
from studies.same_epochs import Walk

LOOKS = (BLUE, GREEN, ORANGE)  # all samples, a batch, one sample
OVER = {"Loss per step": "steps", "Loss per epoch": "epochs", "Loss per sample seen": "samples"}
TITLES = {"steps": "step k", "epochs": "epochs", "samples": "samples seen"}
MOST = 1200  # points of a path that are sent


def epochs_charts(land: Landscape, params: Mapping[str, object], names: Sequence[str], walks: Sequence[Walk], over: str) -> list[Chart]:
    """A map for each of the walks, and the loss of all."""
    maps = [map_of(land, params, i, name, walk) for i, (name, walk) in enumerate(zip(names, walks, strict=True))]
    return [*maps, loss_chart(land, params, names, walks, over)]


def map_of(land: Landscape, params: Mapping[str, object], i: int, name: str, walk: Walk) -> Chart:
    """The path on the surface, whose start the hand drags."""
    some = shown(walk)
    x, y = walk.theta[some].T
    path = Line("path", x, y, LOOKS[i].light, LOOKS[i].dark, width=1.6, legend=False)
    chart = map_chart(land, params, walk.theta[0], [path], hint=hint(walk, len(some)))
    alt = f"{name}: the path from ({x[0]:.4g}, {y[0]:.4g}), up to ({x[-1]:.4g}, {y[-1]:.4g})."
    return replace(chart, id=f"map{i}", title=name, alt=alt)


def hint(walk: Walk, count: int) -> str:
    steps = f"{walk.steps} step{'s' * (walk.steps > 1)}"
    if walk.diverged >= 0:
        return f"Diverged at step {walk.diverged} of {walk.steps}."
    return f"{steps}, {count} of its points drawn." if count < walk.alive else f"{steps}."


def shown(walk: Walk) -> np.ndarray:
    """Which of its points are drawn: all, or the first hundreds and from there as many to every factor of time."""
    if walk.alive <= MOST:
        return np.arange(walk.alive)
    late = np.geomspace(MOST // 2, walk.alive - 1, MOST - MOST // 2).round().astype(int)
    return np.unique([*range(MOST // 2), *late])


def loss_chart(land: Landscape, params: Mapping[str, object], names: Sequence[str], walks: Sequence[Walk], over: str) -> Chart:
    """The loss above the lowest one, over steps, epochs or samples seen; on a logarithmic axis the start has no place."""
    lines, log, lowest = [], over != "epochs", lowest_value(land, params)
    for i, (name, walk) in enumerate(zip(names, walks, strict=True)):
        some = shown(walk)[1 if log else 0 :]
        gap = np.maximum(walk.loss[some] - lowest, FLOOR)
        lines.append(Line(name, walk.over(over)[some], gap, LOOKS[i].light, LOOKS[i].dark, width=2.4 - 0.5 * i))
    last = max(float(walk.over(over)[-1]) for walk in walks)
    span = (0.9, 1.1 * max(last, 2)) if log else (0.0, last)
    alt = f"The loss above the lowest over {TITLES[over]}: {', '.join(names)}."
    return Chart("loss", "Loss above the lowest", Axis(TITLES[over], log=log, span=span), Axis("", log=True), lines, alt=alt)
