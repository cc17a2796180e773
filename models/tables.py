"""Tables that a linear model is fitted to: measured on people, or made from a seed with the truth known."""

from dataclasses import dataclass

import numpy as np

from landscapes.data.diabetes import MEASURED, NAMES, PROGRESSION
from parameter import Parameter


@dataclass(frozen=True, eq=False)
class Table:
    """Features X (rows, features) by their `names`, and the target y (rows,); `truth` (features,) are the weights y was made with."""

    names: tuple[str, ...]
    X: np.ndarray
    y: np.ndarray
    truth: np.ndarray | None = None


DIABETES = Table(NAMES, MEASURED, PROGRESSION)

WEIGHTS = np.array([30.0, -20.0, 15.0, 25.0, -10.0, 20.0, -15.0, 10.0, -25.0, 5.0])  # of what is made, as far as it matters
FEATURES = len(WEIGHTS)
NAMED = ("x₁", "x₂", "x₃", "x₄", "x₅", "x₆", "x₇", "x₈", "x₉", "x₁₀")
ROWS = Parameter("made.rows", 60, 5, 400, whole=True, symbol="N", label="rows", help="Rows in all, training and validation together.")
MATTER = Parameter(
    "made.matter", 3, 0, FEATURES, whole=True, label="features that matter", help=f"The other weights of the {FEATURES} are 0."
)
NOISE = Parameter(
    "made.noise", 20.0, 0.0, 200.0, symbol="σ", label="noise", help="Standard deviation of what no feature explains.", slider=(0.0, 100.0)
)
CORRELATION = Parameter("made.correlation", 0.0, 0.0, 0.999, symbol="ρ", label="correlation", help="Between any two features.")
SEED = Parameter("made.seed", 0, 0, 2**31 - 1, whole=True, label="seed of the data", help="Which numbers are drawn.", slider=(0, 99))


def made(rows: float, matter: float, noise: float, correlation: float, seed: float) -> Table:
    """Ten normal features, any two with the same correlation; y is a weighted sum of the first `matter` of them, and noise of size σ.

    Raises:
        ValueError: naming the number and what is allowed.
    """
    rows, matter, seed = (int(p.check(value)) for p, value in ((ROWS, rows), (MATTER, matter), (SEED, seed)))
    shared = CORRELATION.check(correlation)
    draw = np.random.default_rng(seed)
    X = np.sqrt(shared) * draw.standard_normal((rows, 1)) + np.sqrt(1 - shared) * draw.standard_normal((rows, FEATURES))
    truth = np.where(np.arange(FEATURES) < matter, WEIGHTS, 0.0)
    y = X @ truth + NOISE.check(noise) * draw.standard_normal(rows)
    return Table(NAMED, X, y, truth)
