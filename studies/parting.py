"""Two runs that should walk together: where they part, and how far."""

from dataclasses import dataclass

import numpy as np

HAIR = 1e-9  # of the place's size, at least 1: rounding keeps two runs of the same numbers closer than this


@dataclass(frozen=True)
class Parting:
    """Distances (steps+1,) in the plane's units, NaN once a run has no point; `first` step more than a hair apart, and `furthest`.

    Both steps are -1 for two runs that never part.
    """

    distance: np.ndarray
    first: int
    furthest: int


def parting(one: np.ndarray, other: np.ndarray, lived: int | None = None) -> Parting:
    """Compare two paths (steps+1, 2), up to the first `lived` points, or up to one that is not finite."""
    with np.errstate(all="ignore"):
        distance = np.hypot(*(one - other).T)
        size = np.maximum(1, np.abs(one).max(axis=1))
    gone = ~np.isfinite(distance)
    gone[lived:] |= lived is not None
    distance[gone.cumsum() > 0] = np.nan
    with np.errstate(invalid="ignore"):
        apart = distance > HAIR * size
    if not apart.any():
        return Parting(distance, -1, -1)
    return Parting(distance, int(apart.argmax()), int(np.nanargmax(distance)))
