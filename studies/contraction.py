"""How fast a loss falls in the long run: the factor a step by which the distance to the minimum shrinks, measured."""

import numpy as np

HEARD = 1e-13  # of the height at the start: below it a double's rounding shows
FEWEST = 6  # points that a line may be laid through
STRAIGHT, ROUGHLY = 0.05, 0.1  # how far the slopes of a line's two halves may differ; crests stand at whole steps
SWINGS = 3  # crests: a loss that swings is measured from crest to crest


def measured_factor(gap: np.ndarray) -> float | None:
    """The distance's factor a step, from one run's loss above the minimum (n,), up to where it is lost; None where the run is too
    short to tell.

    On a quadratic the loss is the square of the distance. Its logarithm's slope is taken over the later part of what can be heard,
    once the faster direction has died out. A loss that swings through the bottom, as a heavy ball's, is measured at its crests.
    """
    if len(gap) < 2 or not gap[0] > 0:
        return None
    if (gap[1:] <= HEARD * gap[0]).all():
        return 0.0  # one step was enough
    lost = gap <= HEARD * gap[0]
    heard = np.flatnonzero(~lost)[-1] + 1
    later = np.arange(heard // 3, heard)
    level = np.log(np.maximum(gap[later], HEARD**2 * gap[0]))
    crests = 1 + np.flatnonzero((level[1:-1] >= level[:-2]) & (level[1:-1] > level[2:]))
    if len(crests):
        later, level = later[crests], level[crests]
    if len(later) < (SWINGS if len(crests) else FEWEST) or bent(later, level, ROUGHLY if len(crests) else STRAIGHT):
        return None
    return float(np.exp(np.polyfit(later, level, 1)[0] / 2))


def bent(at: np.ndarray, level: np.ndarray, allowed: float) -> bool:
    """Whether the two halves of a line have not the same slope: the faster direction still shows."""
    half = len(at) // 2
    first, second = ((level[b] - level[a]) / (at[b] - at[a]) for a, b in ((0, half), (half, -1)))
    return abs(first - second) > allowed * abs(second)


def told_factor(loss: np.ndarray, diverged: int, lowest: float) -> float | str:
    """The distance's factor a step of a run with this loss (steps+1,), or in two words why none can be measured.

    `diverged` is the step at which it did, −1 if never; what came before may be enough.
    """
    gap = loss[: diverged if diverged >= 0 else None] - lowest
    if len(gap) and gap[0] <= HEARD * max(1.0, abs(lowest)):
        return "no distance"  # it starts in the minimum: there is nothing to measure
    factor = measured_factor(gap)
    return factor if factor is not None else "diverged" if diverged >= 0 else "too early"
