"""A race whose runs have schedules of their own, as the player draws it: with grips at the cuts, and costs that may be samples."""

from collections.abc import Mapping, Sequence

import numpy as np

from landscapes import Landscape
from optimizers import Paths
from plots.codec import packed
from plots.race import Entrant, race_parts
from plots.theme import Look

# Momentum's forms are neither rules nor schedules, so they look like none: a dark hue and a bright one.
FORMS = {"A": Look("#00525C", "#8FE7EE", "hourglass"), "B": Look("#D81B60", "#FF5C8D", "bowtie")}


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

    A cut has the `name` of the setting that moves it, a `label`, the `run` whose rate it cuts, a colour for `light` and one for
    `dark`, and lies at the share `at` of the `over` steps that begin with step `since`. `spent` says what `paths.evaluations` counts.
    """
    header, arrays = race_parts(land, params, entrants, paths, multipliers, hidden, view, axis, stand)
    return packed({**header, "cuts": list(cuts), "spent": spent, "opens": True}, arrays)
