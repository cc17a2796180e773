"""What large weights cost: the shelf of penalties, and the paths that weights take under them."""

from landscapes.penalties.base import Penalty
from landscapes.penalties.coefficients import coefficient_path
from landscapes.penalties.kinds import PENALTIES, penalty

__all__ = ["PENALTIES", "Penalty", "coefficient_path", "penalty"]
