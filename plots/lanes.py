"""A race whose runs have schedules of their own, as the player draws it: with grips at the cuts, and costs that may be samples."""

from collections.abc import Mapping, Sequence

import numpy as np

from landscapes import Landscape
from optimizers import Paths
from plots.codec import packed
from plots.race import Entrant, race_parts


def lanes_picture(
    land: Landscape,
    params: Mapping[str, object],
    entrants: Sequence[Entrant],
    paths: Paths,
    multipliers: np.ndarray,
    hidden: Sequence[str],
    view: str,
    axis: str,
    cuts: Sequence[Mapping],
    spent: str,
    stand: int | None = None,
) -> bytes:
    """`plots.race.race_picture`, and what the hand may drag in it.

    A cut has the `name` of the setting that moves it, a `label`, the `run` whose rate it cuts, and lies at the share `at` of the
    `over` steps that begin with step `since`. `spent` says what `paths.evaluations` counts.
    """
    header, arrays = race_parts(land, params, entrants, paths, multipliers, hidden, view, axis, stand)
    return packed({**header, "cuts": list(cuts), "spent": spent, "opens": True}, arrays)
