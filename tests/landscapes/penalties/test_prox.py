"""The proximal step against SciPy, scikit-learn and its own optimality condition.

On an orthonormal design, XᵀX = N·1, the loss (1/2N)‖y − Xw‖² is ½‖w − ŵ‖² and a constant, ŵ = Xᵀy/N. So the
penalised weights are prox(ŵ, λ). scikit-learn's own scalings:

- Lasso and ElasticNet minimise (1/2N)‖y − Xw‖² + alpha (l1_ratio ‖w‖₁ + (1 − l1_ratio) ½‖w‖²): alpha = λ, l1_ratio = mix;
- Ridge minimises ‖y − Xw‖² + alpha ‖w‖²: alpha = Nλ.
"""

import jax
import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sklearn.linear_model import ElasticNet, Lasso, Ridge

from landscapes.penalties import penalty

L1, L2, NET = penalty("L1"), penalty("L2"), penalty("Elastic net")
STEPS = [0.0, 1e-3, 0.1, 1.0, 10.0]


def design(n=40, features=6):
    """Columns of length √N at right angles, and targets that a few of them explain."""
    rng = np.random.default_rng(11)
    X = np.linalg.qr(rng.normal(size=(n, features)))[0] * np.sqrt(n)
    return X, X @ np.array([3.0, -1.0, 0.4, 0.05, 0.0, -0.02]) + 0.1 * rng.normal(size=n)


def net(alpha, mix):
    return ElasticNet(alpha=alpha, l1_ratio=mix, fit_intercept=False, tol=1e-14, max_iter=100_000)


JUDGES = [
    (L1, (), "scikit-learn Lasso", lambda λ, n: Lasso(alpha=λ, fit_intercept=False, tol=1e-14, max_iter=100_000)),
    (L2, (), "scikit-learn Ridge", lambda λ, n: Ridge(alpha=n * λ, fit_intercept=False)),
    (NET, (0.5,), "scikit-learn ElasticNet", lambda λ, n: net(λ, 0.5)),
    (NET, (0.9,), "scikit-learn ElasticNet", lambda λ, n: net(λ, 0.9)),
    (NET, (1.0,), "scikit-learn ElasticNet", lambda λ, n: net(λ, 1.0)),
]


@pytest.mark.parametrize("strength", [1e-3, 1e-2, 0.1, 1.0, 10.0])  # the lecture's, but 0: scikit-learn warns of that
@pytest.mark.parametrize(("kind", "numbers", "judge", "make"), JUDGES, ids=[f"{j} {n}" for _, n, j, _ in JUDGES])
def test_scikit_learn_finds_the_same_weights_on_an_orthonormal_design(kind, numbers, judge, make, strength, verified):
    X, y = design()
    theirs = make(strength, len(y)).fit(X, y).coef_
    ours = np.asarray(kind.prox(X.T @ y / len(y), strength, *numbers))
    difference = np.abs(ours - theirs).max()
    assert difference <= 1e-12
    assert np.array_equal(ours == 0, theirs == 0)
    verified("penalties", kind.name, judge, difference, "weights on an orthonormal design")


@pytest.mark.parametrize("step", STEPS)
def test_scipy_finds_nothing_lower(setting, step, verified):
    kind, numbers = setting
    furthest = 0.0
    for w in np.array([-7.0, -1.3, -0.1, 0.0, 0.05, 0.4, 2.0]):

        def cost(u, w=w):
            return 0.5 * (u - w) ** 2 + step * float(kind.value(np.array([u]), *numbers))

        ours = float(kind.prox(np.array([w]), step, *numbers)[0])
        theirs = minimize_scalar(cost, bounds=(-8, 8), method="bounded", options={"xatol": 1e-10}).x
        assert cost(ours) <= cost(theirs) * (1 + 1e-15)
        furthest = max(furthest, abs(ours - theirs))
    assert furthest <= 1e-6  # around a minimum a cost in doubles is flat for about the root of their rounding
    verified("penalties", kind.name, "SciPy minimize_scalar", furthest, "proximal step found by search")


@pytest.mark.parametrize("step", STEPS[1:])
def test_what_was_taken_off_is_a_subgradient_where_it_lands(setting, step):
    # 0 ∈ u − w + step ∂R(u): the gradient at u ≠ 0, and at u = 0 anything within ± L1's share.
    kind, numbers = setting
    w = np.random.default_rng(5).normal(size=2000) * 3
    u = np.asarray(kind.prox(w, step, *numbers))
    off, landed = (w - u) / step, u == 0
    share = float(kind.value(np.array([1e-9]), *numbers)) / 1e-9  # R's slope beside 0
    assert off[~landed] == pytest.approx(np.asarray(kind.gradient(u, *numbers))[~landed], abs=1e-14 / step)
    assert (np.abs(off[landed]) <= share + 1e-12).all()


def test_a_step_of_nothing_changes_nothing(setting):
    kind, numbers = setting
    w = np.array([-2.0, -0.0, 0.0, 1e-300, 3.5])
    assert np.array_equal(kind.prox(w, 0.0, *numbers), w)


def test_worked_numbers():
    # By hand, step 0.5: L1 takes 0.5 off, L2 divides by 1.5, the half-and-half net takes 0.25 off and divides by 1.25.
    w = np.array([3.0, 0.5, -0.2, -1.5])
    assert L1.prox(w, 0.5) == pytest.approx([2.5, 0, 0, -1], rel=1e-15)
    assert L2.prox(w, 0.5) == pytest.approx([2, 1 / 3, -0.4 / 3, -1], rel=1e-15)
    assert NET.prox(w, 0.5, 0.5) == pytest.approx([2.2, 0.2, 0, -1], rel=1e-15)


def test_l1s_zeros_are_exact_and_l2_has_none():
    w = np.array([0.3, -0.3, 0.1, -0.05])
    for zeros in (np.asarray(L1.prox(w, 0.3)), np.asarray(NET.prox(w, 0.6, 0.5))):
        assert (zeros == 0).all()
        assert not np.signbit(zeros).any()  # printed, it is 0 and not −0
    assert (np.asarray(L2.prox(w, 1e6)) != 0).all()


def test_the_proximal_step_never_moves_two_points_apart(setting):
    kind, numbers = setting
    a, b = np.random.default_rng(6).normal(size=(2, 500)) * 2
    apart = np.abs(kind.prox(a, 0.7, *numbers) - kind.prox(b, 0.7, *numbers))
    assert (apart <= np.abs(a - b) + 1e-15).all()


def test_jax_takes_its_derivative(setting):
    # Kept weights move with slope 1 / (1 + L2's share of the step), lost ones not at all.
    kind, numbers = setting
    slope = jax.vmap(jax.grad(lambda w: kind.prox(w, 0.5, *numbers)))(np.array([-3.0, -0.001, 0.001, 3.0]))
    curvature = float(kind.gradient(np.array(2.0), *numbers) - kind.gradient(np.array(1.0), *numbers))
    kept = 1 / (1 + 0.5 * curvature)
    lost = 0 if float(kind.gradient(np.array(1e-9), *numbers)) > 0.1 else kept
    assert slope == pytest.approx([kept, lost, lost, kept], rel=1e-12)
