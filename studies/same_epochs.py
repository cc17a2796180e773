"""Plain descent that sees all samples a step, a few, or one: the same number of epochs, and very different numbers of steps."""

from collections.abc import Mapping
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np
from jax import grad, lax

from landscapes import Landscape
from landscapes.heights import on_batch, padded, with_padding
from landscapes.programs import program
from optimizers.batches import drawn_at, shuffles
from optimizers.engine import first_divergence
from parameter import Parameter
from studies.results_cache import remembered

EPOCHS = Parameter("epochs", 10, 1, 20, whole=True, label="epochs", help="How often every sample has its turn.", textbook=(1, 2, 5, 10, 20))


@dataclass(frozen=True, eq=False)
class Walk:
    """One descent: points (steps+1, 2) and noise-free losses (steps+1,); `size` samples a step, of `samples`; `diverged` is a step, −1 for
    never."""

    size: int
    samples: int
    theta: np.ndarray
    loss: np.ndarray
    diverged: int

    @property
    def nbytes(self) -> int:
        return self.theta.nbytes + self.loss.nbytes

    @property
    def steps(self) -> int:
        return len(self.loss) - 1

    @property
    def per_epoch(self) -> int:
        """Steps in an epoch: what fills no batch sits it out."""
        return self.samples // self.size

    @property
    def alive(self) -> int:
        """How many of its points there are to draw: all, or those before it diverged; the start always."""
        return len(self.loss) if self.diverged < 0 else max(1, self.diverged)

    def over(self, what: str) -> np.ndarray:
        """Where each point stands (steps+1,), counted in "steps", "epochs" or "samples"."""
        k = np.arange(self.steps + 1)
        return {"steps": k, "epochs": k / self.per_epoch, "samples": k * self.size}[what]


def walk(land: Landscape, params: Mapping[str, object], start: tuple[float, float], rate: float, size: int, epochs: int, seed: int) -> Walk:
    """Descend with SGD, `size` samples a step, for so many epochs, as the engine's race would, batch by batch.

    Raises:
        ValueError: an unknown parameter, or a value out of its range.
    """
    numbers = land.numbers(params)
    epochs = int(EPOCHS.check(epochs))
    key = "same epochs", land, numbers, start, rate, size, epochs, seed
    return remembered(key, lambda: walked(land, numbers, start, rate, size, epochs, seed))


def walked(land: Landscape, numbers: tuple[float, ...], start, rate: float, size: int, epochs: int, seed: int) -> Walk:
    steps = epochs * (land.samples // size)
    places = np.full((int(EPOCHS.high), land.samples), -1, np.int32)
    places[:epochs] = shuffles(land.samples, epochs, seed, land.samples)
    now = np.array(start, float), np.float64(rate), np.int64(size), np.int64(steps)
    theta, loss = (np.asarray(one)[: steps + 1] for one in program(descended, (land,))(padded(numbers), *now, places))
    return Walk(size, land.samples, theta, loss, int(first_divergence(land, theta[None], loss[None])[0]))


def descended(surfaces: tuple[Landscape, ...], numbers, start, rate, size, steps, places):
    """Points and losses, padded to what the most epochs of one sample a step would take: one program for every batch and length."""
    (land,) = surfaces
    slope, loss = grad(lambda q, drawn: on_batch(land)(q[0], q[1], numbers, drawn)), with_padding(land)

    def body(k, carry):
        x, rows = carry
        x = x - rate * slope(x, drawn_at(k, places, land.samples, size))
        return x, rows.at[k + 1].set(x)

    rows = jnp.zeros((places.size + 1, 2)).at[0].set(start)
    theta = lax.fori_loop(0, steps, body, (start, rows))[1]
    return theta, lax.map(lambda x: loss(x[0], x[1], numbers), theta, batch_size=512)
