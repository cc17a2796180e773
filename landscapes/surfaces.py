"""The shelf of surfaces, in teaching order."""

from landscapes.ackley import ACKLEY
from landscapes.base import Landscape
from landscapes.beale import BEALE
from landscapes.booth import BOOTH
from landscapes.bowl import BOWL
from landscapes.cliff import CLIFF
from landscapes.data.least_squares import LEAST_SQUARES
from landscapes.data.logistic import LOGISTIC
from landscapes.data.thousand_points import THOUSAND_POINTS
from landscapes.data.two_instruments import TWO_INSTRUMENTS
from landscapes.gaussian_pit import GAUSSIAN_PIT
from landscapes.goldstein_price import GOLDSTEIN_PRICE
from landscapes.himmelblau import HIMMELBLAU
from landscapes.hyperbola import HYPERBOLA
from landscapes.matyas import MATYAS
from landscapes.monkey_saddle import MONKEY_SADDLE
from landscapes.rastrigin import RASTRIGIN
from landscapes.rosenbrock import ROSENBROCK
from landscapes.saddle import SADDLE
from landscapes.six_hump_camel import SIX_HUMP_CAMEL
from landscapes.styblinski_tang import STYBLINSKI_TANG
from landscapes.two_wells import TWO_WELLS
from landscapes.valley import VALLEY
from shelf import find

# Surfaces that show the same trouble stand together: the menu lists them as one group.
LANDSCAPES: tuple[Landscape, ...] = (
    BOWL,
    *(VALLEY, BOOTH, MATYAS),
    *(ROSENBROCK, BEALE, HYPERBOLA),
    *(HIMMELBLAU, TWO_WELLS, STYBLINSKI_TANG, SIX_HUMP_CAMEL),
    *(RASTRIGIN, ACKLEY),
    *(SADDLE, MONKEY_SADDLE),
    GAUSSIAN_PIT,
    *(CLIFF, GOLDSTEIN_PRICE),
    *(LEAST_SQUARES, LOGISTIC, THOUSAND_POINTS, TWO_INSTRUMENTS),
)


def landscape(which: str | Landscape) -> Landscape:
    """The surface of that name; a Landscape is returned as it is.

    Raises:
        ValueError: no such name; the message lists the shelf.
    """
    return which if isinstance(which, Landscape) else find(which, LANDSCAPES, "landscape")
