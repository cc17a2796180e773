"""The batched run: every entrant of a race in one compiled call.

Compiling takes a thousand times longer than running, so everything a visitor can change is data:
which surface, which rule, every number, the schedule, the noise. One program then serves all
first-order rules on all built-in surfaces. It works by ask and tell: a rule says where it wants the
gradient, the engine evaluates the surface once, and the rule takes its step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes import Landscape, landscape
from landscapes.heights import padded, shelf_of, with_padding
from optimizers.base import Optimizer
from optimizers.rules import OPTIMIZERS
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
    never; evaluations (runs, steps+1) loss and gradient evaluations so far; state[letter] (runs, steps+1, 2) or
    (runs, steps+1) what rules remember, NaN for runs whose rule has no such letter. All float64 but the counts.
    """

    theta: np.ndarray
    loss: np.ndarray
    lr: np.ndarray
    grad: np.ndarray
    diverged_at: np.ndarray
    evaluations: np.ndarray
    state: Mapping[str, np.ndarray]


def slots(rule: Optimizer) -> tuple[dict[str, int], dict[str, int]]:
    """Where a rule's letters lie in the shared memory: those kept per coordinate, those kept once."""
    pair, single = count(), count()
    pairs = {name: next(pair) for name, value in rule.memory.items() if isinstance(value, tuple)}
    return pairs, {name: next(single) for name in rule.memory if name not in pairs}


def named(rule: Optimizer, memory) -> dict:
    """The rule's own letters, out of the shared memory."""
    return {name: arrays[slot] for place, arrays in zip(slots(rule), memory, strict=True) for name, slot in place.items()}


def memory_size(rules: tuple[Optimizer, ...]) -> tuple[int, int]:
    """Slots that the hungriest rule needs: per coordinate, and once."""
    sizes = [(len(pairs), len(singles)) for pairs, singles in map(slots, rules)]
    return max(pairs for pairs, _ in sizes), max(singles for _, singles in sizes)


def asking(rule: Optimizer):
    """The rule's `where`, reading its letters from the shared memory."""

    def where(x, memory, lr, hyper):
        return rule.where(x, named(rule, memory), lr, *(hyper[i] for i in range(len(rule.hyper))))

    return where


def telling(rule: Optimizer):
    """The rule's `step`, reading and writing its letters in the shared memory."""
    pairs, singles = slots(rule)

    def step(x, g, memory, lr, hyper):
        x, state = rule.step(x, g, named(rule, memory), lr, *(hyper[i] for i in range(len(rule.hyper))))
        filled = tuple([state[n] for n in names] + list(old[len(names) :]) for names, old in ((pairs, memory[0]), (singles, memory[1])))
        return x, filled

    return step


def evaluating(surface: Landscape):
    """Loss at one point and gradient at another. One switch for both compiles in three quarters of the time."""
    loss = with_padding(surface)

    def evaluate(numbers, x, at):
        return loss(x[0], x[1], numbers), jax.grad(lambda q: loss(q[0], q[1], numbers))(at)

    return evaluate


def clipped(g, longest):
    """The gradient, shortened to `longest` if it is longer. Skipped whole when clipping is off (infinite)."""

    def shorten(g):
        return g * jnp.minimum(1.0, longest / jnp.hypot(g[0], g[1]))  # a square could overflow

    return lax.cond(jnp.isinf(longest), lambda g: g, shorten, g)


