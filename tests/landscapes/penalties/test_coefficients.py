"""The paths of the coefficients, against scikit-learn, closed forms and the two-weight solution."""

import numpy as np
import pytest
from sklearn.linear_model import ElasticNet, Lasso, Ridge

from landscapes.data.diabetes import MEASURED, PROGRESSION
from landscapes.data.features import standardised
from landscapes.penalised import hessian
from landscapes.penalties import PENALTIES, coefficient_path
from landscapes.penalties.plane import least

X, Y = standardised(MEASURED), PROGRESSION - PROGRESSION.mean()
N = len(Y)
LAMBDAS = [0.01, 0.1, 1.0, 10.0, 30.0]
EXACT = {"fit_intercept": False, "tol": 1e-13, "max_iter": 1_000_000}


@pytest.mark.parametrize(
    ("name", "mix", "judge"),
    [
        ("L1", None, lambda lam: Lasso(alpha=lam, **EXACT)),
        ("L2", None, lambda lam: Ridge(alpha=N * lam, fit_intercept=False)),  # ‖y − Xw‖² + alpha ‖w‖², so alpha = Nλ
        ("Elastic net", 0.5, lambda lam: ElasticNet(alpha=lam, l1_ratio=0.5, **EXACT)),
        ("Elastic net", 0.9, lambda lam: ElasticNet(alpha=lam, l1_ratio=0.9, **EXACT)),
    ],
    ids=["Lasso", "Ridge", "ElasticNet half", "ElasticNet mostly L1"],
)
def test_scikit_learn_finds_the_same_coefficients(name, mix, judge, verified):
    ours = coefficient_path(X, Y, name, LAMBDAS, mix)
    theirs = np.array([judge(lam).fit(X, Y).coef_ for lam in LAMBDAS])
    difference = np.abs(ours - theirs).max()
    assert difference <= 1e-6
    assert np.array_equal(ours == 0, theirs == 0)
    verified("penalties", name, f"scikit-learn {type(judge(1.0)).__name__}", difference, "coefficients of the diabetes data")


@pytest.mark.parametrize("kind", PENALTIES, ids=lambda kind: kind.name)
def test_the_optimum_condition_holds(kind):
    """The data's slope Xᵀ(y − Xw)/N is λ times a subgradient of R: within ± a where a weight is 0."""
    a, b = kind.shares(*(p.default for p in kind.parameters))
    for lam, w in zip(LAMBDAS, coefficient_path(X, Y, kind, LAMBDAS), strict=True):
        left = X.T @ (Y - X @ w) / N - lam * b * w
        on = w != 0
        assert left[on] == pytest.approx(lam * a * np.sign(w[on]), abs=1e-9)
        assert (np.abs(left[~on]) <= lam * a + 1e-9).all()


def test_with_two_features_it_is_the_plane():
    rng = np.random.default_rng(3)
    for _ in range(20):
        H, c = hessian(10 ** rng.uniform(0, 2), rng.uniform(-90, 90)), rng.uniform(-3, 3, 2)
        root = np.linalg.cholesky(H).T * np.sqrt(2)
        for kind in PENALTIES:
            shares = kind.shares(*(p.default for p in kind.parameters))
            for lam, w in zip([0.1, 1.0], coefficient_path(root, root @ c, kind, [0.1, 1.0]), strict=True):
                assert w == pytest.approx(least(H, c, lam, *shares), abs=1e-10)


def test_strong_enough_l1_leaves_nothing_and_a_little_less_leaves_one():
    most = np.abs(X.T @ Y).max() / N
    none, one = coefficient_path(X, Y, "L1", [most * (1 + 1e-9), most * (1 - 1e-6)])
    assert (none == 0).all()
    assert (one != 0).sum() == 1


def test_without_a_penalty_it_is_least_squares():
    for kind in PENALTIES:
        assert coefficient_path(X, Y, kind, [0.0])[0] == pytest.approx(np.linalg.lstsq(X, Y, rcond=None)[0], rel=1e-8)


