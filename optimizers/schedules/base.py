"""What every learning-rate schedule is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from optimizers.schedules.shares import nearest
from parameter import Parameter

WARMUP = Parameter(
    "warmup",
    0.0,
    0.0,
    1.0,
    help="Share of the run, W steps, in which the rate climbs. It begins at α₀/W, not at 0, and step W takes α₀. "
    "Most decays then begin at α₀, so the peak comes twice.",
)
CLIMB = r"$\alpha_t = \alpha_0\, (t + 1)/W$ while $t < W$"


@dataclass(frozen=True, eq=False)
class Schedule:
    """How the learning rate changes over a run, as a multiple of the base rate.

    `decay(t, T, *values)` gives the multiplier at step t (an array) of T. Every schedule may be
    preceded by a linear warm-up; the decay then starts afresh over what remains of the run. One that
    does not start `afresh` goes on counting from the run's first step, and down from the climb's last rate.
    `story` is the sentence its module opens with, `__doc__`.
    """

    name: str
    decay: Callable[..., np.ndarray]
    formula: str
    story: Any  # a str: the type checker cannot know that the module has a docstring
    reference: str
    parameters: tuple[Parameter, ...] = (WARMUP,)
    values: Mapping[str, float] = field(default_factory=dict)
    afresh: bool = True
    behind: str = "then the formula, with $t - W$ for $t$ and $T - W$ for $T$"

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
        warm = nearest(warmup, steps)
        climb = (np.arange(warm) + 1) / max(warm, 1)
        left = steps - warm
        if self.afresh or not warm:
            return np.concatenate([climb, self.decay(np.arange(left, dtype=float), left, *decays)])
        whole = self.decay(np.arange(steps, dtype=float), steps, *decays)
        return np.concatenate([climb, whole[warm:] / whole[warm - 1]])

    def warmed(self, steps: int) -> str:
        """What the warm-up makes of the formula in a run of so many steps, in words with formulas; nothing without one."""
        warm = nearest(self.values.get(WARMUP.name, WARMUP.default), steps)
        return f"Warm-up over $W = {warm}$ step{'s' * (warm > 1)}: {CLIMB}, {self.behind}." if warm else ""
