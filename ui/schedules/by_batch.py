"""N times the samples a step at N times the rate: the linear scaling rule."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from digits import digits, listed, step
from landscapes import LANDSCAPES
from optimizers import Paths, Run
from optimizers.batches import batch_parameter
from optimizers.curvature import sharpest
from parameter import Parameter
from plots.schedules import look
from studies.batch_scaling import follows
from ui.frame import settings
from ui.parts.controls import Race
from ui.parts.menus import menu, picked
from ui.parts.schedule_menu import PLANS
from ui.parts.sliders import Group, Slider, panel, slider
from ui.schedules import formulas
from ui.schedules.asked import Asked
from ui.schedules.lanes import Lane, by_schedule, rate, seen_in_part
from ui.schedules.outcome import Outcome

TIMES = ("2", "4", "8", "16", "32")
OPENING_TIMES = ["2", "4", "8"]
SMALL = 4  # the batch that is multiplied
SCALED = [f"{n}B at {n}α" for n in TIMES]
PLAIN = [f"{n}B at α" for n in TIMES]
MANY = False  # one schedule for all
OPENING_PLAN, OPENING_NOISE = "Constant", 0.0
AXIS, SPENT = "evaluations", "samples"  # over samples the runs of the scaling rule fall together
TELLS_LOST = True  # whether its sentences say who diverged, but for the first
HIDES = ("batch",)  # sliders that this view has in another place, or that mean nothing here
ROOM = 1.6  # rem for its sentences, beside what every view needs
HEADINGS = ["batch", "rate", "steps", "samples to a tenth of the first"]
*SOME, LAST = (land.name for land in LANDSCAPES if land.samples)
DATA = f"Choose {', '.join(SOME)} or {LAST} as the surface."


def fits(race: Race) -> bool:
    return race.land.samples > 0


def suits(run: Run) -> bool:
    return True


def fill(asked: Asked) -> Asked:
    """With its lanes, and what had to be left out."""
    if not fits(asked.race):
        return replace(asked, why=f"{asked.race.land.name} is not made from data, so there is no batch. {DATA}")
    lanes, left_out = batches(asked)
    return replace(asked, lanes=lanes, left_out=left_out)


def slider_of(race: Race) -> Slider:
    """The batch that is multiplied: the race's, or a few samples where every step of the race sees all."""
    size = batch_parameter(race.land)
    return slider(
        "small",
        Parameter("small", SMALL, 1, size.high, whole=True, symbol="B", label="batch", help=size.help),
        race.conditions.batch if seen_in_part(race) else SMALL,
    )


def batches(asked: Asked) -> tuple[list[Lane], list[str]]:
    """B samples a step at the rate α, N·B at N·α for every N, and the largest N·B at α; and why some N cannot run, in sentences.

    All see the same number of samples, so N times the batch takes an Nth of the steps.
    """
    race, times = asked.race, asked.times
    (base,) = by_schedule(race, asked.inspected, asked.plans, asked.names)
    small, most, fastest = int(slider_of(race).value), race.land.samples, base.run.optimizer.lr.high
    why = {
        f"would be more than the {most} samples there are.": [n for n in map(int, times) if n * small > most],
        f"would take less than one of the {race.conditions.steps} steps.": [n for n in map(int, times) if n > race.conditions.steps],
        f"would have a rate above the largest, {fastest:g}.": [n for n in map(int, times) if n * rate(base.run) > fastest],
    }
    said = [f"{listed([f'{n}B' for n in out])} {reason}" for reason, out in why.items() if out]
    tried = [n for n in map(int, times) if not any(n in out for out in why.values())]
    wanted = [(1, 1), *((n, n) for n in tried), *((n, 1) for n in tried[-1:])]
    return [multiplied(asked, base, small, n, k) for n, k in wanted], said


