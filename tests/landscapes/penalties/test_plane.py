"""Two weights under a penalty, and under a budget, against closed forms, scikit-learn and SciPy.

scikit-learn's scalings: Lasso and ElasticNet minimise (1/2N)‖y − Xw‖² + alpha (l1_ratio ‖w‖₁ + (1 − l1_ratio) ½‖w‖²), so alpha = λ and
l1_ratio = mix; Ridge minimises ‖y − Xw‖² + alpha ‖w‖², so alpha = Nλ.
"""

import numpy as np
import pytest
from scipy.optimize import minimize
from sklearn.linear_model import ElasticNet, Lasso, Ridge

from landscapes.data.pairs import PAIRS
from landscapes.penalised import hessian
from landscapes.penalties import PENALTIES, penalty
from landscapes.penalties.budget import freest, losses, reach, strongest, within, worth
from landscapes.penalties.plane import least

SHARES = [(1.0, 0.0), (0.0, 1.0), (0.5, 0.5), (0.9, 0.1), (0.01, 0.99)]
ROUND = np.eye(2)
CENTRES = np.random.default_rng(4).uniform(-4, 4, (30, 2))


def bowls(count=12):
    rng = np.random.default_rng(7)
    return [hessian(10 ** rng.uniform(0, 2), rng.uniform(-90, 90)) for _ in range(count)]


@pytest.mark.parametrize("strength", [0.0, 0.3, 1.0, 5.0])
def test_round_ellipses_give_the_soft_threshold_and_the_shrinkage(strength):
    for c in CENTRES:
        soft = np.sign(c) * np.maximum(np.abs(c) - strength, 0)
        assert least(ROUND, c, strength, 1, 0) == pytest.approx(soft, abs=1e-14)
        assert least(ROUND, c, strength, 0, 1) == pytest.approx(c / (1 + strength), abs=1e-14)
        net = np.sign(c) * np.maximum(np.abs(c) - 0.3 * strength, 0) / (1 + 0.7 * strength)
        assert least(ROUND, c, strength, 0.3, 0.7) == pytest.approx(net, abs=1e-14)


@pytest.mark.parametrize("pair", PAIRS[:2], ids=lambda pair: pair.name)
@pytest.mark.parametrize("strength", [1e-3, 0.1, 1.0, 2.5])
def test_scikit_learn_finds_the_same_two_weights(pair, strength):
    root = np.linalg.cholesky(pair.H).T * np.sqrt(2)  # two samples whose XᵀX/N is H
    y, exact = root @ pair.c, {"fit_intercept": False, "tol": 1e-14, "max_iter": 100_000}
    judges = [
        ((1, 0), Lasso(alpha=strength, **exact)),
        ((0, 1), Ridge(alpha=2 * strength, fit_intercept=False)),
        ((0.5, 0.5), ElasticNet(alpha=strength, l1_ratio=0.5, **exact)),
    ]
    for shares, judge in judges:
        theirs = judge.fit(root, y).coef_
        assert least(pair.H, pair.c, strength, *shares) == pytest.approx(theirs, abs=1e-6)


def constrained(H, c, t, a, b):
    """SciPy's SLSQP on w = u − v with u, v ≥ 0, so that the diamond has no kink."""
    size = a * t + b * t**2 / 2

    def cost(z):
        w = z[:2] - z[2:]
        return 0.5 * (w - c) @ H @ (w - c)

    def slope(z):
        g = H @ (z[:2] - z[2:] - c)
        return np.concatenate([g, -g])

    def room(z):
        return size - a * z.sum() - b * ((z[:2] - z[2:]) ** 2).sum() / 2

    start = np.concatenate([np.maximum(c, 0), np.maximum(-c, 0)]) * 0.1
    found = minimize(
        cost, start, jac=slope, method="SLSQP", bounds=[(0, None)] * 4, constraints={"type": "ineq", "fun": room}, options={"ftol": 1e-16}
    )
    return found.x[:2] - found.x[2:]


@pytest.mark.parametrize("shares", SHARES, ids=str)
def test_scipy_finds_the_same_touching_point(shares):
    for H, c in zip([hessian(6, -55), hessian(3, 20), ROUND], [(2.6, 1.6), (-1.0, 2.5), (2.6, 0.8)], strict=True):
        for t in (0.4, 1.5):
            ours = within(H, np.array(c), t, *shares)[0][0]
            assert ours == pytest.approx(constrained(H, np.array(c), t, *shares), abs=1e-6)


@pytest.mark.parametrize("shares", SHARES, ids=str)
def test_budget_and_strength_lead_to_the_same_weights_and_back(shares):
    for H, c in zip(bowls(30), CENTRES, strict=True):
        budgets = np.linspace(0.02, 0.98, 7) * reach(c, *shares)
        weights, strengths = within(H, c, budgets, *shares)
        for t, w, strength in zip(budgets, weights, strengths, strict=True):
            assert strength > 0
            assert reach(w, *shares) == pytest.approx(t, rel=1e-12)
            assert least(H, c, strength, *shares) == pytest.approx(w, abs=1e-12)
            assert np.array_equal(least(H, c, strength, *shares) == 0, w == 0) or np.abs(w).min() < 1e-10


def test_a_tighter_budget_needs_more_strength():
    for shares in SHARES:
        strengths = within(hessian(8, 35), np.array([2.0, -3.0]), np.linspace(5, 0, 101), *shares)[1]
        assert (np.diff(strengths) >= 0).all()


