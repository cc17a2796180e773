"""Numbers as a person reads them."""

import math

import pytest

from digits import digits, step


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.5, "0.5"),
        (-2.06309, "−2.063"),
        (7.886e-31, "7.89·10⁻³¹"),
        (-1e6, "−1.00·10⁶"),
        (12345.6, "12346"),
        (99999.7, "100000"),
        (math.nan, "–"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_numbers_are_short_and_plain(value, text):
    assert digits(value) == text


def test_never_is_said_in_a_word():
    assert (step(-1), step(0)) == ("never", "0")
