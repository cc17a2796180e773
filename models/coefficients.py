"""A penalised linear fit for a row of strengths λ, on training rows alone, judged by rows kept for validation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from landscapes.penalties import Penalty, coefficient_path
from models.tables import Table

CONSTANT = 1e-12  # of a feature's size: less spread than this is rounding
EXACT = 1e-20  # of the targets' variance: a mean squared error below it is rounding
HALVINGS = 11  # of a step of the row, to tell where in it a coefficient goes


@dataclass(frozen=True, eq=False)
class Paths:
    """How the coefficients of standardised features go with λ, and what the fit is worth.

    lambdas (λ,), ascending; weights (λ, features), in units of the target per standard deviation of a feature among the training
    rows, exact zeros being 0; training and validation (λ,) mean squared errors, NaN where there is no row. `truth` (features,)
    are the weights the data were made with, in the same units, if known. `trained` and `kept` count the rows; `flat` says which
    features (features,) do not vary among the training rows, and `still` whether the target does not. `rank` is how many coefficients
    the training rows settle by themselves. `leaves` (features,) is the λ
    from which on each coefficient is 0 for good, told to a 2000th of a step of the row; between 0 and the next λ it is that next one, and
    it is infinite for a coefficient that is not 0 at the largest.
    """

    names: tuple[str, ...]
    lambdas: np.ndarray
    weights: np.ndarray
    training: np.ndarray
    validation: np.ndarray
    truth: np.ndarray | None
    trained: int
    kept: int
    flat: np.ndarray
    still: bool
    rank: int
    leaves: np.ndarray

    @property
    def nonzero(self) -> np.ndarray:
        """How many coefficients are not exactly 0, (λ,)."""
        return (self.weights != 0).sum(1)

    @property
    def best(self) -> int | None:
        """The place of the λ with the least validation error, the first of several; None without validation rows."""
        return int(np.argmin(self.validation)) if self.kept else None

    @property
    def best_strength(self) -> float | None:
        """That λ; if every coefficient is 0 there, the λ from which on they are, as no stronger one changes anything."""
        if self.best is None:
            return None
        return float(self.lambdas[self.best] if self.weights[self.best].any() else self.leaves.max())


def fit_paths(
    table: Table, training: np.ndarray, validation: np.ndarray, penalty: Penalty, mix: float | None, lambdas: Sequence[float]
) -> Paths:
    """Fit the training rows for every λ: (1/2N) ‖y − Xw‖² + λ R(w), N the training rows, X standardised and y centred on them.

    Centring is what an unpenalised intercept does. A feature that does not vary keeps the coefficient 0.

    Raises:
        ValueError: no training row, or a λ or mix that is not allowed.
    """
    if not len(training):
        raise ValueError("training rows = 0 (allowed: 1 or more).")
    rows, target = table.X[training], table.y[training]
    middle, spread = rows.mean(0), rows.std(0)
    flat = spread <= CONSTANT * np.abs(rows).max(0)
    units = np.where(flat, 1.0, spread)

    def standardised(X):
        return np.where(flat, 0.0, (X - middle) / units)

    X, y = standardised(rows), target - target.mean()
    strengths = np.unique(np.asarray(lambdas, float))

    def fit(strengths):
        return np.where(flat, 0.0, coefficient_path(X, y, penalty, strengths, mix))  # exactly, where ridge's solver may round

    weights = fit(strengths)

    def errors(which):
        if not len(which):
            return np.full(len(strengths), np.nan)
        off = table.y[which] - target.mean() - (standardised(table.X[which]) @ weights.T).T
        squared = (off**2).mean(1)
        return np.where(squared <= EXACT * target.var(), 0.0, squared)

    return Paths(
        names=table.names,
        lambdas=strengths,
        weights=weights,
        training=errors(training),
        validation=errors(validation),
        truth=None if table.truth is None else table.truth * np.where(flat, 0.0, spread),
        trained=len(training),
        kept=len(validation),
        flat=flat,
        still=bool(np.abs(y).max() <= CONSTANT * np.abs(target).max()),
        rank=int(np.linalg.matrix_rank(X)),
        leaves=leaving(fit, strengths, weights),
    )


def leaving(fit: Callable[[np.ndarray], np.ndarray], strengths: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The λ from which on each coefficient is 0 for good, (features,), by halving the step of the row in which it goes.

    A step that begins at 0 is taken whole: with fewer rows than features, many go as soon as λ is more than 0.
    """
    last = np.array([np.flatnonzero(column)[-1] if column.any() else -1 for column in weights.T])
    leaves = np.append(strengths, np.inf)[last + 1]
    halved = np.flatnonzero((last >= 0) & (last + 1 < len(strengths)) & (strengths[last] > 0))
    if not len(halved):
        return leaves
    low, high = strengths[last[halved]], strengths[last[halved] + 1]
    for _ in range(HALVINGS):
        middle = np.sqrt(low * high)
        there = fit(middle)[np.arange(len(halved)), halved] != 0
        low, high = np.where(there, middle, low), np.where(there, high, middle)
    leaves[halved] = high
    return leaves