@partial(jax.jit, static_argnames=("surfaces", "rules"))
def simulate(surfaces, rules, surface, numbers, rule, hyper, lr, start, memory, steps, multipliers, noise, sigma, clip):
    """Run every lane for `steps` steps and look once more; arrays come back time first, padded to the multipliers' length."""
    evaluate = [evaluating(s) for s in surfaces]
    where, step = [asking(r) for r in rules], [telling(r) for r in rules]

    def once(rule, hyper, lr, x, memory, multiplier, z):
        rate = lr * multiplier
        at = lax.switch(rule, where, x, memory, rate, hyper)
        loss, g = lax.switch(surface, evaluate, numbers, x, at)
        g = clipped(g + sigma * z, clip)
        return lax.switch(rule, step, x, g, memory, rate, hyper), (x, loss, g, memory)

    lanes = jax.vmap(once, in_axes=(0, 0, 0, 0, 0, None, None))

    def body(k, carry):
        (x, memory), history = carry
        after, now = lanes(rule, hyper, lr, x, memory, multipliers[k], noise[k])
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
) -> Paths:
    """Let every run descend the surface, all at once.

    `clip` is the longest gradient let through (None: any). `noise` is the standard deviation of the Gaussian
    noise added to each gradient coordinate, drawn from `seed`, the same for all runs. `params` are the surface's.

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
    steps = int(STEPS.check(steps))
    sigma = NOISE.check(noise)
    longest = np.inf if clip is None else CLIP.check(clip)
    multipliers = as_schedule(schedule).multipliers(steps)

    rules = OPTIMIZERS if all(r.optimizer in OPTIMIZERS for r in runs) else tuple(dict.fromkeys(r.optimizer for r in runs))
    starts = np.array([run.start or next(iter(land.starts.values())) for run in runs], float)
    rates = np.array([run.lr if run.lr is not None else land.rates.get(run.optimizer.name, run.optimizer.lr.default) for run in runs])

    lanes, length = doubled(SMALLEST_RUNS, len(runs)), doubled(SMALLEST_STEPS, steps + 1)
    shelf = shelf_of(land)
    out = simulate(
        shelf,
        rules,
        np.int64(shelf.index(land)),
        padded(numbers),
        pad(np.array([rules.index(r.optimizer) for r in runs], np.int64), lanes),
        pad(hyper_rows(runs, rules), lanes),
        pad(rates, lanes),
        pad(starts, lanes),
        initial_memory(runs, rules, lanes),
        np.int64(steps),
        pad(multipliers, length),
        pad(drawn(steps, int(SEED.check(seed))), length),
        np.float64(sigma),
        np.float64(longest),
    )

    def runs_first(array):
        return np.swapaxes(np.asarray(array)[: steps + 1, : len(runs)], 0, 1)

    x, loss, grad, memory = jax.tree.map(runs_first, out)
    return Paths(
        theta=x,
        loss=loss,
        lr=rates[:, None] * multipliers[None, :],
        grad=grad[:, :steps],
        diverged_at=first_divergence(land, x, loss),
        evaluations=np.broadcast_to(2 * np.arange(steps + 1), loss.shape),  # a loss and a gradient per step
        state=by_letter(runs, memory),
    )


def as_schedule(which: str | Schedule) -> Schedule:
    """A schedule by its name or as it is (`descend` has an argument that hides the function's name)."""
    return schedule(which)


def pad(array: np.ndarray, length: int) -> np.ndarray:
    """Zeros behind the first axis: a rate of 0, a run nobody looks at."""
    return np.concatenate([array, np.zeros((length - len(array), *array.shape[1:]), array.dtype)])


def drawn(steps: int, seed: int) -> np.ndarray:
    """The noise of a run, one standard normal pair a step: a longer run begins with the shorter one's."""
    return np.random.default_rng(seed).standard_normal((steps, 2))


def hyper_rows(runs: Sequence[Run], rules: tuple[Optimizer, ...]) -> np.ndarray:
    """Each run's hyperparameters in its rule's order, padded to the longest rule's."""
    width = max(1, *(len(rule.hyper) for rule in rules))
    return np.array([[*run.hyper.values(), *[0.0] * (width - len(run.hyper))] for run in runs], float)


def initial_memory(runs: Sequence[Run], rules: tuple[Optimizer, ...], lanes: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The shared memory before the first step: one array per slot."""
    pairs, singles = memory_size(rules)
    memory = [np.zeros((lanes, 2)) for _ in range(pairs)], [np.zeros(lanes) for _ in range(singles)]
    for lane, run in enumerate(runs):
        for name, array in named(run.optimizer, memory).items():
            array[lane] = run.optimizer.memory[name]
    return memory


def by_letter(runs: Sequence[Run], memory) -> dict[str, np.ndarray]:
    """The shared memory sorted by the lecture's letters; NaN where a run's rule has no such letter.

    A letter that one rule keeps per coordinate and another once is shown per coordinate, the number twice.
    """
    kept = [(name, lane, array[lane]) for lane, run in enumerate(runs) for name, array in named(run.optimizer, memory).items()]
    state: dict[str, np.ndarray] = {}
    for name, _, values in sorted(kept, key=lambda one: -one[2].ndim):
        state.setdefault(name, np.full((len(runs), *values.shape), np.nan))
    for name, lane, values in kept:
        state[name][lane] = values if values.ndim == state[name].ndim - 1 else values[:, None]
    return state


def first_divergence(land: Landscape, theta: np.ndarray, loss: np.ndarray) -> np.ndarray:
    """The first step at which each run's loss is not finite or its point is out of sight; -1 if never."""
    gone = lost(land, theta, loss)
    return np.where(gone.any(1), gone.argmax(1), -1)


def lost(land: Landscape, theta: np.ndarray, loss: np.ndarray) -> np.ndarray:
    """Where the loss is not finite or the point is out of sight, far from the window's centre."""
    (x0, x1), (y0, y1) = land.window
    radius = OUT_OF_SIGHT * max(x1 - x0, y1 - y0)
    with np.errstate(invalid="ignore", over="ignore"):
        away = np.abs(theta - np.array([x0 + x1, y0 + y1]) / 2).max(-1)
    return ~np.isfinite(loss) | ~(away <= radius)
