"""Two features at a time: the quadratic data loss of a linear fit with two weights.

Features are standardised, the target is centred, so that there is no intercept; it is counted in tens of points, so that the weights
are of a size to draw.
"""

from dataclasses import dataclass

import numpy as np

from landscapes.data.diabetes import MEASURED, NAMES, PROGRESSION
from landscapes.data.features import standardised

UNIT = 10.0  # points of the illness' progression


@dataclass(frozen=True, eq=False)
class Pair:
    """The loss (1/2N) ‖y − Xw‖² as ½ (w − c)ᵀ H (w − c), but for a constant: H = XᵀX/N (2, 2), c (2,) the least-squares weights.

    Where the data leave the weights undetermined, c is the shortest of the best.
    """

    name: str
    features: tuple[str, str]
    H: np.ndarray
    c: np.ndarray
    samples: int


def pair(name: str, first: str, second: str) -> Pair:
    """The two features of those names, from the diabetes data."""
    X = standardised(MEASURED[:, [NAMES.index(first), NAMES.index(second)]])
    y = (PROGRESSION - PROGRESSION.mean()) / UNIT
    H = X.T @ X / len(y)
    H = np.where(np.abs(H - np.round(H)) < 1e-12, np.round(H), H)  # a feature has the variance 1, the same one twice the correlation 1
    return Pair(name, (first, second), H, np.linalg.lstsq(H, X.T @ y / len(y), rcond=1e-13)[0], len(y))


PAIRS = (
    pair("Blood pressure and cholesterol", "blood pressure", "cholesterol"),
    pair("Cholesterol and LDL", "cholesterol", "LDL"),
    pair("Blood pressure twice", "blood pressure", "blood pressure"),
)
