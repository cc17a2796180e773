"""Which minimum a run ends in, from every start of the window: basins of attraction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import jax
import numpy as np

from landscapes import Landscape, minima_values
from landscapes.heights import padded, with_padding
from landscapes.programs import program
from optimizers.conditions import Conditions, conditions_of
from optimizers.engine import SMALLEST_RUNS, Paths, doubled, pad
from optimizers.run import Run
from optimizers.schedules import Schedule
from optimizers.sweep import CRAWLING, DIVERGED, ELSEWHERE, TOLERANCE, depth, sweep_under, where_ended

Span = tuple[float, float]
OTHERS = (ELSEWHERE, CRAWLING, DIVERGED)  # ends that are no known minimum
APART = 1e-6  # how much higher, as a share, a minimum must lie to be told from the lowest


@dataclass(frozen=True)
class Basins:
    """Where runs end that start at the middles of a grid's cells.

    x (columns,), y (rows,): the starts' coordinates, rising. ended (runs, rows, columns): the place of the known minimum that a run
    ended in, else ELSEWHERE, CRAWLING or DIVERGED, as in `Sweep.ended`. lowest (m,): which of the m known minima are as low as the
    lowest.
    """

    x: np.ndarray
    y: np.ndarray
    ended: np.ndarray
    lowest: np.ndarray

    @property
    def nbytes(self) -> int:
        return sum(array.nbytes for array in (self.x, self.y, self.ended, self.lowest))

    def shares(self) -> np.ndarray:
        """The share of starts (runs, m + 3) that ended in each minimum, then elsewhere, still under way, diverged. A row sums to 1."""
        return np.stack([(self.ended == end).mean((1, 2)) for end in (*range(len(self.lowest)), *OTHERS)], -1)

    def wins(self) -> np.ndarray:
        """From how many starts each run (runs,) ended in a minimum as low as the lowest."""
        return np.isin(self.ended, np.flatnonzero(self.lowest)).sum((1, 2))


def basins(  # noqa: PLR0913 a public entry point: it spells the conditions
    surface: str | Landscape,
    runs: Sequence[Run],
    side: int = 128,
    window: tuple[Span, Span] | None = None,
    steps: int = 200,
    schedule: str | Schedule = "Constant",
    clip: float | None = None,
    noise: float = 0.0,
    seed: int = 0,
    params: Mapping[str, object] | None = None,
    batch: int | None = None,
    tol: float = TOLERANCE.default,
    progress: Callable[[float], object] = lambda share: None,
) -> Basins:
    """Let every run start from the middle of each of side × side cells of the window (None: the surface's).

    The runs' own starts play no part; all else is as in `descend`. A run has arrived if its last loss is within `tol` of that of the
    minimum nearest to it. `progress` hears the share that is done; what it raises stops it.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    conditions = conditions_of(surface, params, steps, schedule, clip, noise, seed, batch)
    return basins_under(conditions, runs, side, window, tol, progress)


def basins_under(
    conditions: Conditions,
    runs: Sequence[Run],
    side: int = 128,
    window: tuple[Span, Span] | None = None,
    tol: float = TOLERANCE.default,
    progress: Callable[[float], object] = lambda share: None,
) -> Basins:
    """Let every run start from the middle of each of side × side cells of the window, all else as the conditions say."""
    land = conditions.land
    x, y = (low + (np.arange(side) + 0.5) / side * (high - low) for low, high in window or land.window)
    ended = np.empty((len(runs), side, side), np.int8)
    for i, run in enumerate(runs):
        own = run.hyper if run.lr is None else {"lr": run.lr, **run.hyper}
        over = {**{name: [value] for name, value in own.items()}, "y": y, "x": x}

        def tell(share: float, i=i) -> None:
            progress((i + share) / len(runs))

        tell(0.0)
        ended[i] = sweep_under(conditions, run.optimizer, over, None, tol, tell, exact=True).ended.reshape(side, side)
    return Basins(x, y, ended, lowest(land, conditions.params))


def lowest(land: Landscape, params: Mapping[str, object] | None = None) -> np.ndarray:
    """Which of the known minima (m,) are as low as the lowest, but for rounding."""
    values = minima_values(land, params)
    return values - values.min(initial=np.inf) <= APART * np.maximum(1, np.abs(values))


def ends_of(land: Landscape, params: Mapping[str, object] | None, paths: Paths, tol: float = TOLERANCE.default) -> np.ndarray:
    """How each run (runs,) of a race ended, in the words of `Sweep.ended`, in float64."""
    theta, loss, gone, numbers = paths.theta[:, -1], paths.loss[:, -1], paths.diverged_at >= 0, land.numbers(params)
    lanes = doubled(SMALLEST_RUNS, len(theta))
    deeper = np.asarray(program(depths, (land,))(padded(numbers), pad(np.where(gone[:, None], 0.0, theta), lanes)))[: len(theta)]
    minima = np.array(land.minima(*numbers), float).reshape(-1, 2)
    return where_ended(theta, loss, deeper, gone, minima, minima_values(land, params), tol)


def depths(surfaces, numbers, points):
    """How much lower the bottom of the dent around each point is."""
    whole = with_padding(surfaces[0])
    return jax.vmap(lambda x: depth(lambda q: whole(q[0], q[1], numbers), x))(points)
