"""What every learning-rate schedule is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from parameter import Parameter

WARMUP = Parameter("warmup", 0.0, 0.0, 1.0, help="Share of the run in which the rate climbs from 0.")


@dataclass(frozen=True, eq=False)
class Schedule:
    """How the learning rate changes over a run, as a multiple of the base rate.

    `decay(t, T, *values)` gives the multiplier at step t (an array) of T. Every schedule may be
    preceded by a linear warm-up; the decay then starts afresh over what remains of the run.
    """

    name: str
    decay: Callable[..., np.ndarray]
    formula: str
    story: str
    reference: str
    parameters: tuple[Parameter, ...] = (WARMUP,)
    values: Mapping[str, float] = field(default_factory=dict)

    def set(self, **values: float) -> "Schedule":
        """This schedule with other parameters.

        Raises:
            ValueError: an unknown parameter, or a value out of its range.
        """
        known = {p.name: p for p in self.parameters}
        for name in values:
            if name not in known:
                raise ValueError(f"schedule: {self.name} has no parameter {name!r}; it has {', '.join(known)}.")
        return replace(self, values={**self.values, **{n: known[n].check(v) for n, v in values.items()}})

    def multipliers(self, steps: int) -> np.ndarray:
        """The multiplier each of `steps` steps uses, shape (steps,)."""
        *decays, warmup = (self.values.get(p.name, p.default) for p in self.parameters)
        warm = round(warmup * steps)
        climb = (np.arange(warm) + 1) / max(warm, 1)
        left = steps - warm
        return np.concatenate([climb, self.decay(np.arange(left, dtype=float), left, *decays)])
