"""The range test's picture holds the test's own numbers."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run
from optimizers.run import Entrant
from plots.fan import Edge
from plots.race import trace
from plots.range_test import range_picture
from studies.range_test import range_test
from tests.plots.blob import unpacked


@pytest.fixture
def sent():
    land, run = landscape("Narrow valley"), Run("SGD", lr=0.4)
    test = range_test(land, run, 2e-4, 0.4, 200)
    return test, unpacked(range_picture(land, {}, trace(Entrant("SGD", run)), test, "2-D", Edge({"words": "2/λmax"}, test.bend, 2.0)))


def test_the_loss_is_drawn_over_the_logarithm_of_the_rate_each_step_used(sent):
    test, picture = sent
    known = np.isfinite(picture["cost"])
    assert known.sum() == test.lived + 1
    np.testing.assert_allclose(picture["cost"][: test.lived], np.log10(test.paths.lr[0, : test.lived]), rtol=1e-6)
    assert picture["across"][0] == pytest.approx(np.log10(2e-4))
    np.testing.assert_allclose(picture["smooth"][: test.lived + 1], test.smooth, rtol=1e-6)


def test_the_marks_are_the_tests_in_the_order_of_the_rates(sent):
    test, picture = sent
    found = {mark["label"]: mark["step"] for mark in picture["marks"]}
    assert found == {"steepest": test.steepest, "stability edge": test.edge, "turns up": test.turn_up, "lowest": test.lowest}
    assert list(found.values()) == sorted(found.values())


def test_the_edge_is_known_as_long_as_the_run_lives(sent):
    test, picture = sent
    assert picture["numerator"] == 2
    np.testing.assert_allclose(picture["bend"][: test.lived + 1], 100, rtol=1e-6)
    assert np.isnan(picture["bend"][test.lived + 1 :]).all()
