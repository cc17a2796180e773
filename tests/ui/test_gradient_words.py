"""What is said of a gradient check, read back and held against slopes that NumPy computes here."""

import re
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import torch

from landscapes import formula
from studies.directions import directions, measured, unit
from studies.gradient_check import WAYS, check, look_of
from studies.planted_bugs import CASES, NAMES
from studies.step_errors import STEPS, step_errors
from tests.ui.numbers import NUMBER, value
from ui.gradients import at_zero, bug, cost, direction
from ui.gradients.check_words import sentences

BANDS = ((1e-7, "right"), (1e-5, "acceptable"), (1e-3, "suspicious"), (np.inf, "wrong"))
LOSSES = {  # as typed, as NumPy computes it, and its slope by hand
    "x**3 + y*sin(x)": (lambda x, y: x**3 + y * np.sin(x), lambda x, y: (3 * x**2 + y * np.cos(x), np.sin(x))),
    "exp(x) + x*y**2": (lambda x, y: np.exp(x) + x * y**2, lambda x, y: (np.exp(x) + y**2, 2 * x * y)),
}


def said(text: str, point, h: float, dtype: str = "float64") -> list[str]:
    land = formula(text)
    ways = {way: check(land, point, h, dtype, way) for way in WAYS}
    return sentences(["x", "y"], ways, step_errors(look_of(land), np.array(point, float)))


@pytest.mark.parametrize("text", LOSSES)
@pytest.mark.parametrize("seed", range(6))
def test_the_verdict_is_that_of_both_differences(text, seed):
    loss, slope = LOSSES[text]
    random = np.random.default_rng(seed)
    x, y = random.uniform(-2, 2, 2).round(3)
    h = float(f"{10 ** random.uniform(-5, -1.5):.3g}")
    a = np.array(slope(x, y))
    forward = np.array([loss(x + h, y) - loss(x, y), loss(x, y + h) - loss(x, y)]) / h
    central = np.array([loss(x + h, y) - loss(x - h, y), loss(x, y + h) - loss(x, y - h)]) / (2 * h)
    found = re.search(
        rf"h = ({NUMBER}) the forward .* \*\*(\w+)\*\* \(({NUMBER})\), the central one \*\*(\w+)\*\* \(({NUMBER})\)",
        said(text, (x, y), h)[0],
    )
    assert value(found[1]) == pytest.approx(h, rel=5e-3)
    for n, word, error in ((forward, found[2], value(found[3])), (central, found[4], value(found[5]))):
        own = np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))
        assert error == pytest.approx(own, rel=0.06, abs=1e-15 / h)
        assert word in {next(name for limit, name in BANDS if own * off < limit) for off in (0.9, 1.1)}


@pytest.mark.parametrize("seed", range(6))
def test_a_kink_has_both_its_slopes_and_says_whether_the_derivative_is_one(seed):
    random = np.random.default_rng(seed)
    low, high = np.sort(random.uniform(-3, 3, 2).round(2))
    at = round(random.uniform(-1, 1), 2)
    words = said(f"max({low}*(x - {at}), {high}*(x - {at})) + y**2", (at, 0.5), 1e-5)
    (kink,) = [one for one in words if "there is a kink" in one]
    found = re.search(rf"In x .* is ({NUMBER}) on the left and ({NUMBER}) on the right\. .* the analytic ({NUMBER}) is one of them", kink)
    assert [value(found[1]), value(found[2])] == pytest.approx([low, high], abs=6e-3)
    assert low - 6e-3 <= value(found[3]) <= high + 6e-3
    beside = said(f"max({low}*(x - {at}), {high}*(x - {at})) + y**2", (at + 1e-6, 0.5), 1e-5)
    (over,) = [one for one in beside if "lies a kink" in one]
    found = re.search(rf"Between x − h and x \+ h .* jumps from ({NUMBER}) to ({NUMBER})", over)
    assert [value(found[1]), value(found[2])] == pytest.approx([low, high], abs=6e-3)
    assert "So a check that fails there says kink, not bug." in beside


def test_what_is_lost_missing_or_level_is_said():
    assert "h is too short for float32: x + h is x again, so the difference is 0." in said("x**2 + y", (3, 1e-9), 1e-8, "float32")
    assert "In x there is no finite slope: no loss on the left, ∞ on the right." in said("sqrt(x) + y**2", (0, 1), 1e-5)
    assert said("sqrt(x) + y**2", (0, 1), 1e-5)[0].endswith("there is no verdict**: a slope is missing.")
    himmelblau = "(x**2 + y - 11)**2 + (x + y**2 - 7)**2"
    assert any("level in x and y:" in one for one in said(himmelblau, (3.5844283403305, -1.8481265269644), 1e-9))
    assert any("no error but rounding" in one for one in said("x**2 + y", (3, 1), 1e-3))
    assert not any("no error but rounding" in one for one in said("x**4 + y", (3, 1), 1e-3))