@pytest.mark.parametrize("kind", PENALTIES, ids=lambda kind: kind.name)
def test_the_weights_lie_on_the_ball_of_the_shelf_and_reach_its_axes(kind):
    shares = kind.shares(*(p.default for p in kind.parameters))
    w = within(hessian(6, -55), np.array([2.6, 1.6]), 1.5, *shares)[0][0]
    numbers = [p.default for p in kind.parameters]
    size = float(kind.value(np.array([1.5, 0.0]), *numbers))
    assert float(kind.value(w, *numbers)) == pytest.approx(size, rel=1e-12)
    assert worth(w, *shares) == pytest.approx(size, rel=1e-12)
    assert np.abs(kind.ball(size, *numbers)).max(0) == pytest.approx([1.5, 1.5], rel=1e-12)


@pytest.mark.parametrize("shares", SHARES, ids=str)
def test_a_budget_that_does_not_bind_changes_nothing(shares):
    c = np.array([1.0, -2.0])
    weights, strengths = within(hessian(5, 30), c, [reach(c, *shares) * 1.0001, 1e6], *shares)
    assert (weights == c).all()
    assert (strengths == 0).all()


def test_without_a_budget_all_is_zero_from_the_largest_strength_on():
    H, c = hessian(5, 30), np.array([1.0, -2.0])
    for a, b in SHARES:
        w, strength = within(H, c, 0.0, a, b)
        assert (w == 0).all()
        most = np.abs(H @ c).max() / a if a else np.inf
        assert strength[0] == strongest(H, c, a) == pytest.approx(most, rel=1e-15)
        if a:
            assert (least(H, c, most * (1 + 1e-9), a, b) == 0).all()
            assert (least(H, c, most * (1 - 1e-6), a, b) != 0).any()
    assert strongest(H, np.zeros(2), 0) == 0


@pytest.mark.parametrize("shares", SHARES, ids=str)
def test_along_a_flat_direction_the_least_penalty_decides(shares):
    """Of all that fit as well as c, none has a smaller R; and it is where the weights go as λ falls to 0."""
    for angle in (-63.0, 20.0, 0.0, 90.0):
        H, c = hessian(5, angle, 0.0), np.array([2.6, 1.6])
        w = freest(H, c, *shares)
        assert losses(H, c, w) == 0
        flat = np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
        others = c + np.linspace(-8, 8, 4001)[:, None] * flat
        assert worth(w, *shares) <= worth(others, *shares).min() + 1e-12
        assert w == pytest.approx(least(H, c, 1e-6, *shares), abs=1e-5)  # of the order of λ; a smaller one drowns in rounding
        t = reach(w, *shares) / 2
        bound, strength = within(H, c, t, *shares)
        assert least(H, c, strength[0], *shares) == pytest.approx(bound[0], abs=1e-12)


def test_the_same_feature_twice_is_shared_by_all_but_l1():
    H, c = np.ones((2, 2)), np.array([1.7, 1.7])
    for a, b in SHARES[1:]:
        w = within(H, c, 1.0, a, b)[0][0]
        assert w[0] == pytest.approx(w[1], rel=1e-12)
    w, strength = within(H, c, 1.0, 1, 0)
    assert sorted(w[0]) == [0, 1]  # one end of the side on which all fit alike
    assert np.array_equal(least(H, c, strength[0], 1, 0), w[0])


def test_nothing_goes_wrong_at_the_edges():
    nothing = np.zeros(2)
    for shares in SHARES:
        for H in (np.zeros((2, 2)), ROUND, hessian(100, 90), hessian(1, 0, 0.0)):
            for c in (nothing, np.array([1e3, -1e3]), np.array([0.0, 2.0])):
                weights, strengths = within(H, c, [0.0, 1e-9, 1.0, 1e3], *shares)
                assert np.isfinite(weights).all()
                assert (strengths >= 0).all()
                assert (reach(weights, *shares) <= np.array([0.0, 1e-9, 1.0, 1e3]) + 1e-12).all()  # rounding of a centre of 10³
    assert reach(nothing, 0, 1) == reach(nothing, 1, 0) == 0


def test_the_pairs_are_least_squares_fits():
    from sklearn.datasets import load_diabetes
    from sklearn.linear_model import LinearRegression
    from sklearn.preprocessing import StandardScaler

    data = load_diabetes(scaled=False)
    columns = {"Blood pressure and cholesterol": ["bp", "s1"], "Cholesterol and LDL": ["s1", "s2"]}
    for one in PAIRS[:2]:
        places = [data.feature_names.index(name) for name in columns[one.name]]
        X = StandardScaler().fit_transform(data.data[:, places])
        assert np.abs(one.H - np.corrcoef(X.T)).max() <= 1e-12
        assert one.c == pytest.approx(LinearRegression().fit(X, data.target / 10).coef_, abs=1e-9)
    assert PAIRS[2].H.tolist() == [[1, 1], [1, 1]]
    assert PAIRS[2].c[0] == pytest.approx(PAIRS[2].c[1], rel=1e-12)


def test_the_shelfs_shares_are_its_values():
    w = np.array([[1.0, -2.0], [0.3, 0.0]])
    for kind in PENALTIES:
        for mix in (0.0, 0.25, 1.0) if kind.parameters else ((),):
            numbers = (mix,) if kind.parameters else ()
            assert worth(w, *kind.shares(*numbers)) == pytest.approx(np.asarray(kind.value(w, *numbers)), rel=1e-15)
    assert penalty("L2").shares() == (0, 1)
