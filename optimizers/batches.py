"""Mini-batches: which samples each step sees, shuffled anew for every epoch."""

import numpy as np

from landscapes import Landscape
from parameter import Parameter


def batch_parameter(land: Landscape) -> Parameter:
    """The batch size a surface made from data allows; all samples by default."""
    most = max(1, land.samples)
    help = f"Samples that each step sees, of {most}; every epoch shuffles them anew."
    return Parameter("batch", most, 1, most, whole=True, symbol="B", label="batch size", help=help)


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


def batches(samples: int, size: int | None, steps: int, seed: int, room: int) -> np.ndarray:
    """Who is drawn at each step, True or False, (steps, room) with room ≥ samples. An epoch is ⌊samples / size⌋ steps.

    A longer run begins with the shorter one's batches.
    """
    drawn = np.zeros((steps, room), bool)
    if size is None:
        drawn[:, :samples] = True
        return drawn
    per_epoch = samples // size
    epochs = -(-steps // per_epoch)
    shuffle = np.random.default_rng([seed, 1])  # a stream of its own, beside the noise's
    rank = np.argsort(shuffle.random((epochs, samples)), axis=1).argsort(axis=1)
    turn = np.arange(epochs * per_epoch)
    drawn[:, :samples] = (rank[turn // per_epoch] // size == (turn % per_epoch)[:, None])[:steps]
    return drawn
