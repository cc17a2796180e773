"""Whether a weight comes to rest at exactly 0, or only jumps about it."""

import numpy as np

TAIL = 0.2  # share of a run, at its end, over which a weight's jumps are measured


def landed(weights: np.ndarray) -> int:
    """The first step from which on a weight (steps+1,) is exactly 0 to the end; -1 if it is not at the end."""
    away = np.flatnonzero(weights != 0)
    last = int(away[-1]) + 1 if len(away) else 0
    return last if last < len(weights) else -1


def swing(weights: np.ndarray) -> tuple[float, float]:
    """The lowest and the highest that a weight (steps+1,) takes in the last fifth of a run."""
    tail = weights[-max(2, int(TAIL * len(weights))) :]
    return float(tail.min()), float(tail.max())
