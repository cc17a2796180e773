"""Mini-batches: which samples each step sees, shuffled anew for every epoch."""

import numpy as np

from landscapes import Landscape
from parameter import Parameter


def batch_parameter(land: Landscape) -> Parameter:
    """The batch size a surface made from data allows; all samples by default."""
    most = max(1, land.samples)
    help = f"Samples that each step sees, of {most}; every epoch shuffles them anew, and what fills no batch sits that epoch out."
    powers = tuple(float(2**k) for k in range(11))
    return Parameter("batch", most, 1, most, whole=True, symbol="B", label="batch size", help=help, textbook=powers)


def epoch(samples: int, size: int) -> str:
    """What an epoch is at this batch size, and who sits it out, in words."""
    count, left = divmod(samples, size)
    said = f"An epoch is {count} step{'s' * (count > 1)} of {size} of the {samples} samples"
    if not left:
        return f"{said}."
    return f"{said}; the {left} that fill{'s' * (left == 1)} no batch sit{'s' * (left == 1)} it out, by lot."


def batch_size(land: Landscape, batch: int | None) -> int | None:
    """The checked batch size; None for all samples.

    Raises:
        ValueError: the surface is not made from data, or a size out of range.
    """
    if batch is None:
        return None
    if not land.samples:
        raise ValueError(f"batch = {batch!r}: {land.name} is not made from data (allowed: None).")
    size = int(batch_parameter(land).check(batch))
    return None if size == land.samples else size


def shuffles(samples: int, epochs: int, seed: int, room: int) -> np.ndarray:
    """Every sample's place in the shuffled row of each epoch, (epochs, room) with room ≥ samples; -1 behind the samples.

    More epochs begin with those of fewer.
    """
    places = np.full((epochs, room), -1, np.int32)
    shuffle = np.random.default_rng([seed, 1])  # a stream of its own, beside the noise's
    places[:, :samples] = np.argsort(shuffle.random((epochs, samples)), axis=1).argsort(axis=1)
    return places


def drawn_at(k, places, samples: int, size):
    """Who of the samples is drawn at step k, True or False: an epoch is ⌊samples / size⌋ steps, each the next `size` of its row."""
    per_epoch = samples // size
    row, first = places[k // per_epoch], (k % per_epoch * size)[..., None]
    return (row >= first) & (row < first + size)  # a division for each sample would take twice the whole step's time


def batches(samples: int, size: int | None, steps: int, seed: int, room: int) -> np.ndarray:
    """Who is drawn at each step, True or False, (steps, room) with room ≥ samples; all samples without a size.

    A longer run begins with the shorter one's batches.
    """
    if size is None:
        return np.tile(np.arange(room) < samples, (steps, 1))
    epochs = -(-steps // (samples // size))
    return drawn_at(np.arange(steps), shuffles(samples, epochs, seed, room), samples, size)
