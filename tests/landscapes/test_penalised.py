"""The penalised loss as a surface: its values, its slopes at the kink, its lowest point."""

import numpy as np
import pytest

from landscapes.heights import loss_at
from landscapes.penalised import PENALISED, hessian, numbers
from landscapes.penalties import PENALTIES
from landscapes.penalties.budget import losses
from optimizers.curvature import slopes_and_bends

H, C = hessian(5, -60), np.array([2.6, 1.6])
POINTS = np.random.default_rng(1).uniform(-4, 4, (40, 2))
KINDS = [(kind, [p.default for p in kind.parameters]) for kind in PENALTIES]


@pytest.mark.parametrize(("kind", "given"), KINDS, ids=lambda one: getattr(one, "name", ""))
def test_it_is_the_data_loss_and_the_shelfs_penalty(kind, given):
    params = numbers(H, C, 1.7, *kind.shares(*given))
    z = loss_at(PENALISED, params, *POINTS.T.copy())
    assert z == pytest.approx(losses(H, C, POINTS) + 1.7 * np.asarray(kind.value(POINTS, *given)), rel=1e-12)


@pytest.mark.parametrize(("kind", "given"), KINDS, ids=lambda one: getattr(one, "name", ""))
def test_its_slope_is_the_shelfs_also_at_the_kink(kind, given):
    points = np.concatenate([POINTS, [(0.0, 2.0), (1.0, 0.0), (0.0, 0.0), (-0.0, -1.0)]])
    slopes, _ = slopes_and_bends(PENALISED, numbers(H, C, 1.7, *kind.shares(*given)), points)
    expected = (points - C) @ H + 1.7 * np.asarray(kind.gradient(points, *given))
    assert slopes == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("kind", "given"), KINDS, ids=lambda one: getattr(one, "name", ""))
@pytest.mark.parametrize("strength", [0.0, 1.0, 7.0, 100.0])
def test_nothing_around_its_minimum_is_lower(kind, given, strength):
    params = numbers(H, C, strength, *kind.shares(*given))
    (low,) = PENALISED.minima(*PENALISED.numbers(params))
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    for away in (1e-6, 1e-3, 0.5):
        around = np.array(low) + away * np.stack([np.cos(turn), np.sin(turn)], 1)
        assert (loss_at(PENALISED, params, *around.T.copy()) >= loss_at(PENALISED, params, *np.array(low)[:, None]) - 1e-12).all()


def test_the_hessian_has_the_curvatures_and_the_tilt_it_is_asked_for():
    values, vectors = np.linalg.eigh(hessian(9, 30))
    assert values == pytest.approx([1, 9], rel=1e-12)
    assert np.abs(vectors[:, 0]) == pytest.approx([np.sqrt(3) / 2, 0.5], rel=1e-12)
    assert np.linalg.eigvalsh(hessian(9, 30, 0.0)) == pytest.approx([0, 9], abs=1e-12)
