"""The table under the picture, and what is worth a sentence."""

from digits import digits, listed, step
from optimizers import Run
from optimizers.batches import epoch
from plots.race import has_holes
from studies.lost import SLOPE, why_diverged
from studies.report import Result
from ui.parts.controls import Race
from ui.parts.ear import say
from ui.parts.table import Cell, run_cell, tabulate

HEADINGS = (
    "Run",
    "final loss",
    "nearest minimum",
    "distance",
    "arrives at step",
    "after evaluations",
    "steps uphill",
    "diverged at",
    "evaluations f / g / H",
)
HINTS = {
    "arrives at step": "From this step on the loss stays below 10⁻⁵ of its first height above the minimum.",
    "steps uphill": "Steps after which the loss was larger than before.",
    "evaluations f / g / H": "How often the run has asked for the loss, its gradient and its Hessian.",
}


def table(race: Race, results: list[Result]) -> None:
    """One line per run."""
    rows = [row(one.name, one.run.optimizer.name, result) for one, result in zip(race.entrants, results, strict=True)]
    tabulate(HEADINGS, rows, hints=HINTS)


def row(name: str, rule: str, result: Result) -> tuple[str | Cell, ...]:
    nearest = f"({digits(result.nearest[0], 3)}, {digits(result.nearest[1], 3)})" if result.nearest else "none known"
    return (
        run_cell(name, rule),
        "diverged" if result.diverged >= 0 else digits(result.loss),
        nearest,
        digits(result.distance),
        step(result.reached) if result.stuck < 0 else f"stuck at {result.stuck}",
        step(result.spent_to_reach),
        str(result.uphill),
        step(result.diverged),
        " / ".join(map(str, result.spent)),
    )


def sentences(race: Race, results: list[Result]) -> None:
    """What happened that the table cannot say, in words."""
    said = []
    alike: dict[str, list[str]] = {}  # what is true of several runs is said once
    for entrant, result in zip(race.entrants, results, strict=True):
        name, run = entrant.name, entrant.run
        if result.diverged >= 0:
            said.append(f"**{name} diverged at step {result.diverged}**: {why_diverged(run, result.reason)}.")
        elif result.stuck >= 0:
            said.append(f"**{name} is stuck from step {result.stuck} on**: {why_stuck(run)}.")
        elif result.rests_on:
            alike.setdefault(f"came to rest on a {result.rests_on}, not in a minimum.", []).append(name)
        elif result.left > 0:
            alike.setdefault(f"left the picture{' and came back' if result.back else ''}.", []).append(f"{name} (step {result.left})")
        if result.no_slope >= 0 and result.reason != SLOPE:
            alike.setdefault("met a slope that is not finite; clipping kept its direction alone.", []).append(
                f"{name} (step {result.no_slope})"
            )
        if run.lr == 0:
            alike.setdefault("stayed at the start, with a learning rate of 0.", []).append(name)
    said += [f"{listed(names)} {what}" for what, names in alike.items()]
    if race.conditions.batch and race.land.samples % race.conditions.batch:
        said.append(epoch(race.land.samples, race.conditions.batch))
    (x0, x1), (y0, y1) = race.land.window
    x, y = race.start
    if not (x0 <= x <= x1 and y0 <= y <= y1):
        said.append(f"The start ({x:g}, {y:g}) lies outside the picture, which shows x from {x0:g} to {x1:g} and y from {y0:g} to {y1:g}.")
    if has_holes(race.land, race.params):
        said.append("Where the map is hatched, the loss has no value.")
    say(said, besides=spoken(race, results))


def spoken(race: Race, results: list[Result]) -> list[str]:
    """Where the race begins and how every run ended, by the table's numbers: for the ear."""
    said = [f"Start at ({', '.join(digits(value) for value in race.start)})."]
    for entrant, result in zip(race.entrants, results, strict=True):
        if result.reached >= 0:
            said.append(f"{entrant.name} arrives at step {result.reached}.")
        elif result.diverged < 0:
            said.append(f"{entrant.name} ends at a loss of {digits(result.loss)}.")
    return said


def why_stuck(run: Run) -> str:
    if "H" in run.optimizer.told:
        return "the ground still slopes, but in a direction without curvature, where Newton takes no step"
    return "its line search finds no lower point in its direction, though the ground still slopes, as beside a kink"
