"""The batched run: every entrant of a race in one compiled call.

Compiling takes a thousand times longer than running, so everything a visitor can change is data:
which surface, which rule, every number, the schedule, the noise, the mini-batches. One program then serves all
first-order rules on all built-in surfaces; every other rule has a program of its own. It works by ask and tell: a
rule says where it wants the gradient, the engine evaluates the surface once, and the rule takes its step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes import Landscape
from landscapes.heights import on_batch, padded, with_padding
from landscapes.programs import program, shelf_of
from optimizers.answers import answers, clipped
from optimizers.batches import batches
from optimizers.conditions import Conditions, conditions_of
from optimizers.rules import FIRST_ORDER
from optimizers.rules.base import Optimizer
from optimizers.run import Run
from optimizers.schedules import Schedule

SMALLEST_STEPS = 2048  # one program serves every race up to here; longer ones double
SMALLEST_RUNS = 16
MANY_RUNS = 64  # more than so many are given room for fewer steps, which saves most of their time
FEW_STEPS = 256
AT_ONCE = 256  # lanes whose history still lies in a processor's cache: with twice as many each takes five times as long
OUT_OF_SIGHT = 1e3  # a run this many window sizes away has diverged


@dataclass(frozen=True)
class Paths:
    """What every run did, step by step.

    theta (runs, steps+1, 2), theta[:, 0] the start; loss (runs, steps+1), noise-free; lr (runs, steps) the rate
    step k used; grad (runs, steps, 2) the gradient step k used, at the point its rule asked for, after noise and
    clipping; no_slope (runs, steps) whether the surface has no finite slope at that point; diverged_at (runs,) the first
    step at which the loss is not finite or the point is out of sight, -1 if never; costs["loss"], ["gradient"] and
    ["Hessian"] (runs, steps+1) how often a rule has asked for each so far, and evaluations (runs, steps+1) their sum;
    state[letter] (runs, steps+1, …) what rules remember, NaN for runs whose rule has no such letter. All float64 but the
    counts and no_slope. A rule that asks for no gradient has NaN in grad.
    """

    theta: np.ndarray
    loss: np.ndarray
    lr: np.ndarray
    grad: np.ndarray
    no_slope: np.ndarray
    diverged_at: np.ndarray
    evaluations: np.ndarray
    costs: Mapping[str, np.ndarray]
    state: Mapping[str, np.ndarray]


def slots(rule: Optimizer) -> dict[str, tuple[tuple[int, ...], int]]:
    """Where a rule's letters lie in the shared memory: the shape of each, and its place among those of that shape."""
    found: dict[str, tuple[tuple[int, ...], int]] = {}
    for name, value in rule.memory.items():
        shape = np.shape(value)
        found[name] = shape, sum(other == shape for other, _ in found.values())
    return found


def named(rule: Optimizer, memory) -> dict:
    """The rule's own letters, out of the shared memory."""
    return {name: memory[shape][place] for name, (shape, place) in slots(rule).items()}


def asking(rule: Optimizer):
    """The rule's `where`, reading its letters from the shared memory."""

    def where(x, memory, lr, hyper):
        return rule.where(x, named(rule, memory), lr, *(hyper[i] for i in range(len(rule.hyper))))

    return where


def telling(rule: Optimizer, told: tuple):
    """The rule's `step`, given what it is told, reading and writing its letters in the shared memory."""

    def step(x, memory, lr, hyper):
        x, state = rule.step(x, *told, named(rule, memory), lr, *(hyper[i] for i in range(len(rule.hyper))))
        after = {shape: list(arrays) for shape, arrays in memory.items()}
        for name, (shape, place) in slots(rule).items():
            after[shape][place] = state[name]
        return x, after

    return step


def looking(surface: Landscape):
    """The loss at one point, and the mini-batch's gradient at another. One switch for both compiles fastest."""
    whole, batch_loss = with_padding(surface), on_batch(surface)

    def look(numbers, batch, x, at):
        return whole(x[0], x[1], numbers), jax.grad(lambda q: batch_loss(q[0], q[1], numbers, batch))(at)

    return look


