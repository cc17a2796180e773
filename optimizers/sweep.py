"""One rule run from many settings at once, keeping only how each run ended."""

import itertools
import math
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes import Landscape
from landscapes.heights import MOST_MINIMA, on_batch, padded, with_padding
from landscapes.programs import program
from optimizers.answers import answers
from optimizers.batches import batch_parameter, drawn_at, shuffles
from optimizers.conditions import NOISE, Conditions, conditions_of
from optimizers.engine import SMALLEST_STEPS, doubled, drawn, evenly, lost, pad
from optimizers.rules import optimizer
from optimizers.rules.base import Optimizer
from optimizers.run import COORDINATE, checked_start
from optimizers.schedules import Schedule
from parameter import Parameter

CHUNK = 8192  # lanes of one call: a sweep is filled up to whole chunks
TILE = 512  # lanes that go through all steps together: what fits a core's first cache
FEW = 256  # lanes of a sweep that needs no more: a search over some rates need not take as long as a map
# Where a lane takes long: all wait for the longest line search among them, samples fill the cache, and a visitor may cancel a map.
FEWER = 1024
# XLA's own choice for a processor is half of what it has: 60 ms against 42 ms for 65 536 runs of Adam on one core.
WIDE = {"xla_cpu_prefer_vector_width": 512}
TOLERANCE = Parameter("tol", 1e-3, 0.0, 1e6)


DIVERGED, CRAWLING, ELSEWHERE = -3, -2, -1  # how a run may end, if not in a known minimum


@dataclass(frozen=True)
class Sweep:
    """How every run of a sweep ended. The axes are those of `over`, in its order.

    loss: final loss. steps: the first step with loss − known minimum ≤ tol, -1 if never. diverged: whether
    the run was ever out of sight or at a loss that is not finite. theta (…, 2): where it ended. ended: in which of the
    surface's known minima (its place in their list; the loss is within tol of it, and no other is nearer), else ELSEWHERE
    (within tol of the bottom of a dent that is not listed), CRAWLING (still under way) or DIVERGED. evaluations: of loss, gradient
    and Hessian in all.
    """

    loss: np.ndarray
    steps: np.ndarray
    diverged: np.ndarray
    theta: np.ndarray
    ended: np.ndarray
    evaluations: np.ndarray


class Lanes(NamedTuple):
    """What a run has of its own, one row of chunks for every field, or a single number where all lanes have the same, which is faster.

    numbers are the surface's, settings the rate and the hyperparameters, goal the loss to reach, sigma the noise, size the mini-batch's.
    """

    start: Any
    numbers: tuple
    settings: tuple
    goal: Any
    sigma: Any
    size: Any


class Shared(NamedTuple):
    """What all runs share: how many steps there are, the schedule, the noise, the places of samples in the epochs, and the points drawn,
    each step its own; and how long a gradient may be."""

    steps: Any
    multipliers: Any
    noise: Any
    places: Any
    draws: Any
    clip: Any


def finish(surfaces, rule, lanes: Lanes, shared: Shared):
    """For every lane the last point, its loss, how much lower the bottom of the dent around it is, the first step at the
    goal, whether it was ever lost on the way, and the numbers that its rule remembers.
    """
    (surface,) = surfaces
    whole, on_drawn = with_padding(surface), on_batch(surface)
    steps, multipliers, noise, places, draws, clip = shared

    def lane(x, numbers, settings, goal, sigma, size):
        lr, *hyper = settings

        def loss(q):
            return whole(q[0], q[1], numbers)

        def once(k, carry):
            x, state, waited, gone = carry
            rate = lr * multipliers[k]
            drawn = drawn_at(k, places, surface.samples, size) if surface.samples else places[0]

            def batch_loss(q):
                return on_drawn(q[0], q[1], numbers, drawn)

            answer = answers(batch_loss, jax.value_and_grad(batch_loss), jax.hessian(batch_loss), sigma * noise[k], clip, draws[k])
            at = rule.where(x, state, rate, *hyper)
            now = loss(x)
            waited += (waited == k) & ~(now <= goal)  # who has waited k steps is waiting still
            gone |= lost(surface, x, now)
            x, state = rule.step(x, *(answer[letter](at) for letter in rule.told), state, rate, *hyper)
            return x, state, waited, gone

        memory = {name: jnp.asarray(value, x.dtype) for name, value in rule.memory.items()}
        x, state, waited, gone = lax.fori_loop(jnp.int32(0), steps, once, (x, memory, jnp.int32(0), jnp.bool_(False)))
        kept = {name: value for name, value in state.items() if value.ndim == 0}
        found = jnp.where((waited < steps) | (loss(x) <= goal), waited, -1)
        return x, loss(x), depth(loss, x), found, gone | lost(surface, x, loss(x)), kept

    axes = jax.tree.map(lambda value: 0 if value.ndim else None, lanes)
    return in_tiles(lambda own: jax.vmap(lane, in_axes=tuple(axes))(*own), lanes, tile_of(surface, rule, len(lanes.start)))


