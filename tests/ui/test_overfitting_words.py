"""What is said of fitted points, read back and held against fits made in another way."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.preprocessing import PolynomialFeatures

from models.early_stopping import descend
from models.own_points import read, together
from models.points import Points, drawn
from models.polynomial import fit
from models.resampling import draw, over_degrees
from models.truths import TRUTHS
from tests.ui.numbers import found, printed
from ui.overfitting import fit as fit_view
from ui.overfitting import spread as spread_view
from ui.overfitting import stopping as stopping_view
from ui.overfitting.fit import shape

EPS = np.finfo(float).eps


def known(x: np.ndarray, degree: int) -> int:
    """How many directions of the centred powers are more than the rounding of the powers themselves, by NumPy's rank."""
    X = x[:, None] ** np.arange(1, degree + 1)
    return int(np.linalg.matrix_rank(X - X.mean(0), tol=np.sqrt((X**2).sum()) * max(X.shape) * EPS)) if degree else 0


def places(chance: np.random.Generator) -> np.ndarray:
    """Training points as a link may have them: even, random, in a narrow part, rounded, in heaps, or next to nothing apart."""
    n, low = int(chance.integers(1, 18)), chance.choice([-1, -1, 0, 0.5, 0.9, 0.999])
    x = np.linspace(low, 1, n) if chance.random() < 0.4 else chance.uniform(low, 1, n)
    kind = chance.integers(4)
    return (x, np.round(x, 3), chance.choice(x, n), 0.1 + 1e-10 * np.arange(n))[kind]


def test_what_points_mean_for_a_fit_is_so_wherever_they_lie():
    chance, heard = np.random.default_rng(0), dict.fromkeys(("through", "rounding", "mean", "endless", "close", "silent", "level"), 0)
    for _ in range(400):
        x, degree = places(chance), int(chance.integers(1, 16))
        different = len({*x.tolist()})
        if chance.random() < 0.4 and different < 17:
            degree = different - 1 or 1
        y = chance.standard_normal(len(x))
        weights = fit(x, y, degree)
        said, rank = shape(x, y, weights, 0.0), known(x, degree)
        means = np.array([y[x == one].mean() for one in np.unique(x)])
        off = np.abs(np.polyval(weights[::-1], np.unique(x)) - means).max()
        if different == 1:
            assert printed(found("the level line at their mean, #.", said)[0], y.mean())
            heard["level"] += 1
        elif said is None:
            assert rank == degree < different - 1
            heard["silent"] += 1
        elif "do not settle" in said:
            assert found("of the # powers’ directions they tell # from rounding.", said) == [degree, rank]
            assert rank < min(degree, different - 1)
            heard["close"] += 1
        elif "passes through" in said:
            assert rank == degree == different - 1
            assert found("it has as many weights as there are different x, #.", said) == [different]
            assert ("every training point" in said) == (different == len(x))
            assert off <= (100 * EPS * np.abs(weights).sum() if "but for rounding" in said else 1e-9)
            heard["rounding" if "but for rounding" in said else "through" if different == len(x) else "mean"] += 1
        else:
            assert found("# different x and # weights: endlessly many curves fit equally well.", said) == [different, degree + 1]
            assert rank == different - 1 < degree
            assert off <= 1e-9 + 100 * EPS * np.abs(weights).sum()
            theirs = LinearRegression().fit(x[:, None] ** np.arange(1, degree + 1), y)  # which takes the shortest, too
            if np.abs(theirs.predict(np.unique(x)[:, None] ** np.arange(1, degree + 1)) - means).max() < 1e-9:
                assert np.linalg.norm(weights[1:]) <= np.linalg.norm(theirs.coef_) * (1 + 1e-6)
            heard["endless"] += 1
    assert min(heard.values()) >= 5, heard