def of_batch(surface: Landscape, transform):
    """A transform (`jax.value_and_grad`, `jax.hessian`) of the mini-batch's loss as a function of the point."""
    loss = on_batch(surface)
    return lambda numbers, batch, at: transform(lambda q: loss(q[0], q[1], numbers, batch))(at)


class Ground(NamedTuple):
    """The surface: its place among those of the program, and its numbers."""

    place: np.int64
    numbers: np.ndarray


class Lanes(NamedTuple):
    """What every run has of its own, one lane each: its rule's place among those of the program, settings, rate, start and memory; its
    schedule, step by step; how large its noise is, and how long its gradient may be."""

    rule: np.ndarray
    hyper: np.ndarray
    lr: np.ndarray
    start: np.ndarray
    memory: dict[tuple[int, ...], list[np.ndarray]]
    multipliers: np.ndarray
    sigma: np.ndarray
    clip: np.ndarray


class Shared(NamedTuple):
    """What all runs share: how many steps there are, and for each of them the noise, who is in the batch, and a point drawn for whoever
    searches; and whether any gradient may be too long."""

    steps: np.int64
    noise: np.ndarray
    batches: np.ndarray | jax.Array
    draws: np.ndarray
    clips: np.bool_


def simulate(surfaces, rules, ground: Ground, lanes: Lanes, shared: Shared):
    """Run every lane for `steps` steps and look once more; arrays come back time first, padded to the multipliers' length.

    All rules of one call are told the same letters.
    """
    looks, where = [looking(s) for s in surfaces], [asking(r) for r in rules]
    values, slopes, hessians = ([of_batch(s, t) for s in surfaces] for t in (lambda f: f, jax.value_and_grad, jax.hessian))
    surface, numbers = ground

    def once(own, x, memory, now):
        (rule, hyper, lr, sigma, longest), (multiplier, z, batch, u) = own, now

        def asked(functions):
            return lambda q: lax.switch(surface, functions, numbers, batch, q)

        rate, tilt = lr * multiplier, sigma * z
        at = lax.switch(rule, where, x, memory, rate, hyper)
        loss, slope = lax.switch(surface, looks, numbers, batch, x, at)
        g = lax.cond(shared.clips, lambda g: clipped(g, longest), lambda g: g, slope + tilt)
        answer = answers(asked(values), asked(slopes), asked(hessians), tilt, longest, u) | {"g": lambda at: g}
        step = [telling(r, tuple(answer[letter](at) for letter in r.told)) for r in rules]
        return lax.switch(rule, step, x, memory, rate, hyper), (x, loss, g, endless(slope), memory)

    all_once = jax.vmap(once, in_axes=(0, 0, 0, (0, None, None, None)))

    def body(k, carry):
        (x, memory), history = carry
        now = lanes.multipliers[k], shared.noise[k], shared.batches[k], shared.draws[k]
        after, seen = all_once((lanes.rule, lanes.hyper, lanes.lr, lanes.sigma, lanes.clip), x, memory, now)
        return after, jax.tree.map(lambda rows, row: rows.at[k].set(row), history, seen)

    kept = lanes.start, lanes.lr, lanes.start, jnp.zeros(lanes.lr.shape, bool), lanes.memory
    empty = jax.tree.map(lambda a: jnp.zeros((len(lanes.multipliers), *a.shape), a.dtype), kept)
    return lax.fori_loop(0, shared.steps + 1, body, ((lanes.start, lanes.memory), empty))[1]


def endless(slope):
    """Whether a slope is infinite or no number at all."""
    return ~(jnp.isfinite(slope[0]) & jnp.isfinite(slope[1]))


def room_for(steps: int, runs: int) -> int:
    """How many rows a program has for so many steps of so many runs."""
    return doubled(SMALLEST_STEPS if runs <= MANY_RUNS else FEW_STEPS, steps + 1)


def doubled(smallest: int, needed: int) -> int:
    """The smallest doubling of `smallest` that holds `needed`: few sizes, so few programs."""
    size = smallest
    while size < needed:
        size *= 2
    return size


