"""Early stopping: errors step by step, the curve that is kept, how far each direction has gone, and the plane of two weights."""

import numpy as np

from models.early_stopping import Descent, share_done
from models.truths import Truth
from plots.chart import Axis, Chart, Dots, Line, Mark, logarithmic
from plots.overfitting import FIT, INK, TRAINING, VALIDATION, tall, truth_line
from plots.overfitting_fit import curve, points_dots
from plots.theme import PALETTE

RIDGE, LATE = PALETTE["ridge"], PALETTE["last step"]
DEEP, HIGH = 1e-2, 30.0  # of the first error
RATIOS = np.geomspace(1e-12, 1e3, 301)  # of an eigenvalue to the one at which half of ridge's way is done
TURN = np.linspace(0, 2 * np.pi, 121)
RINGS = (0.1, 0.3, 0.55, 0.8)  # shares of the error left, at which its contours are drawn
LEAVES = 8.0  # times least squares: a descent that diverges has left the plane's picture
TIES = 5  # steps of the descent that are tied to their ridge


def stopping_charts(descent: Descent, truth: Truth | None) -> list[Chart]:
    """Errors, curve, shares and plane; the curve alone where there is nothing to descend."""
    if not len(descent.ground.s):
        return [curve_chart(descent, truth)]
    return [error_chart(descent), curve_chart(descent, truth), share_chart(descent), plane_chart(descent)]


def ridge_of(descent: Descent, step) -> np.ndarray:
    """The λ whose ridge has come about as far as the descent after so many steps: 1/(αk)."""
    with np.errstate(divide="ignore"):
        return 1 / (descent.rate * np.asarray(step, float))


def error_chart(descent: Descent) -> Chart:
    ground, points, k = descent.ground, descent.ground.points, descent.steps
    start = max(float(((points.y - ground.level) ** 2).mean()), 1e-12)
    lines = []
    for name, values, look, dash in (
        ("training", descent.training, TRAINING, "dash"),
        ("validation", descent.validation, VALIDATION, "solid"),
    ):
        if np.isfinite(values).any():
            lines.append(Line(name, k, values, look.light, look.dark, dash))
    if len(points.held_x) and descent.diverged is None:
        along = ground.ridge(ridge_of(descent, k))
        lines.append(Line("ridge", k, ground.errors(along, points.held_x, points.held_y), RIDGE.light, RIDGE.dark, "dot", 2.2))
    marks, dots = [], []
    if len(points.held_x):
        kept = descent.validation[np.searchsorted(k, descent.best)]
        words = [f"kept: the weights of step {descent.best}, validation error {kept:.4g}"]
        dots = [Dots("kept", [max(descent.best, 1)], [kept], VALIDATION.light, VALIDATION.dark, "star", 13, words=words)]
    if descent.stopped is not None:
        marks.append(Mark("stopped", descent.stopped, label=f"stopped at {descent.stopped}", dash="solid"))
    if descent.diverged is not None:
        marks.append(Mark("diverged", max(descent.diverged, 1), label=f"diverged at {descent.diverged}"))
    seen = np.concatenate([line.y for line in lines])
    low = max(np.nanmin(seen, initial=start) / 1.5, DEEP * start)
    y = logarithmic("", low, min(1.5 * np.nanmax(seen, initial=start), HIGH * start))
    last = max(int(k[-1]), 2)
    x = logarithmic("step k", 0.9, 1.1 * last)
    alt = "Training and validation error after every step of gradient descent, with the step whose weights are kept."
    hints = ["Ridge: λ = 1/(αk)."] if len(lines) == 3 else []
    if (seen < low).any():
        hints.append("Cut below.")
    return Chart("errors", "Mean squared error after k steps", x, y, lines, dots, marks, alt=alt, hint=" ".join(hints))


def curve_chart(descent: Descent, truth: Truth | None) -> Chart:
    ground, last = descent.ground, int(descent.steps[-1])
    lines = [truth_line(truth.curve)] if truth else []
    if descent.diverged is None and len(ground.s):
        lines.append(curve(f"step {last}", descent.weights(last), LATE, "dashdot", 2.2))
        lines.append(curve("least squares", ground.weights(ground.target), RIDGE, "dot", 2.2))
    lines.append(curve("kept", descent.weights(descent.best)))
    y = tall(ground.points.y, ground.points.held_y)
    alt, dots = f"The curve kept, of step {descent.best}, and the one of the last step, {last}.", points_dots(ground.points, legend=False)
    hint = "" if truth else "The view Fit moves your points."
    title = f"The curve that is kept, step {descent.best}"
    return Chart("points", title, Axis("x", span=(-1.05, 1.05)), y, lines, dots, alt=alt, hint=hint)


