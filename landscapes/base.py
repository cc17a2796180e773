"""What every surface is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from parameter import Parameter

Point = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Landscape:
    """A loss surface over the plane, with all a race on it needs.

    `loss(x, y, *parameters)` is written with jax.numpy and works element-wise. `minima` takes the
    same parameters and lists the known minimum points, the lowest first. `starts` are named, the first is the
    default. `rates` holds a learning rate per rule at which the race is worth watching; a rule
    that is not listed uses its own default. `steps` is how long such a race takes. `story` is the sentence
    its module opens with, `__doc__`.

    A surface made from data is a mean over `samples`. `batch_loss(x, y, weights, *parameters)` is
    the same loss with a weight for each sample, which is how a mini-batch is drawn; `loss` weighs all alike.

    `kinked(x, y)` says where the slope jumps, of points in NumPy arrays; without it, it is smooth as far as anybody says.

    Where the lowest points make up a curve, `minima` lists some of them, and `floor(x, y)` gives the one nearest to a point.
    """

    name: str
    loss: Callable
    window: tuple[Point, Point]
    starts: Mapping[str, Point]
    minima: Callable[..., tuple[Point, ...]]
    trouble: str
    formula: str
    story: Any  # a str: the type checker cannot know that the module has a docstring
    reference: str
    parameters: tuple[Parameter, ...] = ()
    rates: Mapping[str, float] = field(default_factory=dict)
    steps: int = 200
    samples: int = 0
    batch_loss: Callable | None = None
    kinked: Callable | None = None
    floor: Callable[[float, float], Point] | None = None

    @property
    def start(self) -> Point:
        """Where a race begins unless it is told otherwise: the first of the starts."""
        return next(iter(self.starts.values()))

    def numbers(self, params: Mapping[str, object] | None = None) -> tuple[float, ...]:
        """The parameters' values in the order `loss` takes them, each checked.

        Raises:
            ValueError: an unknown parameter, or a value out of its range.
        """
        if params is not None and not isinstance(params, Mapping):
            raise ValueError(f"params = {params!r} is not a mapping of names to values.")
        given = dict(params or {})
        known = [p.name for p in self.parameters]
        for name in given:
            if name not in known:
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise ValueError(f"params: {self.name} has no parameter {name!r}; {has}.")
        return tuple(p.check(given.get(p.name, p.default)) for p in self.parameters)
