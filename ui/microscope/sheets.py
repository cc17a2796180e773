"""The runs that were looked at last, with all their numbers: a hand that goes from window to window asks for the same run again."""

from threading import Lock

from cachetools import LRUCache, cached

from optimizers import Run
from optimizers.conditions import Conditions
from optimizers.microscope import magnify_under
from plots.sheet import Sheet, sheet_of

MOST = 16e6  # bytes of all visitors' together: some eight runs of 2000 steps


@cached(
    LRUCache(MOST, getsizeof=lambda sheet: sheet.nbytes),
    key=lambda conditions, run: (conditions.key(), run.optimizer, run.start, run.lr, *run.hyper.values()),
    lock=Lock(),
)
def sheet_under(conditions: Conditions, run: Run) -> Sheet:
    """Every number of this run under these conditions."""
    return sheet_of(magnify_under(conditions, run))
