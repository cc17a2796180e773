"""The microscope's worked examples show the lecture's digits: each is opened by its own link, and magnified."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import streamlit as st

from optimizers.microscope import Magnified, magnify_under
from ui.frame import settings
from ui.parts import controls
from ui.parts.setups import setups

EXAMPLES = setups("optimization/microscope")


@cache
def shown(name: str, **changed: str) -> Magnified:
    """What the microscope shows of a worked example, with some of its settings changed."""
    link = {**EXAMPLES[name]["link"], **changed}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "session_state", {})
        settings.take_over(link)
        race = controls.read()
        run = race.run(settings.choice("inspect", race.names, race.names[0]))
        assert not settings.notes()
    return magnify_under(race.conditions, run)


def said(name: str) -> SimpleNamespace:
    """The words of an example, and the step it opens at."""
    return SimpleNamespace(words=EXAMPLES[name]["say"], step=int(EXAMPLES[name]["link"].get("step", 0)))


def digits(values, count: int = 4) -> list[str]:
    """Numbers as a lecture prints them."""
    return [f"{value:.{count}g}".replace("-", "−") for value in np.ravel(values)]


def printed(name: str, *numbers: str) -> bool:
    """Whether an example's words hold these numbers."""
    return all(number in EXAMPLES[name]["say"] for number in numbers)


# lecture.md 3: w² + 4w + 4 from 0 with η = 0.4; the limit is −2
WORKED = ["0", "−1.6", "−1.92", "−1.984", "−1.9968"]


def test_by_hand_the_parabola_gives_the_lectures_four_numbers():
    name = "By hand: w² + 4w + 4"
    m = shown(name)
    assert digits(m.paths.theta[0, :5, 0], 5) == WORKED
    assert m.letters["g"][:3, 0] == pytest.approx([4, 0.8, 0.16], rel=1e-14)  # 2w + 4 at 0, −1.6, −1.92
    left = m.paths.theta[0, :, 0] + 2
    assert left[1:] == pytest.approx(0.2 * left[:-1], rel=1e-9)  # 1 − 2α: each step goes 0.8 of the way that is left
    assert not m.letters["g"][:, 1].any()  # one dimension: nothing moves in y
    assert printed(name, *WORKED[1:], "−2", "0.8")


def test_by_hand_in_two_dimensions_both_coordinates_give_the_same_four_numbers():
    name = "By hand, in two dimensions"
    path = shown(name).paths.theta[0, :5]
    assert digits(path[:, 0], 5) == digits(path[:, 1], 5) == WORKED
    assert printed(name, *WORKED[1:])


def test_momentum_adds_a_steady_gradient_of_one_up_to_ten():
    name = "Momentum adds up a steady gradient"
    m = shown(name)
    assert digits(m.letters["v"][:3, 0]) == ["1", "1.9", "2.71"]  # lecture.md 3
    t = np.arange(1, 61)
    assert m.letters["v"][:, 0] == pytest.approx((1 - 0.9**t) / (1 - 0.9), rel=1e-12)  # geometric series; 10 in the limit
    assert digits(m.letters["v"][-1:, 0], 2) == ["10"]
    assert printed(name, "1, 1.9, 2.71", "10")


def test_momentum_cancels_a_gradient_that_flips_and_heads_for_5_26():
    name = "Momentum cancels a gradient that flips"
    m = shown(name)
    t = np.arange(40)
    assert m.paths.theta[0, :, 1] == pytest.approx(-np.arange(41.0), abs=1e-12)  # y is the clock
    assert m.letters["g"][:, 0].tolist() == [10.0, -10.0] * 20  # lecture.md 3: alternating ±10
    # v = ρv + 10(−1)ᵗ has the solution (10(−1)ᵗ + 10ρ·ρᵗ)/(1 + ρ), so 10/1.9 = 5.263 remains
    assert m.letters["v"][:, 0] == pytest.approx((10 * (-1.0) ** t + 9 * 0.9**t) / 1.9, rel=1e-10)
    assert f"{10 / 1.9:.2f}" == "5.26"  # lecture.md 3: bounded near ±5.26
    beyond = np.abs(np.abs(m.letters["v"][:, 0]) - 10 / 1.9)
    assert beyond[1:] == pytest.approx(0.9 * beyond[:-1], rel=1e-6)  # nearer by ρ with every step
    assert digits(m.letters["v"][-2:, 0], 3) == ["5.35", "−5.19"]  # by the same solution: still on its way when the run ends
    low, high = np.array(m.land.window).T
    assert ((low < m.paths.theta[0]) & (m.paths.theta[0] < high)).all()  # the window shows all of it
    assert printed(name, "heads for ±5.26", "10/(1 + ρ)")


