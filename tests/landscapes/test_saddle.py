"""On the ridge a rule stays, beside it a rule leaves."""

import jax
import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend
from optimizers.rules import FIRST_ORDER

SADDLE = landscape("Saddle")


def test_the_origin_is_a_minimum_one_way_and_a_maximum_the_other():
    hessian = jax.hessian(lambda q: SADDLE.loss(q[0], q[1]))(np.zeros(2))
    assert np.linalg.eigvalsh(hessian) == pytest.approx([-1, 1])  # ½x² − ½y²


@pytest.mark.parametrize("rule", FIRST_ORDER, ids=lambda rule: rule.name)
def test_exactly_on_the_ridge_no_first_order_rule_ever_leaves_it(rule):
    paths = descend(SADDLE, [Run(rule, start=(-1.8, 0.0))], steps=2000)
    assert (paths.theta[0, :, 1] == 0).all()


def test_plain_descent_on_the_ridge_ends_at_the_saddle():
    paths = descend(SADDLE, [Run("SGD", start=(-1.8, 0.0), lr=0.1)], steps=500)
    assert paths.theta[0, -1] == pytest.approx([0, 0], abs=1e-12)


@pytest.mark.parametrize("side", [1, -1])
def test_a_hair_beside_the_ridge_plain_descent_finds_the_exit_on_that_side(side):
    paths = descend(SADDLE, [Run("SGD", start=(-1.8, side * 1e-8), lr=0.1)], steps=500)
    assert paths.theta[0, -1] == pytest.approx([0, side], abs=1e-9)
