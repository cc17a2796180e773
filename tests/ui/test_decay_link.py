"""The run that the microscope is sent is the page's own."""

import numpy as np
import pytest

from landscapes import formula
from landscapes.penalised import hessian
from optimizers import Run, descend, schedule
from plots.decay import NAMES
from ui.decay.link import on_shelf, quadratic
from ui.decay.setup import RULES, Asked, ran
from ui.parts.surface_menu import corners


def lab(momentum=0.0, centre=(2.0, 1.5), angle=0.0) -> Asked:
    """The page with some settings, without its sliders."""
    hypers = [{"momentum": momentum}] * 2 + [{"beta2": 0.99}] * 2
    rates = (0.02, 0.02, 0.1, 0.1)
    runs = [Run(rule, (-3, 3), lr, weight_decay=0.4, **hyper) for rule, lr, hyper in zip(RULES.values(), rates, hypers, strict=True)]
    return Asked(hessian(30, angle), np.array(centre), runs, 0.4, momentum, 1000, schedule("Cosine"), 0.3, 5, (-3.0, 3.0), {})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("angle", "centre"), [(0.0, (2.0, 1.5)), (37.0, (-2.0, 1.25)), (90.0, (0.0, -3.0))])
def test_on_the_formula_a_rule_of_the_shelf_walks_the_same_path(name, angle, centre):
    ours = lab(centre=centre, angle=angle)
    runs, inspected, text = on_shelf(ours, name)
    land = formula(text, corners("-4, 4, -4, 4"))
    theirs = descend(land, [runs[inspected]], ours.steps, ours.plan, noise=ours.noise, seed=ours.seed).theta[0]
    assert theirs == pytest.approx(ran(ours, ours.runs).theta[NAMES.index(name)], abs=1e-9)


def test_with_momentum_sgd_with_l2_is_momentum_on_the_penalised_loss_and_sgdw_is_nowhere():
    ours = lab(momentum=0.9)
    runs, inspected, text = on_shelf(ours, "SGD + L2")
    assert inspected == "Momentum"
    theirs = descend(formula(text), [runs[inspected]], ours.steps, ours.plan, noise=ours.noise, seed=ours.seed).theta[0]
    assert theirs == pytest.approx(ran(ours, ours.runs).theta[0], abs=1e-9)
    assert on_shelf(ours, "SGDW") is None


def test_the_formula_is_what_a_visitor_would_type():
    assert quadratic(hessian(30, 0), np.array([2, -1.5])) == "0.5*(1*(x - 2)**2 + 30*(y + 1.5)**2)"
    assert quadratic(hessian(30, 0), np.array([2, -1.5]), 0.4).endswith(" + 0.2*(x**2 + y**2)")
