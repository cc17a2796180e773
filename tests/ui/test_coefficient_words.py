"""What is said of coefficient paths, read back and held against scikit-learn's fits of the same rows."""

import re
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import ElasticNet, LinearRegression, Ridge

from landscapes.penalties import penalty
from models.coefficients import fit_paths
from models.split import split
from models.tables import DIABETES, Table, made
from tests.ui.numbers import NUMBER, found, printed, value
from ui.paths.coefficient_words import change, sentences
from ui.paths.coefficients import GRID

warnings.simplefilter("ignore", ConvergenceWarning)
ROW = GRID[::4]  # from 0 on


def theirs(X, y, mix: float, strength: float):
    """scikit-learn's fit, its intercept its own; `mix` is the share of L1."""
    if strength == 0:
        return LinearRegression().fit(X, y)
    if mix == 0:
        return Ridge(alpha=len(y) * strength, solver="svd").fit(X, y)
    return ElasticNet(alpha=strength, l1_ratio=mix, tol=1e-11, max_iter=30_000).fit(X, y)


def error(fit, X, y) -> float:
    return float(((fit.predict(X) - y) ** 2).mean())


def table_of(chance) -> Table:
    kind = chance.integers(4)
    if kind == 0:
        return DIABETES
    one = made(
        int(chance.integers(9, 60)),
        int(chance.integers(0, 11)),
        float(chance.choice([5, 20, 60])),
        float(chance.choice([0, 0.9])),
        int(chance.integers(99)),
    )
    if kind == 1:  # a feature that never varies
        one.X[:, 3] = 7.0
    return one


def test_what_is_said_of_paths_is_scikit_learns_of_any_split():
    chance = np.random.default_rng(0)
    heard = dict.fromkeys(("flat", "zeros", "all zero", "none", "first", "never", "unsettled", "worth", "any from"), 0)
    for _ in range(26):
        table, mix = table_of(chance), float(chance.choice([1.0, 1.0, 0.5, 0.0]))
        training, kept = split(len(table.y), float(chance.choice([0.2, 0.4, 0.6])), int(chance.integers(99)))
        kind = penalty({1.0: "L1", 0.0: "L2"}.get(mix, "Elastic net"))
        strength = float(chance.choice([0.0, 0.001, *np.round(10 ** chance.uniform(-2, 2.5, 4), 3)]))
        fits = [fit_paths(table, training, kept, kind, mix if kind.parameters else None, rows) for rows in (ROW, [0.0, strength])]
        told = " ".join(sentences(*fits, "Fit", mix > 0))

        rows = table.X[training]
        flat = rows.std(0) == 0
        X, held = ((table.X[which] - rows.mean(0)) / np.where(flat, 1, rows.std(0)) * ~flat for which in (training, kept))
        y, held_y = table.y[training], table.y[kept]
        settled = np.linalg.matrix_rank(X) == (~flat).sum()
        assert (f"{table.names[3]} is the same in all training rows, so its coefficient is 0." in told) == bool(flat[3])
        heard["flat"] += bool(flat[3])
        assert ("cannot settle" in told) == (not settled and strength == 0)
        heard["unsettled"] += "cannot settle" in told
        assert printed(found("**Fit, λ = #:**", told)[0], strength)
        exact = np.abs(theirs(X, y, mix, strength).coef_) < (1e-14 if strength == 0 or mix == 0 else 1e-9)
        if zeros := re.search(r"(\d+) of 10 (?:is|are) exactly 0: (.*?)\. (?=However|Up|\w)", told):
            assert int(zeros[1]) == exact.sum()
            assert set(re.split(", | and ", zeros[2])) == {name for name, gone in zip(table.names, exact, strict=True) if gone}
            heard["zeros"] += 1
        elif "every coefficient is exactly 0" in told:
            assert exact.all()
            heard["all zero"] += 1
        else:
            assert "no coefficient is exactly 0" in told
            assert not exact.any()
            heard["none"] += 1

        first = re.search(rf"([^\s.:][^.:]*?) (?:is|are) the first to go for good, (by|at) λ = ({NUMBER})", told)
        if mix == 0:
            assert "However large λ is, this penalty brings none there for good." in told
            assert (np.abs(theirs(X, y, 0, 1e4).coef_[~flat]) > 0).all()
            heard["never"] += 1
        elif first and first[2] == "at" and "of them" not in first[1]:
            names, at = re.split(", | and ", first[1]), value(first[3])
            places = [table.names.index(name) for name in names]
            after = [theirs(X, y, mix, at * times).coef_ for times in (1.01, 1.3, 3)]
            assert all((np.abs(w[places]) < 1e-9).all() for w in after)
            assert (np.abs(theirs(X, y, mix, at * 0.985).coef_[places]) > 1e-9).all()
            heard["first"] += 1
        last_of_all = np.abs(X.T @ (y - y.mean()) / len(y)).max() / mix if mix else np.inf  # from there on all are 0
        if first and "the last" not in told:
            assert last_of_all <= value(first[3]) * 1.006  # all go at once
        if last := re.search(rf"; (.*?) the last, at ({NUMBER})\.", told):
            at = value(last[2])
            assert last_of_all <= at * 1.006
            assert np.abs(theirs(X, y, mix, 0.985 * at).coef_[table.names.index(last[1])]) > 1e-9

        least, here = (error(theirs(X, y, mix, one), held, held_y) for one in (0.0, strength))
        if settled:
            assert printed(found("Validation error #", told)[0], here)
            if strength:
                against = re.search(rf"against ({NUMBER}) for least squares \((.*?)\)", told)
                assert printed(value(against[1]), least)
                check(against[2], here, least)
            heard["worth"] += 1
            best = re.search(
                rf"The best λ of the path is (any from )?({NUMBER})(?: on \(every coefficient is 0\))?, with ({NUMBER}) \((.*?)\)\.", told
            )
            lowest = error(theirs(X, y, mix, value(best[2]) * (1.02 if best[1] else 1)), held, held_y)
            assert printed(value(best[3]), lowest, 3)
            check(best[4], value(best[3]), least)
            others = [error(theirs(X, y, mix, one), held, held_y) for one in ROW[::6]]
            assert min(others) >= value(best[3]) * (1 - 1e-3)
            heard["any from"] += bool(best[1])
    assert min(heard.values()) >= 1, heard