def tile_of(surface: Landscape, rule: Optimizer, lanes: int) -> int:
    """How many of so many lanes go through all steps before the next begin. A graphics card takes all at once."""
    few = jax.default_backend() == "cpu" and rule.told == ("g",) and not surface.samples
    return min(TILE, lanes) if few else lanes


def in_tiles(work: Callable, lanes: Lanes, tile: int):
    """What `work` gives for all lanes, one tile of them after the other."""
    values, tree = jax.tree.flatten(lanes)

    def on(rows):
        left = iter(rows)
        return work(jax.tree.unflatten(tree, [next(left) if value.ndim else value for value in values]))

    ends = lax.map(on, [value.reshape(-1, tile, *value.shape[1:]) for value in values if value.ndim])
    return jax.tree.map(lambda end: end.reshape(-1, *end.shape[2:]), ends)


def depth(loss, x):
    """How far below the loss at x the lowest point of its local quadratic lies: ½ gᵀ H⁻¹ g; infinite where that has none."""
    (a, b), H = jax.grad(loss)(x), jax.hessian(loss)(x)
    det = H[0, 0] * H[1, 1] - H[0, 1] ** 2
    return jnp.where((H[0, 0] > 0) & (det > 0), 0.5 * (H[1, 1] * a**2 - 2 * H[0, 1] * a * b + H[0, 0] * b**2) / det, jnp.inf)


def sweep(  # noqa: PLR0913 a public entry point: it spells the conditions
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
    progress: Callable[[float], object] = lambda share: None,
    exact: bool = False,
) -> Sweep:
    """Run one rule from every combination of the settings in `over`; no trajectory kept; float32, or float64 if `exact`.

    On a surface made from data, `batch` is how many samples each step sees (None: all).
    `over` maps lr, a hyperparameter, the start's x or y, the noise, the batch, or a parameter of the surface to the values to try:
    `sweep("Rosenbrock", "Momentum", over={"lr": lrs, "momentum": betas})`. It may also map start to points (x, y), which are then one
    axis instead of two. `progress` hears the share that is done, from 0
    to 1; what it raises stops the sweep. The runs are shared out among all of JAX's devices, and a processor's cores.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    conditions = conditions_of(surface, params, steps, schedule, clip, noise, seed, batch)
    return sweep_under(conditions, rule, over, start, tol, progress, exact)


def sweep_under(
    conditions: Conditions,
    rule: str | Optimizer,
    over: Mapping[str, Sequence[float]],
    start=None,
    tol: float = TOLERANCE.default,
    progress: Callable[[float], object] = lambda share: None,
    exact: bool = False,
) -> Sweep:
    """Run one rule from every combination of the settings in `over`, all else as the conditions say.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    grid = checked(conditions, optimizer(rule), over, start, tol)
    lanes, shared = packed(grid, np.float64 if exact else np.float32)
    return gathered(grid, lanes, ended(grid, lanes, shared, progress))


@dataclass(frozen=True)
class Grid:
    """What a sweep tries.

    fixed: every setting by its name, as it is off the axes. tried: the values (n,) of every axis; those of the axis "start" are places
    in `points` (n, 2).
    """

    conditions: Conditions
    rule: Optimizer
    fixed: Mapping[str, float]
    tried: Mapping[str, np.ndarray]
    points: np.ndarray
    tol: float

    @property
    def land(self) -> Landscape:
        return self.conditions.land

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(values) for values in self.tried.values())

    @cached_property
    def bottoms(self) -> tuple[np.ndarray, np.ndarray]:
        """The known minima and the loss there, wherever the surface is another."""
        return bottoms(self.land, self.conditions.params, self.tried)

    @property
    def lanes(self) -> int:
        """How many runs make a chunk."""
        return FEW if math.prod(self.shape) <= FEW else FEWER if self.land.samples or "fg" in self.rule.told else CHUNK


