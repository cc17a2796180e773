"""Rows to fit to and rows to judge by: a split drawn from a seed."""

import numpy as np

from parameter import Parameter

SHARE = Parameter(
    "share", 0.3, 0.0, 1.0, label="kept for validation", help="Share of the rows that no fit sees; the errors on them judge it."
)
SEED = Parameter("seed", 0, 0, 2**31 - 1, whole=True, label="seed of the split", help="Which rows they are.", slider=(0, 99))


def split(rows: int, share: float = SHARE.default, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the rows to train on, and of those kept for validation, each in their order; either may be empty.

    Raises:
        ValueError: a share or a seed that is not allowed.
    """
    order = np.random.default_rng(int(SEED.check(seed))).permutation(rows)
    kept = round(SHARE.check(share) * rows)
    return np.sort(order[kept:]), np.sort(order[:kept])
