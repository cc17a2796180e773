"""A whole slider: for every place of its thumb the paths that the engine gives there, small enough to be sent at one grasp.

What is drawn needs no double. A coordinate lies on a scale that is even inside the window and by ratios far outside, a loss above the
lowest minimum on its logarithm, each in 16 bits, and so less than a quarter of a pixel off. Steps follow each other closely, so
differences are packed.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from landscapes import Landscape
from optimizers.engine import Walked
from plots.codec import folded, packed, squeezed
from plots.race import FLOOR, drawn_above, losses_inside, seen_of

NONE = 65535  # stands for a place that a run never came to
TOP = NONE - 1
FURTHEST = 4000.0  # half windows: a run further away has diverged (`optimizers/engine.py`)
DECADES = (-16.0, 48.0)  # of a loss above the lowest; beyond them no curve is seen
STEEPEST = 1e6  # half spans of a loss without a bottom; beyond, it is far out of the picture


@dataclass(frozen=True)
class Beside:
    """What is drawn beside the paths, and follows a slider, too.

    `race` holds for each value, and `runs` for each path, what their headers say there instead. `mapped` (paths, steps+1) says which
    points the map shows, if not all that the chart of the loss does. `along` are numbers of one run over the steps, by the names of
    their arrays, value by value (n, steps+1): float32, which come as they are.
    """

    race: Sequence[Mapping] = ()
    runs: Sequence[Mapping] = ()
    mapped: np.ndarray | None = None
    along: Mapping[str, np.ndarray] = field(default_factory=dict)


@dataclass(frozen=True)
class Whole:
    """A slider and what follows it: its `values` (n,), the places among the race's runs that follow, and their paths, value by value.

    paths holds n · len(runs) runs; `rates` each one's base rate; `steps` (n,) and `multipliers` (n, steps) are those of each value, or
    where `each` run has a schedule of its own (n · len(runs), steps). What is drawn `beside` them follows, too.
    """

    slider: str
    values: Sequence[float]
    runs: Sequence[int]
    paths: Walked
    rates: np.ndarray
    steps: np.ndarray
    multipliers: np.ndarray
    each: bool = False
    beside: Beside = field(default_factory=Beside)


def whole_picture(land: Landscape, params: Mapping[str, object], whole: Whole) -> bytes:
    """The blob: in its header what the browser needs to read the rest, then differences, deflated."""
    paths, steps = whole.paths, whole.multipliers.shape[1]
    seen, (lowest, bottom) = seen_of(paths, np.repeat(whole.steps, len(whole.runs))), drawn_above(land, params)
    if bottom:
        ends_of_loss = log_scale()
    else:
        low, high = losses_inside(land, paths, seen)
        ends_of_loss = sinh_scale(low - lowest, high - lowest, STEEPEST)
    scales = [*(sinh_scale(low, high, FURTHEST) for low, high in land.window), ends_of_loss]
    with np.errstate(all="ignore"):
        gap = np.log10(np.maximum(paths.loss - lowest, FLOOR)) if bottom else paths.loss - lowest
        drawn = paths.theta[..., 0], paths.theta[..., 1], gap
        mapped = seen if whole.beside.mapped is None else seen & whole.beside.mapped
        fields = [coded(values, scale, shown) for values, scale, shown in zip(drawn, scales, (mapped, mapped, seen), strict=True)]
    highest = float(whole.multipliers.max()) or 1.0
    fields.append(np.round(whole.multipliers / highest * TOP).astype(np.uint16))
    fields += [half for rows in whole.beside.along.values() for half in halves(rows)]
    header = {
        "slider": whole.slider,
        "values": list(whole.values),
        "runs": list(whole.runs),
        "rates": whole.rates.tolist(),
        "steps": whole.steps.tolist(),
        "longest": steps,
        "diverged": paths.diverged_at.tolist(),
        "scales": scales,
        "highest": highest,
        "each": whole.each,
        "along": list(whole.beside.along),
    }
    said = json.dumps([whole.beside.race, whole.beside.runs], separators=(",", ":"), allow_nan=False).encode()
    return packed(header, {"packed": deflated(fields), "said": np.frombuffer(zlib.compress(said, 1), np.uint8)})


def sinh_scale(low: float, high: float, reach: float) -> dict:
    """Even about the middle of an interval, by ratios far from it: `reach` half intervals end it."""
    return {"middle": (low + high) / 2, "half": (high - low) / 2, "end": float(np.arcsinh(reach))}


def log_scale() -> dict:
    """Even in decades."""
    return {"low": DECADES[0], "high": DECADES[1]}


def coded(values: np.ndarray, scale: dict, seen: np.ndarray) -> np.ndarray:
    """Each value's place on its scale, from 0 to its top; NONE where there is none."""
    if "half" in scale:
        share = (np.arcsinh((values - scale["middle"]) / scale["half"]) / scale["end"] + 1) / 2
    else:
        share = (values - scale["low"]) / (scale["high"] - scale["low"])
    code = np.round(np.clip(share, 0, 1) * scale.get("top", TOP))
    return np.where(seen & np.isfinite(values), code, NONE).astype(np.uint16)


def halves(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The upper and the lower 16 bits of float32 numbers."""
    bits = np.ascontiguousarray(rows, np.float32).view(np.uint32)
    return (bits >> 16).astype(np.uint16), (bits & 65535).astype(np.uint16)


def deflated(fields: Sequence[np.ndarray], *others: np.ndarray) -> np.ndarray:
    """Rows of 16-bit numbers (n, steps) as differences along each row, packed; the others (n,) of 32 bits, as differences of their bits."""
    rows = np.concatenate([np.diff(field, axis=1, prepend=np.uint16(0)).ravel() for field in fields])
    return squeezed(folded(rows), *(folded(np.diff(other.view(np.uint32), prepend=np.uint32(0))) for other in others))
