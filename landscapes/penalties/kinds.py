"""The shelf of penalties, in teaching order."""

from landscapes.penalties.base import Penalty
from landscapes.penalties.elastic_net import ELASTIC_NET
from landscapes.penalties.l1 import L1
from landscapes.penalties.l2 import L2
from shelf import find

PENALTIES: tuple[Penalty, ...] = (L1, L2, ELASTIC_NET)


def penalty(which: str | Penalty) -> Penalty:
    """The penalty of that name; a Penalty is returned as it is.

    Raises:
        ValueError: no such name; the message lists the shelf.
    """
    return which if isinstance(which, Penalty) else find(which, PENALTIES, "penalty")
