"""A fan of rates as the player draws it: a colour scale from the lowest rate to the highest, and the stability edge under one run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from landscapes import Landscape
from optimizers import Paths
from optimizers.engine import Walked
from plots.codec import packed
from plots.race import Scene, Sight, Trace, race_parts
from plots.theme import ROW, Look
from plots.whole_slider import Beside

# From the lowest rate to the highest, cold to hot: the lightness changes one way, which every eye sees. After matplotlib's plasma.
CEILING = 30.0  # times the loss at the start: how much of a run that diverges the loss plot shows
THIN, THICK = 1.8, 4.4  # pixels, of a fan's lines and of the visitor's own
COLD_TO_HOT = {
    "light": ("#1a0c7a", "#75108f", "#b0306f", "#d0513f", "#c08200"),
    "dark": ("#6f66ff", "#a878f5", "#e089c8", "#f8b48a", "#fff2b0"),
}


def scale(share: float, scheme: str) -> str:
    """The colour at a share of the way from the lowest rate to the highest, for the light or the dark page."""
    stops = np.array([[int(stop[i : i + 2], 16) for i in (1, 3, 5)] for stop in COLD_TO_HOT[scheme]])
    at = np.linspace(0, 1, len(stops))
    return "#" + "".join(f"{round(np.interp(share, at, channel)):02x}" for channel in stops.T)


def fan_looks(count: int, own: Look) -> list[Look]:
    """A colour and a marker for each of `count` rates, lowest first; none has the marker of the visitor's own run."""
    markers = [look.marker for look in ROW if look.marker != own.marker]
    shares = np.linspace(0, 1, count)
    return [Look(scale(share, "light"), scale(share, "dark"), marker) for share, marker in zip(shares, markers, strict=False)]


@dataclass(frozen=True)
class Edge:
    """The edge of stability under the visitor's own run.

    `told` says what the browser is to make of it: {"slider", "words"}, or {"why"} there is none. `sharpness` (steps+1,) is λmax where
    the run stands. Whatever the rule, the rate at the edge is a `numerator` over λmax; None for a rule that has no edge.
    """

    told: Mapping[str, object]
    sharpness: np.ndarray
    numerator: float | None


def fan_picture(scene: Scene, sight: Sight, edge: Edge, factor: float | None) -> bytes:
    """The paths of a fan and of the visitor's own run, the last of the scene, which is drawn bold.

    A run that diverges is drawn on the map until it leaves the window for good: what follows would cover all others.
    `factor` is the own run's predicted one a step, of the distance; it is drawn as a dotted line.
    """
    header, arrays = race_parts(scene, sight)
    paths = scene.paths
    header |= {"edge": dict(edge.told), "numerator": edge.numerator, "factor": factor, "opens": True, "ceiling": CEILING}
    header["runs"] = [{**run, "width": THICK if run is header["runs"][-1] else THIN} for run in header["runs"]]
    for name in "xy":
        arrays[name] = np.where(shown_on_map(scene.land, paths).ravel(), arrays[name].ravel(), np.float32(np.nan))
    if edge.numerator is not None:
        (arrays["bend"],) = while_it_lives(edge.sharpness[None], paths.diverged_at[-1:])
    return packed(header, arrays)


def fan_beside(land: Landscape, paths: Walked, labels: Sequence[str], own: Sequence[Mapping], bends: np.ndarray | None) -> Beside:
    """What a fan shows beside the paths that follow a slider, as `fan_picture` does: what each is called, and if the visitor's own run is
    among them (n of them) what is said of it, {"factor", "numerator"}, and λmax under it, (n, steps+1), NaN where nobody asks.
    """
    along = {} if bends is None else {"bend": bends.astype(np.float32)}
    return Beside(own, [{"label": label} for label in labels], shown_on_map(land, paths), along)


def while_it_lives(sharpness: np.ndarray, diverged_at: np.ndarray) -> np.ndarray:
    """λmax (n, steps+1) under runs, and nothing from the step on at which each has diverged (n,)."""
    steps = sharpness.shape[1]
    lived = np.arange(steps) < np.where(diverged_at < 0, steps, diverged_at)[:, None]
    with np.errstate(over="ignore"):
        return np.where(lived, sharpness, np.nan).astype(np.float32)


def shown_on_map(land: Landscape, paths: Paths | Walked) -> np.ndarray:
    """Which points (runs, steps+1) the map shows: of a run that diverged those up to its last way out of the window."""
    low, high = np.array(land.window, float).T
    with np.errstate(invalid="ignore"):
        inside = ((paths.theta >= low) & (paths.theta <= high)).all(-1)
    steps = np.arange(inside.shape[1])
    out = 1 + np.where(inside, steps, 0).max(1)
    return (paths.diverged_at[:, None] < 0) | (steps <= out[:, None])


def fan_traces(labels: Sequence[str], rates: Sequence[float], own: Trace) -> list[Trace]:
    """How the runs of a fan are called and drawn, lowest rate first: each is named by its place, whatever its rate."""
    looks, places = fan_looks(len(rates), own.look), range(1, len(rates) + 1)
    return [
        replace(own, name=str(place), label=label, look=look, lr=rate, second=False)
        for place, label, look, rate in zip(places, labels, looks, rates, strict=True)
    ]
