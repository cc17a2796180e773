"""A descent without a penalty and one with L2, as the player draws them on one of their two surfaces."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from landscapes import Landscape
from optimizers import Paths
from optimizers.abreast import abreast, behind
from plots.codec import packed
from plots.fan import CEILING, shown_on_map
from plots.race import Scene, Sight, Trace, lowest_value, race_parts


def conditioning_picture(
    land: Landscape,
    surfaces: Sequence[Mapping[str, object]],
    shown: int,
    traces: Sequence[Trace],
    paths: Sequence[Paths],
    sight: Sight,
) -> bytes:
    """One run for each of the surfaces, each in a `paths` of its own; the contours are those of the surface at the place `shown`.

    Each loss is drawn above its own surface's minimum. Of a run that climbs the map shows what lies before it left for good.
    In 3-D the other surface's run would float or sink, so it is left out.
    """
    lowest = [lowest_value(land, params) for params in surfaces]
    both = abreast([replace(one, loss=one.loss - low + lowest[shown]) for one, low in zip(paths, lowest, strict=True)])
    rates = np.concatenate([behind(np.ones((1, one.lr.shape[1])), both.lr.shape[1]) for one in paths])
    header, arrays = race_parts(Scene(land, surfaces[shown], traces, both, rates), sight)
    with np.errstate(invalid="ignore"):
        gone = np.where(both.loss[:, -1] > both.loss[:, 0], 0, both.diverged_at)
    seen = shown_on_map(land, replace(both, diverged_at=gone))
    own = np.arange(len(paths)) == shown if sight.view == "3-D" else np.ones(len(paths), bool)
    seen = seen & own[:, None]
    for name in "xy":
        arrays[name] = np.where(seen.ravel(), arrays[name].ravel(), np.float32(np.nan))
    return packed(header | {"inspects": False, "ceiling": CEILING, "axes": ("w₁", "w₂")}, arrays)
