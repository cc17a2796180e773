"""What the lanes of the page of schedules came to: a table, and what is worth a sentence. Every number is computed from the runs."""

from collections.abc import Sequence

from digits import digits, listed, step
from optimizers import Paths
from optimizers.batches import epoch
from ui.parts.ear import say
from ui.parts.table import Cell, dot, tabulate
from ui.schedules.asked import Asked
from ui.schedules.lanes import rate
from ui.schedules.outcome import Outcome, bottom
from ui.schedules.setup import VIEWS


def table(asked: Asked, found: Sequence[Outcome]) -> None:
    """One line per lane."""
    view, loss = VIEWS.view(), "loss" if bottom(asked.race) == 0 else "loss above the lowest"
    headings = ["Run", f"final {loss}", f"best {loss}", "mean of the last tenth", *view.HEADINGS, "diverged at"]
    tabulate(headings, [[*row(one), *view.cells(one), step(one.result.diverged)] for one in found])


def row(one: Outcome) -> list[str | Cell]:
    final, tail = ("diverged", "diverged") if one.result.diverged >= 0 else (digits(one.final), digits(one.tail))
    return [Cell(one.lane.name, dot(one.lane.look, one.lane.dashed)), final, digits(one.best), tail]


def sentences(asked: Asked, found: Sequence[Outcome], each: Sequence[Paths]) -> None:
    """What is seen, in words."""
    view = VIEWS.view()
    lost: dict[int, list[str]] = {}
    for one in found[:1] if view.TELLS_LOST else found:
        if one.result.diverged >= 0:
            lost.setdefault(one.result.diverged, []).append(one.lane.name)
    said = [f"**{listed(names)} diverged at step {k}.**" for k, names in lost.items()]
    if any(rate(one.lane.run) == 0 for one in found):
        said.append(f"{asked.inspected} stays at the start, with a learning rate of 0.")
    else:
        said += view.said(asked, found, each)
    ended = [f"{one.lane.name} ends at a loss of {digits(one.final)}." for one in found if one.result.diverged < 0]
    say([line for line in (" ".join([*said, *sat_out(asked)]), *asked.left_out) if line], besides=ended)


def sat_out(asked: Asked) -> list[str]:
    """Who sees no step of an epoch, for every batch that does not share out the samples."""
    samples = asked.race.land.samples
    sizes = sorted({lane.batch for lane in asked.lanes if lane.batch and samples % lane.batch})
    if len(sizes) == 1:
        return [epoch(samples, sizes[0])]
    each = [f"{samples % size} of {samples} at a batch of {size}" for size in sizes]
    return [f"What fills no batch sits its epoch out, by lot: {listed(each)}."] if each else []
