"""The range test as the player draws it: the loss over the rate that each step used, smoothed and raw, with its marks."""

from collections.abc import Mapping

import numpy as np

from landscapes import Landscape
from plots.codec import packed
from plots.fan import CEILING, Edge
from plots.race import FLOOR, Scene, Sight, Trace, race_parts
from studies.range_test import RangeTest


def range_picture(land: Landscape, params: Mapping[str, object], one: Trace, test: RangeTest, view: str, edge: Edge) -> bytes:
    """One run with a rising rate, for the player.

    `cost` is log10 of the rate at each step, which is what the loss is drawn over; `smooth` is the smoothed loss in the
    units of `gap`; `marks` are steps with a label. The `edge` is known as long as the run lives.
    """
    rate = test.paths.lr[0]
    header, arrays = race_parts(Scene(land, params, [one], test.paths, rate / rate[-1]), Sight(view=view, axis="rate"))
    over = np.log10(np.append(rate, rate[-1] ** 2 / rate[-2] if len(rate) > 1 else rate[-1]))
    seen = np.arange(len(over)) <= test.lived
    smooth = np.full(len(over), np.nan)
    low = -np.inf if header["span"] else FLOOR
    smooth[seen] = np.maximum(test.smooth - header["lowest"], low)
    header |= {"marks": marks(test), "across": [float(over[0]), float(over[-1])], "inspects": False, "ceiling": CEILING}
    header |= {"edge": dict(edge.told), "numerator": edge.numerator}
    fields = {"cost": np.where(seen, over, np.nan), "smooth": smooth}
    if edge.numerator is not None:
        fields["bend"] = padded(edge.sharpness, len(over))
    with np.errstate(over="ignore"):
        return packed(header, arrays | {name: values.astype(np.float32) for name, values in fields.items()})


def padded(values: np.ndarray, length: int) -> np.ndarray:
    """Nothing is known of the steps after the run broke."""
    return np.append(values, np.full(length - len(values), np.nan))


def marks(test: RangeTest) -> list[dict]:
    """What is marked, in the order of the rates."""
    named = {"steepest": test.steepest, "turns up": test.turn_up, "stability edge": test.edge, "lowest": test.lowest}
    found = sorted((step, name) for name, step in named.items() if step is not None)
    return [{"step": step, "label": name} for step, name in found]
