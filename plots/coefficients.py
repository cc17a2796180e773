"""The coefficients of a penalised fit over λ, their errors, and how many are left: three charts with one mark through them."""

from dataclasses import replace
from itertools import cycle

import numpy as np

from models.coefficients import Paths
from plots.chart import Axis, Chart, Dots, Line, Mark
from plots.theme import DASHES, PALETTE, PAPER, ROW

ZERO = 10**-4.5  # where λ = 0 stands: a logarithm has no place for it
STUB = 1.7  # how far its dash reaches, as a ratio
LOWEST, HIGHEST = 1e-4, 100.0
# Texts that leave room on a phone; every decade has its tick.
TICKS = [(ZERO, "0"), (1e-4, ""), (1e-3, "10⁻³"), (1e-2, ""), (0.1, "0.1"), (1.0, "1"), (10.0, "10"), (100.0, "100")]
AXIS = Axis("λ", log=True, span=(10**-4.65, HIGHEST), ticks=TICKS)
MARK = "λ"
TRAINING, VALIDATION = (PALETTE["training"], "dash"), (PALETTE["validation"], "solid")
INK = PAPER["light"].text, PAPER["dark"].text
HEADROOM = 1.25  # times the least error of the higher curve: what is above it leaves the chart, or its dip could not be seen


def place(strength):
    """Where a λ stands on the axis."""
    return np.maximum(strength, ZERO)


def along(strengths: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A curve over λ, which begin at 0; what it is there stands apart, as the axis breaks off."""
    stub, first = [ZERO, STUB * ZERO, STUB * ZERO], float(values[0])
    return np.concatenate([stub, place(strengths[1:])]), np.concatenate([[first, first, np.nan], values[1:]])


def strength_at(x: float) -> float:
    """The λ that a place on the axis stands for: left of the scale's end it is 0."""
    return 0.0 if x < np.sqrt(ZERO * LOWEST) else float(f"{min(max(x, LOWEST), HIGHEST):.3g}")


def coefficient_charts(paths: Paths, strength: float, label: str) -> list[Chart]:
    """Coefficients, errors and the count of coefficients that are not 0; the mark at `strength` can be dragged in each."""
    return marked([coefficients(paths), errors(paths), counts(paths)], strength, label)


def marked(charts: list[Chart], strength: float, label: str) -> list[Chart]:
    """The same charts with the mark at another λ: nothing else depends on it."""
    at = float(place(strength))
    return [replace(chart, marks=[Mark(MARK, at, label="" if k else label, grip=True)]) for k, chart in enumerate(charts)]


def coefficients(paths: Paths) -> Chart:
    lines = [
        Line(name, *along(paths.lambdas, column), look.light, look.dark, dash, width=2.4, legend=False, label=name)
        for name, column, look, dash in zip(paths.names, paths.weights.T, ROW, cycle(DASHES[:6]), strict=False)
    ]
    truth = [
        Dots(
            "the truth", [ZERO], [weight], look.light, look.dark, "diamond", 10, legend=False, words=[f"{name}: the truth is {weight:.4g}"]
        )
        for name, weight, look in zip(paths.names, () if paths.truth is None else paths.truth, ROW, strict=False)
    ]
    hint = "λ = 0, at the left edge, is least squares" + ("; diamonds there are the truth." if truth else ".")
    alt = f"The coefficients of {', '.join(paths.names)} over λ: at λ = 0 they are those of least squares; as λ grows they go to 0."
    return Chart("coefficients", "Coefficients", AXIS, Axis("coefficient"), lines, truth, alt=alt, hint=hint, ends="left")


def errors(paths: Paths) -> Chart:
    curves = [("training", paths.training, *TRAINING), ("validation", paths.validation, *VALIDATION)][: 2 if paths.kept else 1]
    lines = [
        Line(name, *along(paths.lambdas, error), look.light, look.dark, dash, legend=False, label=name)
        for name, error, look, dash in curves
    ]
    best, dots = paths.best, []
    if best is not None:
        at, error = paths.best_strength, paths.validation[best]
        look = VALIDATION[0]
        dots = [
            Dots(
                "best λ",
                [place(at)],
                [error],
                look.light,
                look.dark,
                "star",
                13,
                legend=False,
                words=[f"best λ = {at:.4g}, validation error {error:.5g}"],
            )
        ]
    drawn = np.array([error for _, error, _, _ in curves])
    top = min(drawn.max(), HEADROOM * drawn.min(1).max()) or 1.0
    room = 0.06 * (top - drawn.min()) or 1.0
    hint = ("★ best λ. " if dots else "") + ("Higher is cut off." if drawn.max() > top else "")
    low = min(drawn.min() - room, drawn[-1].min() - 4 * room)  # the star stands clear of the mark's grip
    span = low if low > 0 else min(0.0, drawn.min() - room), top + room
    alt = "Mean squared error of the training rows and of the validation rows over λ, with the best λ marked."
    return Chart("errors", "Mean squared error", AXIS, Axis("error", span=span), lines, dots, alt=alt, hint=hint, ends="left")


def counts(paths: Paths) -> Chart:
    ink, most = INK, len(paths.names)
    said = "number ≠ 0"  # as long as "validation", so that the marks of both charts stand under one another
    lines = [Line("not 0", *along(paths.lambdas, paths.nonzero), *ink, step=True, legend=False, label=said)]
    if paths.truth is not None:
        look = PALETTE["truth"]
        true = int((paths.truth != 0).sum())
        lines.append(Line("in truth", [ZERO, HIGHEST], [true, true], look.light, look.dark, "dot", width=2, legend=False, label="truth"))
    alt = f"How many of the {most} coefficients are not exactly 0, over λ."
    return Chart(
        "counts",
        "Coefficients that are not 0",
        AXIS,
        Axis("count", span=(-0.04 * most, 1.06 * most)),
        lines,
        alt=alt,
        ends="left",
    )