def test_more_features_than_samples_are_fitted():
    few = X[:6]
    for kind in PENALTIES:
        path = coefficient_path(few, Y[:6], kind, [0.0, 0.5])
        assert np.isfinite(path).all()
    shortest = np.linalg.pinv(few) @ Y[:6]
    assert coefficient_path(few, Y[:6], "L2", [0.0])[0] == pytest.approx(shortest, abs=1e-8)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (([[1, float("nan")]], [1.0]), "X holds a number that is not finite"),
        (([[1, 2]], [1.0, 2.0]), "X has the shape"),
        (([], []), "X has the shape"),
        (("words", [1.0]), "tables of numbers"),
        ((X, Y, "L3"), "L3"),
        ((X, Y, "L1", [-1.0]), "lambdas = −1 is out of range"),
        ((X, Y, "L1", [float("nan")]), "lambdas = nan is not a finite number"),
        ((X, Y, "L1", [1.0], 0.5), "mix = 0.5 is only for the elastic net"),
        ((X, Y, "Elastic net", [1.0], 1.5), "mix = 1.5 is out of range"),
    ],
    ids=str,
)
def test_nonsense_is_refused_in_a_sentence(arguments, said):
    with pytest.raises(ValueError, match=said.replace("(", r"\(")):
        coefficient_path(*arguments)


def test_a_weight_that_the_penalty_holds_at_0_is_not_tried_again(monkeypatch):
    """Ten weights, each of which enters at most once or twice: some thirty linear systems, not a thousand."""
    solve, solved = np.linalg.lstsq, []
    monkeypatch.setattr(np.linalg, "lstsq", lambda *a, **k: solved.append(0) or solve(*a, **k))
    w = coefficient_path(X, Y, "L1", [10.0])[0]
    assert 0 < (w == 0).sum() < 10
    assert len(solved) <= 30


def test_ridge_is_scikit_learns_at_n_times_lambda_and_glmnets_at_lambda_over_the_spread_of_y():
    """A published pair of answers to one question, alpha = 0.1 in scikit-learn and lambda = 0.1 in R's glmnet (apache/spark, pull 10274).

    N = 4. glmnet divides y by its standard deviation √21 first, which leaves L1's λ as it is and divides L2's.
    """
    A, b = np.array([[0.0, 5.0], [1, 7], [2, 11], [3, 13]]), np.array([17.0, 19.0, 23.0, 29.0])
    for strength, published in ((0.1 / 4, [12.9048179, 2.1151586, 0.6580494]), (0.1 / 21**0.5, [13.1018870, 2.2362361, 0.6159732])):
        (w,) = coefficient_path(A - A.mean(0), b - b.mean(), "L2", [strength])
        np.testing.assert_allclose([b.mean() - A.mean(0) @ w, *w], published, atol=5e-8)


def test_units_copies_and_constants_change_what_they_should():
    """X 10⁸ times as large: weights 10⁻⁸ times, at λ 10⁸ times. Of two equal columns L2 gives each a half; a constant gets 0."""
    wide = np.column_stack([X[:, 2], X[:, 2], np.zeros(N), X[:, 8]])
    halves = coefficient_path(wide, Y, "L2", [3.0])[0]
    assert halves[0] == pytest.approx(halves[1], rel=1e-12)
    assert halves[2] == 0
    small, large = coefficient_path(X, Y, "L1", [10.0]), coefficient_path(1e8 * X, Y, "L1", [10.0 * 1e8])
    np.testing.assert_allclose(1e8 * large, small, rtol=1e-9, atol=1e-9)
    most = np.abs(X.T @ Y / N).max()
    nearly, gone = coefficient_path(X, Y, "L1", [most * (1 - 1e-9), most])
    assert (nearly != 0).sum() == 1
    assert not gone.any()
