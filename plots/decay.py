"""Weight decay as charts: where four runs end for a sweep of λ, and how strongly they were pulled on the way."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plots.chart import Axis, Chart, Dots, Line, Mark, charts_picture
from plots.race import Trace
from plots.theme import DIAMOND, LOOKS, Look

NAMES: tuple[str, ...] = ("SGD + L2", "SGDW", "Adam + L2", "AdamW")


@dataclass(frozen=True)
class Drawn:
    """How one of the four is drawn where others may lie under it: the later, the thinner and the more broken."""

    look: Look
    dash: str
    width: float
    symbol: str
    size: float
    over: bool = False  # in a race: dashed, so that the run beneath shows


DRAWN: dict[str, Drawn] = dict(
    zip(
        NAMES,
        (
            Drawn(LOOKS["SGD"], "solid", 5.5, "circle", 15),
            Drawn(Look("#C07A00", "#FFC94D", DIAMOND), "dash", 3.2, "diamond", 11, over=True),
            Drawn(LOOKS["Adam"], "dot", 2.6, "pentagon", 8),
            Drawn(LOOKS["AdamW"], "solid", 2.6, "x", 9),
        ),
        strict=True,
    )
)


TEXT = ("#1b2430", "#ffffff")
GROUND, ROUND = ("#8296b5", "#56698a"), 65  # contours: their colour, and points around one
NEAR, FAR = 0.6, 3.4  # how far the plane reaches behind 0, and beyond it
ZERO = 0.5  # where step 0 is drawn on a logarithmic axis
MANY = 6.0  # decades that a pull's axis shows at most


@dataclass(frozen=True)
class OverLambda:
    """Four runs' places for every λ: weight_decays (n,), none of them 0, and points (4, n, 2)."""

    weight_decays: np.ndarray
    points: np.ndarray

    @property
    def plane(self) -> np.ndarray:
        """x and y of each run's curve, (4, 2, n)."""
        return self.points.swapaxes(1, 2)

    def coordinate(self, i: int) -> np.ndarray:
        """λ and one coordinate of each run's curve, (4, 2, n)."""
        return np.stack([np.broadcast_to(self.weight_decays, self.points.shape[:2]), self.points[..., i]], 1)


def decay_traces(rates: Sequence[float]) -> list[Trace]:
    """How the four are called and drawn in a race, given each one's rate."""
    return [Trace(name, DRAWN[name].look, rate, DRAWN[name].over) for name, rate in zip(NAMES, rates, strict=True)]


def ends_picture(H: np.ndarray, c: np.ndarray, ends: OverLambda, rests: OverLambda, now: float, ended: np.ndarray) -> bytes:
    """Where the runs end over λ: in the plane, and coordinate by coordinate.

    `ends` are NaN where a run diverged; `rests` are where theory says they rest; `now` is the visitor's λ and `ended` (4, 2) where
    its runs end. The grips: the minimum c in the plane, λ in the others.
    """
    low, high = float(ends.weight_decays[0]), float(ends.weight_decays[-1])
    mark = [Mark("lambda", now, f"λ = {now:.3g}", grip=True)] if low <= now <= high else []
    ticks = [(10.0**k, f"{10.0**k:g}") for k in range(-2, 2)]
    across = Axis("weight decay λ", log=True, span=(low, high), ticks=ticks)
    sides = [
        Chart(
            letter,
            f"{letter} at the end",
            across,
            Axis(letter, span=reach(c[i])),
            lines=[*theory(rests.coordinate(i)), *runs(ends.coordinate(i))],
            marks=mark,
            alt=f"The coordinate {letter} at the end of each run over weight decay λ, and where theory says it rests.",
            hint="drag λ" if mark else "",
        )
        for i, letter in enumerate("xy")
    ]
    return charts_picture([plane(H, c, ends, rests, ended), *sides], columns=3)


def plane(H: np.ndarray, c: np.ndarray, ends: OverLambda, rests: OverLambda, ended: np.ndarray) -> Chart:
    """Every run's ends as a curve from the minimum of the loss toward 0, over the contours of the loss."""
    dots = [
        Dots(name, ended[[i], 0], ended[[i], 1], *colours(name), DRAWN[name].symbol, DRAWN[name].size, legend=False)
        for i, name in enumerate(NAMES)
    ]
    fixed = [
        Dots("minimum", [c[0]], [c[1]], *TEXT, "star", 15, legend=False, words=["minimum of the loss alone"], grip=True),
        Dots("0", [0.0], [0.0], *TEXT, "circle-open", 10, legend=False, words=["0, where the pull leads"]),
    ]
    contours = Line("loss", *ellipses(H, c), *GROUND, width=1, legend=False, faint=True)
    return Chart(
        "plane",
        "Where each ends, for every λ",
        Axis("x", span=reach(c[0])),
        Axis("y", span=reach(c[1])),
        lines=[contours, *theory(rests.plane), *runs(ends.plane)],
        dots=[*fixed, *dots],
        alt="Contours of the loss in the plane; for each run a curve of where it ends, from the minimum at weak decay toward 0 at strong.",
        equal=True,
        hint="drag the star",
    )


