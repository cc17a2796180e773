"""Which settings may be on a map's axes, and which values are tried."""

import sys

import numpy as np
import pytest

from landscapes import LANDSCAPES, formula, landscape
from optimizers import OPTIMIZERS, Run, optimizer, sweep
from parameter import Parameter
from studies.outcome_axes import Axis, sweepable, telling, worthwhile

PLAIN, LOG = Parameter("p", 0.5, -5, 5), Parameter("q", 1.0, 1e-9, 1e9, log=True)
WHOLE = Parameter("n", 1, 1, 150, whole=True)


def test_cells_are_even_and_their_middles_are_tried():
    np.testing.assert_allclose(Axis(PLAIN, -1, 3).values(4), [-0.5, 0.5, 1.5, 2.5])
    np.testing.assert_allclose(Axis(LOG, 1e-4, 1e4).values(4), [1e-3, 1e-1, 1e1, 1e3], rtol=1e-6)


@pytest.mark.parametrize(
    ("low", "high", "most", "values", "edges"),
    [
        (1, 10, 128, range(1, 11), (0.5, 10.5)),
        (1, 150, 128, range(1, 150, 2), (0, 150)),
        (2.4, 5.7, 32, [3, 4, 5], (2.5, 5.5)),
        (7, 7.4, 32, [7], (6.5, 7.5)),
    ],
)
def test_whole_numbers_are_all_different(low, high, most, values, edges):
    axis = Axis(WHOLE, low, high)
    assert axis.values(most).tolist() == list(values)
    assert axis.edges(most) == edges


def test_a_value_is_what_a_link_can_say():
    for value in Axis(LOG, 1e-5, 6.0).values(256):
        assert value == float(f"{value:.7g}")


class Begun(Exception):
    """Nothing was wrong with what was asked for."""


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.name)
def test_a_sweep_takes_every_axis_that_is_offered(rule, monkeypatch):
    def begin(*_, **__):
        raise Begun

    monkeypatch.setattr(sys.modules["optimizers.sweep"], "program", begin)
    for land in (landscape("Narrow valley"), landscape("Least squares")):
        axes = sweepable(land, rule)
        assert sorted(axes) == sorted(telling(land, rule))
        with pytest.raises(Begun):
            sweep(land, rule, {name: list(parameter.span) for name, parameter in axes.items()})


def test_switches_are_no_axes_and_a_batch_needs_data():
    assert {"form", "features"}.isdisjoint(sweepable(landscape("Least squares"), optimizer("Momentum")))
    assert "batch" in sweepable(landscape("Least squares"), optimizer("SGD"))
    assert "batch" not in sweepable(landscape("Booth"), optimizer("SGD"))


@pytest.mark.parametrize("land", [*LANDSCAPES, formula("x + y")], ids=lambda land: land.name)
def test_every_axis_has_a_range_to_begin_with(land):
    params = {p.name: p.default for p in land.parameters}
    for rule in OPTIMIZERS:
        axes = sweepable(land, rule)
        for other in list(axes.values())[1:]:
            low, high = worthwhile(land, params, Run(rule), axes["lr"], other)
            assert axes["lr"].low <= low < high <= axes["lr"].high, (rule.name, other.name)


def test_the_first_range_of_a_rate_holds_the_edges_that_the_other_axis_brings():
    """Plain descent at κ from 1 to 10⁴: 2/κ; heavy ball at κ = 100 and ρ from 0 to 0.999: 0.02 to 0.04 (Polyak 1964)."""
    valley = landscape("Narrow valley")
    axes = sweepable(valley, optimizer("Momentum"))
    low, high = worthwhile(valley, {"kappa": 100.0, "angle": 0.0}, Run("SGD"), axes["lr"], axes["kappa"])
    assert low < 2e-4 < 2 < high
    low, high = worthwhile(valley, {"kappa": 100.0, "angle": 0.0}, Run("Momentum"), axes["lr"], axes["momentum"])
    assert low < 0.02 < 0.04 < high
