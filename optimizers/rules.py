"""The shelf of update rules, in teaching order."""

from optimizers.adagrad import ADAGRAD
from optimizers.adam import ADAM
from optimizers.adamw import ADAMW
from optimizers.base import Optimizer
from optimizers.momentum import MOMENTUM
from optimizers.nesterov import NESTEROV
from optimizers.rmsprop import RMSPROP
from optimizers.sgd import SGD
from shelf import find

OPTIMIZERS: tuple[Optimizer, ...] = (SGD, MOMENTUM, NESTEROV, ADAGRAD, RMSPROP, ADAM, ADAMW)


def optimizer(which: str | Optimizer) -> Optimizer:
    """The rule of that name; an Optimizer is returned as it is.

    Raises:
        ValueError: no such name; the message lists the shelf.
    """
    return which if isinstance(which, Optimizer) else find(which, OPTIMIZERS, "optimizer")
