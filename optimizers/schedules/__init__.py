"""How the learning rate changes over a run: the shelf of schedules."""

from optimizers.schedules.base import Schedule
from optimizers.schedules.constant import CONSTANT
from optimizers.schedules.cosine import COSINE
from optimizers.schedules.exponential import EXPONENTIAL
from optimizers.schedules.inverse_square_root import INVERSE_SQUARE_ROOT
from optimizers.schedules.knots import knots
from optimizers.schedules.linear import LINEAR
from optimizers.schedules.step import STEP
from shelf import find

__all__ = ["SCHEDULES", "Schedule", "knots", "schedule"]

SCHEDULES: tuple[Schedule, ...] = (CONSTANT, STEP, COSINE, LINEAR, INVERSE_SQUARE_ROOT, EXPONENTIAL)


def schedule(which: str | Schedule, **values: float) -> Schedule:
    """The schedule of that name, with parameters: `schedule("Cosine", warmup=0.1)`.

    Raises:
        ValueError: no such name or parameter, or a value out of its range.
    """
    found = which if isinstance(which, Schedule) else find(which, SCHEDULES, "schedule")
    return found.set(**values) if values else found
