"""Which rates make a fan."""

import numpy as np
import pytest

from landscapes import LANDSCAPES, formula, landscape
from optimizers import OPTIMIZERS, Run
from studies.rate_fan import default_span, fan_rates


@pytest.mark.parametrize(("low", "high", "count"), [(2e-4, 0.022, 5), (1e-9, 1000, 9), (0.01, 0.010001, 9), (0.999, 1.0, 3)])
def test_a_fan_rises_in_even_ratios_from_end_to_end(low, high, count):
    rates = fan_rates(low, high, count)
    assert (rates[0], rates[-1]) == (low, high)
    assert len(set(rates)) == count
    np.testing.assert_allclose(np.diff(np.log(rates)), np.log(high / low) / (count - 1), rtol=0.06)


def test_rates_have_three_digits_where_three_keep_them_apart():
    assert fan_rates(2e-4, 0.022, 5) == [0.0002, 0.000648, 0.0021, 0.00679, 0.022]


@pytest.mark.parametrize(("rule", "edge"), [("SGD", 0.02), ("Momentum", 0.038), ("Nesterov", 3.8 / 2.8 / 100)])
def test_on_a_quadratic_the_fan_ends_just_past_the_edge(rule, edge):
    """λmax = 100, ρ = 0.9: 2/λ, (2 + 2ρ)/λ, (2 + 2ρ)/((1 + 2ρ) λ)."""
    assert default_span(landscape("Narrow valley"), {}, Run(rule)) == pytest.approx((edge / 100, 1.1 * edge), rel=5e-3)


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.name)
def test_every_default_fan_is_one_the_rule_allows(rule):
    for land in (*LANDSCAPES, formula("x + y"), formula("1e-9*(x**2 + y**2)"), formula("-x**2 - y**2")):
        low, high = default_span(land, {}, Run(rule))
        assert 0 < low < high <= rule.lr.high, land.name
