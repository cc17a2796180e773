"""Whether a run bounces: at its end it goes far without getting far, and not always downhill."""

import numpy as np

LAST = 0.1  # of a run: its end
FEWEST = 10  # steps that an end has, if the run has so many
FURTHER = 3.0  # times as long a way as the distance that it leads: what swings or zigzags on the spot goes many times as far


def bounces(points: np.ndarray, loss: np.ndarray, least: float = 0.0) -> bool:
    """Whether a run bounces, which stood at `points` (n, 2) with that `loss` (n,), all of them from before it diverged.

    Over its last tenth, of ten steps at least, its way is more than three times the distance that it gets, and more than `least`, in the
    plane's units; and some step that moves it does not lead down. So a rule that only ever goes down does not bounce.
    """
    last = max(FEWEST, round(LAST * (len(points) - 1)))
    with np.errstate(all="ignore"):
        moves, falls = np.diff(points[-last - 1 :], axis=0), np.diff(loss[-last - 1 :])
        lengths, distance = np.hypot(*moves.T), float(np.hypot(*moves.sum(0)))
    return bool(lengths.sum() > max(least, FURTHER * distance) and ((lengths > 0) & ~(falls < 0)).any())
