"""What every rule is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from optimizers.rules.substep import SubStep
from optimizers.rules.theory import Theory
from parameter import Parameter

Initial = float | tuple  # a number, or a table of them


def here(x, state, lr, *hyper):
    """Most rules want the gradient where they stand."""
    return x


def one_gradient_a_step(k, state, fixed):
    """What a first-order rule pays."""
    return 0 * k, k, 0 * k


@dataclass(frozen=True, eq=False)
class Optimizer:
    """An update rule: `where` it asks for the gradient, and the `step` it takes once told.

    `step(x, *told, state, lr, *hyper)` returns the next point and the next state. `told` names what the rule
    is told: g the gradient at the point it asked for, H the Hessian there, f the loss as a function to ask
    anywhere, fg loss and gradient as such a function, u a point drawn evenly from the window. All but u come
    with the noise or the mini-batch of their step. `memory` names the state by the lecture's letters with its value before the first
    step: a pair for something kept per coordinate, a number for something kept once, a table for more. The
    hyperparameters follow `lr` in the order of `parameters`.

    `substeps` say what the microscope shows of a step, from the names in the code of `step`. `theory` is what is known of the
    rule on a quadratic, if anything. `story` is the sentence its module opens with, `__doc__`.

    `costs(k, state, fixed)` counts the evaluations of (loss, gradient, Hessian) that the first k steps took.
    `fixed` says that the loss never changes from step to step, so what is known of a point need not be asked again.
    """

    name: str
    step: Callable
    parameters: tuple[Parameter, ...]
    formula: str
    story: Any  # a str: the type checker cannot know that the module has a docstring
    reference: str
    where: Callable = here
    memory: Mapping[str, Initial] = field(default_factory=dict)
    told: tuple[str, ...] = ("g",)
    costs: Callable[..., tuple] = one_gradient_a_step
    substeps: tuple[SubStep, ...] = ()
    theory: Theory | None = None

    @property
    def lr(self) -> Parameter:
        """The learning rate, first of the parameters."""
        return self.parameters[0]

    @property
    def hyper(self) -> tuple[Parameter, ...]:
        """What else a visitor may set."""
        return self.parameters[1:]


def rate(default: float) -> Parameter:
    """The learning rate every rule has."""
    help = "How far a step goes for a slope of 1."
    return Parameter("lr", default, 0.0, 1000.0, log=True, symbol="α", label="rate", help=help, slider=(1e-5, 10.0))


EPS = Parameter(
    "eps",
    1e-8,
    0.0,
    1.0,
    log=True,
    symbol="ε",
    help="Keeps the division finite; outside the root. At 0, a gradient of 0 divides 0 by 0.",
    slider=(1e-12, 0.1),
)
NEAR_ONE = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995)  # what a memory is set to
SMALL = (1e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3)  # what a pull is set to
MOMENTUM = Parameter("momentum", 0.9, 0.0, 0.999, symbol="ρ", help="Share of the old velocity that is kept.", textbook=NEAR_ONE)
BETA1 = Parameter("beta1", 0.9, 0.0, 0.999, symbol="β₁", label="memory", help="Memory of the mean gradient.", textbook=NEAR_ONE)
BETA2 = Parameter("beta2", 0.999, 0.0, 0.9999, symbol="β₂", label="memory", help="Memory of the mean squared gradient.", textbook=NEAR_ONE)
DECAY = Parameter("decay", 0.9, 0.0, 0.9999, symbol="β", help="Memory of the mean squared gradient.", textbook=NEAR_ONE)
WEIGHT_DECAY = Parameter(
    "weight_decay",
    0.01,
    0.0,
    10.0,
    symbol="λ",
    help="Pull toward the origin, outside the adaptive scale.",
    slider=(0.0, 1.0),
    textbook=SMALL,
)
