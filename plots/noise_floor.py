"""The noise floor as charts: the variance at rest over the rate and over the batch size, and the mean loss that sinks to it."""

from collections.abc import Sequence

import numpy as np

from plots.chart import Axis, Chart, Dots, Line, Mark
from plots.theme import PALETTE, PAPER
from studies.noise_floor import FIRST, RATE, RATES, SIZE, SIZES, STEPS, Floor, Measured, mean_loss, resting

LAW, FOUND = PALETTE["truth"], PALETTE["training"]
INK = PAPER["light"].text, PAPER["dark"].text
ALPHA, BATCH = "α", "B"  # the marks that the hand moves
SMOOTH = np.geomspace(RATE.low, RATE.high, 400)
EVERY = np.arange(STEPS + 1)
NEAR = 0.99  # of the edge: the law is drawn up to there
ROOM = 2.0  # above and below what is drawn, as a factor
RATE_TICKS = [(0.01, "0.01"), (0.1, "0.1"), (1.0, "1"), (10.0, "10")]
SIZE_TICKS = [(float(4**k), str(4**k)) for k in range(5)]


def floor_charts(found: Floor, alpha: float, curvature: float, sigma: float, size: int) -> list[Chart]:
    """The law as a line, what the engine measured as dots with their intervals, and the marks that the hand drags."""
    return [
        over_rates(found.rates, alpha, curvature, sigma / np.sqrt(size)),
        over_sizes(found.sizes, alpha, curvature, sigma, size),
        over_steps(found.losses, alpha, curvature, sigma / np.sqrt(size)),
    ]


def over_rates(found: Measured, alpha: float, curvature: float, sigma: float) -> Chart:
    """ασ²/(λ(2 − αλ)) up to its edge at 2/λ; beyond it no run rests, and crosses on the upper edge say so."""
    edge = 2 / curvature
    x = np.unique(np.append(SMOOTH[NEAR * edge > SMOOTH], NEAR * edge))
    law = resting(x, curvature, sigma)
    span = float(law[0]) / ROOM, float(law[-1]) * ROOM
    still, gone = edge > RATES, edge <= RATES
    lost = [
        Dots(
            "no rest",
            RATES[gone],
            np.full(int(gone.sum()), span[1] / 1.3),
            *INK,
            "x",
            8,
            legend=False,
            words=["beyond 2/λ no run rests"] * int(gone.sum()),
        )
    ]
    return Chart(
        "rates",
        "Variance at rest over the rate",
        Axis("rate α", log=True, span=(RATE.low, RATE.high), ticks=RATE_TICKS),
        Axis("", log=True, span=span),
        [law_line(x, law), *whiskers(RATES[still], found, still)],
        [dots(RATES[still], found, still), *lost],
        [Mark(ALPHA, alpha, f"α = {alpha:.3g}", grip=True), Mark("2/λ", edge, "2/λ", *INK, dash="dot")],
        alt=f"The variance at rest rises with the rate and grows without bound at 2/λ = {edge:.3g}; dots are measured.",
        hint="Drag α. Beyond 2/λ (×) nothing rests." if gone.any() else "Drag α.",
    )


def over_sizes(found: Measured, alpha: float, curvature: float, sigma: float, size: int) -> Chart:
    """The same at this rate over B: σ² ∝ 1/B, so on these axes a straight line down."""
    x = np.geomspace(SIZE.low, SIZE.high, 3)
    law = resting(alpha, curvature, sigma / np.sqrt(x))
    rests = bool(np.isfinite(law).all())
    span = (float(law[-1]) / ROOM, float(law[0]) * ROOM) if rests else (1e-3, 1.0)
    kept = np.full(len(SIZES), rests)
    return Chart(
        "sizes",
        "… and over the batch size" if rests else "… nothing rests at this rate",
        Axis("batch size B", log=True, span=(1 / 1.2, 1.2 * SIZE.high), ticks=SIZE_TICKS),
        Axis("", log=True, span=span),
        [law_line(x, law), *whiskers(SIZES[kept], found, kept)] if rests else [],
        [dots(SIZES[kept], found, kept)] if rests else [],
        [Mark(BATCH, size, f"B = {size}", grip=True)],
        alt="The variance at rest falls as 1/B; dots are measured." if rests else "Beyond 2/λ there is no variance at rest to draw.",
        hint="Drag B.",
    )


def over_steps(found: Measured, alpha: float, curvature: float, sigma: float) -> Chart:
    """The mean loss of all runs by step, the law with its transient, and the floor."""
    law, rest = mean_loss(EVERY, alpha, curvature, sigma), 0.5 * curvature * float(resting(alpha, curvature, sigma))
    rests = np.isfinite(rest)
    top = 0.5 * curvature * FIRST**2
    low = min(rest, float(law.min())) if rests else top
    span = (low / ROOM, ROOM * max(top, float(np.max(law)) if rests else 1e4 * top))
    with np.errstate(invalid="ignore"):
        lines = [
            Line("measured", EVERY, shown(found.value), FOUND.light, FOUND.dark, width=3.4),
            Line("law", EVERY, shown(law), LAW.light, LAW.dark, "dash", 2.4),
        ]
    if rests:
        lines.append(Line("floor", [0, STEPS], [rest, rest], *INK, "dot", 1.8, hover="the floor"))
    return Chart(
        "steps",
        "Mean loss over the step",
        Axis("step", span=(0, STEPS)),
        Axis("", log=True, span=span),
        lines,
        alt="The mean loss of a thousand runs falls to the floor and stays." if rests else "The mean loss grows from step to step.",
        hint="" if rests else "Cut above.",
    )


def law_line(x: np.ndarray, y: np.ndarray) -> Line:
    return Line("law", x, y, LAW.light, LAW.dark, width=3)


def whiskers(x: np.ndarray, found: Measured, kept: np.ndarray) -> Sequence[Line]:
    """An upright stroke for each interval."""
    low, high = found.low[kept], found.high[kept]
    gap = np.full(len(x), np.nan)
    at, ends = np.stack([x, x, gap], 1).ravel(), np.stack([low, high, gap], 1).ravel()
    return [Line("95 % interval", at, ends, FOUND.light, FOUND.dark, width=1.6, legend=False, hover="95 % interval")]


def dots(x: np.ndarray, found: Measured, kept: np.ndarray) -> Dots:
    words = [
        f"{value:.4g}, 95 %: {low:.4g} to {high:.4g}"
        for value, low, high in zip(found.value[kept], found.low[kept], found.high[kept], strict=True)
    ]
    return Dots("measured", x, found.value[kept], FOUND.light, FOUND.dark, "circle", 6, words=words)


def shown(y: np.ndarray) -> np.ndarray:
    """What a logarithmic axis can show."""
    return np.where(y > 0, y, np.nan)
