"""The batched run: every entrant of a race in one compiled call.

Compiling takes a thousand times longer than running, so everything a visitor can change is data:
which surface, which rule, every number, the schedule, the noise, the mini-batches. One program then serves all
first-order rules on all built-in surfaces; every other rule has a program of its own. It works by ask and tell: a
rule says where it wants the gradient, the engine evaluates the surface once, and the rule takes its step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes import Landscape, landscape
from landscapes.heights import on_batch, padded, with_padding
from landscapes.programs import program, shelf_of
from optimizers.answers import answers, clipped
from optimizers.base import Optimizer
from optimizers.batches import batch_size, batches
from optimizers.rules import FIRST_ORDER
from optimizers.run import Run
from optimizers.schedules import Schedule, schedule
from parameter import Parameter

STEPS = Parameter("steps", 200, 1, 100_000, whole=True, help="How many steps every run takes.", slider=(1, 2000))
NOISE = Parameter(
    "noise",
    0.0,
    0.0,
    1000.0,
    help="Standard deviation of the noise on each gradient coordinate; the same noise for all runs.",
    slider=(0.0, 5.0),
)
SEED = Parameter("seed", 0, 0, 2**31 - 1, whole=True, help="Which noise is drawn.", slider=(0, 99))
CLIP = Parameter("clip", 1.0, 1e-6, 1e6, log=True, symbol="c", help="Longest gradient that is let through.", slider=(0.01, 100.0))

SMALLEST_STEPS = 2048  # one program serves every race up to here; longer ones double
SMALLEST_RUNS = 16
OUT_OF_SIGHT = 1e3  # a run this many window sizes away has diverged


@dataclass(frozen=True)
class Paths:
    """What every run did, step by step.

    theta (runs, steps+1, 2), theta[:, 0] the start; loss (runs, steps+1), noise-free; lr (runs, steps) the rate
    step k used; grad (runs, steps, 2) the gradient step k used, at the point its rule asked for, after noise and
    clipping; diverged_at (runs,) the first step at which the loss is not finite or the point is out of sight, -1 if
    never; costs["loss"], ["gradient"] and ["Hessian"] (runs, steps+1) how often a rule has asked for each so far, and
    evaluations (runs, steps+1) their sum; state[letter] (runs, steps+1, …) what rules remember, NaN for runs whose
    rule has no such letter. All float64 but the counts. A rule that asks for no gradient has NaN in grad.
    """

    theta: np.ndarray
    loss: np.ndarray
    lr: np.ndarray
    grad: np.ndarray
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


def simulate(
    surfaces, rules, surface, numbers, rule, hyper, lr, start, memory, steps, multipliers, noise, drawn_batches, draws, sigma, clip
):
    """Run every lane for `steps` steps and look once more; arrays come back time first, padded to the multipliers' length.

    All rules of one call are told the same letters.
    """
    looks, where = [looking(s) for s in surfaces], [asking(r) for r in rules]
    values, slopes, hessians = ([of_batch(s, t) for s in surfaces] for t in (lambda f: f, jax.value_and_grad, jax.hessian))

    def once(rule, hyper, lr, x, memory, multiplier, z, batch, u):
        def asked(functions):
            return lambda q: lax.switch(surface, functions, numbers, batch, q)

        rate, tilt = lr * multiplier, sigma * z
        at = lax.switch(rule, where, x, memory, rate, hyper)
        loss, slope = lax.switch(surface, looks, numbers, batch, x, at)
        g = clipped(slope + tilt, clip)
        answer = answers(asked(values), asked(slopes), asked(hessians), tilt, clip, u) | {"g": lambda at: g}
        step = [telling(r, tuple(answer[letter](at) for letter in r.told)) for r in rules]
        return lax.switch(rule, step, x, memory, rate, hyper), (x, loss, g, memory)

    lanes = jax.vmap(once, in_axes=(0, 0, 0, 0, 0, None, None, None, None))

    def body(k, carry):
        (x, memory), history = carry
        after, now = lanes(rule, hyper, lr, x, memory, multipliers[k], noise[k], drawn_batches[k], draws[k])
        return after, jax.tree.map(lambda rows, row: rows.at[k].set(row), history, now)

    empty = jax.tree.map(lambda a: jnp.zeros((len(multipliers), *a.shape), a.dtype), (start, lr, start, memory))
    return lax.fori_loop(0, steps + 1, body, ((start, memory), empty))[1]


def doubled(smallest: int, needed: int) -> int:
    """The smallest doubling of `smallest` that holds `needed`: few sizes, so few programs."""
    size = smallest
    while size < needed:
        size *= 2
    return size


def descend(
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
    land = landscape(surface)
    numbers = land.numbers(params)
    try:
        runs = list(runs)
    except TypeError:
        raise ValueError(f"runs = {runs!r} is not a list (allowed: one Run or more, in a list).") from None
    if not runs:
        raise ValueError("runs is empty (allowed: one Run or more).")
    for run in runs:
        if not isinstance(run, Run):
            raise ValueError(f"runs: {run!r} is not a Run.")
    steps, seed = int(STEPS.check(steps)), int(SEED.check(seed))
    sigma = NOISE.check(noise)
    longest = np.inf if clip is None else CLIP.check(clip)
    size = batch_size(land, batch)
    multipliers = as_schedule(schedule).multipliers(steps)

    shelf, length = shelf_of(land), doubled(SMALLEST_STEPS, steps + 1)
    setting = (
        np.int64(steps),
        pad(multipliers, length),
        pad(drawn(steps, seed), length),
        pad(batches(land.samples, size, steps, seed, room=max(1, *(s.samples for s in shelf))), length),
        pad(evenly(land, steps, seed), length),
        np.float64(sigma),
        np.float64(longest),
    )
    rates = np.array([run.lr if run.lr is not None else land.rates.get(run.optimizer.name, run.optimizer.lr.default) for run in runs])
    theta, grad, loss = np.empty((len(runs), steps + 1, 2)), np.empty((len(runs), steps + 1, 2)), np.empty((len(runs), steps + 1))
    letters: list[dict[str, np.ndarray]] = [{} for _ in runs]
    for rules in dict.fromkeys(together(run.optimizer) for run in runs):
        chosen = [i for i, run in enumerate(runs) if run.optimizer in rules]
        entrants = [runs[i] for i in chosen]
        lanes = doubled(SMALLEST_RUNS, len(entrants))
        out = program(simulate, shelf, rules)(
            np.int64(shelf.index(land)),
            padded(numbers),
            pad(np.array([rules.index(r.optimizer) for r in entrants], np.int64), lanes),
            pad(hyper_rows(entrants, rules), lanes),
            pad(rates[chosen], lanes),
            pad(np.array([run.start or land.start for run in entrants], float), lanes),
            initial_memory(entrants, rules, lanes),
            *setting,
        )
        x, f, g, memory = jax.tree.map(lambda a: np.asarray(a)[: steps + 1].swapaxes(0, 1), out)
        theta[chosen], loss[chosen], grad[chosen] = (a[: len(chosen)] for a in (x, f, g))
        for lane, i in enumerate(chosen):
            letters[i] = {name: array[lane] for name, array in named(runs[i].optimizer, memory).items()}
    for i, run in enumerate(runs):
        if not {"g", "fg"} & set(run.optimizer.told):
            grad[i] = np.nan
    costs = counted(runs, letters, steps, fixed=sigma == 0 and size is None)
    return Paths(
        theta=theta,
        loss=loss,
        lr=rates[:, None] * multipliers[None, :],
        grad=grad[:, :steps],
        diverged_at=first_divergence(land, theta, loss),
        evaluations=costs["loss"] + costs["gradient"] + costs["Hessian"],
        costs=costs,
        state=by_letter(letters),
    )


def together(rule: Optimizer) -> tuple[Optimizer, ...]:
    """The rules that share a compiled program with this one."""
    return FIRST_ORDER if rule in FIRST_ORDER else (rule,)


def as_schedule(which: str | Schedule) -> Schedule:
    """A schedule by its name or as it is (`descend` has an argument that hides the function's name)."""
    return schedule(which)


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


def counted(runs: Sequence[Run], letters: Sequence[Mapping[str, np.ndarray]], steps: int, fixed: bool) -> dict[str, np.ndarray]:
    """How often each rule has asked for a loss, a gradient and a Hessian by each step."""
    k = np.arange(steps + 1)
    each = [run.optimizer.costs(k, state, fixed) for run, state in zip(runs, letters, strict=True)]
    return {kind: np.array([costs[i] for costs in each], int) for i, kind in enumerate(("loss", "gradient", "Hessian"))}


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
