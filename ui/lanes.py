"""What runs side by side on the page of schedules: one lane a line, with its own schedule, rate, batch or form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from optimizers import Paths, Run, Schedule, descend
from optimizers.abreast import abreast, behind
from optimizers.batches import batch_parameter
from parameter import Parameter
from plots.lanes import FORMS
from plots.race import Entrant
from plots.schedules import look
from plots.theme import Look
from ui import plans, settings
from ui.controls import Race
from ui.plans import Plans
from ui.report import listed
from ui.sliders import Slider, slider

TIMES = ("2", "4", "8", "16", "32")
OPENING_TIMES = ["2", "4", "8"]
SMALL = 4  # the batch that is multiplied
SCALED = [f"{n}B at {n}α" for n in TIMES]
PLAIN = [f"{n}B at α" for n in TIMES]


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
    run = race.runs[race.names.index(inspected)]
    return [
        Lane(
            name,
            plans.LOOKS[name],
            run,
            every.named[name],
            race.steps,
            race.batch,
            plans.race_link(name, every.named[name]),
        )
        for name in names
    ]


def by_form(race: Race, inspected: str, every: Plans, name: str) -> list[Lane]:
    """The run in both of momentum's forms, under one schedule."""
    (lane,) = by_schedule(race, inspected, every, [name])
    lanes = []
    for place, (form, own) in enumerate(FORMS.items()):
        run = Run(lane.run.optimizer, lane.run.start, lane.run.lr, **{**lane.run.hyper, "form": place})
        link = {**lane.link, f"{inspected}.form": form}
        lanes.append(replace(lane, name=f"Form {form}", look=own, run=run, link=link, dashed=place > 0))  # A shows through
    return lanes


def small_batch(race: Race) -> Slider:
    """The batch that is multiplied: the race's, or a few samples where every step of the race sees all."""
    size = batch_parameter(race.land)
    return slider(
        "small",
        Parameter("small", SMALL, 1, size.high, whole=True, symbol="B", label="batch", help=size.help),
        race.batch if seen_in_part(race) else SMALL,
    )


def seen_in_part(race: Race) -> bool:
    """Whether a step of the race sees only some of the samples."""
    return race.batch is not None and race.batch < race.land.samples


def by_batch(race: Race, inspected: str, every: Plans, name: str, times: Sequence[str]) -> tuple[list[Lane], list[str]]:
    """B samples a step at the rate α, N·B at N·α for every N, and the largest N·B at α; and why some N cannot run, in sentences.

    All see the same number of samples, so N times the batch takes an Nth of the steps.
    """
    (base,) = by_schedule(race, inspected, every, [name])
    small, most, fastest = int(small_batch(race).value), race.land.samples, base.run.optimizer.lr.high
    why = {
        f"would be more than the {most} samples there are.": [n for n in map(int, times) if n * small > most],
        f"would take less than one of the {race.steps} steps.": [n for n in map(int, times) if n > race.steps],
        f"would have a rate above the largest, {fastest:g}.": [n for n in map(int, times) if n * rate(base.run) > fastest],
    }
    said = [f"{listed([f'{n}B' for n in out])} {reason}" for reason, out in why.items() if out]
    tried = [n for n in map(int, times) if not any(n in out for out in why.values())]
    wanted = [(1, 1), *((n, n) for n in tried), *((n, 1) for n in tried[-1:])]
    return [scaled(race, base, inspected, small, n, k) for n, k in wanted], said


def scaled(race: Race, base: Lane, inspected: str, small: int, n: int, k: int) -> Lane:
    """n times the batch at k times the rate, for an nth of the steps."""
    run = Run(base.run.optimizer, base.run.start, k * rate(base.run), **base.run.hyper)
    link = {
        **base.link,
        f"{inspected}.lr": settings.as_text(float(k * rate(base.run))),
        "batch": str(n * small),
        "steps": str(race.steps // n),
    }
    name = "B at α" if n == 1 else SCALED[TIMES.index(str(n))] if n == k else PLAIN[TIMES.index(str(n))]
    place = 0 if n == 1 else 1 + TIMES.index(str(n))
    return replace(
        base, name=name, look=look(place), run=run, steps=race.steps // n, batch=n * small, link=link, times=k, dashed=n > 1 and k == 1
    )


def rate(run: Run) -> float:
    """The base rate; a run of the page always has one."""
    return run.lr or 0.0


def ran(race: Race, lanes: Sequence[Lane]) -> list[Paths]:
    """What every lane did, each by itself."""
    return [
        descend(race.land, [lane.run], lane.steps, lane.plan, race.clip, race.noise, race.seed, race.params, lane.batch) for lane in lanes
    ]


def together(lanes: Sequence[Lane], each: Sequence[Paths], in_samples: bool) -> tuple[list[Entrant], Paths, np.ndarray]:
    """The lanes as the player draws them: entrants, their paths in one, and each one's rate (runs, steps) as a multiple of α.

    `in_samples`: what a run has spent is counted in samples instead of evaluations.
    """
    paths = abreast([replace(one, evaluations=samples(lane, one)) for lane, one in zip(lanes, each, strict=True)] if in_samples else each)
    entrants = [Entrant(lane.name, lane.look, rate(lanes[0].run), lane.dashed) for lane in lanes]
    rows = [behind(lane.times * lane.plan.multipliers(lane.steps)[None], paths.lr.shape[1]) for lane in lanes]
    return entrants, paths, np.concatenate(rows)


def samples(lane: Lane, paths: Paths) -> np.ndarray:
    """How many samples its evaluations have seen so far, (1, steps+1)."""
    return paths.evaluations * (lane.batch or 1)
