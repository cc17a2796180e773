"""The shelf of surfaces, in teaching order."""

from landscapes.base import Landscape
from landscapes.bowl import BOWL
from landscapes.cliff import CLIFF
from landscapes.gaussian_pit import GAUSSIAN_PIT
from landscapes.himmelblau import HIMMELBLAU
from landscapes.rastrigin import RASTRIGIN
from landscapes.rosenbrock import ROSENBROCK
from landscapes.saddle import SADDLE
from landscapes.two_wells import TWO_WELLS
from landscapes.valley import VALLEY
from shelf import find

LANDSCAPES: tuple[Landscape, ...] = (BOWL, VALLEY, ROSENBROCK, HIMMELBLAU, SADDLE, TWO_WELLS, RASTRIGIN, GAUSSIAN_PIT, CLIFF)


def landscape(which: str | Landscape) -> Landscape:
    """The surface of that name; a Landscape is returned as it is.

    Raises:
        ValueError: no such name; the message lists the shelf.
    """
    return which if isinstance(which, Landscape) else find(which, LANDSCAPES, "landscape")
