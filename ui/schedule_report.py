"""What the lanes of the page of schedules came to: a table, and what is worth a sentence. Every number is computed from the runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import streamlit as st

from optimizers import Paths
from optimizers.curvature import sharpest
from optimizers.parting import Parting, parting
from optimizers.report import Result, report
from optimizers.scaling import follows, samples_to_share
from optimizers.settling import best, bounces, last_tenth
from plots.race import lowest_value
from ui.controls import Race
from ui.lanes import Lane, rate, samples, seen_in_part
from ui.report import digits, listed, step
from ui.schedules import BATCH, FORMS, SCHEDULES, Lab

CLEAR = 2.0  # times as much: a difference that noise alone seldom makes


@dataclass(frozen=True)
class Outcome:
    """How one lane ended. Losses are above the lowest known minimum, or as they are where none is known."""

    lane: Lane
    result: Result
    final: float
    best: float
    tail: float
    bounces: bool  # at the bottom, as far as one is known
    samples: int  # seen until the loss is a tenth of the first one, −1 for never


def outcomes(lab: Lab, each: Sequence[Paths]) -> list[Outcome]:
    """One for every lane."""
    race, lowest, known = lab.race, bottom(lab.race), knows_bottom(lab.race)
    found = []
    for lane, paths in zip(lab.lanes, each, strict=True):
        (result,) = report(race.land, paths, race.params)
        gap, diverged = paths.loss[0] - lowest, result.diverged
        needed = samples_to_share(gap, samples(lane, paths)[0], diverged)
        tail, restless = last_tenth(gap, diverged), known and bounces(gap, diverged)
        found.append(Outcome(lane, result, float(gap[-1]), best(gap, diverged), tail, restless, needed))
    return found


def bottom(race: Race) -> float:
    """The lowest known loss, or 0 where none is known."""
    return lowest_value(race.land, race.params) if knows_bottom(race) else 0.0


def knows_bottom(race: Race) -> bool:
    """Whether the surface has a lowest known loss."""
    return bool(np.isfinite(lowest_value(race.land, race.params)))


def table(lab: Lab, found: Sequence[Outcome]) -> None:
    """One line per lane."""
    loss = "loss" if bottom(lab.race) == 0 else "loss above the lowest"
    headings = ["Run", f"final {loss}", f"best {loss}", "mean of the last tenth"]
    headings += ["batch", "rate", "steps", "samples to a tenth of the first"] if lab.view == BATCH else ["loss within 10⁻³ at step"]
    head = "".join(f"<th scope='col'>{heading}</th>" for heading in [*headings, "diverged at"])
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row(lab, one))}</tr>" for one in found)
    st.html(f"<div class='basin-scroll'><table class='basin-report'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>")


def row(lab: Lab, one: Outcome) -> list[str]:
    lane = one.lane
    colour = f"light-dark({lane.look.light}, {lane.look.dark})"
    swatch = f"border: 2px dashed {colour}; box-sizing: border-box" if lane.dashed else f"background: {colour}"
    lost = one.result.diverged >= 0
    final, tail = ("diverged", "diverged") if lost else (digits(one.final), digits(one.tail))
    cells = [f"<i style='{swatch}'></i>{escape(lane.name)}", final, digits(one.best), tail]
    if lab.view == BATCH:
        cells += [str(lane.batch), digits(rate(lane.run)), str(lane.steps), step(one.samples)]
    else:
        cells.append(step(one.result.reached))
    return [*cells, step(one.result.diverged)]


def sentences(lab: Lab, found: Sequence[Outcome], each: Sequence[Paths]) -> None:
    """What is seen, in words."""
    lost: dict[int, list[str]] = {}
    for one in found[:1] if lab.view == BATCH else found:
        if one.result.diverged >= 0:
            lost.setdefault(one.result.diverged, []).append(one.lane.name)
    said = [f"**{listed(names)} diverged at step {k}.**" for k, names in lost.items()]
    if any(rate(one.lane.run) == 0 for one in found):
        said.append(f"{lab.inspected} stays at the start, with a learning rate of 0.")
    else:
        said += {SCHEDULES: settled, BATCH: scaled, FORMS: parted}[lab.view](lab, found, each)
    st.markdown("  \n".join([" ".join(said), *lab.left_out]).strip())


def settled(lab: Lab, found: Sequence[Outcome], each: Sequence[Paths]) -> list[str]:
    """Who ends lowest; and what noise has to do with it, where the rate's fall made the difference."""
    alive = sorted((one for one in found if np.isfinite(one.tail)), key=lambda one: one.tail)
    if len(alive) < 2:
        return []
    low, high = alive[0], alive[-1]
    lowest, highest = digits(low.tail, 2), digits(high.tail, 2)
    if lowest == highest:
        names = [one.lane.name for one in found if one in alive]
        return [f"{listed(names)} end alike: over the last tenth each averages a loss of {lowest}."]
    said = [f"Over its last tenth {low.lane.name} averages the lowest loss, {lowest}, {high.lane.name} the highest, {highest}."]
    noisy, level = lab.race.noise > 0 or seen_in_part(lab.race), [one for one in alive if constant(one.lane)]
    if noisy and level and level[0].bounces and level[0].tail > CLEAR * low.tail:
        said.append(f"With noisy gradients {level[0].lane.name} keeps bouncing; a falling rate settles.")
    if not noisy and knows_bottom(lab.race) and low in level and high.tail > CLEAR * low.tail:
        said.append("Without noise nothing bounces, so there is nothing that a falling rate could settle.")
    return said


def constant(lane: Lane) -> bool:
    """Whether the schedule ends as high as it ever is."""
    multipliers = lane.plan.multipliers(lane.steps)
    return bool(multipliers[-1] == multipliers.max())


def scaled(lab: Lab, found: Sequence[Outcome], each: Sequence[Paths]) -> list[str]:
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
    return [*said, edge(lab.race, base.lane)]


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


def parted(lab: Lab, found: Sequence[Outcome], each: Sequence[Paths]) -> list[str]:
    """Where the two forms part, how far, and why."""
    apart = distance(found, each)
    if apart.first < 0:
        return ["A and B walk the same path: whenever the velocity holds anything, the rate is what it was."]
    before = apart.first - 1
    return [
        f"A and B walk the same path up to step {before}, and are furthest apart at step {apart.furthest}: "
        f"{digits(float(apart.distance[apart.furthest]), 3)}.",
        "A multiplies its whole velocity by today’s rate; B keeps each gradient at the rate of its day.",
    ]


def distance(found: Sequence[Outcome], each: Sequence[Paths]) -> Parting:
    """How far A and B are apart, up to the first that diverged."""
    a, b = (paths.theta[0] for paths in each)
    lost = [one.result.diverged for one in found if one.result.diverged >= 0]
    return parting(a, b, min(lost, default=len(a)))
