"""The shelf of update rules, in teaching order."""

from optimizers.rules.adagrad import ADAGRAD
from optimizers.rules.adam import ADAM
from optimizers.rules.adamw import ADAMW
from optimizers.rules.base import Optimizer
from optimizers.rules.bfgs import BFGS
from optimizers.rules.lbfgs import LBFGS
from optimizers.rules.momentum import MOMENTUM
from optimizers.rules.nesterov import NESTEROV
from optimizers.rules.newton import NEWTON
from optimizers.rules.random_search import RANDOM_SEARCH
from optimizers.rules.rmsprop import RMSPROP
from optimizers.rules.sgd import SGD
from shelf import find

OPTIMIZERS: tuple[Optimizer, ...] = (SGD, MOMENTUM, NESTEROV, ADAGRAD, RMSPROP, ADAM, ADAMW, NEWTON, BFGS, LBFGS, RANDOM_SEARCH)

# These share one compiled program; every other rule has its own, as a line search in a shared one would run for all.
FIRST_ORDER = tuple(rule for rule in OPTIMIZERS if rule.told == ("g",))


def optimizer(which: str | Optimizer) -> Optimizer:
    """The rule of that name; an Optimizer is returned as it is.

    Raises:
        ValueError: no such name; the message lists the shelf.
    """
    return which if isinstance(which, Optimizer) else find(which, OPTIMIZERS, "optimizer")
