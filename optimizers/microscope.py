"""One run under the microscope: every number that its rule computes on the way from each point to the next."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import FrameType

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes import LANDSCAPES, Landscape
from landscapes.heights import padded
from landscapes.programs import program, shelf_of
from optimizers.answers import answers
from optimizers.batches import batches
from optimizers.conditions import Conditions, conditions_of
from optimizers.curvature import over_steps, slopes_and_bends
from optimizers.engine import Paths, descend_under, drawn, evenly, of_batch
from optimizers.rules.base import Optimizer, here
from optimizers.rules.substep import SubStep
from optimizers.run import Run
from optimizers.schedules import Schedule

# What happens to a gradient before a rule is told it, in lines like a rule's own.
SLOPE = SubStep("slope", "g", r"\nabla f([at])", "The slope under your feet", "gradient", "slope", rows=())
NOISY = SubStep("noisy", "g", r"[slope] + [noise]", "Noise z is added", "gradient", "slope")
CUT = SubStep("g", "g", r"\min(1, [clip] / [norm]) \cdot [noisy]", "Clipping: no longer than c", "gradient", "slope")
STEP = SubStep("dx", r"\Delta x", "", "The step", "step", "move", rows=())


@dataclass(frozen=True)
class Magnified:
    """One run and what happened inside each of its steps.

    paths is the run's own, as `descend` gives it. lines are what to show of every step, in order. letters[name]
    (steps, …) holds the value of every name in them: those in the rule's code; "old v" for the state before the
    step; the rule's settings; and what surrounds a rule: x, lr, at (where the gradient was asked for), slope (before
    noise and clipping), noise, noisy, norm, clip, g, next, "next at". gradient (steps+1, 2) and hessian (steps+1, 2, 2)
    are the whole surface's at every point, without noise or mini-batch.
    """

    land: Landscape
    params: Mapping[str, object]
    run: Run
    paths: Paths
    lines: tuple[SubStep, ...]
    letters: Mapping[str, np.ndarray]
    gradient: np.ndarray
    hessian: np.ndarray

    @property
    def steps(self) -> int:
        """How many steps there are to look at: a run that diverged ends with the one in which it did."""
        diverged = int(self.paths.diverged_at[0])
        return self.paths.lr.shape[1] if diverged < 0 else max(1, diverged)


def magnify(  # noqa: PLR0913 a public entry point: it spells the conditions
    surface: str | Landscape,
    run: Run,
    steps: int = 200,
    schedule: str | Schedule = "Constant",
    clip: float | None = None,
    noise: float = 0.0,
    seed: int = 0,
    params: Mapping[str, object] | None = None,
    batch: int | None = None,
) -> Magnified:
    """Descend as `descend` does with this one run, and look at every step from within.

    The numbers are those that the rule's own code computes, step by step, from the points of the run.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    return magnify_under(conditions_of(surface, params, steps, schedule, clip, noise, seed, batch), run)


def magnify_under(conditions: Conditions, run: Run) -> Magnified:
    """Let this one run descend under these conditions, and look at every step from within."""
    land, params, steps, rule = conditions.land, conditions.params, conditions.steps, run.optimizer
    paths = descend_under(conditions, [run])
    x, rate, hyper = paths.theta[0], paths.lr[0], np.array([*run.hyper.values(), 0.0])
    memory = {name: paths.state[name][0] for name in rule.memory}
    before, after = ({name: kept[part] for name, kept in memory.items()} for part in (slice(-1), slice(1, None)))

    shelf = shelf_of(land)
    place = np.int64(shelf.index(land)), padded(conditions.numbers)
    room = max(1, *(s.samples for s in shelf))
    who = batches(land.samples, conditions.part, steps, conditions.seed, room)
    tilt, draws = conditions.noise * drawn(steps, conditions.seed), evenly(land, steps, conditions.seed)

    at, next_at = (asked(rule, hyper, points, state, rate) for points, state in ((x[:-1], before), (x[1:], after)))
    gradient, hessian = slopes_and_bends(land, params, x)
    slope, curvature = slopes_and_bends(land, params, at, who)
    own = program(within, shelf if {"f", "fg"} & set(rule.told) else LANDSCAPES, rule)
    searched = "length" in rule.memory  # by a line search
    replayed = {"found": (after["length"], (after["trials"] - before["trials"]).astype(int))} if searched else {}
    seen = x[:-1], before | replayed, rate, paths.grad[0], curvature, who, tilt, draws
    letters = over_steps(own, (*place, hyper, np.float64(conditions.longest)), seen)

    with np.errstate(all="ignore"):  # a run that diverges leaves the numbers
        letters |= {f"old {name}": values for name, values in before.items()}
        letters |= {"x": x[:-1], "lr": rate, "at": at, "g": paths.grad[0], "next": x[1:], "next at": next_at}
        letters |= {"slope": slope, "noise": tilt, "noisy": slope + tilt, "norm": np.hypot(*(slope + tilt).T)}
        letters |= {"clip": np.full(steps, conditions.longest), **{name: np.full(steps, value) for name, value in run.hyper.items()}}
        letters.setdefault("dx", x[1:] - x[:-1])
        shown = lines(rule, run.hyper, conditions.part is not None, conditions.noise > 0, conditions.clip is not None)
        letters |= {line.letter: -rate[:, None] * letters[line.letter] for line in shown if line.downhill}
    return Magnified(land, params, run, paths, shown, letters, gradient, hessian)


