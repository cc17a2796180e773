"""One rule run from many settings at once, keeping only how each run ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes import Landscape, landscape
from landscapes.heights import padded, with_padding
from optimizers.base import Optimizer
from optimizers.engine import CLIP, NOISE, SEED, STEPS, as_schedule, clipped, drawn, lost
from optimizers.rules import optimizer
from optimizers.run import COORDINATE, checked_start
from optimizers.schedules import Schedule
from parameter import Parameter

CHUNK = 8192  # lanes worked on together: what fits the processor's cache
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


@partial(jax.jit, static_argnames=("surface", "rule"))
def finish(surface, rule, numbers, hyper, lr, start, goal, multipliers, noise, sigma, clip):
    """The last point, the last loss and the first step at the goal, for every lane."""
    loss_at = with_padding(surface)

    def lane(hyper, lr, x):
        def loss(q):
            return loss_at(q[0], q[1], numbers)

        def body(carry, now):
            x, state, waited, reached = carry
            multiplier, z = now
            rate = lr * multiplier
            here = loss(x)
            g = clipped(jax.grad(loss)(rule.where(x, state, rate, *hyper)) + sigma * z, clip)
            reached = reached | (here <= goal)
            x, state = rule.step(x, g, state, rate, *hyper)
            return (x, state, waited + ~reached, reached), None

        memory = {name: jnp.asarray(value, x.dtype) for name, value in rule.memory.items()}
        (x, _, waited, reached), _ = lax.scan(body, (x, memory, jnp.int32(0), jnp.bool_(False)), (multipliers, noise))
        reached = reached | (loss(x) <= goal)
        return x, loss(x), jnp.where(reached, waited, -1)

    def chunk(lanes):
        hyper, lr, start = lanes
        return jax.vmap(lane, in_axes=(0, 0, 1), out_axes=(1, 0, 0))(hyper, lr, start)

    return lax.map(chunk, (hyper, lr, start))


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
) -> Sweep:
    """Run one rule from every combination of the settings in `over`; float32, no trajectory kept.

    `over` maps lr, a hyperparameter, or the start's x or y to the values to try:
    `sweep("Rosenbrock", "Momentum", over={"lr": lrs, "momentum": betas})`.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    land, chosen = landscape(surface), optimizer(rule)
    numbers = land.numbers(params)
    axes = {"lr": land.rates.get(chosen.name, chosen.lr.default), **{p.name: p.default for p in chosen.hyper}}
    axes["x"], axes["y"] = checked_start(next(iter(land.starts.values())) if start is None else start)
    known = {p.name: p for p in chosen.parameters}
    if not isinstance(over, Mapping):
        raise ValueError(f"over = {over!r} is not a mapping of names to values to try.")
    for name in over:
        if name not in axes:
            raise ValueError(f"over has {name!r}; {chosen.name} can be swept over {', '.join(axes)}.")
    tried = {name: numbers_of(name, values, known.get(name, COORDINATE)) for name, values in over.items()}
    steps = int(STEPS.check(steps))
    low = min((float(land.loss(x, y, *numbers)) for x, y in land.minima(*numbers)), default=-np.inf)

    shape = tuple(len(values) for values in tried.values())
    grid = dict(zip(tried, np.meshgrid(*tried.values(), indexing="ij"), strict=True))
    flat = {name: np.broadcast_to(np.asarray(grid.get(name, value), np.float32), shape).ravel() for name, value in axes.items()}
    size = min(CHUNK, len(flat["lr"]))
    chunks = {name: in_chunks(values, size) for name, values in flat.items()}

    x, loss, waited = finish(
        land,
        chosen,
        padded(numbers).astype(np.float32),
        tuple(chunks[p.name] for p in chosen.hyper),
        chunks["lr"],
        np.stack([chunks["x"], chunks["y"]], 1),
        np.float32(low + TOLERANCE.check(tol)),
        as_schedule(schedule).multipliers(steps).astype(np.float32),
        drawn(steps, int(SEED.check(seed))).astype(np.float32),
        np.float32(NOISE.check(noise)),
        np.float32(np.inf if clip is None else CLIP.check(clip)),
    )
    lanes = len(flat["lr"])
    theta = np.moveaxis(np.asarray(x), 1, -1).reshape(-1, 2)[:lanes].reshape(*shape, 2)
    last = np.asarray(loss).ravel()[:lanes].reshape(shape)
    return Sweep(loss=last, steps=np.asarray(waited).ravel()[:lanes].reshape(shape), diverged=lost(land, theta, last), theta=theta)


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
    for extreme in (numbers.min(), numbers.max()):
        allowed.check(extreme, name)
    return numbers


def in_chunks(values: np.ndarray, size: int) -> np.ndarray:
    """Rows of `size` lanes; the last row is filled with its last value."""
    rows = -(-len(values) // size)
    return np.pad(values, (0, rows * size - len(values)), mode="edge").reshape(rows, size)