def descend(  # noqa: PLR0913 a public entry point: it spells the conditions
    surface: str | Landscape,
    runs: Sequence[Run],
    steps: int = 200,
    schedule: str | Schedule = "Constant",
    clip: float | None = None,
    noise: float = 0.0,
    seed: int = 0,
    params: Mapping[str, object] | None = None,
    batch: int | None = None,
) -> Paths:
    """Let every run descend the surface, all at once.

    `clip` is the longest gradient let through (None: any). `noise` is the standard deviation of the Gaussian
    noise added to each gradient coordinate. On a surface made from data, `batch` is how many samples each step sees
    (None: all). Noise, batches and a random search's points are drawn from `seed`, the same for all runs.
    `params` are the surface's.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    return descend_under(conditions_of(surface, params, steps, schedule, clip, noise, seed, batch), runs)


def descend_under(conditions: Conditions, runs: Sequence[Run]) -> Paths:
    """Let every run descend under these conditions, all at once.

    Raises:
        ValueError: no list of Runs, or an empty one.
    """
    runs = checked(runs)
    each = [conditions] * len(runs)
    return gathered(each, runs, ran(each, runs, conditions.steps))


def descend_each(each: Sequence[Conditions], runs: Sequence[Run]) -> Paths:
    """Let every run descend under conditions of its own, all at once: every place of a slider, say.

    Their ground, batch and seed must be one. A run of fewer steps than the longest stands still behind its last one, at a rate of 0,
    and asks nothing more.

    Raises:
        ValueError: conditions that differ in what must be one.
    """
    if len({(one.land, one.numbers, one.part, one.seed) for one in each}) != 1:
        raise ValueError("conditions differ in surface, batch or seed (allowed: one of each for all runs).")
    return gathered(each, runs, ran(each, runs, longest_of(each)))


class Walked(NamedTuple):
    """Where every run went, and no more: points (runs, steps+1, 2), losses (runs, steps+1), when each diverged (runs,), -1 for never."""

    theta: np.ndarray
    loss: np.ndarray
    diverged_at: np.ndarray


def walk_each(each: Sequence[Conditions], runs: Sequence[Run]) -> Walked:
    """What `descend_each` gives of where every run goes, and no more, which takes a fifth of the time where they are many."""
    longest, found = longest_of(each), []
    for start in range(0, len(runs), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        found += ran(each[some], runs[some], longest)
    theta, loss = np.stack([one.theta for one in found]), np.stack([one.loss for one in found])
    return Walked(theta, loss, first_divergence(each[0].land, theta, loss))


def checked(runs: Sequence[Run]) -> list[Run]:
    """The runs of a race, one or more.

    Raises:
        ValueError: no list of Runs, or an empty one.
    """
    try:
        runs = list(runs)
    except TypeError:
        raise ValueError(f"runs = {runs!r} is not a list (allowed: one Run or more, in a list).") from None
    if not runs:
        raise ValueError("runs is empty (allowed: one Run or more).")
    for run in runs:
        if not isinstance(run, Run):
            raise ValueError(f"runs: {run!r} is not a Run.")
    return runs


def shared_by_all(one: Conditions, runs: int, steps: int, clips: bool) -> Shared:
    """What all runs share, by the conditions of one of them, padded to one of few lengths, so that few programs serve all."""
    land, part, seed = one.land, one.part, one.seed
    length, room = room_for(steps, runs), max(1, *(s.samples for s in shelf_of(land)))
    return Shared(
        np.int64(steps),
        pad(drawn(steps, seed), length),
        seen(land, part, steps, seed, (length, room)),
        pad(evenly(land, steps, seed), length),
        np.bool_(clips),
    )


def seen(land: Landscape, part: int | None, steps: int, seed: int, shape: tuple[int, int]) -> np.ndarray | jax.Array:
    """Who is in the batch of each step, True or False: `batches`, padded to a shape (steps, room)."""
    if part is None:
        return (everyone if shape[0] <= SMALLEST_STEPS else everyone.__wrapped__)(land.samples, shape)
    rows = np.zeros(shape, bool)
    rows[:steps, : land.samples] = batches(land.samples, part, steps, seed, land.samples)
    return rows


@lru_cache(16)  # two megabytes each, for which every race would else wait a millisecond
def everyone(samples: int, shape: tuple[int, int]) -> jax.Array:
    """All samples at each step, where the program will look for them."""
    return jax.device_put(np.tile(np.arange(shape[1]) < samples, (shape[0], 1)))


def longest_of(each: Sequence[Conditions]) -> int:
    """The steps of the longest run."""
    return max(one.steps for one in each)


def schedules_of(each: Sequence[Conditions], longest: int) -> np.ndarray:
    """Every run's multipliers (runs, longest), 0 behind its own last step. Runs under one schedule share it."""
    own = {id(one): one.multipliers for one in each}
    rows = {key: pad(row, longest) for key, row in own.items()}
    return np.stack([rows[id(one)] for one in each])


