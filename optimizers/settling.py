"""Where a run has settled: the lowest loss it met, and what its last steps average."""

import numpy as np

TENTH = 10


def best(loss: np.ndarray, diverged: int) -> float:
    """The lowest loss of (steps+1,) that a run met before it diverged (-1: never); NaN if it met none."""
    lived = alive(loss, diverged)
    return float(lived.min()) if lived.size else float("nan")


def last_tenth(loss: np.ndarray, diverged: int) -> float:
    """The mean loss of the last tenth of the steps, of (steps+1,), at least one; NaN for a run that diverged."""
    return float(loss[-max(1, len(loss) // TENTH) :].mean()) if diverged < 0 else float("nan")


def alive(loss: np.ndarray, diverged: int) -> np.ndarray:
    return loss if diverged < 0 else loss[:diverged]
