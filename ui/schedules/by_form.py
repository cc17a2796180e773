"""Two ways to write momentum, which agree as long as the rate stays the same."""

from collections.abc import Sequence
from dataclasses import replace

from digits import digits, step
from optimizers import Paths, Run
from plots.lanes import FORMS
from ui.parts.controls import Race
from ui.parts.menus import menu
from ui.parts.schedule_menu import PLANS
from ui.schedules import formulas
from ui.schedules.asked import Asked
from ui.schedules.lanes import Lane, by_schedule
from ui.schedules.outcome import Outcome

MANY = False  # one schedule for both
OPENING_PLAN, OPENING_NOISE = "Step", 0.0
AXIS, SPENT = "steps", "evaluations"
TELLS_LOST = False  # whether its sentences say who diverged, but for the first
HIDES = ("form",)  # sliders that this view has in another place, or that mean nothing here
ROOM = 1.6  # rem for its sentences, beside what every view needs
HEADINGS = ["arrives at step"]


def fits(race: Race) -> bool:
    return any(suits(run) for run in race.runs)


def suits(run: Run) -> bool:
    return "form" in run.hyper


def fill(asked: Asked) -> Asked:
    """With its lanes."""
    return replace(asked, lanes=forms(asked))


def forms(asked: Asked) -> list[Lane]:
    """The run in both of momentum's forms, under one schedule."""
    (lane,) = by_schedule(asked.race, asked.inspected, asked.plans, asked.names)
    lanes = []
    for place, (form, own) in enumerate(FORMS.items()):
        run = Run(lane.run.optimizer, lane.run.start, lane.run.lr, **{**lane.run.hyper, "form": place})
        link = {**lane.link, f"{asked.inspected}.form": form}
        lanes.append(replace(lane, name=f"Form {form}", look=own, run=run, link=link, dashed=place > 0))  # A shows through
    return lanes


def title(asked: Asked) -> tuple[str, str]:
    return asked.heading, "Two ways to write momentum, which agree as long as the rate stays the same."


def cells(one: Outcome) -> list[str]:
    return [step(one.result.reached)]


def said(asked: Asked, found: Sequence[Outcome], each: Sequence[Paths]) -> list[str]:
    """Where the two forms part, how far, and why."""
    apart = formulas.distance(found, each)
    if apart.first < 0:
        return ["A and B walk the same path: whenever the velocity holds anything, the rate is what it was."]
    before = apart.first - 1
    return [
        f"A and B walk the same path up to step {before}, and are furthest apart at step {apart.furthest}: "
        f"{digits(float(apart.distance[apart.furthest]), 3)}.",
        "A multiplies its whole velocity by today’s rate; B keeps each gradient at the rate of its day.",
    ]


def steer(asked: Asked) -> None:
    """Which schedule."""
    menu("Schedule", "plan", PLANS, OPENING_PLAN, asked.names[0])


def exhibit(asked: Asked) -> None:
    formulas.forms(asked)