def lanes_of(each: Sequence[Conditions], runs: Sequence[Run], rules: tuple[Optimizer, ...], longest: int) -> Lanes:
    """The runs of one program, a lane each, with lanes that nobody looks at up to one of few counts."""
    land, count, length = each[0].land, doubled(SMALLEST_RUNS, len(runs)), room_for(longest, len(runs))
    return Lanes(
        pad(np.array([rules.index(run.optimizer) for run in runs], np.int64), count),
        pad(hyper_rows(runs, rules), count),
        pad(np.array([base_rate(land, run) for run in runs]), count),
        pad(np.array([run.start or land.start for run in runs], float), count),
        initial_memory(runs, rules, count),
        np.ascontiguousarray(pad(pad(schedules_of(each, longest), count).T, length)),
        pad(np.array([one.noise for one in each]), count),
        pad(np.array([one.longest for one in each]), count),
    )


class History(NamedTuple):
    """One run's points (steps+1, 2), losses, gradients, whether a slope was not finite, and what its rule remembered, by letter."""

    theta: np.ndarray
    loss: np.ndarray
    grad: np.ndarray
    no_slope: np.ndarray
    letters: dict[str, np.ndarray]


def ran(each: Sequence[Conditions], runs: Sequence[Run], longest: int) -> list[History]:
    """What every run did, and `longest` steps of it: one compiled call for all whose rules share a program."""
    land, shelf = each[0].land, shelf_of(each[0].land)
    ground = Ground(np.int64(shelf.index(land)), padded(each[0].numbers))
    clips = any(one.clip is not None for one in each)
    found: dict[int, History] = {}
    for rules in dict.fromkeys(together(run.optimizer) for run in runs):
        chosen = [i for i, run in enumerate(runs) if run.optimizer in rules]
        lanes = lanes_of([each[i] for i in chosen], [runs[i] for i in chosen], rules, longest)
        out = program(simulate, shelf, rules)(ground, lanes, shared_by_all(each[0], len(chosen), longest, clips))
        theta, loss, grad, no_slope, memory = jax.tree.map(lambda a: np.asarray(a)[: longest + 1].swapaxes(0, 1), out)
        for lane, i in enumerate(chosen):
            letters = {name: array[lane] for name, array in named(runs[i].optimizer, memory).items()}
            found[i] = History(theta[lane], loss[lane], grad[lane], no_slope[lane], letters)
    return [found[i] for i in range(len(runs))]


def gathered(each: Sequence[Conditions], runs: Sequence[Run], histories: Sequence[History]) -> Paths:
    """The histories side by side, and what can be told from them: the rates, the costs, who has diverged."""
    land, steps = each[0].land, longest_of(each)
    rates = np.array([base_rate(land, run) for run in runs])
    *columns, letters = zip(*histories, strict=True)
    theta, loss, grad, no_slope = map(np.stack, columns)
    blind = [not {"g", "fg"} & set(run.optimizer.told) for run in runs]
    grad[blind], no_slope[blind] = np.nan, False
    costs = counted(each, runs, letters, steps)
    return Paths(
        theta=theta,
        loss=loss,
        lr=rates[:, None] * schedules_of(each, steps),
        grad=grad[:, :steps],
        no_slope=no_slope[:, :steps],
        diverged_at=first_divergence(land, theta, loss),
        evaluations=costs["loss"] + costs["gradient"] + costs["Hessian"],
        costs=costs,
        state=by_letter(letters),
    )


def base_rate(land: Landscape, run: Run) -> float:
    """A run's own rate, or the surface's for its rule, or the rule's."""
    return run.lr if run.lr is not None else land.rates.get(run.optimizer.name, run.optimizer.lr.default)