def lines(rule: Optimizer, settings: Mapping[str, float], batch: bool, noise: bool, clip: bool) -> tuple[SubStep, ...]:
    """What to show of a step, in order: where the rule asks, the gradient it is told, its own lines, and the next point."""
    own = [line for line in rule.substeps if line.holds(settings)]
    if not any(line.draws == "move" for line in own):
        own.append(STEP)
    asks = [line for line in own if line.letter == "at"]
    told: list[SubStep] = []
    if {"g", "fg"} & set(rule.told):
        slope = replace(SLOPE, says="The slope at the look-ahead point") if asks else SLOPE
        slope = replace(slope, formula=r"\nabla f_B([at])", says=f"{slope.says}, as today's mini-batch sees it") if batch else slope
        told = [slope, *([NOISY] if noise else []), *([CUT] if clip else [])]
    moves, total = ([line for line in own if line.draws == kind] for kind in ("move", "sum"))
    added = " + ".join(f"[{line.letter}]" for line in total or moves)
    closing = SubStep("next", "x", f"[x] + {added}", "The next point", "step", "" if total or len(moves) == 1 else "end")
    return (*asks, *told, *(line for line in own if line not in asks), closing)


def asked(rule: Optimizer, hyper: np.ndarray, x: np.ndarray, memory: Mapping[str, np.ndarray], rate: np.ndarray) -> np.ndarray:
    """Where the rule wants the gradient when it stands at x (steps, 2)."""
    return x if rule.where is here else over_steps(program(asking_at, LANDSCAPES, rule), (hyper,), (x, memory, rate))


def asking_at(_surfaces, rule: Optimizer, hyper, *rows):
    settings = [hyper[i] for i in range(len(rule.hyper))]
    return jax.vmap(lambda x, memory, lr: rule.where(x, memory, lr, *settings))(*rows)


def within(surfaces, rule: Optimizer, surface, numbers, hyper, clip, *rows):
    """What the rule's step computes on its way, by the names in its code, for many steps at once."""
    settings = [hyper[i] for i in range(len(rule.hyper))]

    def once(x, memory, lr, g, H, batch, tilt, u):
        def ask(transform: Callable):
            looks = [of_batch(s, transform) for s in surfaces]
            return lambda q: lax.switch(surface, looks, numbers, batch, q)

        def fg(q):  # here, what the rule was told: a difference of gradients shows every digit
            loss, slope = answer["fg"](x)(q)
            return loss, jnp.where(jnp.all(q == x), g, slope)

        answer = answers(ask(lambda f: f), ask(jax.value_and_grad), lambda q: H, tilt, clip, u)
        told = answer | {"g": lambda q: g, "fg": lambda q: fg}
        return names_in(rule.step, x, *(told[letter](x) for letter in rule.told), memory, lr, *settings)

    return jax.vmap(once)(*rows)


def names_in(step: Callable, *arguments) -> dict[str, jax.Array]:
    """Call a rule's step and keep every number it gave a name to.

    Python's profiler shows the step's variables when it returns, and those of another rule's step that it calls; so
    a rule is written as in the lecture, and nothing is computed twice.
    """
    found: dict[str, object] = {}

    def watch(frame: FrameType, event: str, _) -> None:
        own, caller = frame.f_code, frame.f_back and frame.f_back.f_code
        if event == "return" and (own is step.__code__ or (caller is step.__code__ and own.co_name == "step")):
            found.update(frame.f_locals)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        step(*arguments)
    finally:
        sys.setprofile(before)
    return {name: jnp.asarray(value) for name, value in found.items() if isinstance(value, jax.Array | float | int)}