def share_chart(descent: Descent) -> Chart:
    """How far each direction has gone at the step that is kept, for the descent and for its ridge."""
    ground, step = descent.ground, descent.best
    strength = float(ridge_of(descent, step))
    lines, dots, marks = [], [], []
    x = Axis("eigenvalue s", log=True, span=(1e-6, 10.0))
    if np.isfinite(strength) and len(ground.s):
        s = strength * RATIOS
        done = share_done(s, descent.rate, step)
        done[descent.rate * s > 1] = np.nan  # beyond, the descent zigzags: no such direction is here below the edge
        lines = [
            Line("1 − (1 − αs)ᵏ", s, done, FIT.light, FIT.dark),
            Line("ridge s/(s + λ)", s, s / (s + strength), RIDGE.light, RIDGE.dark, "dot"),
        ]
        marks = [Mark("λ", strength, label=f"λ = {strength:.2g}")]
        x = logarithmic("eigenvalue s", min(float(ground.s[-1]), strength) / 3, 3 * max(float(ground.s[0]), strength))
    if len(ground.s) and descent.diverged is None:
        shares = share_done(ground.s, descent.rate, step)
        words = [
            f"direction {i + 1}: s = {s:.3g}, {share:.1%} of the way" for i, (s, share) in enumerate(zip(ground.s, shares, strict=True))
        ]
        dots = [Dots("directions", ground.s, shares, FIT.light, FIT.dark, "circle", 9, words=words)]
    hint = "" if descent.best else "The start is kept: no direction has gone anywhere."
    alt = "The share of the way to least squares that each direction has gone, for the descent and for ridge, over the eigenvalue."
    return Chart("shares", "Share of the way to least squares", x, Axis("", span=(-0.06, 1.1)), lines, dots, marks, alt=alt, hint=hint)


def plane_chart(descent: Descent) -> Chart:
    """The weights along two directions: the descent's way from 0 to least squares, ridge's, and which λ belongs to which step."""
    ground, two = descent.ground, telling(descent)
    if len(two) < 2:
        hint = "It takes a degree of 2 and three different x."
        return Chart("plane", "The plane of two weights", Axis(""), Axis(""), hint=hint)
    target, s = ground.target[two], ground.s[two]
    walked = np.vstack([0 * target, ground.descended(descent.rate, descent.steps)[:, two]])
    ridge = ground.ridge(np.geomspace(1e-6, 1e6, 241) * np.sqrt(s.prod()))[:, two]
    reach, wild = np.where(target > 0, target, 1.0), descent.rate * s > 2
    out = (np.abs(walked) > LEAVES * reach).any(1)
    walked = walked[: int(out.argmax()) + 1] if out.any() else walked  # the first step out of the picture is the last
    kept = ground.descended(descent.rate, descent.best)[two]
    lines, spots = [ring(target, s, left) for left in RINGS], []
    if descent.diverged is None:
        lines += ties(descent, two)
        spots.append(Dots("kept", kept[:1], kept[1:], FIT.light, FIT.dark, "diamond", 15, words=[f"kept: step {descent.best}"]))
    spots.append(Dots("least squares", target[:1], target[1:], *INK, "star", 11))
    lines.append(Line("ridge", ridge[:, 0], ridge[:, 1], RIDGE.light, RIDGE.dark, "dot"))
    lines.append(Line("descent", walked[:, 0], walked[:, 1], FIT.light, FIT.dark))
    low, high = np.where(wild, -LEAVES, -0.12) * reach, np.where(wild, LEAVES, 1.25) * reach
    x, y = (Axis(f"w, direction {place + 1}", span=(float(a), float(b))) for place, a, b in zip(two, low, high, strict=True))
    hint = "Direction 1 is the steepest." + " Thin ties: λ = 1/(αk)." * (descent.diverged is None)
    alt = "Two ways from 0 to least squares: the steps of gradient descent, and ridge with its λ falling. Near, not equal."
    return Chart("plane", "The plane of two weights", x, y, lines, spots, alt=alt, hint=hint)


def telling(descent: Descent) -> np.ndarray:
    """Two directions, the steeper first: one that explains most of y, or that diverges, and one that explains most of what is left."""
    ground = descent.ground
    first = int(np.argmax(ground.s * ground.target**2)) if descent.diverged is None else 0
    left = ground.s * (ground.target - ground.descended(descent.rate, descent.best)) ** 2
    return np.sort([first, *(one for one in np.argsort(-left) if one != first)][:2])


def ring(target: np.ndarray, s: np.ndarray, left: float) -> Line:
    """A contour of the training error: where this share of what the two directions add at 0 is left."""
    size = np.sqrt(left * (s * target**2).sum() / s)
    return Line(
        "training error", target[0] + size[0] * np.cos(TURN), target[1] + size[1] * np.sin(TURN), *INK, width=1, legend=False, faint=True
    )


def ties(descent: Descent, two: np.ndarray) -> list[Line]:
    """Thin lines from steps of the descent to the ridge of λ = 1/(αk)."""
    ground = descent.ground
    turn, last = descent.rate * ground.s[two], int(descent.steps[-1])
    if turn[0] * last < 0.1:
        return []  # nothing has moved yet
    wanted = np.unique(np.geomspace(0.3 / turn[0], 2 / turn[1], TIES).clip(1, last).round().astype(int))
    here, there = ground.descended(descent.rate, wanted)[:, two], ground.ridge(ridge_of(descent, wanted))[:, two]
    return [
        Line(
            "the same αk = 1/λ",
            [a[0], b[0]],
            [a[1], b[1]],
            *INK,
            width=1.2,
            legend=False,
            hover=f"step {k}, λ = {ridge_of(descent, k):.3g}",
        )
        for k, a, b in zip(wanted, here, there, strict=True)
    ]