@pytest.mark.parametrize(
    ("x", "degree", "rank"),
    [
        (np.linspace(0.9, 1, 16), 15, 8),
        (np.linspace(0.9, 1, 30), 15, 8),
        (np.linspace(0.999, 1, 12), 9, 4),
        (0.1 + 1e-10 * np.arange(3), 2, 1),
    ],
    ids=["16 on [0.9, 1]", "30 on [0.9, 1]", "12 on [0.999, 1]", "a ten-billionth apart"],
)
def test_points_too_close_together_are_not_said_to_settle_the_weights(x, degree, rank):
    """As many as the weights, or more, and the powers of their x differ by rounding only. Before, the first was said to pass through."""
    y = x**15
    weights = fit(x, y, degree)
    said = shape(x, y, weights, 0.0)
    assert said.startswith("Some x lie so close together that the points do not settle the weights")
    assert f"they tell {rank} from rounding" in said
    assert np.abs(weights[1:]).max() < 1e4  # and what is only rounding makes no weight: 3·10¹⁶ before, a ten-billionth apart
    assert shape(x, y, fit(x, y, degree, 1e-3), 1e-3) is None  # a penalty settles them


def test_a_curve_without_noise_is_not_called_one_with_noise():
    def title(sigma):
        source = SimpleNamespace(truth=TRUTHS[2], own=None, number=lambda name: {"noise": sigma}[name])
        return fit_view.title(SimpleNamespace(source=source), "on")[0]

    assert (title(0.0), title(0.3)) == ("Overfitting: bump without noise", "Overfitting: bump with noise")


@pytest.mark.parametrize(
    ("random", "sigma", "words"),
    [
        (0, 0.3, "evenly spaced, the same in every data set; only the noise is new."),
        (1, 0.3, "drawn anew for every data set, as is the noise."),
        (0, 0.0, "evenly spaced and there is no noise, so every data set is the same."),
        (1, 0.0, "drawn anew for every data set; there is no noise."),
    ],
)
def test_what_the_error_is_made_of_is_so(random, sigma, words):
    """np.polyfit on each data set, and means over a fine grid of x in the place of exact integrals."""
    truth, N, sets, degree = TRUTHS[0], 12, 60, 4
    data = draw(truth, N, sigma, bool(random), 3, sets)
    spread = over_degrees(truth, sigma, data, 0.0)
    source = SimpleNamespace(number=lambda name: {"places": random, "noise": sigma}[name], own=None)
    asked = SimpleNamespace(degree=SimpleNamespace(value=degree), strength=SimpleNamespace(value=0.0), source=source)
    said = " ".join(spread_view.sentences(asked, spread, sets))
    noise, bias, variance, total = found("# noise + # bias² + # variance = #.", said)
    where = (np.arange(4000) + 0.5) / 2000 - 1
    curves = np.array([np.polyval(np.polyfit(x, y, degree), where) for x, y in zip(data.x, data.y, strict=True)])
    quiet = np.array([np.polyval(np.polyfit(x, truth.curve(x), degree), where) for x in data.x]).mean(0)
    assert printed(noise, sigma**2, 3)
    assert printed(bias, ((quiet - np.sin(np.pi * where)) ** 2).mean(), 2)
    assert printed(variance, ((curves - quiet) ** 2).mean(), 2)
    assert total == pytest.approx(noise + bias + variance, rel=2e-2)
    measured, deviation = found("Measured on fresh noisy points: # ± #.", said)
    assert abs(measured - total) <= 6 * deviation + 1e-9
    assert f"The points’ x are {words}" in said
    assert found("The sum is least at degree #.", said) == [spread.total.argmin()]


def stopping(points: Points, degree: int, rate: float, steps: int, patience: int) -> str:
    own = SimpleNamespace(rate=SimpleNamespace(value=rate), patience=SimpleNamespace(value=patience))
    return " ".join(stopping_view.sentences(own, descend(points, degree, rate, steps, patience)))


