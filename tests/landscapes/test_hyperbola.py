"""Two numbers in which descent looks for the floor that its rate can hold."""

import jax
import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend
from studies.report import report

HYPERBOLA = landscape("Hyperbola")


def test_all_along_the_floor_the_loss_is_0_and_the_curvatures_are_0_and_the_squared_distance(evaluate):
    x = np.concatenate([np.geomspace(1 / 6, 6, 9), -np.geomspace(1 / 6, 6, 9)])
    floor = np.stack([x, 1 / x], 1)
    loss, slope = evaluate(HYPERBOLA, (), floor)
    assert loss == pytest.approx(0, abs=1e-30)
    assert slope == pytest.approx(0, abs=1e-14)
    for q in floor:
        curvatures = np.linalg.eigvalsh(jax.hessian(lambda q: HYPERBOLA.loss(q[0], q[1]))(q))
        assert curvatures == pytest.approx([0, q @ q], abs=1e-12)  # the gradient of xy there is (y, x)


@pytest.mark.parametrize(("rate", "sharpness"), [(0.05, 30.28), (0.06, 30.27), (0.08, 17.87), (0.1, 2.389)])
def test_a_small_rate_rests_where_it_meets_the_floor_and_a_large_one_where_the_floor_holds_it(rate, sharpness):
    """To the digits given; x ← x + α (1 − xy) y and the same for y, by hand in NumPy."""
    start = x, y = HYPERBOLA.starts["Beside a steep floor"]
    for _ in range(400):
        x, y = x + rate * (1 - x * y) * y, y + rate * (1 - x * y) * x
    path = descend(HYPERBOLA, [Run("SGD", start, lr=rate)], 400).theta[0]
    assert path[-1] == pytest.approx([x, y], rel=1e-9)
    assert path[-1] @ path[-1] == pytest.approx(sharpness, rel=3e-4)
    assert rate * (path[-1] @ path[-1]) < 2
    met = np.abs(np.prod(path, 1) - 1).argmin() if rate < 0.065 else None
    assert met is None or abs(path[met] @ path[met] - sharpness) < 0.05


def test_the_table_measures_the_way_to_the_nearest_point_of_the_floor():
    t = np.concatenate([np.geomspace(1e-3, 1e3, 400_001), -np.geomspace(1e-3, 1e3, 400_001)])
    for x, y in [*np.random.default_rng(0).uniform(-6, 6, (30, 2)), (0.0, 0.0), (1.0, 1.0), (30.0, -0.5), (0.0, 5.0)]:
        found = HYPERBOLA.floor(x, y)
        assert found[0] * found[1] == pytest.approx(1)
        assert np.hypot(found[0] - x, found[1] - y) == pytest.approx(np.hypot(t - x, 1 / t - y).min(), rel=1e-6, abs=1e-5)
    paths = descend(HYPERBOLA, [Run("SGD", (0.2, 5.5), lr=0.06)], 200)
    (result,) = report(HYPERBOLA, paths)
    assert result.distance < 1e-9
    assert result.nearest == pytest.approx(paths.theta[0, -1])
