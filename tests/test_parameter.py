"""A number a visitor may move is checked, and refused in one plain sentence."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parameter import Parameter

RATE = Parameter("lr", 0.01, 0.0, 1000.0, slider=(1e-5, 10.0))
COUNT = Parameter("steps", 200, 1, 2000, whole=True)


@pytest.mark.parametrize("value", [0.0, 1e-300, 0.5, 1000, 1000.0])
def test_a_legal_value_comes_back_unchanged(value):
    assert RATE.check(value) == value
    assert type(RATE.check(value)) is float


def test_a_whole_number_comes_back_as_an_int():
    assert COUNT.check(7.0) == 7
    assert type(COUNT.check(7.0)) is int


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (-1, "lr = −1 is out of range (allowed: 0 to 1000)."),
        (1000.5, "lr = 1000.5 is out of range (allowed: 0 to 1000)."),
        (math.nan, "lr = nan is not a finite number (allowed: 0 to 1000)."),
        (math.inf, "lr = inf is not a finite number (allowed: 0 to 1000)."),
        (-math.inf, "lr = −inf is not a finite number (allowed: 0 to 1000)."),
        ("fast", "lr = “fast” is not a number (allowed: 0 to 1000)."),
        (None, "lr = None is not a number (allowed: 0 to 1000)."),
        ([0.1], "lr = [0.1] is not a number (allowed: 0 to 1000)."),
        (1j, "lr = 1j is not a number (allowed: 0 to 1000)."),
    ],
)
def test_a_refusal_is_one_sentence_with_name_value_and_range(value, says):
    with pytest.raises(ValueError) as error:  # noqa: PT011 the whole message is compared below
        RATE.check(value)
    assert str(error.value) == says


def test_a_number_too_large_for_a_double_is_refused():
    with pytest.raises(ValueError, match=r"lr = 10+ is not a number"):
        RATE.check(10**400)


def test_a_fraction_is_refused_where_a_whole_number_is_asked_for():
    with pytest.raises(ValueError, match=r"steps = 2\.5 is not a whole number \(allowed: 1 to 2000\)"):
        COUNT.check(2.5)


def test_the_refusal_uses_the_name_it_is_given():
    with pytest.raises(ValueError, match=r"^start x = −1 "):
        RATE.check(-1, "start x")


@pytest.mark.parametrize(
    ("parameter", "value", "parts"),
    [
        (Parameter("kappa", 100.0, 1.0, 10_000.0), 10_000.001, ("10000.001", "1 to 10000")),
        (Parameter("seed", 0, 0, 2**31 - 1, whole=True), 2**31, ("2147483648", "0 to 2147483647")),
    ],
)
def test_a_refused_value_never_reads_like_an_allowed_one(parameter, value, parts):
    with pytest.raises(ValueError, match="out of range") as error:
        parameter.check(value)
    for part in parts:
        assert part in str(error.value)


def test_the_slider_spans_the_legal_range_unless_it_is_narrower():
    assert RATE.span == (1e-5, 10.0)
    assert COUNT.span == (1, 2000)


@settings(deadline=None, derandomize=True, database=None)
@given(st.floats() | st.floats(-2, 2002) | st.integers())
def test_any_number_is_legal_or_refused(value):
    for parameter in (RATE, COUNT):
        legal = math.isfinite(value) and parameter.low <= value <= parameter.high and not (parameter.whole and value != int(value))
        if legal:
            assert parameter.check(value) == value
        else:
            with pytest.raises(ValueError, match=f"^{parameter.name} = .*allowed: {parameter.low:g} to {parameter.high:g}"):
                parameter.check(value)