def test_rmsprop_levels_a_gradient_of_10_and_one_of_a_tenth():
    name = "RMSprop levels 10 against 0.1"
    m = shown(name)
    s = m.letters["s"]
    assert digits(s[:3, 0]) == ["10", "19", "27.1"]  # lecture.md 3
    assert s == pytest.approx((1 - 0.9 ** np.arange(1, 61))[:, None] * [100, 0.01], rel=1e-12)  # → 100 and 0.01
    assert digits(s[-1], 2) == ["1e+02", "0.01"]
    assert digits(m.letters["own_rate"][-1] / m.run.lr, 2) == ["0.1", "10"]  # divided by 10, multiplied by 10
    assert digits(m.letters["dx"][-1], 2) == ["−0.1", "−0.1"]  # about α in both
    assert printed(name, "10, 19, 27.1", "100", "0.01")


def test_adams_hat_is_one_from_the_first_step_on():
    name = "Adam’s hat undoes the start"
    m = shown(name)
    assert digits(m.letters["m"][:3, 0]) == ["0.1", "0.19", "0.271"]  # lecture.md 3: 0.1, 0.19, …; then 1 − 0.9³
    assert m.letters["m_hat"] == pytest.approx(np.ones((20, 2)), rel=1e-12)  # lecture.md 3: m̂ = 1 at every step
    assert m.letters["beta1_t"][0] == 0.9  # lecture.md 9: t starts at 1
    assert printed(name, "0.1, 0.19, 0.271", "t = 1")


@pytest.mark.parametrize(("beta2", "times"), [("0.999", "3.16"), ("0.99", "1.00")])
def test_adams_first_step_without_bias_correction_is_too_long_by_the_lectures_factor(beta2, times):
    # lecture.md 9: (1 − β₁)/√(1 − β₂) times too long: 3.16 × for 0.9/0.999, exactly 1 × for 0.9/0.99
    name = "Adam without bias correction"
    without = shown(name, **{"Adam 2.beta2": beta2}).letters["dx"][0]
    corrected = shown(name, inspect="Adam").letters["dx"][0]
    assert f"{without[0] / corrected[0]:.2f}" == times
    assert without / corrected == pytest.approx([0.1 / np.sqrt(1 - float(beta2))] * 2, rel=1e-6)
    assert printed(name, "3.16", "0.99")


def test_nesterov_is_the_same_iteration_seen_from_its_look_ahead_point():
    m = shown("Nesterov, seen from two places")
    at, v, old = m.letters["at"], m.letters["v"], m.letters["old v"]
    assert at == pytest.approx(m.letters["x"] + 0.9 * old, rel=1e-12)  # lecture.md 1: x̃ = x + ρv
    assert at[1:] == pytest.approx((at + v + 0.9 * (v - old))[:-1], rel=1e-9, abs=1e-12)  # x̃ ← x̃ + v′ + ρ(v′ − v)
    assert m.letters["next at"][5] == pytest.approx(at[6], rel=1e-12)  # the line that the example opens at


