"""One rule run from many settings at once, keeping only how each run ended."""

import math
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes import Landscape, landscape, minima_values
from landscapes.heights import on_batch, padded, with_padding
from landscapes.programs import program
from optimizers.answers import answers
from optimizers.base import Optimizer
from optimizers.batches import batch_size, batches
from optimizers.engine import CLIP, NOISE, SEED, SMALLEST_STEPS, STEPS, as_schedule, doubled, drawn, evenly, lost, pad
from optimizers.rules import optimizer
from optimizers.run import COORDINATE, checked_start
from optimizers.schedules import Schedule
from parameter import Parameter

CHUNK = 4096  # lanes that go through all steps together: what fits a core's cache; a sweep is filled up to whole chunks
TOLERANCE = Parameter("tol", 1e-3, 0.0, 1e6)


@dataclass(frozen=True)
class Sweep:
    """How every run of a sweep ended. The axes are those of `over`, in its order.

    loss: final loss. steps: the first step with loss − known minimum ≤ tol, -1 if never. diverged: whether
    the run ended out of sight or at a loss that is not finite. theta (…, 2): where it ended.
    """

    loss: np.ndarray
    steps: np.ndarray
    diverged: np.ndarray
    theta: np.ndarray


def finish(surfaces, rule, numbers, start, settings, goal, steps, multipliers, noise, drawn_batches, draws, sigma, clip):
    """The last point, its loss and the first step at the goal, for every lane.

    `settings` are the rate and the hyperparameters: each one number per lane, or a single number for all
    lanes, which is faster.
    """
    (surface,) = surfaces
    whole, on_drawn = with_padding(surface), on_batch(surface)

    def loss(q):
        return whole(q[0], q[1], numbers)

    def lane(x, settings):
        lr, *hyper = settings

        def once(k, carry):
            x, state, waited = carry
            rate = lr * multipliers[k]

            def batch_loss(q):
                return on_drawn(q[0], q[1], numbers, drawn_batches[k])

            answer = answers(batch_loss, jax.value_and_grad(batch_loss), jax.hessian(batch_loss), sigma * noise[k], clip, draws[k])
            at = rule.where(x, state, rate, *hyper)
            waited += (waited == k) & ~(loss(x) <= goal)  # who has waited k steps is waiting still
            x, state = rule.step(x, *(answer[letter](at) for letter in rule.told), state, rate, *hyper)
            return x, state, waited

        memory = {name: jnp.asarray(value, x.dtype) for name, value in rule.memory.items()}
        x, _, waited = lax.fori_loop(jnp.int32(0), steps, once, (x, memory, jnp.int32(0)))
        return x, loss(x), jnp.where((waited < steps) | (loss(x) <= goal), waited, -1)

    return jax.vmap(lane, in_axes=(0, tuple(0 if value.ndim else None for value in settings)))(start, settings)


def sweep(
    surface: str | Landscape,
    rule: str | Optimizer,
    over: Mapping[str, Sequence[float]],
    start=None,
    steps: int = 500,
    tol: float = 1e-3,
    schedule: str | Schedule = "Constant",
    clip: float | None = None,
    noise: float = 0.0,
    seed: int = 0,
    params: Mapping[str, object] | None = None,
    batch: int | None = None,
) -> Sweep:
    """Run one rule from every combination of the settings in `over`; float32, no trajectory kept.

    On a surface made from data, `batch` is how many samples each step sees (None: all).
    `over` maps lr, a hyperparameter, or the start's x or y to the values to try:
    `sweep("Rosenbrock", "Momentum", over={"lr": lrs, "momentum": betas})`.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    land, chosen = landscape(surface), optimizer(rule)
    numbers = land.numbers(params)
    axes = {"lr": land.rates.get(chosen.name, chosen.lr.default), **{p.name: p.default for p in chosen.hyper}}
    axes["x"], axes["y"] = checked_start(land.start if start is None else start)
    known = {p.name: p for p in chosen.parameters}
    if not isinstance(over, Mapping):
        raise ValueError(f"over = {over!r} is not a mapping of names to values to try.")
    for name in over:
        if name not in axes:
            raise ValueError(f"over has {name!r}; {chosen.name} can be swept over {', '.join(axes)}.")
    tried = {name: numbers_of(name, values, known.get(name, COORDINATE)) for name, values in over.items()}
    steps, seed = int(STEPS.check(steps)), int(SEED.check(seed))
    low = minima_values(land, params).min() if land.minima(*numbers) else -np.inf

    shape = tuple(len(values) for values in tried.values())
    grid = dict(zip(tried, np.meshgrid(*tried.values(), indexing="ij"), strict=True))
    starts = in_chunks(np.stack([np.broadcast_to(grid.get(name, axes[name]), shape).ravel() for name in "xy"], -1))
    settings = [in_chunks(grid[name].ravel()) if name in grid else np.array(axes[name], np.float32) for name in known]
    length = doubled(SMALLEST_STEPS, steps)
    shared = (
        np.float32(low + TOLERANCE.check(tol)),
        np.int32(steps),
        pad(as_schedule(schedule).multipliers(steps), length).astype(np.float32),
        pad(drawn(steps, seed), length).astype(np.float32),
        pad(batches(land.samples, batch_size(land, batch), steps, seed, room=max(1, land.samples)), length),
        pad(evenly(land, steps, seed), length).astype(np.float32),
        np.float32(NOISE.check(noise)),
        np.float32(np.inf if clip is None else CLIP.check(clip)),
    )

    def ended(row):
        own = tuple(value[row] if value.ndim else value for value in settings)
        return jax.device_get(program(finish, (land,), chosen)(padded(numbers).astype(np.float32), starts[row], own, *shared))

    with ThreadPoolExecutor(os.cpu_count()) as cores:  # one core works on one chunk
        parts = list(cores.map(ended, range(len(starts))))
    theta, last, waited = (np.concatenate(part)[: math.prod(shape)] for part in zip(*parts, strict=True))
    theta, last = theta.reshape(*shape, 2), last.reshape(shape)
    return Sweep(loss=last, steps=waited.reshape(shape), diverged=lost(land, theta, last), theta=theta)


def numbers_of(name: str, values: Sequence[float], allowed: Parameter) -> np.ndarray:
    """The values of one axis.

    Raises:
        ValueError: not a list of numbers, empty, or a value out of range.
    """
    try:
        numbers = np.asarray(values, float)
    except (TypeError, ValueError):
        numbers = np.empty(())
    if numbers.ndim != 1:
        raise ValueError(f"over[{name!r}] = {values!r} is not a list of numbers.")
    if len(numbers) == 0:
        raise ValueError(f"over[{name!r}] is empty (allowed: one value or more).")
    for extreme in (numbers.argmin(), numbers.argmax()):  # a NaN, or a None turned into one, is both
        allowed.check(values[int(extreme)], name)
    return numbers


def in_chunks(values: np.ndarray) -> np.ndarray:
    """Rows of CHUNK lanes in float32; the last row is filled up with the last value."""
    missing = -len(values) % CHUNK
    filled = np.concatenate([values, np.repeat(values[-1:], missing, axis=0)])
    return filled.reshape(-1, CHUNK, *values.shape[1:]).astype(np.float32)
