"""Many long runs on their way to the browser: what a screen can show of them, and the numbers of a step when the hand asks for them.

Exact, 22 runs of 2000 steps weigh 900 kB. Places and losses travel on the scales of `plots/whole_slider.py` then: in 16 bits if that is
little, and else so that a screen shows them less than a quarter of a pixel off, which of noise leaves a half. All else but the gradients
travels bit by bit.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from plots.codec import packed, unpacked
from plots.whole_slider import TOP, coded, deflated, sinh_scale

EXACT = 40_000  # bytes of numbers that travel as they are: more than twice those of the opening race
LITTLE = 24_000  # bytes of packed numbers, up to which they are as fine as 16 bits can say
OFF = 0.225  # pixels that a place may be off where the browser looks
ROOM = 2.0  # how much wider than what is looked at a scale is even
FURTHEST = 1e8  # half widths of a scale: what lies beyond is out of every picture
HIGHEST = float(np.finfo(np.float32).max)  # what no float32 holds is far out of the picture
PANE = {"x": 600.0, "y": 400.0, "gap": 240.0}  # pixels on a laptop's screen; a browser that has more asks for more
CEILING, DEEPEST, DECADES = 4.0, -12.0, 14.0  # the decades that the loss plot shows at most (`ui/web/player/curves.js`)
MOST = 20_000  # pixels of a screen
AROUND = 100  # steps to each side of the one whose numbers are asked for

Looked = Mapping[str, tuple[float, float, float]]  # from where to where the axes of "x", "y" and "gap" go, and on how many pixels


def light(race: bytes, surface: bytes, looked: Mapping | None = None) -> bytes:
    """The race on a surface, both blobs of `plots.race`, as it travels: itself if it is small, else packed.

    `looked` is what the browser has said that it shows of a "surface", by its id, as `Looked`; a loss that is drawn in decades in decades.
    """
    header, arrays = unpacked(race)
    if sum(array.nbytes for array in arrays.values()) <= EXACT:
        return race
    fields = {name: arrays[name].reshape(len(header["runs"]), -1).astype(float) for name in PANE}
    fields["gap"] = np.clip(fields["gap"], -HIGHEST, HIGHEST)
    decades = header["span"] is None
    if decades:
        fields["gap"] = np.log10(fields["gap"])
    if not looked or looked["surface"] != header["surface"] or not shown(looked):
        looked = at_first(header, fields["gap"], unpacked(surface)[0]["window"])
    scales = [scale_of(values, looked[name], decades and name == "gap") for name, values in fields.items()]
    rest = {name: array for name, array in arrays.items() if name not in (*PANE, "gx", "gy")}
    numbers = packed_numbers(fields, scales, rest)
    if len(numbers) > LITTLE:
        scales = [{**scale, "top": enough(scale, *looked[name])} for scale, name in zip(scales, fields, strict=True)]
        numbers = packed_numbers(fields, scales, rest)
    kept = [[name, int(array.size)] for name, array in rest.items()]
    return packed({**header, "scales": scales, "kept": kept, "looked": {name: looked[name] for name in PANE}}, {"packed": numbers})


def shown(looked: Mapping) -> bool:
    """Whether it can be so: axes that go somewhere, on some pixels."""
    return all(np.isfinite(looked[name]).all() and looked[name][0] < looked[name][1] and 1 <= looked[name][2] <= MOST for name in PANE)


def at_first(header: Mapping, gap: np.ndarray, window) -> Looked:
    """What a browser shows that has not said otherwise: the whole window, and the losses as `curves.js` frames them."""
    if header["span"]:
        low, high = (end - header["lowest"] for end in header["span"])
    else:
        steepest = np.log10(header["ceiling"]) if "ceiling" in header else CEILING
        (lowest, highest), (_, first) = met(gap), met(gap[:, 0])
        high = min(highest, first + steepest) + 0.1
        low = min(max(lowest - 0.1, DEEPEST, high - DECADES), high - 1)
    ends = {"x": window[0], "y": window[1], "gap": (low, high)}
    return {name: (float(low), float(high), PANE[name]) for name, (low, high) in ends.items()}


def scale_of(values: np.ndarray, looked: tuple[float, float, float], decades: bool) -> dict:
    """Even where the browser looks and by ratios far outside, or even in decades; it reaches as far as the values do."""
    low, high, _ = looked
    if decades:
        low, high = met(values)
        return {"low": float(low), "high": float(max(high, low + 1)), "top": TOP}
    middle, half = (low + high) / 2, ROOM * (high - low) / 2
    reach = max(met(np.abs(values - middle))[1], half / ROOM) / half
    return {**sinh_scale(middle - half, middle + half, min(reach, FURTHEST)), "top": TOP}


def met(values: np.ndarray) -> tuple[float, float]:
    """The least and the greatest number; where all runs diverge at once there is none, and nothing is drawn."""
    known = values[~np.isnan(values)]
    return (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)


def enough(scale: Mapping[str, float], low: float, high: float, pixels: float) -> int:
    """How many places a scale needs so that nothing is seen to be off; where the view ends they are the furthest apart."""
    apart = 2 * OFF * (high - low) / pixels
    if "half" in scale:
        reach = np.hypot(scale["half"], max(abs(low - scale["middle"]), abs(high - scale["middle"])))
        return int(np.clip(np.ceil(2 * scale["end"] * reach / apart), 1, TOP))
    return int(np.clip(np.ceil((scale["high"] - scale["low"]) / apart), 1, TOP))


def packed_numbers(fields: Mapping[str, np.ndarray], scales: Sequence[dict], rest: Mapping[str, np.ndarray]) -> np.ndarray:
    """The fields on their scales, and the rest bit by bit."""
    codes = [coded(values, scale, ~np.isnan(values)) for values, scale in zip(fields.values(), scales, strict=True)]
    return deflated(codes, *rest.values())


def numbers_about(race: bytes, run: int, step: int) -> tuple[int, dict[str, np.ndarray]]:
    """The numbers of a run's steps about one of them: the first of these, and point, loss and gradient of each."""
    header, arrays = unpacked(race)
    first = max(0, step - AROUND)
    return first, {n: arrays[n].reshape(len(header["runs"]), -1)[run, first : step + AROUND] for n in (*PANE, "gx", "gy")}