def test_the_best_steps_are_the_least_of_those_tried():
    land, point = formula("exp(x) + sin(y)"), (0.5, 0.8)
    (words,) = [one for one in said("exp(x) + sin(y)", point, 1e-5) if one.startswith("Best in float64")]
    steps = [value(one) for one in re.findall(rf"one at h = ({NUMBER})", words)]
    for way, step in zip(WAYS, steps, strict=True):
        errors = [check(land, point, float(h), way=way).error for h in STEPS]
        assert step == pytest.approx(STEPS[int(np.argmin(errors))], rel=5e-3)
    assert "near √ε = 1.49·10⁻⁸" in words
    assert "∛ε" in words


@pytest.mark.parametrize("seed", range(6))
def test_the_slope_along_v_is_the_gradient_times_v(seed):
    random = np.random.default_rng(seed)
    x, y = random.uniform(-2, 2, 2)
    angle, (loss, slope) = round(random.uniform(0, 360), 1), LOSSES["x**3 + y*sin(x)"]
    land, point = formula("x**3 + y*sin(x)"), np.array([x, y])
    found, h = directions(look_of(land), point, 1e-5, "float64"), 1e-5
    along = float(measured(look_of(land), point, angle, h, "float64")[0])
    first, second = direction.sentences(found, check(land, (x, y)), angle, along, h)
    v, g = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))]), np.array(slope(x, y))
    numbers = [value(one) for one in re.findall(NUMBER, first.replace("**", ""))]
    assert numbers[:3] == pytest.approx([*v, g @ v], rel=6e-3, abs=6e-3)
    assert numbers[-1] == pytest.approx((loss(*(point + h * v)) - loss(x, y)) / h, rel=6e-3, abs=1e-3)
    steepest, size, off = (value(one) for one in re.findall(NUMBER, second)[:3])
    assert steepest == pytest.approx(np.degrees(np.arctan2(g[1], g[0])) % 360, rel=6e-3, abs=0.6)
    assert size == pytest.approx(np.linalg.norm(g), rel=6e-3)
    assert np.cos(np.radians(off)) == pytest.approx(g @ v / np.linalg.norm(g), abs=0.02)
    assert unit(angle) == pytest.approx(v)


def test_across_the_gradient_at_a_kink_and_on_level_ground_it_says_so():
    def words(text, point, angle):
        land = formula(text)
        found = directions(look_of(land), np.array(point, float), 1e-5, "float64")
        return " ".join(direction.sentences(found, check(land, point), angle, 1.0, 1e-5))

    assert "Here v is across it." in words("x**2 + y**2", (3, 4), 143.1)
    assert "is no cosine" in words("sqrt(x**2 + y**2)", (0, 0), 10)
    assert "level in every direction" in words("x**2 + y**2", (0, 0), 10)
    assert "no gradient here" in words("log(x)", (-1, 0), 10)


TORCH = {
    "abs": torch.abs,
    "maximum": lambda x: torch.maximum(x, torch.zeros_like(x)),
    "relu": torch.relu,
    "sqrt": torch.sqrt,
    "linalg.norm": torch.linalg.norm,
}


@pytest.mark.parametrize("row", at_zero.AT_ZERO, ids=lambda row: row[0])
def test_pytorch_says_at_0_what_is_cited_and_jax_what_it_says_here(row):
    name, function, cited, _ = row
    at = torch.zeros(2 if "norm" in name else 1, dtype=torch.float64, requires_grad=True)
    TORCH[name.split(" by ")[1]](at).sum().backward()
    assert at.grad[0].item() == cited
    mine = at_zero.by_jax()[at_zero.AT_ZERO.index(row)]
    assert np.array_equal(mine, float(jax.grad(function)(0.0)), equal_nan=True)


def test_jax_at_0_is_as_published():
    assert at_zero.by_jax()[:4] == (1.0, 0.5, 0.0, np.inf)
    assert np.isnan(at_zero.by_jax()[4])
    assert np.isnan(np.asarray(jax.grad(jnp.linalg.norm)(jnp.zeros(2)))).all()


@pytest.mark.parametrize("case", CASES, ids=range(1, len(CASES) + 1))
def test_an_answer_is_right_for_its_own_case_alone_and_a_wrong_one_gives_nothing_away(case):
    for name in NAMES:
        (words,) = bug.answer(case, name)
        assert words.startswith("**Right.**") == (name == case.name)
        if name != case.name:
            assert case.why not in words
            assert case.name not in words


def test_the_cost_is_told_in_the_units_of_a_person():
    measured_ = SimpleNamespace(
        sizes=np.array([2, 1000]), evaluations=np.array([4, 2000]), numeric=np.array([1e-5, 0.5]), backward=np.array([1e-5, 5e-5])
    )
    first, _ = cost.sentences(measured_)
    assert first == (
        "At N = 1\u202f000 central differences ask for 2\u202f000 losses and take 500 ms. One pass back takes 50 µs: **10000 times** less."
    )
    assert [cost.seconds(t) for t in (2.5, 0.0123, 4.2e-6)] == ["2.5 s", "12.3 ms", "4.2 µs"]
