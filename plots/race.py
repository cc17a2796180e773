"""The race as the player draws it: arrays in, two blobs out (the surface, and the paths on it)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

import numpy as np

from landscapes import LANDSCAPES, Landscape, heights, minima_values
from optimizers import Paths
from optimizers.engine import Walked
from optimizers.run import Entrant
from plots.codec import folded, packed, squeezed
from plots.relief import relief
from plots.theme import LOOKS, SURFACE, Look

GRID = 128  # points a side: 3 to 15 kB, and a valley of κ = 100 does not bead
LEVELS = 18
RELIEF = 30.0  # how much more ε the 3-D view takes: on the map's own scale every minimum is a needle
STRAIGHT = 1e3  # log(z + ε) with ε this much above all z is a straight line to a thousandth
HIGHEST = 1e300  # two heights must not differ by more than a double holds
AXES = ("x", "y")  # what the map's axes are called
FLOOR = 1e-16  # of the loss plot: below it a double's rounding shows


@dataclass(frozen=True)
class Trace:
    """How one run is called and drawn; `lr` is its base rate α₀, a `second` run of the same look is dashed.

    Where its name is not what is to be read, as a slider moves that, it has a `label`.
    """

    name: str
    look: Look
    lr: float | None
    second: bool = False
    label: str = ""

    @property
    def told(self) -> str:
        """What is read of it."""
        return self.label or self.name


def trace(one: Entrant) -> Trace:
    """A run in its rule's look; one that is not called as its rule is dashed."""
    rule = one.run.optimizer.name
    return Trace(one.name, LOOKS[rule], one.run.lr, second=one.name != rule)


@dataclass(frozen=True)
class Scene:
    """What there is to see: a surface, and the paths on it with the trace of each.

    `multipliers` is the schedule (steps,), or each run's own (runs, steps).
    """

    land: Landscape
    params: Mapping[str, object]
    traces: Sequence[Trace]
    paths: Paths
    multipliers: np.ndarray


@dataclass(frozen=True)
class Sight:
    """How it is looked at: which traces are hidden, in "2-D" or "3-D", what the loss is drawn over, "steps" or "evaluations".

    `stand` is a step at which the race is to stand when it is first shown; without one it plays.
    """

    hidden: Sequence[str] = ()
    view: str = "2-D"
    axis: str = "steps"
    stand: int | None = None


def surface_id(land: Landscape, params: Mapping[str, object], linear: bool = False) -> str:
    """The name under which the browser keeps a surface: equal numbers, equally upright in 3-D, equal name."""
    return f"{surface_name(land)} {land.numbers(params)}{' linear' if linear else ''}"


def surface_name(land: Landscape) -> str:
    """What tells a surface from all others, whatever its numbers: two formulas share a name, not a source."""
    return f"{land.name}, {land.reference} {land.window}"


def surface_picture(land: Landscape, params: Mapping[str, object], linear: bool = False) -> bytes:
    """The surface for the contour plot and the 3-D view, made once for all who look at it.

    Heights are those of `relief`, and travel as uint16 between the header's `low` and `high`: along each row how their differences
    change, packed.
    In 3-D the loss stands upright on a softer logarithm, or as it is if `linear`.
    """
    return made_surface(land, land.numbers(params), linear)


@lru_cache(64)  # 33 kB each
def made_surface(land: Landscape, numbers: tuple[float, ...], linear: bool) -> bytes:
    """The surface with its numbers in the order its loss takes them."""
    params = dict(zip((p.name for p in land.parameters), numbers, strict=True))
    z = heights(land, params, GRID)[2]
    log, softening = relief(ground(z), lowest_value(land, params))
    low, high = float(log.min()), float(log.max())
    if high - low < 1e-9:
        high = low + 1.0
    header = {
        "id": surface_id(land, params, linear),
        "window": land.window,
        "grid": GRID,
        "low": low,
        "high": high,
        "softening": softening,
        "relief": RELIEF * softening if not linear else STRAIGHT * 10**high,
        "upright": "loss" if linear else "log loss",
        "levels": LEVELS,
        "minima": land.minima(*land.numbers(params)),
        "holes": holes(z),
        "colours": SURFACE,
        "name": surface_name(land),
    }
    level = np.round((log - low) / (high - low) * 65535).astype(np.uint16)
    return packed(header, {"packed": squeezed(folded(np.diff(level, n=2, axis=1, prepend=np.zeros((GRID, 2), np.uint16))).ravel())})


def ground(z: np.ndarray) -> np.ndarray:
    """Heights that can be drawn: a hole, where a formula has no value, is as high as its nearest edge; it is hatched."""
    z = edges(edges(z).T).T
    finite = z[np.isfinite(z)]
    low, high = (finite.min(), finite.max()) if finite.size else (0.0, 0.0)
    return np.clip(np.nan_to_num(z, nan=high, posinf=high, neginf=low), -HIGHEST, HIGHEST)


def edges(z: np.ndarray) -> np.ndarray:
    """Each hole filled with the nearest value of its row, if the row has any."""
    if not np.isnan(z).any():
        return z
    place = np.arange(z.shape[1])
    known = ~np.isnan(z)
    before = np.maximum.accumulate(np.where(known, place, -z.shape[1]), axis=1)
    after = np.minimum.accumulate(np.where(known, place, 2 * z.shape[1])[:, ::-1], axis=1)[:, ::-1]
    nearest = np.where(place - before <= after - place, before, after)
    return np.take_along_axis(z, np.clip(nearest, 0, z.shape[1] - 1), axis=1)


