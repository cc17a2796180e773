"""A surface on a grid is the surface, whatever it is made of."""

import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import Landscape, heights, landscape, loss_at, minima_values
from landscapes.data import iris
from landscapes.heights import on_batch, padded


def own(loss, minima=()):
    return Landscape("Own", loss, ((-1, 3), (10, 11)), {"Start": (0, 10)}, lambda: minima, "-", "-", "-", "-")


def test_heights_are_the_loss_with_y_down_the_rows(setting, evaluate):
    land, numbers = setting
    x, y, z = heights(land, {p.name: n for p, n in zip(land.parameters, numbers, strict=True)}, points=9)
    assert z.shape == (9, 9)
    for i in range(9):
        row, _ = evaluate(land, numbers, np.stack([x, np.full(9, y[i])], 1))
        assert z[i] == pytest.approx(row, rel=1e-12, abs=1e-12)  # two compiled programs may round differently


def test_the_grid_covers_the_window_edge_to_edge(land):
    x, y, z = heights(land, points=9)
    assert (x[0], x[-1]) == land.window[0]
    assert (y[0], y[-1]) == land.window[1]
    assert z.dtype == np.float64
    assert np.diff(x) == pytest.approx(np.full(8, x[1] - x[0]))


def test_a_surface_may_be_given_by_its_name():
    by_name, by_object = heights("Rosenbrock", points=9), heights(landscape("Rosenbrock"), points=9)
    assert all((a == b).all() for a, b in zip(by_name, by_object, strict=True))


def test_a_surface_not_on_the_shelf_works():
    x, y, z = heights(own(lambda x, y: x + 100 * y), points=5)
    assert z == pytest.approx(x[None, :] + 100 * y[:, None], rel=1e-15)


@pytest.mark.parametrize("loss", [lambda x, y: x**2, lambda x, y: jnp.sin(y), lambda x, y: 3.0], ids=["x alone", "y alone", "constant"])
def test_a_loss_that_ignores_a_coordinate_still_fills_the_grid(loss):
    x, y, z = heights(own(loss), points=5)
    assert z == pytest.approx(np.broadcast_to(np.asarray(loss(x[None, :], y[:, None])), (5, 5)))


def test_loss_at_broadcasts_like_numpy():
    assert loss_at(landscape("Round bowl"), None, np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])).tolist() == [[10, 13], [17, 20]]


def test_minima_values_are_the_loss_at_the_minima(setting, evaluate):
    land, numbers = setting
    values = minima_values(land, {p.name: n for p, n in zip(land.parameters, numbers, strict=True)})
    assert values == pytest.approx(evaluate(land, numbers, land.minima(*numbers))[0], rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("count", [0, 1, 11])
def test_any_number_of_minima_may_be_listed(count):
    listed = tuple((float(k), 10.0) for k in range(count))
    assert minima_values(own(lambda x, y: 2 * x + y, listed)).tolist() == [2.0 * k + 10 for k in range(count)]


@pytest.mark.parametrize("points", [-1, 0, 1, 2.5, np.nan, np.inf, "many", None], ids=repr)
def test_a_senseless_number_of_points_is_refused_by_name(points):
    with pytest.raises(ValueError, match=r"points = .*allowed: 2 to "):
        heights("Round bowl", points=points)


def test_unknown_surfaces_and_parameters_are_refused():
    with pytest.raises(ValueError, match="landscape = 'Nowhere'"):
        heights("Nowhere")
    with pytest.raises(ValueError, match="no parameter 'b'"):
        heights("Round bowl", {"b": 1})
    with pytest.raises(ValueError, match="kappa = −1"):
        heights("Narrow valley", {"kappa": -1})


def test_the_loss_over_a_batch_is_the_mean_over_who_was_drawn():
    """Least squares: f(x, y) = ½ mean (x length + y − width)² over the flowers drawn, however many they are."""
    land = landscape("Least squares")
    chosen = np.zeros(land.samples + 7)
    chosen[[3, 60, 149]] = 1
    loss = on_batch(land)(0.4, -0.3, padded((0.0,)), chosen)
    off = 0.4 * iris.PETAL_LENGTH[[3, 60, 149]] - 0.3 - iris.PETAL_WIDTH[[3, 60, 149]]
    assert float(loss) == pytest.approx((off**2).mean() / 2, rel=1e-12)
