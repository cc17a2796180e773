"""One run of a race: a rule with its settings, and where it starts; and what it enters the race as."""

from dataclasses import dataclass

from optimizers.rules import optimizer
from optimizers.rules.base import Optimizer
from parameter import Parameter

# Beyond this no double survives being squared and multiplied by a curvature.
COORDINATE = Parameter("start", 0.0, -1e6, 1e6)


class Run:
    """A rule, a start and a learning rate: `Run("Adam", start=(-1.2, 1.0), lr=0.01, beta1=0.9)`.

    Without `start` the run begins at the surface's first start; without `lr` it takes the
    surface's rate for this rule. Other keywords are the rule's hyperparameters.

    Raises:
        ValueError: an unknown rule or hyperparameter, or a value out of its range.
    """

    def __init__(self, rule: str | Optimizer, start=None, lr: float | None = None, **hyper: float):
        self.optimizer = optimizer(rule)
        self.start = None if start is None else checked_start(start)
        self.lr = None if lr is None else self.optimizer.lr.check(lr)
        known = {p.name: p for p in self.optimizer.hyper}
        for name in hyper:
            if name not in known:
                has = f"it has {', '.join(['lr', *known])}"
                raise ValueError(f"{self.optimizer.name} has no hyperparameter {name!r}; {has}.")
        self.hyper = {name: p.check(hyper.get(name, p.default)) for name, p in known.items()}

    def __repr__(self) -> str:
        rest = "".join(f", {p.name}={p.spelled(self.hyper[p.name])!r}" for p in self.optimizer.hyper)
        return f"Run({self.optimizer.name!r}, start={self.start}, lr={self.lr}{rest})"


@dataclass(frozen=True)
class Entrant:
    """A run and what it is called in its race, where a rule may run twice."""

    name: str
    run: Run


def checked_start(start) -> tuple[float, float]:
    """A point as two finite numbers.

    Raises:
        ValueError: not two numbers, or out of range.
    """
    try:
        x, y = start
    except (TypeError, ValueError):
        raise ValueError(f"start = {start!r} is not a pair of numbers (x, y).") from None
    return COORDINATE.check(x, "start x"), COORDINATE.check(y, "start y")
