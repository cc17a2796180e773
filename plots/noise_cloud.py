"""Where each sample pulls, −∇ of its loss, as arrows and as points; the means of batches; and how their spread falls with the batch."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from landscapes import Landscape
from plots.chart import Axis, Chart, Dots, Line, Mark
from plots.gradients import FAINT, INK, arrow, map_chart, reach
from plots.theme import BLUE, CIRCLE, GREEN, ORANGE, Look
from studies.batch_means import ELLIPSE, Cloud

MEAN, LAW, SAMPLE = ORANGE, GREEN, BLUE
FULL = Look(*INK, CIRCLE)
ARROWS = 120  # of samples, evenly taken from all: more are a blot
LONG = 0.3  # of the window: how long the arrow is that nine samples of ten do not exceed
TURN = np.linspace(0, 2 * np.pi, 121)
BATCH = "B"  # what the hand moves
MEANS = 250  # that are drawn, of all that are counted
ROOM = 1.15  # around the samples' gradients


def cloud_charts(land: Landscape, params: Mapping[str, object], cloud: Cloud, size: int) -> list[Chart]:
    """The map with the arrows, the same gradients as points, and the spread over the batch size."""
    return [map_of(land, params, cloud, size), space_chart(cloud, size), spread_chart(cloud, size)]


def ellipse(cloud: Cloud, size: int) -> np.ndarray:
    """Two standard deviations of a batch's pull in every direction, around that of all samples, (2, 121)."""
    values, axes = np.linalg.eigh(cloud.covariance(size))
    radii = ELLIPSE * np.sqrt(np.maximum(values, 0))
    return -cloud.full[:, None] + (axes * radii) @ np.array([np.cos(TURN), np.sin(TURN)])


def map_of(land: Landscape, params: Mapping[str, object], cloud: Cloud, size: int) -> Chart:
    """The samples' pulls as arrows from the point, that of all among them, with the ellipse around its tip."""
    lengths = np.linalg.norm(cloud.gradients, axis=1)
    long = float(np.quantile(lengths, 0.9)) or float(lengths.max()) or 1.0
    scale = LONG * reach(land) / long
    taken = np.unique(np.linspace(0, cloud.samples - 1, ARROWS).round().astype(int))
    at = cloud.point
    lines = [arrows(at, -scale * cloud.gradients[taken])]
    if cloud.full.any():
        lines.append(arrow("all samples", at, -scale * cloud.full, FULL, width=5))
    x, y = at[:, None] + scale * ellipse(cloud, size)
    lines.append(Line("a batch, 2σ", x, y, LAW.light, LAW.dark, width=3))
    hint = "Drag the point. Arrows point downhill."
    return replace(map_chart(land, params, at, lines, equal=True, hint=hint), title="Where each sample pulls")


def arrows(at: np.ndarray, along: np.ndarray) -> Line:
    """Many arrows from one point as one line with gaps."""
    side = np.stack([-along[:, 1], along[:, 0]], 1)
    corners = [0 * along, along, 0.86 * along + 0.05 * side, along, 0.86 * along - 0.05 * side, np.full_like(along, np.nan)]
    x, y = (at + np.stack(corners, 1)).reshape(-1, 2).T
    return Line("samples", x, y, SAMPLE.light, SAMPLE.dark, width=1, faint=True)


def space_chart(cloud: Cloud, size: int) -> Chart:
    """Every sample's pull as a point, drawn means among them, that of all samples, and the law's ellipse."""
    x, y = ellipse(cloud, size)
    means, pulls, spans = -cloud.drawn(size)[:MEANS], -cloud.gradients, []
    for values in pulls.T:
        low, high = float(min(values.min(), 0)), float(max(values.max(), 0))
        middle, half = (low + high) / 2, ROOM * (high - low) / 2 or 1.0
        spans.append((middle - half, middle + half))
    return Chart(
        "space",
        "The same as points",
        Axis("−∂/∂x", span=spans[0]),
        Axis("−∂/∂y", span=spans[1]),
        [Line("law, 2σ", x, y, LAW.light, LAW.dark, width=3)],
        [
            Dots("samples", pulls[:, 0], pulls[:, 1], SAMPLE.light, SAMPLE.dark, "circle", 4),
            Dots(f"{len(means)} batch means", means[:, 0], means[:, 1], MEAN.light, MEAN.dark, "circle", 5),
            Dots("all samples", -cloud.full[:1], -cloud.full[1:], *INK, "star", 13),
        ],
        alt=f"The pulls of {cloud.samples} samples, means of {len(means)} batches of {size}, and the ellipse that the law gives them.",
    )


def spread_chart(cloud: Cloud, size: int) -> Chart:
    """How far batch means are from the full gradient, by count and by law, over B; a batch of all is not off, so it has no place here."""
    some = cloud.sizes[cloud.sizes < cloud.samples]
    count = len(some)
    measured, low, high = (one[:count] for one in cloud.measured())
    law = np.unique(np.append(np.geomspace(1, max(1, cloud.samples - 1), 200), some))
    lines, dots = [], []
    if count and cloud.spread(1) > 0:
        plain = cloud.spread(1) / np.sqrt(1 - 1 / cloud.samples) / np.sqrt(law)
        gaps = np.full(count, np.nan)
        across, up = (np.stack(ends, 1).ravel() for ends in ((some, some, gaps), (low, high, gaps)))
        lines = [
            Line("∝ 1/√B", law, plain, *FAINT, "dash", 1.8),
            Line("law", law, cloud.spread(law), LAW.light, LAW.dark, width=2.6),
            Line("95 % interval", across, np.where(up > 0, up, np.nan), MEAN.light, MEAN.dark, width=3),
        ]
        words = [f"B = {B}: {m:.4g}, 95 % interval {a:.4g} to {b:.4g}" for B, m, a, b in zip(some, measured, low, high, strict=True)]
        dots = [Dots("measured", some, measured, MEAN.light, MEAN.dark, "circle", 7, words=words)]
    return Chart(
        "spread",
        "How far a batch’s mean is off",
        Axis("batch size B", log=True, span=(0.9, 1.1 * cloud.samples)),
        Axis("", log=True),
        lines,
        dots,
        [Mark(BATCH, size, f"B = {size}", grip=True, whole=True)],
        alt="The root mean square distance of a batch's mean from the full gradient over the batch size: drawn batches, and the law.",
        hint="Drag B.",
    )