def test_at_a_cut_form_a_scales_its_whole_velocity_and_form_b_does_not():
    name = "Momentum’s two forms at a cut"
    (a, b), k = (shown(name, inspect=one) for one in ("Momentum", "Momentum 2")), said(name).step
    assert digits(a.letters["lr"][[k - 1, k]]) == ["0.004", "0.0004"]
    assert a.paths.theta[0, : k + 1] == pytest.approx(b.paths.theta[0, : k + 1], rel=1e-12)  # lecture.md 1: the same path until then
    part = a.letters["kept"][k] / b.letters["kept"][k]  # what the old velocity still moves
    assert part == pytest.approx([0.1, 0.1], rel=1e-9)
    assert f"step {k}" in said(name).words


def test_clipping_cuts_the_walls_gradient_to_one():
    name = "Clipping on the cliff"
    m, k = shown(name), said(name).step
    assert digits(m.letters["norm"][k], 2) == ["40"]
    assert np.hypot(*m.letters["g"][k]) == pytest.approx(1, rel=1e-12)
    assert (m.letters["norm"] > 1).tolist() == [i == k for i in range(80)]  # only here
    assert f"step {k}" in said(name).words
    without = shown(name, clipping="Off")
    moved = without.letters["next"][k] - without.letters["x"][k]
    assert np.hypot(*moved) == pytest.approx(0.5 * m.letters["norm"][k], rel=1e-12)  # α = 0.5
    assert without.letters["next"][k, 0] > without.land.window[0][1]  # thrown out of the picture


def test_newton_heads_for_the_saddle_and_uphill_in_y():
    name = "Newton on a saddle"
    m = shown(name)
    # f = x²/2 − y²/2 + y⁴/4 at (0, 0.3): H = diag(1, 3y² − 1) = diag(1, −0.73), g = (0, −0.273)
    assert digits(m.letters["det"][:1]) == ["−0.73"]
    assert m.letters["dx"][0] == pytest.approx([0, -0.273 / 0.73], rel=1e-12)
    assert m.letters["dx"][0, 1] * m.letters["g"][0, 1] > 0  # along the gradient, so uphill
    # x stays, so the slice along y holds both points: the second at y = 0.3 − 0.273/0.73
    before, after = (-(y**2) / 2 + y**4 / 4 for y in (0.3, 0.3 - 0.273 / 0.73))
    assert m.paths.loss[0, :2] == pytest.approx([before, after], rel=1e-12)
    assert printed(name, "uphill", f"from {digits(before, 3)[0]} to {digits(after, 3)[0]}")
    assert EXAMPLES[name]["link"]["look"] == "Slice y"
    assert np.abs(m.paths.theta[0, -1]).max() < 1e-12


def test_adamws_pull_is_lambda_x_times_the_rate_and_adams_is_not():
    name = "AdamW’s pull stays out of the scale"
    m = shown(name)
    # lecture.md 9: weight decay λ means the gradient term λw. Booth starts at (−7, 2): −0.1 · 0.3 · (−7, 2)
    assert m.letters["pull"][0] == pytest.approx([0.21, -0.06], rel=1e-12)
    moved = m.letters["next"] - m.letters["x"]
    assert moved == pytest.approx(m.letters["dx"] + m.letters["pull"], rel=1e-9, abs=1e-12)
    inside = shown(name, inspect="Adam").letters
    assert inside["total"] == pytest.approx(inside["g"] + 0.3 * inside["x"], rel=1e-12)


def test_bfgs_has_learned_the_inverse_of_booths_hessian():
    name = "BFGS learns the inverse Hessian"
    m, k = shown(name), said(name).step
    assert m.letters["B"][0].tolist() == [[1, 0], [0, 1]]
    inverse = np.linalg.inv([[10, 8], [8, 10]])  # Booth: (x + 2y − 7)² + (2x + y − 5)²
    assert digits(inverse) == ["0.2778", "−0.2222", "−0.2222", "0.2778"]
    assert m.letters["B"][k] == pytest.approx(inverse, rel=0.02)
    assert digits(m.letters["B"][-1]) == digits(inverse)
    assert not m.paths.costs["Hessian"].any()
    assert printed(name, f"step {k}", "2 %", "0.2778", "−0.2222")


def test_every_example_is_checked_here():
    here = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in EXAMPLES if f'"{name}"' not in here] == []
