"""The race as the player draws it: arrays in, two blobs out (the surface, and the paths on it)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from landscapes import Landscape, heights, minima_values
from optimizers import Paths, Run
from plots.codec import packed
from plots.relief import relief
from plots.theme import LOOKS, SURFACE, Look

GRID = 128  # points a side: 33 kB, and a valley of κ = 100 does not bead
LEVELS = 18
RELIEF = 30.0  # how much more ε the 3-D view takes: on the map's own scale every minimum is a needle
STRAIGHT = 1e3  # log(z + ε) with ε this much above all z is a straight line to a thousandth
HIGHEST = 1e300  # two heights must not differ by more than a double holds
FLOOR = 1e-16  # of the loss plot: below it a double's rounding shows


@dataclass(frozen=True)
class Entrant:
    """How one run is called and drawn; `lr` is its base rate α₀, a `second` run of the same look is dashed."""

    name: str
    look: Look
    lr: float | None
    second: bool = False


def entrant(name: str, run: Run) -> Entrant:
    """A run in its rule's look; one that is not called as its rule is dashed."""
    rule = run.optimizer.name
    return Entrant(name, LOOKS[rule], run.lr, second=name != rule)


def surface_id(land: Landscape, params: Mapping[str, object]) -> str:
    """The name under which the browser keeps a surface: equal numbers, equal name."""
    return f"{surface_name(land)} {land.numbers(params)}"


def surface_name(land: Landscape) -> str:
    """What tells a surface from all others, whatever its numbers: two formulas share a name, not a source."""
    return f"{land.name}, {land.reference} {land.window}"


def surface_picture(land: Landscape, params: Mapping[str, object], linear: bool = False) -> bytes:
    """The surface for the contour plot and the 3-D view.

    Heights are those of `relief`, and travel as uint16 between the header's `low` and `high`.
    In 3-D the loss stands upright on a softer logarithm, or as it is if `linear`.
    """
    log, softening = relief(ground(heights(land, params, GRID)[2]), lowest_value(land, params))
    low, high = float(log.min()), float(log.max())
    if high - low < 1e-9:
        high = low + 1.0
    header = {
        "id": surface_id(land, params),
        "window": land.window,
        "grid": GRID,
        "low": low,
        "high": high,
        "softening": softening,
        "relief": RELIEF * softening if not linear else STRAIGHT * 10**high,
        "upright": "loss" if linear else "log loss",
        "levels": LEVELS,
        "minima": land.minima(*land.numbers(params)),
        "colours": SURFACE,
        "name": surface_name(land),
    }
    level = np.round((log - low) / (high - low) * 65535).astype(np.uint16)
    return packed(header, {"z": level})


def ground(z: np.ndarray) -> np.ndarray:
    """Heights that can be drawn: where a formula has no value, as log(x) left of 0, the map is as high as it gets."""
    finite = z[np.isfinite(z)]
    low, high = (finite.min(), finite.max()) if finite.size else (0.0, 0.0)
    return np.clip(np.nan_to_num(z, nan=high, posinf=high, neginf=low), -HIGHEST, HIGHEST)


def lowest_value(land: Landscape, params: Mapping[str, object]) -> float:
    """The loss at the lowest known minimum; infinite if none is known."""
    return float(minima_values(land, params).min(initial=np.inf))


def race_picture(
    land: Landscape,
    params: Mapping[str, object],
    entrants: Sequence[Entrant],
    paths: Paths,
    multipliers: np.ndarray,
    hidden: Sequence[str],
    view: str,
    axis: str,
    stand: int | None = None,
) -> bytes:
    """The paths on that surface, as the player draws them.

    `multipliers` is the schedule (steps,), or each run's own (runs, steps). The loss travels as its height above the lowest known
    minimum, for a logarithmic axis. Where none is known, it is the height above the lowest ground in the window, and the
    axis is linear over the losses met inside it: a run may fall for ever. `axis` is what the loss is drawn over: "steps", or
    "evaluations", which sends each run's count so far too. A run that diverged is sent up to the step before. `stand` is a step
    at which the race is to stand when it is first shown; without one it plays.
    """
    return packed(*race_parts(land, params, entrants, paths, multipliers, hidden, view, axis, stand))


def race_parts(
    land: Landscape,
    params: Mapping[str, object],
    entrants: Sequence[Entrant],
    paths: Paths,
    multipliers: np.ndarray,
    hidden: Sequence[str],
    view: str,
    axis: str,
    stand: int | None = None,
) -> tuple[dict, dict[str, np.ndarray]]:
    """What `race_picture` packs: the header, and the arrays by name, for pictures that add to it."""
    steps = paths.lr.shape[1]
    last = np.where(paths.diverged_at < 0, steps, paths.diverged_at - 1)
    seen = np.arange(steps + 1) <= last[:, None]
    lowest = lowest_value(land, params)
    bottom = np.isfinite(lowest)
    if not bottom:
        lowest = float(ground(heights(land, params, GRID)[2]).min())
    with np.errstate(all="ignore"):
        gap = np.maximum(paths.loss - lowest, FLOOR if bottom else -np.inf)
        grad = np.pad(paths.grad, ((0, 0), (0, 1), (0, 0)), constant_values=np.nan)
        fields = {"x": paths.theta[..., 0], "y": paths.theta[..., 1], "gap": gap, "gx": grad[..., 0], "gy": grad[..., 1]}
        if axis == "evaluations":
            fields["cost"] = paths.evaluations
        arrays = {name: np.where(seen, values, np.nan).astype(np.float32) for name, values in fields.items()}
    header = {
        "surface": surface_id(land, params),
        "steps": steps,
        "start": paths.theta[0, 0].tolist(),
        "lowest": lowest,
        "span": None if bottom else losses_inside(land, paths, seen),
        "hidden": list(hidden),
        "view": view,
        "axis": axis,
        "stand": stand,
        "alt": f"Contour map of {land.name} with the paths of {', '.join(one.name for one in entrants)} over {steps} steps.",
        "runs": [run_header(one, lost) for one, lost in zip(entrants, paths.diverged_at.tolist(), strict=True)],
    }
    return header, {**arrays, "rate": multipliers.astype(np.float32)}


def losses_inside(land: Landscape, paths: Paths, seen: np.ndarray) -> list[float]:
    """The lowest and the highest loss that any run met inside the window, with some room around them."""
    low, high = np.array(land.window, float).T
    inside = seen & ((paths.theta >= low) & (paths.theta <= high)).all(-1) & (np.abs(paths.loss) <= HIGHEST)
    met = paths.loss[inside] if inside.any() else np.zeros(1)
    room = 0.06 * float(met.max() - met.min()) or 1.0
    return [float(met.min()) - room, float(met.max()) + room]


def run_header(one: Entrant, diverged: int) -> dict:
    """What the browser needs to know of a run."""
    return {"name": one.name, **asdict(one.look), "second": one.second, "lr": one.lr, "diverged": diverged}
