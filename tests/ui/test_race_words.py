"""What the race says of a run that diverged, got stuck, or met an infinite slope: the reason that the numbers give."""

import pytest

from landscapes import formula, landscape
from optimizers import Run, descend
from studies.lost import why_diverged
from studies.report import report
from ui.race.report import row, why_stuck

ROOT = "sqrt(abs(x)) + y**2"
LOST = [
    (ROOT, Run("SGD", (0, 1), 0.1), "the slope where it stood is not finite, so the step is not either"),
    ("log(x)", Run("SGD", (-1, 0), 0.1), "it begins where the loss has no finite value"),
    ("log(x)", Run("SGD", (0.2, 0), 0.5), "it stepped to where the loss has no finite value"),
    ("Narrow valley", Run("Newton", lr=3.0), "with α = 3 its steps go 3 times the way to the flat point of its quadratic"),
    ("Round bowl", Run("SGD", (3, 0), 1.5), "with α = 1.5 the steps threw it out of sight"),
    ("Round bowl", Run("SGD", (9000, 0), 0.1), "it begins out of sight"),
    ("Monkey saddle", Run("BFGS"), "the ground falls without end there"),
]


def ended(surface, run):
    land = formula(surface) if "(" in surface else landscape(surface)
    return report(land, descend(land, [run], 60))[0]


@pytest.mark.parametrize(("surface", "run", "why"), LOST)
def test_a_diverged_run_has_its_reason_and_no_final_loss(surface, run, why):
    one = ended(surface, run)
    assert why_diverged(run, one.reason) == why
    cells = row("A", run.optimizer.name, one)
    assert cells[1] == "diverged"
    assert cells[4] == "never"


def test_a_run_that_gave_up_is_called_stuck_in_its_row():
    run = Run("BFGS", (1.3, -0.2))
    one = ended("abs(x) + abs(y)", run)
    assert row("BFGS", "BFGS", one)[4] == "stuck at 3"
    assert why_stuck(run).startswith("its line search finds no lower point")