def checked(conditions: Conditions, rule: Optimizer, over: Mapping[str, Sequence[float]], start, tol: float) -> Grid:
    """The settings that a sweep tries, each within its range.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    land = conditions.land
    axes = {"lr": land.rates.get(rule.name, rule.lr.default), **{p.name: p.default for p in rule.hyper}}
    axes["x"], axes["y"] = checked_start(land.start if start is None else start)
    axes |= {"noise": conditions.noise} | {name: value for name, value in conditions.params.items() if name not in axes}
    if land.samples:
        axes["batch"] = conditions.part or land.samples
    known = {p.name: p for p in (*land.parameters, NOISE, batch_parameter(land), *rule.parameters)}
    if not isinstance(over, Mapping):
        raise ValueError(f"over = {over!r} is not a mapping of names to values to try.")
    for name in over:
        if name not in axes and name != "start":
            raise ValueError(f"over has {name!r}; {rule.name} can be swept over {', '.join(axes)}, start.")
        if name in ("x", "y") and "start" in over:
            raise ValueError(f"over has {name!r} beside 'start', which sets it already.")
    points = points_of(over.get("start", ()))
    places = {"start": range(len(points))} if "start" in over else {}  # along that axis, points are told apart by their place
    tried = {name: numbers_of(name, values, known.get(name, COORDINATE)) for name, values in {**over, **places}.items()}
    return Grid(conditions, rule, axes, tried, points, TOLERANCE.check(tol))


def packed(grid: Grid, real: type) -> tuple[Lanes, Shared]:
    """A grid's numbers as the compiled program takes them, in chunks of lanes, in float32 or float64."""
    conditions, land, steps, seed = grid.conditions, grid.land, grid.conditions.steps, grid.conditions.seed
    laid = dict(zip(grid.tried, np.meshgrid(*grid.tried.values(), indexing="ij"), strict=True))

    def rows(values: np.ndarray, kind: type = real) -> np.ndarray:
        return in_chunks(np.broadcast_to(values, grid.shape).ravel(), grid.lanes, kind)

    def per_lane(names, kind: type = real):
        """Rows of chunks for what is swept, a single number for what is not."""
        return tuple(rows(laid[name], kind) if name in laid else np.array(grid.fixed[name], kind) for name in names)

    if "start" in laid:
        starts = grid.points[laid["start"].astype(int)]
    else:
        starts = np.stack([np.broadcast_to(laid.get(name, grid.fixed[name]), grid.shape) for name in "xy"], -1)
    numbers, settings, (sigma,) = per_lane(conditions.params), per_lane(p.name for p in grid.rule.parameters), per_lane(["noise"])
    (size,) = per_lane(["batch"], np.int32) if land.samples else (np.int32(1),)
    values = grid.bottoms[1]
    low = values.min(-1, initial=np.inf) + grid.tol if values.size else np.full(values.shape[:-1], -np.inf)
    goal = real(low.item()) if low.size == 1 else rows(low)
    length = doubled(SMALLEST_STEPS, steps)
    epochs = -(-steps // max(1, land.samples // int(np.max(size, initial=1))))
    shared = Shared(
        np.int32(steps),
        pad(conditions.multipliers, length).astype(real),
        pad(drawn(steps, seed), length).astype(real),
        pad(shuffles(land.samples, epochs, seed, room=max(1, land.samples)), length),
        pad(evenly(land, steps, seed), length).astype(real),
        real(conditions.longest),
    )
    return Lanes(in_chunks(starts.reshape(-1, 2), grid.lanes, real), numbers, settings, goal, sigma, size), shared


def ended(grid: Grid, lanes: Lanes, shared: Shared, progress: Callable[[float], object]) -> tuple:
    """What `finish` says of every run (…), the axes those of the grid. Chunks are shared out among devices and cores."""
    devices = jax.local_devices()
    on_each = [jax.device_put(shared, device) for device in devices]  # what all chunks need is sent once

    def end_of(row):
        own = jax.tree.map(lambda value: value[row] if value.ndim else value, lanes)
        return jax.device_get(program(finish, (grid.land,), grid.rule, options=WIDE)(own, on_each[row % len(devices)]))

    chunks, parts = len(lanes.start), []
    with ThreadPoolExecutor(max(len(devices), os.cpu_count() or 1)) as workers:  # one core works on one chunk
        try:
            for part in workers.map(end_of, range(chunks)):
                parts.append(part)
                progress(len(parts) / chunks)
        except BaseException:  # `progress` had enough: what has not begun will not begin
            workers.shutdown(cancel_futures=True)
            raise
    count = math.prod(grid.shape)
    return jax.tree.map(lambda *rows: np.concatenate(rows)[:count].reshape(grid.shape + rows[0].shape[1:]), *parts)


def gathered(grid: Grid, lanes: Lanes, ends: tuple) -> Sweep:
    """What the ends tell: in which minimum each run lies, and what it has cost."""
    theta, last, deeper, waited, gone, kept = ends
    fixed = grid.conditions.part is None and not np.any(lanes.sigma) and "batch" not in grid.tried
    asked = sum(np.asarray(cost) for cost in grid.rule.costs(np.int32(grid.conditions.steps), kept, fixed))
    return Sweep(
        loss=last,
        steps=waited,
        diverged=gone,
        theta=theta,
        ended=where_ended(theta, last, deeper, gone, *grid.bottoms, grid.tol),
        evaluations=np.broadcast_to(asked, grid.shape),
    )


def where_ended(theta, loss, deeper, gone, minima, values, tol: float) -> np.ndarray:
    """DIVERGED, CRAWLING, ELSEWHERE, or the place of the known minimum that a run ended in; `deeper` is `depth` there."""
    ended = np.where(gone, DIVERGED, np.where(deeper <= tol, ELSEWHERE, CRAWLING)).astype(np.int8)
    if not values.size:
        return ended
    nearest, least, low = np.zeros(loss.shape, np.int8), np.full(loss.shape, np.inf), np.zeros(loss.shape)
    with np.errstate(all="ignore"):
        for i in range(values.shape[-1]):
            away = np.hypot(*np.moveaxis(theta - minima[..., i, :], -1, 0))
            nearer = away < least
            nearest[nearer], least[nearer] = i, away[nearer]
            low[nearer] = np.broadcast_to(values[..., i], loss.shape)[nearer]
        arrived = ~gone & (np.abs(loss - low) <= tol)
        ended[~gone & (np.abs(loss - deeper - low) <= tol)] = CRAWLING  # the dent around it is that minimum's
    return np.where(arrived, nearest, ended)


def values_at(surfaces, numbers, x, y):
    """The loss at a row of points for each row of the surface's numbers."""
    (surface,) = surfaces
    return jax.vmap(with_padding(surface), in_axes=(0, 0, 0))(x, y, numbers)


def bottoms(land: Landscape, settings: Mapping[str, float], tried: Mapping[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The known minima (…, m, 2) and the loss there (…, m), for every combination tried of the surface's parameters.

    The axes before the last are those of `tried`, of length 1 where that is not one of the surface's `settings`; m is 0 where
    no minimum is known.
    """
    shape = [len(values) if name in settings else 1 for name, values in tried.items()]
    swept = [name for name in tried if name in settings]
    combinations = [
        tuple({**settings, **dict(zip(swept, values, strict=True))}.values())
        for values in itertools.product(*(tried[name] for name in swept))
    ]
    known = [land.minima(*numbers) for numbers in combinations]
    count = max(map(len, known)) if all(known) else 0
    if not count:
        return np.empty((*shape, 0, 2)), np.empty((*shape, 0))
    points = np.array([np.resize(np.array(minima, float), (MOST_MINIMA, 2)) for minima in known])
    rows = doubled(1, len(known))
    numbers = np.array([padded(numbers) for numbers in combinations])
    filled = (np.resize(array, (rows, *array.shape[1:])) for array in (numbers, points[..., 0], points[..., 1]))
    values = np.asarray(program(values_at, (land,))(*filled))[: len(known), :count]
    return points[:, :count].reshape(*shape, count, 2), values.reshape(*shape, count)


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


def points_of(values: Sequence) -> np.ndarray:
    """The points (n, 2) of the axis "start".

    Raises:
        ValueError: not a list of points, or one out of range.
    """
    try:
        listed = list(values)
    except TypeError:
        raise ValueError(f"over['start'] = {values!r} is not a list of points (x, y).") from None
    return np.array([checked_start(point) for point in listed])


def in_chunks(values: np.ndarray, lanes: int, kind: type) -> np.ndarray:
    """Rows of so many lanes; the last row is filled up with the last value."""
    missing = -len(values) % lanes
    filled = np.concatenate([values, np.repeat(values[-1:], missing, axis=0)])
    return filled.reshape(-1, lanes, *values.shape[1:]).astype(kind)