def has_holes(land: Landscape, params: Mapping[str, object]) -> bool:
    """Whether the map is hatched somewhere, as only a visitor's own formula's is."""
    return land not in LANDSCAPES and bool(holes(heights(land, params, GRID)[2]))


def holes(z: np.ndarray) -> list[list[int]]:
    """Where the surface has no value: [row, first column, last column] of each stretch."""
    ends = np.diff(np.pad(np.isnan(z).astype(int), ((0, 0), (1, 1))), axis=1)
    (row, first), (_, last) = np.nonzero(ends == 1), np.nonzero(ends == -1)
    return np.stack([row, first, last - 1], -1).tolist()


def lowest_value(land: Landscape, params: Mapping[str, object]) -> float:
    """The loss at the lowest known minimum; infinite if none is known."""
    return float(minima_values(land, params).min(initial=np.inf))


def race_picture(scene: Scene, sight: Sight) -> bytes:
    """The paths on that surface, as the player draws them.

    The loss travels as its height above the lowest known minimum, for a logarithmic axis. Where none is known, it is the height above
    the lowest ground in the window, and the axis is linear over the losses met inside it: a run may fall for ever. Drawn over
    evaluations, it sends each run's count so far too. A run that diverged is sent up to the step before.
    """
    return packed(*race_parts(scene, sight))


def race_parts(scene: Scene, sight: Sight) -> tuple[dict, dict[str, np.ndarray]]:
    """What `race_picture` packs: the header, and the arrays by name, for pictures that add to it."""
    land, params, paths = scene.land, scene.params, scene.paths
    steps = paths.lr.shape[1]
    seen, (lowest, bottom) = seen_of(paths, steps), drawn_above(land, params)
    with np.errstate(all="ignore"):
        gap = np.maximum(paths.loss - lowest, FLOOR if bottom else -np.inf)
        grad = np.pad(paths.grad, ((0, 0), (0, 1), (0, 0)), constant_values=np.nan)
        fields = {"x": paths.theta[..., 0], "y": paths.theta[..., 1], "gap": gap, "gx": grad[..., 0], "gy": grad[..., 1]}
        if sight.axis == "evaluations":
            fields["cost"] = paths.evaluations
        arrays = {name: np.where(seen, values, np.nan).astype(np.float32) for name, values in fields.items()}
    header = {
        "surface": surface_id(land, params),
        "steps": steps,
        "start": paths.theta[0, 0].tolist(),
        "lowest": lowest,
        "span": None if bottom else losses_inside(land, paths, seen),
        "hidden": list(sight.hidden),
        "view": sight.view,
        "axis": sight.axis,
        "stand": sight.stand,
        "axes": AXES,
        "alt": f"Contour map of {land.name}. From {point(paths.theta[0, 0])}, in {steps} steps: {', '.join(ways(scene.traces, paths))}.",
        "runs": [run_header(one, lost) for one, lost in zip(scene.traces, paths.diverged_at.tolist(), strict=True)],
    }
    return header, {**arrays, "rate": scene.multipliers.astype(np.float32)}


def seen_of(paths: Paths | Walked, ends: np.ndarray | int) -> np.ndarray:
    """Which points of each run are drawn, (runs, steps+1): up to its end, or up to the step before it diverged."""
    last = np.where(paths.diverged_at < 0, ends, paths.diverged_at - 1)
    return np.arange(paths.loss.shape[1]) <= last[:, None]


def drawn_above(land: Landscape, params: Mapping[str, object]) -> tuple[float, bool]:
    """The loss above which losses are drawn, and whether it is the lowest minimum's; else it is the lowest ground's in the window."""
    lowest = lowest_value(land, params)
    return (lowest, True) if np.isfinite(lowest) else (float(ground(heights(land, params, GRID)[2]).min()), False)


def ways(traces: Sequence[Trace], paths: Paths) -> Iterator[str]:
    """Where each run ends, for whoever does not see its path."""
    for one, theta, lost in zip(traces, paths.theta, paths.diverged_at.tolist(), strict=True):
        yield f"{one.told} to {point(theta[-1])}" if lost < 0 else f"{one.told} diverges at step {lost}"


def point(xy: np.ndarray) -> str:
    return f"({xy[0]:.3g}, {xy[1]:.3g})".replace("-", "−")


def losses_inside(land: Landscape, paths: Paths | Walked, seen: np.ndarray) -> list[float]:
    """The lowest and the highest loss that any run met inside the window, with some room around them."""
    low, high = np.array(land.window, float).T
    inside = seen & ((paths.theta >= low) & (paths.theta <= high)).all(-1) & (np.abs(paths.loss) <= HIGHEST)
    met = paths.loss[inside] if inside.any() else np.zeros(1)
    room = 0.06 * float(met.max() - met.min()) or 1.0
    return [float(met.min()) - room, float(met.max()) + room]


def run_header(one: Trace, diverged: int) -> dict:
    """What the browser needs to know of a run."""
    return {"name": one.name, "label": one.told, **asdict(one.look), "second": one.second, "lr": one.lr, "diverged": diverged}