def multiplied(asked: Asked, base: Lane, small: int, n: int, k: int) -> Lane:
    """n times the batch at k times the rate, for an nth of the steps."""
    run = Run(base.run.optimizer, base.run.start, k * rate(base.run), **base.run.hyper)
    link = {
        **base.link,
        f"{asked.inspected}.lr": settings.as_text(float(k * rate(base.run))),
        "batch": str(n * small),
        "steps": str(asked.race.conditions.steps // n),
    }
    name = "B at α" if n == 1 else SCALED[TIMES.index(str(n))] if n == k else PLAIN[TIMES.index(str(n))]
    place = 0 if n == 1 else 1 + TIMES.index(str(n))
    return replace(
        base,
        name=name,
        look=look(place),
        run=run,
        steps=asked.race.conditions.steps // n,
        batch=n * small,
        link=link,
        times=k,
        dashed=n > 1 and k == 1,
    )


def title(asked: Asked) -> tuple[str, str]:
    return asked.heading, "N times the samples a step, and N times the rate: the linear scaling rule."


def cells(one: Outcome) -> list[str]:
    lane = one.lane
    return [str(lane.batch), digits(rate(lane.run)), str(lane.steps), step(one.samples)]


def said(asked: Asked, found: Sequence[Outcome], each: Sequence[Paths]) -> list[str]:
    """Which multiples of batch and rate need as many samples as the base run, and where the rule ends."""
    base, *others = found
    if base.samples < 0:
        return [f"{base.lane.name} never comes down to a tenth of its first loss above the lowest, so there is nothing to compare with."]
    rule = [one for one in others if not one.lane.dashed]
    kept = [one for one in rule if one.result.diverged < 0 and follows(one.samples, base.samples, one.lane.batch or 1)]
    broken = [one for one in rule if one not in kept]
    said = [f"{base.lane.name} comes down to a tenth of its first loss after {base.samples} samples."]
    if kept:
        names, needed = listed([one.lane.name for one in kept]), sorted({one.samples for one in kept})
        span = f"{needed[0]} to {needed[-1]}" if len(needed) > 1 else f"{needed[0]}"
        said.append(f"{names} {'follows' if len(kept) == 1 else 'follow'} it, after {span} samples.")
    if broken:
        said.append(f"The rule fails for {listed([f'{one.lane.name} ({needs(one)})' for one in broken])}.")
    said += [f"{one.lane.name} is the larger batch by itself ({needs(one)})." for one in others if one.lane.dashed]
    return [*said, edge(asked.race, base.lane)]


def needs(one: Outcome) -> str:
    if one.result.diverged >= 0:
        return f"diverged at step {one.result.diverged}"
    return f"{one.samples} samples" if one.samples >= 0 else "never gets there"


def edge(race: Race, base: Lane) -> str:
    """How many times the rate may be multiplied before even the whole data's gradient makes the run grow."""
    rule, alpha = base.run.optimizer, rate(base.run)
    if not rule.theory:
        return f"{rule.name} has no fixed edge of stability: it rescales the gradient. The linear rule is SGD’s."
    minimum = np.array(race.land.minima(*race.land.numbers(race.params))[:1])
    largest = float(sharpest(race.land, race.params, minimum)[0])
    limit = float(rule.theory.edge(largest, **base.run.hyper))
    return f"At the minimum the edge, ${rule.theory.edge_formula}$, is {digits(limit, 3)}: {digits(limit / alpha, 3)} times α."


def steer(asked: Asked) -> None:
    """Which schedule, which batch, and by what it is multiplied."""
    menu("Schedule", "plan", PLANS, OPENING_PLAN, asked.names[0])
    if asked.small:
        panel("small panel", [Group([asked.small])])
        st.pills("N", TIMES, selection_mode="multi", **picked("times", asked.times, times_changed))


def times_changed() -> None:
    settings.put("times", [n for n in TIMES if n in st.session_state["times"]], OPENING_TIMES)


def exhibit(asked: Asked) -> None:
    formulas.plan(asked)
