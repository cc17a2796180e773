"""The valley before and after L2 in numbers, and in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from digits import digits
from landscapes.base import Point
from optimizers import Paths
from plots.theme import Look
from studies.conditioning import Conditioning, steps_taken, steps_to
from studies.contraction import told_factor
from ui.parts.table import Cell, dot, tabulate

HEADINGS = (
    "Run",
    "λmin",
    "λmax",
    "κ = λmax/λmin",
    "best rate 2/(λmin + λmax)",
    "rate used",
    "factor a step: theory / run",
    "steps to 10⁻³: theory / run",
    "minimum",
)


@dataclass(frozen=True)
class Descent:
    """One run on one of the two quadratics: its valley's curvatures, its rate, its path, and where and how low the minimum is."""

    name: str
    look: Look
    valley: Conditioning
    lr: float
    paths: Paths
    minimum: Point
    lowest: float

    @property
    def predicted(self) -> int | None:
        return 0 if self.taken == 0 else steps_to(self.valley.factor(self.lr))

    @property
    def taken(self) -> int | None:
        return steps_taken(self.paths.theta[0], self.minimum)

    @property
    def diverged(self) -> int:
        """The step at which it diverged, −1 if never."""
        return int(self.paths.diverged_at[0])

    def measured(self) -> str:
        """The factor a step, from the loss."""
        factor = told_factor(self.paths.loss[0], self.diverged, self.lowest)
        return factor if isinstance(factor, str) else digits(factor)


def table(descents: Sequence[Descent]) -> None:
    """One line for each descent."""
    tabulate(HEADINGS, [cells(one) for one in descents], "basin-conditioning")


def cells(one: Descent) -> tuple[str | Cell, ...]:
    valley, (x, y) = one.valley, one.minimum
    return (
        Cell(one.name, dot(one.look)),
        digits(valley.smallest),
        digits(valley.largest),
        digits(valley.kappa),
        digits(valley.best),
        digits(one.lr),
        f"{digits(valley.factor(one.lr))} / {one.measured()}",
        f"{counted(one.predicted)} / {taken(one)}",
        f"({digits(x, 3)}, {digits(y, 3)})",
    )


def counted(steps: int | None) -> str:
    return "never" if steps is None else str(steps) if steps < 1e5 else digits(steps, 3)


def taken(one: Descent) -> str:
    """The steps that the run took, or how many it had, where they were too few."""
    return f"not in {one.paths.lr.shape[1]}" if one.taken is None and one.predicted is not None else counted(one.taken)


def needed(one: Descent) -> int | None:
    """The steps to arrive: those that the run took, or where it was too short, those that theory says are always enough."""
    return one.predicted if one.taken is None else one.taken


def arrived(one: Descent) -> str:
    """After how many steps."""
    steps = needed(one)
    return f"{'at most ' if one.taken is None else ''}{counted(steps)} step{'' if steps == 1 else 's'}"


def sentences(strength: float, added: float, before: Descent, after: Descent) -> list[str]:
    """What L2 adds, what it gains, and what it costs."""
    was, now = before.valley, after.valley
    if strength == 0:
        said, runs = (
            ["λ = 0: nothing is added, so both runs are the same."],
            [(after, "Neither run ever arrives", "Both runs arrive", "Both")],
        )
    else:
        fall = f"falls from {digits(was.kappa)} to" if was.kappa > now.kappa else "stays"
        said = [
            f"L2 adds {digits(added)} to every eigenvalue: {digits(was.smallest)} and {digits(was.largest)} become "
            f"{digits(now.smallest)} and {digits(now.largest)}, so κ {fall} {digits(now.kappa)}."
        ]
        runs = [
            (before, "The run without a penalty never arrives", "The run without a penalty arrives", "It"),
            (after, "The run with L2 never arrives", "The run with L2 arrives", "It"),
        ]
    for one, failed, came, they in runs:
        if one.lr >= one.valley.edge:
            gone = f" {they} diverged at step {one.diverged}." if one.diverged >= 0 else ""
            edge = f"α = {digits(one.lr)} is not below its edge, 2/λmax = {digits(one.valley.edge)}"
            lucky = "the start is off the minimum by next to nothing along the steep direction"
            said.append(f"**{failed}**: {edge}.{gone}" if one.taken is None else f"{came} by luck alone: {edge}, but {lucky}.")
    if after.lr == 0:
        said.append("With a rate of 0 neither run leaves the start.")
    if strength == 0:
        return said
    slow, fast = needed(before), needed(after)
    if slow is not None and fast is not None:
        said.append(f"The distance to the minimum is down to 10⁻³ of the first after {arrived(after)}, without L2 after {arrived(before)}.")
    faster = " L2 leads faster, but to another place." if slow is not None and fast is not None and fast < slow else ""
    moved = float(np.hypot(*np.subtract(before.minimum, after.minimum)))
    said.append(f"The price: the minimum has moved by {digits(moved, 3)}, toward 0.{faster}")
    return said
