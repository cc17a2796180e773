"""What is said of the noise floor, read back and held against a plain recursion."""

import numpy as np
import pytest

from studies.noise_floor import CURVATURE, FIRST, RATE, SIGMA, SIZE, STEPS, floor
from tests.ui.numbers import found, printed
from ui.noise.floor import ARRIVED, between, number, sentences

RANDOM = np.random.default_rng(0)
ENDS = [
    (a, lam, s, b)
    for a in (RATE.low, RATE.high)
    for lam in (CURVATURE.low, CURVATURE.high)
    for s in (SIGMA.low, SIGMA.high)
    for b in (SIZE.low, SIZE.high)
]


def some() -> tuple[float, float, float, int]:
    def drawn(p):
        return float(np.exp(RANDOM.uniform(np.log(p.low), np.log(p.high))))

    return drawn(RATE), drawn(CURVATURE), drawn(SIGMA), int(drawn(SIZE))


def rested(alpha, lam, sigma, size):
    """The variance that the recursion V ← (1 − αλ)² V + α²σ²/B comes to, and whether it comes to one."""
    V, before = 0.0, -1.0
    for _ in range(200_000):
        V, before = (1 - alpha * lam) ** 2 * V + (alpha * sigma) ** 2 / size, V
        if before == V or V > 1e30:
            break
    return V, V < 1e30


@pytest.mark.parametrize("setting", [(0.1, 1.0, 1.0, 1), (2.0, 1.0, 1.0, 1), *ENDS, *(some() for _ in range(60))])
def test_the_floor_is_the_recursions_and_what_is_not_there_yet_is_said(setting):
    alpha, lam, sigma, size = setting
    words = " ".join(sentences(alpha, lam, sigma, size))
    if alpha * lam >= 2:
        assert found("α = # is not below 2/λ = #. A step multiplies x by 1 − αλ = #,", words) == pytest.approx(
            [alpha, 2 / lam, 1 - alpha * lam], rel=6e-3, abs=6e-3
        )
        assert "Floor" not in words
        return
    V, rests = rested(*setting)
    assert rests
    variance, loss = found("2 − αλ)) = #, so with a mean loss of #.", words)
    assert printed(variance, V, 6)
    assert printed(loss, 0.5 * lam * V, 6)
    half, _ = rested(alpha / 2, lam, sigma, size)
    assert printed(found("Half the rate would have # times this floor", words)[0], half / V, 3)
    x2, v = FIRST**2, 0.0
    for _ in range(STEPS):
        x2, v = (1 - alpha * lam) ** 2 * x2, (1 - alpha * lam) ** 2 * v + (alpha * sigma) ** 2 / size
    there = found("the law’s mean loss then is # times the floor", words)
    if abs((x2 + v) / V - 1) > 1.01 * ARRIVED:
        assert printed(there[0], (x2 + v) / V, 3)
    elif abs((x2 + v) / V - 1) < 0.99 * ARRIVED:
        assert there is None


@pytest.mark.parametrize("setting", ENDS)
def test_at_the_ends_of_the_sliders_the_table_has_numbers_or_says_none(setting):
    measured = floor(*setting, 0)
    text = number(measured.own.value[0]), between(measured.own.low[0], measured.own.high[0])
    assert all("nan" not in one and "inf" not in one for one in text)
    if setting[0] * setting[1] < 2:
        assert "overflow" not in text
