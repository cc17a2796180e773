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


def arrives(gap: np.ndarray, diverged: int) -> bool:
    """Whether a run has come down: its last tenth averages at most a tenth of the first loss above the lowest; gap (steps+1,) is that."""
    return diverged < 0 and bool(end(gap).mean() <= NEAR * gap[0])


def end(loss: np.ndarray) -> np.ndarray:
    """The last tenth of (steps+1,), at least one."""
    return loss[-max(1, len(loss) // TENTH) :]


def alive(loss: np.ndarray, diverged: int) -> np.ndarray:
    return loss if diverged < 0 else loss[:diverged]
