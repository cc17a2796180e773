"""What runs side by side on the page of schedules: one lane a line, with its own schedule, rate, batch or form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from optimizers import Paths, Run, Schedule
from optimizers.abreast import abreast, behind
from optimizers.engine import Walked, descend_under
from optimizers.schedules.base import WARMUP
from plots.race import Trace
from plots.theme import Look
from plots.whole_slider import Beside
from ui.parts import grasp
from ui.parts.controls import Race
from ui.parts.sliders import Slider
from ui.schedules import plans
from ui.schedules.plans import Plans

Cuts = Callable[[str, float], list[dict]]  # where the grips stand with the slider of this name at this value


@dataclass(frozen=True)
class Lane:
    """One run under one schedule; `times` is its rate as a multiple of the page's α, `link` what the race's link says of it."""

    name: str
    look: Look
    run: Run
    plan: Schedule
    steps: int
    batch: int | None
    link: Mapping[str, str] = field(default_factory=dict)
    times: int = 1
    dashed: bool = False


def by_schedule(race: Race, inspected: str, every: Plans, names: Sequence[str]) -> list[Lane]:
    """The run under each of these schedules."""
    run = race.run(inspected)
    return [
        Lane(
            name,
            plans.LOOKS[name],
            run,
            every.named[name],
            race.conditions.steps,
            race.conditions.batch,
            plans.race_link(name, every.named[name]),
        )
        for name in names
    ]


def seen_in_part(race: Race) -> bool:
    """Whether a step of the race sees only some of the samples."""
    return race.conditions.part is not None


def rate(run: Run) -> float:
    """The base rate; a run of the page always has one."""
    return run.lr or 0.0


def ran(race: Race, lanes: Sequence[Lane]) -> list[Paths]:
    """What every lane did, each by itself."""
    own = (replace(race.conditions, steps=lane.steps, schedule=lane.plan, batch=lane.batch) for lane in lanes)
    return [descend_under(conditions, [lane.run]) for conditions, lane in zip(own, lanes, strict=True)]


def shown(race: Race, inspected: str, lanes: Sequence[Lane], sliders: Sequence[Slider], cuts: Cuts) -> grasp.Shown:
    """What the player shows of lanes that differ in their schedules or forms; which of them follow which slider, and how the `cuts` do."""
    under = [replace(race.conditions, schedule=lane.plan) for lane in lanes]

    def supposed(name: str, value: float) -> list[grasp.Lane]:
        of, _, what = name.rpartition(".")
        if of == inspected:
            return [(place, under[place], grasp.changed(lane.run, what, value)) for place, lane in enumerate(lanes)]
        if name == WARMUP.name:
            return [(place, replace(under[place], schedule=lane.plan.set(warmup=value)), lane.run) for place, lane in enumerate(lanes)]
        if name in grasp.SHARED:
            every = ((place, grasp.conditions_with(under[place], name, value), lane.run) for place, lane in enumerate(lanes))
            return [(place, conditions, run) for place, conditions, run in every if conditions]
        own = [(place, lane) for place, lane in enumerate(lanes) if lane.plan.name == of]
        return [(place, replace(under[place], schedule=lane.plan.set(**{what: value})), lane.run) for place, lane in own]

    def beside(name: str, values: Sequence[float], lanes: Sequence[grasp.Lane], paths: Walked) -> Beside:
        return Beside([{"cuts": cuts(name, value)} for value in values])

    return grasp.Shown(len(lanes), sliders, supposed, each=True, beside=beside, looks=lambda name, value: str(cuts(name, value)))


def together(lanes: Sequence[Lane], each: Sequence[Paths], in_samples: bool) -> tuple[list[Trace], Paths, np.ndarray]:
    """The lanes as the player draws them: traces, their paths in one, and each one's rate (runs, steps) as a multiple of α.

    `in_samples`: what a run has spent is counted in samples instead of evaluations.
    """
    paths = abreast([replace(one, evaluations=samples(lane, one)) for lane, one in zip(lanes, each, strict=True)] if in_samples else each)
    traces = [Trace(lane.name, lane.look, rate(lanes[0].run), lane.dashed) for lane in lanes]
    rows = [behind(lane.times * lane.plan.multipliers(lane.steps)[None], paths.lr.shape[1]) for lane in lanes]
    return traces, paths, np.concatenate(rows)


def samples(lane: Lane, paths: Paths) -> np.ndarray:
    """How many samples its evaluations have seen so far, (1, steps+1)."""
    return paths.evaluations * (lane.batch or 1)