def test_where_a_descent_stops_is_so_of_any_setting():
    """Gradient descent as it is written, step by step, with the intercept at its best; scikit-learn's Ridge."""
    chance, heard = np.random.default_rng(2), dict.fromkeys(("stopped", "never", "diverged", "ridge", "not below"), 0)
    for _ in range(90):
        points = drawn(
            TRUTHS[int(chance.integers(4))], int(chance.integers(3, 25)), int(chance.integers(1, 12)), 0.3, int(chance.integers(99)), True
        )
        degree, steps, patience = int(chance.integers(1, 8)), int(chance.integers(2, 120)), int(chance.integers(1, 30))
        X, held = points.x[:, None] ** np.arange(1, degree + 1), points.held_x[:, None] ** np.arange(1, degree + 1)
        middle, level = X.mean(0), points.y.mean()
        X, held, y = X - middle, held - middle, points.y - level
        edge = 2 / np.linalg.eigvalsh(X.T @ X / len(y))[-1]
        rate = edge * 10 ** chance.uniform(-1.5, 0.2)
        w, path = np.zeros(degree), [np.zeros(degree)]
        for _ in range(steps):
            w = w - rate * X.T @ (X @ w - y) / len(y)
            path.append(w)
        path = np.array(path)
        training, errors = (((path @ A.T - b) ** 2).mean(1) for A, b in ((X, y), (held, points.held_y - level)))
        said = stopping(points, degree, rate, steps, patience)
        lost = training > 1e6 * training[0]
        gone = found("Diverged at step #:", said)
        assert (gone is not None) == lost.any()
        if gone:
            assert gone == [lost.argmax()]
            (above,) = found("is above the edge of stability, 2/λmax = #.", said)
            heard["diverged"] += 1
        else:
            below = found("is below the edge of stability, 2/λmax = #.", said)
            (above,) = below or found("is not below the edge of stability, 2/λmax = #.", said)
            assert (below is not None) == (rate < edge)
            heard["not below"] += below is None
        assert printed(above, edge)
        if lost.any():
            continue
        best, stopped, tied = 0, None, False
        for k in range(1, steps + 1):
            tied |= abs(errors[k] - errors[best]) < 1e-11 * errors[best]  # then rounding says which is smaller
            if errors[k] < errors[best]:
                best = k
            elif k - best >= patience:
                stopped = k
                break
        if tied:
            continue
        if stop := found("Stopped at step #:** no smaller validation error for # step", said):
            assert stop == [stopped, patience]
            kept, error = found("Kept are the weights of step #, with a validation error of #.", said)
            later = found(f"At step {steps} it would be #.", said)
            assert (later is None) == (stopped == steps)
            assert later is None or printed(later[0], errors[-1])
            heard["stopped"] += 1
        else:
            assert stopped is None
            kept, error = found("The best weights are those of step #, with a validation error of #.", said)
            heard["never"] += 1
        assert kept == best
        assert printed(error, errors[best])
        if ridge := found("Ridge at λ = 1/(αk) = # has a validation error of #.", said):
            assert printed(ridge[0], 1 / (rate * best), 3)
            model = Ridge(alpha=len(y) / (rate * best), solver="svd").fit(X, y)
            assert printed(ridge[1], ((model.predict(held) - points.held_y + level) ** 2).mean())
            heard["ridge"] += 1
    assert min(heard.values()) >= 5, heard


def test_where_a_curve_leaves_the_picture_is_so():
    points, heard = together(read("-1:2,-0.9:-2,-0.3:2,0.3:-2,0.9:2,1:-2,0.2:0:v")), 0
    for degree in range(1, 16):
        weights = fit(points.x, points.y, degree)
        model = PolynomialFeatures(degree).fit_transform(fit_view.WHERE[:, None]) @ weights
        asked = SimpleNamespace(
            source=SimpleNamespace(points=points, own=[], truth=TRUTHS[0], number=lambda name: 0.0), strength=SimpleNamespace(value=0.0)
        )
        said = " ".join(fit_view.sentences(asked, SimpleNamespace(weights=weights)))
        at = found("The curve swings out of the picture: at x = # it reaches y = #.", said)
        assert (at is None) == (np.abs(model).max() <= 2 * fit_view.SWING)
        if at:
            k = int(np.abs(model).argmax())
            assert printed(at[0], fit_view.WHERE[k], 3)
            assert printed(at[1], model[k], 3)
            heard += 1
    assert heard >= 3
    assert re.search("no power|every", shape(np.zeros(3), np.arange(3.0), fit(np.zeros(3), np.arange(3.0), 3), 0.0))
