"""How a lane ended, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimizers import Paths
from plots.race import lowest_value
from studies.batch_scaling import samples_to_share
from studies.bouncing import bounces
from studies.report import Result, report
from studies.settling import arrives, best, last_tenth
from ui.parts.controls import Race
from ui.schedules.asked import Asked
from ui.schedules.lanes import Lane, samples


@dataclass(frozen=True)
class Outcome:
    """How one lane ended. Losses are above the lowest known minimum, or as they are where none is known."""

    lane: Lane
    result: Result
    final: float
    best: float
    tail: float
    bounces: bool  # at the bottom, as far as one is known
    samples: int  # seen until the loss is a tenth of the first one, −1 for never


def outcomes(asked: Asked, each: Sequence[Paths]) -> list[Outcome]:
    """One for every lane."""
    race, lowest, known = asked.race, bottom(asked.race), knows_bottom(asked.race)
    found = []
    for lane, paths in zip(asked.lanes, each, strict=True):
        (result,) = report(race.land, paths, race.params)
        gap, diverged = paths.loss[0] - lowest, result.diverged
        needed = samples_to_share(gap, samples(lane, paths)[0], diverged)
        tail, restless = last_tenth(gap, diverged), known and arrives(gap, diverged) and bounces(paths.theta[0], paths.loss[0])
        found.append(Outcome(lane, result, float(gap[-1]), best(gap, diverged), tail, restless, needed))
    return found


def bottom(race: Race) -> float:
    """The lowest known loss, or 0 where none is known."""
    return lowest_value(race.land, race.params) if knows_bottom(race) else 0.0


def knows_bottom(race: Race) -> bool:
    """Whether the surface has a lowest known loss."""
    return bool(np.isfinite(lowest_value(race.land, race.params)))