def check(words: str, error: float, least: float) -> None:
    """That these words of one error beside another are so, as far as their digits go."""
    ratio = error / least
    if words.endswith("times as much"):
        assert abs(float(words.split()[0]) / ratio - 1) < 0.01
    elif words in ("the same", "nearly the same"):
        assert abs(ratio - 1) < 0.002
    else:
        percent, way = re.fullmatch(r"(\S+) % (more|less)", words).groups()
        assert abs(abs(ratio - 1) * 100 - float(percent)) < 0.25
        assert (way == "more") == (ratio > 1)


def test_what_differs_in_its_digits_is_not_called_the_same():
    assert [change(one, 2859.9) for one in (2859.9, 2859.91, 2860.8, 2863.0)] == ["the same", "the same", "nearly the same", "0.1 % more"]


def test_rows_are_not_counted_but_asked_what_they_settle():
    """Ten rows settle nine coefficients where the tenth feature is the same in all; eleven rows of a copied feature do not settle ten."""
    one = made(10, 3, 5.0, 0.0, 4)
    one.X[:, 3] = 7.0
    copied = made(14, 3, 5.0, 0.0, 4)
    copied.X[:, 5] = copied.X[:, 2]
    told = []
    for table in (one, copied):
        paths = fit_paths(table, np.arange(len(table.y)), np.arange(0), penalty("L2"), None, [0.0, 1.0])
        now = fit_paths(table, np.arange(len(table.y)), np.arange(0), penalty("L2"), None, [0.0])
        told.append(" ".join(sentences(paths, now, "Ridge", False)))
    assert "cannot settle" not in told[0]
    assert "14 training rows cannot settle 10 coefficients" in told[1]
