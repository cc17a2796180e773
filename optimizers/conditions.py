"""Under what a race is run: everything that its runs share."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

import numpy as np

from landscapes import Landscape, landscape
from optimizers.batches import batch_size
from optimizers.schedules import Schedule, schedule
from parameter import Parameter

STEPS = Parameter("steps", 200, 1, 100_000, whole=True, help="How many steps every run takes.", slider=(1, 2000), textbook=(2, 5))
NOISE = Parameter(
    "noise",
    0.0,
    0.0,
    1000.0,
    help="Standard deviation of the noise on each gradient coordinate; the same noise for all runs.",
    slider=(0.0, 5.0),
)
SEED = Parameter("seed", 0, 0, 2**31 - 1, whole=True, help="Which noise is drawn.", slider=(0, 99))
CLIP = Parameter("clip", 1.0, 1e-6, 1e6, log=True, symbol="c", help="Longest gradient that is let through.", slider=(0.01, 100.0))


@dataclass(frozen=True)
class Conditions:
    """Under what a race is run: on which ground, how long, by which schedule, and what happens to the gradient on its way to a rule.

    params holds the surface's numbers by name. clip is the longest gradient let through, None for any. noise is the standard
    deviation on each coordinate of the gradient. batch is how many samples each step sees, None for all. What is drawn is drawn from
    the seed, the same for all runs.
    """

    land: Landscape
    params: Mapping[str, float]
    steps: int
    schedule: Schedule
    clip: float | None
    noise: float
    seed: int
    batch: int | None

    @property
    def numbers(self) -> tuple[float, ...]:
        """The surface's numbers in the order its loss takes them."""
        return self.land.numbers(self.params)

    @property
    def multipliers(self) -> np.ndarray:
        """The schedule (steps,): the share of the base rate that each step takes."""
        return self.schedule.multipliers(self.steps)

    @property
    def longest(self) -> float:
        """The longest gradient let through; infinite if any is."""
        return np.inf if self.clip is None else self.clip

    @property
    def part(self) -> int | None:
        """How many samples each step sees, if it does not see all."""
        return batch_size(self.land, self.batch)

    def key(self, swept: Collection[str] = ()) -> Hashable:
        """What decides a result, but for the settings `swept` from run to run.

        Two schedules with the same multipliers decide the same. A formula's surface is one object for as long as it is among the latest.
        """
        own = {**self.params, "noise": self.noise, "batch": self.part}
        fixed = tuple((name, value) for name, value in own.items() if name not in swept)
        return self.land, fixed, self.steps, self.multipliers.tobytes(), self.clip, self.seed


def conditions_of(
    surface: str | Landscape,
    params: Mapping[str, object] | None,
    steps: int,
    plan: str | Schedule,
    clip: float | None,
    noise: float,
    seed: int,
    batch: int | None,
) -> Conditions:
    """The conditions that `descend` and its like are told in loose words, checked.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    land = landscape(surface)
    return Conditions(
        land,
        params=dict(zip((p.name for p in land.parameters), land.numbers(params), strict=True)),
        steps=int(STEPS.check(steps)),
        schedule=schedule(plan),
        clip=None if clip is None else CLIP.check(clip),
        noise=NOISE.check(noise),
        seed=int(SEED.check(seed)),
        batch=batch_size(land, batch),
    )