def together(rule: Optimizer) -> tuple[Optimizer, ...]:
    """The rules that share a compiled program with this one."""
    return FIRST_ORDER if rule in FIRST_ORDER else (rule,)


def pad(array: np.ndarray, length: int) -> np.ndarray:
    """Zeros behind the first axis: a rate of 0, a run nobody looks at."""
    return np.concatenate([array, np.zeros((length - len(array), *array.shape[1:]), array.dtype)])


def drawn(steps: int, seed: int) -> np.ndarray:
    """The noise of a run, one standard normal pair a step: a longer run begins with the shorter one's."""
    return np.random.default_rng(seed).standard_normal((steps, 2))


def evenly(land: Landscape, steps: int, seed: int) -> np.ndarray:
    """Points drawn evenly from the window, one a step, from a stream of their own."""
    low, high = np.array(land.window, float).T
    return np.random.default_rng([seed, 2]).uniform(low, high, (steps, 2))


def hyper_rows(runs: Sequence[Run], rules: tuple[Optimizer, ...]) -> np.ndarray:
    """Each run's hyperparameters in its rule's order, padded to the longest rule's."""
    width = max(1, *(len(rule.hyper) for rule in rules))
    return np.array([[*run.hyper.values(), *[0.0] * (width - len(run.hyper))] for run in runs], float)


def initial_memory(runs: Sequence[Run], rules: tuple[Optimizer, ...], lanes: int) -> dict[tuple[int, ...], list[np.ndarray]]:
    """The shared memory before the first step: for each shape as many arrays as the hungriest rule needs."""
    memory: dict[tuple[int, ...], list[np.ndarray]] = {}
    for rule in rules:
        for shape, place in slots(rule).values():
            arrays = memory.setdefault(shape, [])
            arrays += [np.zeros((lanes, *shape)) for _ in range(place + 1 - len(arrays))]
    for lane, run in enumerate(runs):
        for name, array in named(run.optimizer, memory).items():
            array[lane] = run.optimizer.memory[name]
    return memory


def by_letter(letters: Sequence[Mapping[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """What each run remembered, gathered by letter; NaN where a run's rule has no such letter.

    A letter that one rule keeps per coordinate and another once is shown per coordinate, the number twice.
    """
    state: dict[str, np.ndarray] = {}
    for name in dict.fromkeys(name for own in letters for name in own):
        widest = max((own[name] for own in letters if name in own), key=np.ndim)
        state[name] = np.full((len(letters), *widest.shape), np.nan)
        for run, own in enumerate(letters):
            if name in own:
                state[name][run] = own[name].reshape(own[name].shape + (1,) * (widest.ndim - own[name].ndim))
    return state


def counted(
    each: Sequence[Conditions], runs: Sequence[Run], letters: Sequence[Mapping[str, np.ndarray]], steps: int
) -> dict[str, np.ndarray]:
    """How often each rule has asked for a loss, a gradient and a Hessian by each step."""
    k, found = np.arange(steps + 1), []
    for own, run, state in zip(each, runs, letters, strict=True):
        costs = run.optimizer.costs(k, state, own.noise == 0 and own.part is None)
        found.append(costs if own.steps == steps else [of_kind[np.minimum(k, own.steps)] for of_kind in costs])
    return {kind: np.array([costs[i] for costs in found], int) for i, kind in enumerate(("loss", "gradient", "Hessian"))}


def first_divergence(land: Landscape, theta: np.ndarray, loss: np.ndarray) -> np.ndarray:
    """The first step at which each run's loss is not finite or its point is out of sight; -1 if never."""
    gone = lost(land, theta, loss)
    return np.where(gone.any(1), gone.argmax(1), -1)


def lost(land: Landscape, theta, loss):
    """Where the loss is not finite or the point is out of sight, far from the window's centre; in NumPy or in JAX."""
    (x0, x1), (y0, y1) = land.window
    radius = OUT_OF_SIGHT * max(x1 - x0, y1 - y0)
    with np.errstate(invalid="ignore", over="ignore"):
        beside, above = abs(theta[..., 0] - (x0 + x1) / 2), abs(theta[..., 1] - (y0 + y1) / 2)
    return ~((beside <= radius) & (above <= radius) & (abs(loss) < np.inf))
