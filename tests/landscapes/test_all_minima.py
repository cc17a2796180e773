"""Where a surface lists all its minima, there are no others in the window."""

import jax
import numpy as np
import pytest

from landscapes import landscape

COMPLETE = [
    *("Round bowl", "Narrow valley", "Booth", "Matyas", "Rosenbrock", "Beale", "Himmelblau", "Two wells"),
    *("Styblinski–Tang", "Six-hump camel", "Saddle", "Goldstein–Price", "Least squares", "Logistic regression", "Thousand points"),
    "Two instruments",
]


@pytest.mark.parametrize("name", COMPLETE)
def test_newton_from_everywhere_finds_the_listed_minima_and_no_other(name, grid):
    land = landscape(name)
    numbers = tuple(map(float, land.numbers()))

    def loss(q):
        return land.loss(q[0], q[1], *numbers)

    slope, curvature = jax.grad(loss), jax.hessian(loss)

    @jax.jit
    @jax.vmap
    def newton(q):
        q = jax.lax.fori_loop(0, 100, lambda _, q: q - jax.numpy.linalg.solve(curvature(q), slope(q)), q)
        return q, slope(q), curvature(q)

    q, g, h = map(np.asarray, newton(grid(land)))
    (x0, x1), (y0, y1) = land.window
    still = np.isfinite(q).all(1) & np.isfinite(h).all((1, 2)) & (q >= (x0, y0)).all(1) & (q <= (x1, y1)).all(1)
    still &= np.linalg.norm(g, axis=1) <= 1e-9 * np.nan_to_num(np.linalg.norm(h, axis=(1, 2)))
    bottom = q[still][(np.linalg.eigvalsh(h[still]) > 0).all(1)]
    listed = np.array(land.minima(*numbers))
    away = np.linalg.norm(bottom[:, None] - listed, axis=2)
    assert away.min(1).max() <= 1e-6, bottom[away.min(1).argmax()]  # Newton ends at no other minimum
    assert away.min(0).max() <= 1e-9  # and at each of the listed ones
