"""Where a run has settled: the lowest loss it met, and what its last steps average."""

import numpy as np

TENTH = 10
NEAR = 0.1  # of the first gap: so far down a run has arrived


def best(loss: np.ndarray, diverged: int) -> float:
    """The lowest loss of (steps+1,) that a run met before it diverged (-1: never); NaN if it met none."""
    lived = alive(loss, diverged)
    return float(lived.min()) if lived.size else float("nan")


def last_tenth(loss: np.ndarray, diverged: int) -> float:
    """The mean loss of the last tenth of the steps, of (steps+1,), at least one; NaN for a run that diverged."""
    return float(end(loss).mean()) if diverged < 0 else float("nan")


def bounces(gap: np.ndarray, diverged: int) -> bool:
    """Whether a run is at the bottom and finds no rest: its last tenth is near the lowest loss on average, and goes up and down.

    gap (steps+1,) is the loss above the lowest; near is a tenth of the first one.
    """
    if diverged >= 0:
        return False
    ways = np.sign(np.diff(end(gap)))
    return bool(end(gap).mean() <= NEAR * gap[0] and {-1, 1} <= set(ways))


def end(loss: np.ndarray) -> np.ndarray:
    """The last tenth of (steps+1,), at least one."""
    return loss[-max(1, len(loss) // TENTH) :]


def alive(loss: np.ndarray, diverged: int) -> np.ndarray:
    return loss if diverged < 0 else loss[:diverged]
