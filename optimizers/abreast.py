"""Races that were run apart, side by side in one: each may have had a schedule, a length and a batch of its own."""

from collections.abc import Sequence

import numpy as np

from optimizers.engine import Paths, by_letter


def abreast(races: Sequence[Paths]) -> Paths:
    """The runs of all races in their order, as if one race had held them.

    Every array gets the longest race's steps. Behind its own last step a shorter run is NaN, and its evaluations stay as
    they are. A letter that a run's rule does not have is NaN, as in one race.
    """
    steps = max(race.lr.shape[1] for race in races)

    def joined(arrays: list[np.ndarray], length: int) -> np.ndarray:
        return np.concatenate([behind(np.asarray(array, float), length) for array in arrays])

    def counted(arrays: list[np.ndarray]) -> np.ndarray:
        return np.concatenate([np.pad(array, ((0, 0), (0, steps + 1 - array.shape[1])), mode="edge") for array in arrays])

    letters = [
        {name: behind(array[run : run + 1], steps + 1)[0] for name, array in race.state.items()}
        for race in races
        for run in range(len(race.loss))
    ]
    return Paths(
        theta=joined([race.theta for race in races], steps + 1),
        loss=joined([race.loss for race in races], steps + 1),
        lr=joined([race.lr for race in races], steps),
        grad=joined([race.grad for race in races], steps),
        no_slope=np.concatenate([np.pad(race.no_slope, ((0, 0), (0, steps - race.no_slope.shape[1]))) for race in races]),
        diverged_at=np.concatenate([race.diverged_at for race in races]),
        evaluations=counted([race.evaluations for race in races]),
        costs={kind: counted([race.costs[kind] for race in races]) for kind in races[0].costs},
        state=by_letter(letters),
    )


def behind(array: np.ndarray, length: int) -> np.ndarray:
    """NaN behind the last step of (runs, steps, …), up to this length."""
    return np.pad(array, ((0, 0), (0, length - array.shape[1]), *((0, 0),) * (array.ndim - 2)), constant_values=np.nan)
