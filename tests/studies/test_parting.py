"""Momentum's forms A and B under a schedule, and any two paths."""

import numpy as np
import pytest

from optimizers import Run, descend, schedule
from studies.parting import parting

FORMS = [Run("Momentum", lr=0.004, form=form) for form in ("A", "B")]


def apart(plan, steps=120):
    return parting(*descend("Narrow valley", FORMS, steps, plan).theta)


def test_at_a_constant_rate_the_forms_never_part():
    found = apart("Constant")
    assert (found.first, found.furthest) == (-1, -1)
    assert found.distance.max() < 1e-12


@pytest.mark.parametrize("cut", [12, 30, 60])
def test_the_forms_part_in_the_step_of_the_first_cut(cut):
    # Step k = cut is the first at the new rate, and leads to the point number cut + 1: there A moves by α₁(ρv + g), B by ρα₀v + α₁g.
    found = apart(schedule("Step", cut1=cut / 120, cut2=1.0, cut3=1.0))
    paths = descend("Narrow valley", FORMS[:1], 120)
    v = paths.state["v"][0, cut]  # before that step
    assert found.first == cut + 1
    assert found.distance[cut + 1] == pytest.approx(0.9 * 0.004 * 0.9 * np.hypot(*v), rel=1e-9)  # ρ(α₀ − α₁)|v|, γ = 0.1


def test_two_paths_are_compared_by_their_distance():
    still, away = np.zeros((5, 2)), np.array([[0, 0], [0, 0], [3, 4], [6, 8], [0, 1]], float)
    found = parting(still, away)
    assert found.distance.tolist() == [0, 0, 5, 10, 1]
    assert (found.first, found.furthest) == (2, 3)


def test_what_lies_behind_a_lost_point_is_not_compared():
    still, lost = np.zeros((5, 2)), np.array([[0, 0], [1, 0], [np.inf, 0], [9, 9], [9, 9]], float)
    found = parting(still, lost)
    assert (found.first, found.furthest) == (1, 1)
    assert np.isnan(found.distance[2:]).all()
    assert parting(still, np.ones((5, 2)), lived=0).first == -1
