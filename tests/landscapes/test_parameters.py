"""A surface's parameters are checked before anything is computed."""

import math

import pytest

from landscapes import LANDSCAPES, landscape

MOVABLE = [(land, p) for land in LANDSCAPES for p in land.parameters]


def test_left_out_parameters_take_their_defaults(land):
    assert land.numbers() == land.numbers({}) == tuple(p.default for p in land.parameters)


def test_numbers_come_in_the_order_the_loss_takes_them():
    assert landscape("Narrow valley").numbers({"angle": 30, "kappa": 9}) == (9.0, 30.0)


@pytest.mark.parametrize(("land", "parameter"), MOVABLE, ids=lambda thing: thing.name)
@pytest.mark.parametrize("wrong", [-1, math.nan, math.inf, -math.inf, 1e9, "steep", None, [1.0]], ids=repr)
def test_a_bad_value_is_refused_with_name_value_and_range(land, parameter, wrong):
    allowed = ", ".join(parameter.options) or f"{parameter.low:g} to {parameter.high:g}"
    with pytest.raises(ValueError, match=f"^{parameter.name} = .*allowed: {allowed}") as error:
        land.numbers({parameter.name: wrong})
    assert (f"{wrong:.12g}".replace("-", "−") if isinstance(wrong, int | float) else str(wrong)) in str(error.value)


@pytest.mark.parametrize(("land", "parameter"), MOVABLE, ids=lambda thing: thing.name)
def test_both_ends_of_a_parameter_are_legal(land, parameter):
    for end in (parameter.low, parameter.high):
        assert end in land.numbers({parameter.name: end})


def test_an_option_may_be_given_by_its_name():
    assert landscape("Least squares").numbers({"features": "raw"}) == (0,)
    assert landscape("Least squares").numbers({"features": "standardised"}) == (1,)


def test_between_two_options_there_is_nothing():
    with pytest.raises(ValueError, match=r"features = 0\.5 is not a whole number \(allowed: raw, standardised\)"):
        landscape("Least squares").numbers({"features": 0.5})


def test_an_unknown_parameter_is_refused_with_the_ones_there_are(land):
    with pytest.raises(ValueError, match=r"params: .*no parameter 'slope'") as error:
        land.numbers({"slope": 1.0})
    assert all(p.name in str(error.value) for p in land.parameters)
    assert land.parameters or "it has none" in str(error.value)


@pytest.mark.parametrize("wrong", [3, "b", ["b"]], ids=repr)
def test_params_that_are_no_mapping_are_refused_by_name(wrong):
    with pytest.raises(ValueError, match="params"):
        landscape("Rosenbrock").numbers(wrong)
