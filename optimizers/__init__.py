"""How we descend: update rules, schedules, and the engine that runs many at once."""

from optimizers.engine import Paths, descend
from optimizers.rules import OPTIMIZERS, optimizer
from optimizers.rules.base import Optimizer
from optimizers.run import Run
from optimizers.schedules import SCHEDULES, Schedule, knots, schedule
from optimizers.sweep import Sweep, sweep

__all__ = [
    "OPTIMIZERS",
    "SCHEDULES",
    "Optimizer",
    "Paths",
    "Run",
    "Schedule",
    "Sweep",
    "descend",
    "knots",
    "optimizer",
    "schedule",
    "sweep",
]