def theory(curves: np.ndarray) -> list[Line]:
    """A thin line for each run, from (4, 2, n)."""
    return [
        Line(name, x, y, *colours(name), dash="dot", width=1.4, legend=False, hover=f"{name}, theory")
        for name, (x, y) in zip(NAMES, curves, strict=True)
    ]


def runs(curves: np.ndarray) -> list[Line]:
    """What each run did, from (4, 2, n)."""
    return [
        Line(name, x, y, *colours(name), dash=DRAWN[name].dash, width=DRAWN[name].width, legend=False)
        for name, (x, y) in zip(NAMES, curves, strict=True)
    ]


def colours(name: str) -> tuple[str, str]:
    return DRAWN[name].look.light, DRAWN[name].look.dark


def reach(centre: float) -> tuple[float, float]:
    """The span of an axis that holds 0, the minimum, and room; it stays while a hand moves the minimum within its half."""
    return (-NEAR, FAR) if centre >= 0 else (-FAR, NEAR)


def ellipses(H: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Contours of ½ (x − c)ᵀ H (x − c) as one broken line: those that reach 0.5, 1, 1.5, … along the gentlest direction."""
    curvature, axes = np.linalg.eigh(H)
    around = np.linspace(0, 2 * np.pi, ROUND)
    unit = axes @ (np.sqrt(curvature[0] / curvature)[:, None] * np.stack([np.cos(around), np.sin(around)]))
    rings = [np.column_stack([np.asarray(c)[:, None] + r * unit, [np.nan, np.nan]]) for r in np.arange(0.5, 7.1, 0.5)]
    return tuple(np.concatenate(rings, axis=1))


def pulls_picture(weight_decay: float, adam: np.ndarray, adamw: np.ndarray, weights: np.ndarray, step: int) -> bytes:
    """How strong the pull is at every step, by the rate: λ|x| / (√v̂ + ε) inside Adam's gradient, λ|x| beside it; and what L2 it amounts to.

    `adam` and `adamw` (steps, 2) are what the two divide by, √v̂ + ε; `weights` (2, steps, 2) the points they stood at.
    """
    steps = np.maximum(np.arange(len(adam)), ZERO)
    coupled, beside = weight_decay * np.abs(weights[0]) / adam, weight_decay * np.abs(weights[1])
    span = decades(np.concatenate([coupled, beside]))
    mark = [Mark("step", max(step, ZERO), f"step {step}", grip=True, whole=True)]
    across = step_axis(len(adam) - 1)
    pulls = [
        Chart(
            f"pull {letter}",
            f"Pull in {letter}",
            across,
            Axis("pull ÷ α", log=True, span=span),
            lines=[pull("Adam + L2", steps, coupled[:, i]), pull("AdamW", steps, beside[:, i])],
            marks=mark,
            alt=f"The pull toward 0 in {letter} over the steps: Adam + L2 divides it by the root of v, AdamW does not.",
            hint=f"Adam + L2: λ|{letter}|/√v̂, AdamW: λ|{letter}|",
        )
        for i, letter in enumerate("xy")
    ]
    amounts = weight_decay * adamw
    as_l2 = Chart(
        "as L2",
        "The L2 it amounts to",
        across,
        Axis("λ of that L2", log=True, span=decades(np.concatenate([amounts, np.full((1, 2), weight_decay)]))),
        lines=[
            pull("Adam + L2", steps, np.full(len(steps), weight_decay), label="λ"),
            pull("AdamW", steps, amounts[:, 0], label="x"),
            pull("AdamW", steps, amounts[:, 1], label="y", dash="dash"),
        ],
        marks=mark,
        alt="The strength of the L2 penalty that each run's pull amounts to: λ for Adam + L2, λ times the root of v for AdamW.",
        hint="Adam + L2: λ, AdamW: λ√v̂",
    )
    return charts_picture([*pulls, as_l2], columns=3)


def pull(name: str, steps: np.ndarray, strength: np.ndarray, label: str = "", dash: str = "") -> Line:
    return Line(name, steps, strength, *colours(name), dash=dash or DRAWN[name].dash, legend=False, label=label)


def step_axis(last: int) -> Axis:
    """A logarithmic axis of steps, which begin at 0."""
    return Axis("step", log=True, span=(ZERO, max(last, 1)), ticks=[(ZERO, "0"), *((10.0**k, f"{10**k}") for k in range(len(str(last))))])


def decades(values: np.ndarray) -> tuple[float, float]:
    """The ends of a logarithmic axis that shows these values, whole decades and not too many."""
    seen = values[np.isfinite(values) & (values > 0)]
    if not seen.size:
        return 0.1, 10.0
    top = np.ceil(np.log10(seen.max()) + 0.05)
    bottom = max(np.floor(np.log10(seen.min())), top - MANY)
    return float(10.0**bottom), float(10.0**top)
