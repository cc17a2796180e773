"""The linear scaling rule: N times the batch, N times the rate. What its runs need, counted in samples."""

import numpy as np

SHARE = 0.1  # of the first gap
SLACK = 0.25  # of what the base run needs, or one step of its own: how far off a run may be that follows


def samples_to_share(gap: np.ndarray, seen: np.ndarray, diverged: int) -> int:
    """How many samples a run has seen when its loss above the lowest is first a tenth of what it was at the start; -1 if never.

    gap and seen are (steps+1,): the loss above the lowest, and the samples so far. `diverged` is a step, -1 for none.
    """
    lived = gap if diverged < 0 else gap[:diverged]
    with np.errstate(invalid="ignore"):
        there = lived <= SHARE * gap[0]
    return int(seen[there.argmax()]) if there.any() else -1


def follows(samples: int, base: int, batch: int) -> bool:
    """Whether a run with this batch needs as many samples as the base run, as far as its longer steps can tell."""
    return min(samples, base) >= 0 and abs(samples - base) <= max(SLACK * base, batch)
