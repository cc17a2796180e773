"""One setup many times over, each time with other luck: the engine's own runs, all seeds in one compiled call."""

from collections.abc import Sequence

import jax
import numpy as np

from landscapes import Landscape
from landscapes.heights import padded
from landscapes.programs import program
from optimizers import engine
from optimizers.batches import shuffles
from optimizers.engine import Ground, drawn, simulate
from optimizers.rules.base import Optimizer
from optimizers.run import Run
from optimizers.sweep import WIDE, Lanes, Shared, finish


def each_seed(surfaces, rule, lanes: Lanes, shared: Shared):
    """Where every lane ends, (seeds, lanes, 2): `finish` once for every seed. What else it knows is not asked, so it is not computed."""

    def of_one(noise, places):
        return finish(surfaces, rule, lanes, shared._replace(noise=noise, places=places))[0]

    return jax.vmap(of_one, in_axes=(1, 1))(shared.noise, shared.places)


def noises(steps: int, seeds: Sequence[int]) -> np.ndarray:
    """The noise of each seed's run, (steps, seeds, 2), as `descend` draws it."""
    return np.stack([drawn(steps, seed) for seed in seeds], 1)


def places_of(samples: int, epochs: int, seeds: Sequence[int]) -> np.ndarray:
    """Every sample's place in the row of each epoch for each seed, (epochs, seeds, samples), as `descend` shuffles them."""
    return np.stack([shuffles(samples, epochs, seed, samples) for seed in seeds], 1)


def ends(  # noqa: PLR0913 every argument is one of what decides a run
    land: Landscape,
    rule: Optimizer,
    numbers: tuple[float, ...],
    start: tuple[float, float],
    lr: np.ndarray,
    noise: np.ndarray,
    size: np.ndarray,
    steps: int,
    luck: tuple[np.ndarray, np.ndarray | jax.Array],
    real: type = np.float64,
) -> np.ndarray:
    """Where runs end, (seeds, lanes, 2).

    lr, noise and size (lanes,): each lane's rate, standard deviation of its noise, and batch size. luck: the `noises` and `places_of` of
    the seeds, the same for all lanes; a surface of no samples needs no places.
    """
    count = len(lr)
    lanes = Lanes(
        np.tile(np.array(start, real), (count, 1)),
        tuple(real(number) for number in padded(numbers)[: len(numbers)]),
        (lr.astype(real), *(real(p.default) for p in rule.hyper)),
        real(-np.inf),
        noise.astype(real),
        size.astype(np.int32) if land.samples else np.int32(1),
    )
    z, places = luck
    shared = Shared(np.int32(steps), np.ones(steps, real), z.astype(real, copy=False), places, np.zeros((steps, 2), real), real(np.inf))
    return np.asarray(program(each_seed, (land,), rule, options=WIDE)(lanes, shared))


def each_walk(surfaces, rules, ground: Ground, lanes: engine.Lanes, shared: engine.Shared):
    """Every point of one run, (steps+1, 1, 2), once for every seed: (seeds, steps+1, 1, 2)."""
    return jax.vmap(lambda noise: simulate(surfaces, rules, ground, lanes, shared._replace(noise=noise))[0], in_axes=1)(shared.noise)


def walks(
    land: Landscape, rule: Optimizer, numbers: tuple[float, ...], start: tuple[float, float], lr: float, noise: float, z: np.ndarray
) -> np.ndarray:
    """Every point of one setup's runs, (seeds, steps+1, 2), from the seeds' `noises`; all samples in every step."""
    steps, run = len(z), Run(rule, start, lr)
    lanes = engine.Lanes(
        np.zeros(1, np.int64),
        engine.hyper_rows([run], (rule,)),
        np.array([lr]),
        np.array([start], float),
        engine.initial_memory([run], (rule,), 1),
        np.ones((steps + 1, 1)),
        np.array([noise]),
        np.array([np.inf]),
    )
    everyone = np.ones((steps + 1, max(1, land.samples)), bool)
    rows = np.concatenate([z, z[-1:]])  # the engine looks once more when it has arrived
    shared = engine.Shared(np.int64(steps), rows, everyone, np.zeros((steps + 1, 2)), np.bool_(False))
    ground = Ground(np.int64(0), padded(numbers))
    return np.asarray(program(each_walk, (land,), (rule,))(ground, lanes, shared))[:, :, 0]
