"""What L2 does to a descent: it adds the same to every eigenvalue, so the valley gets rounder and the best rate higher."""

from dataclasses import dataclass

import numpy as np

from optimizers.curvature import eigenvalues
from optimizers.rules.theory import DESCENT

CLOSE = 1e-3  # of the distance at the start: so near counts as arrived
ROUNDING = 1e-12  # of the minimum's size: a start so near is in it


@dataclass(frozen=True)
class Conditioning:
    """The two curvatures of a quadratic, and what gradient descent makes of them."""

    smallest: float
    largest: float

    @property
    def kappa(self) -> float:
        """λmax/λmin; infinite where a direction is flat."""
        return self.largest / self.smallest if self.smallest > 0 else np.inf

    @property
    def best(self) -> float:
        """The best constant rate, 2/(λmin + λmax)."""
        return float(DESCENT.best(self.smallest, self.largest)["lr"])

    @property
    def edge(self) -> float:
        """The rate from which on descent grows, 2/λmax."""
        return float(DESCENT.edge(self.largest))

    def factor(self, lr: float) -> float:
        """The share of the distance to the minimum that is left after a step, in the slower direction."""
        return float(DESCENT.worst(lr, (self.smallest, self.largest)))


def conditioned(H: np.ndarray, added: float) -> Conditioning:
    """A quadratic with the Hessian H (2, 2), after a penalty has added so much to each eigenvalue."""
    smallest, largest = (eigenvalues(H) + added).tolist()
    return Conditioning(max(0.0, smallest), largest)


def steps_to(factor: float, share: float = CLOSE) -> int | None:
    """The steps after which a distance that shrinks by this factor is down to a share; None if it never is."""
    if factor >= 1:
        return None
    return 1 if factor <= share else int(np.ceil(np.log(share) / np.log(factor) - 1e-9))


def steps_taken(theta: np.ndarray, minimum, share: float = CLOSE) -> int | None:
    """The first step from which on a path (steps+1, 2) stays so near to the minimum, for the share of its first distance; None if it
    ends farther off."""
    with np.errstate(all="ignore"):
        away = np.hypot(*(theta - np.asarray(minimum)).T)
        near = away <= max(share * away[0] * (1 + 1e-9), ROUNDING * np.hypot(*minimum))
    off = np.flatnonzero(~near)
    since = int(off[-1]) + 1 if len(off) else 0
    return since if since < len(near) else None
