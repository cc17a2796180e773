"""The error of a difference over its step, against the closed forms of its two branches."""

import numpy as np
import pytest

from landscapes import formula, landscape
from models.linear import evaluate
from models.nine_points import B, W, X, Y
from studies.classifier_look import classifier_look, names
from studies.directions import ANGLES, directions, unit
from studies.gradient_check import DTYPES, WAYS, look_of, numeric_slope
from studies.step_errors import STEPS, numeric_slopes, step_errors, thumb

ROW = np.concatenate([W.ravel(), B])
EXP = formula("exp(x) + sin(y)")
AT = np.array([0.5, 0.8])


def test_the_usual_steps_are_the_published_ones():
    found = [thumb(dtype, way) for dtype in ("float64", "float32") for way in WAYS]
    assert found == pytest.approx([1.49e-8, 6.06e-6, 3.45e-4, 4.92e-3], rel=2e-3)


@pytest.mark.parametrize("look", [look_of(landscape("Rosenbrock")), look_of(EXP)])
def test_every_step_is_the_single_checks(look):
    for dtype in DTYPES:
        at, found = AT.astype(dtype), numeric_slopes(look, AT.astype(dtype))
        for k in range(0, len(STEPS), 7):
            for way in WAYS:
                assert (found[way][k] == numeric_slope(look, at, STEPS[k], way)).all()


def test_a_long_step_errs_by_the_curves_bend():
    """½ h f″ forward and h² f‴/6 central, of exp x + sin y by hand."""
    found, (x, y) = step_errors(look_of(EXP), AT), AT
    slope = np.array([np.exp(x), np.cos(y)])
    second, third = np.array([np.exp(x), -np.sin(y)]), np.array([np.exp(x), -np.cos(y)])
    size = 2 * np.linalg.norm(slope)
    assert found.curve["forward"] == pytest.approx(np.linalg.norm(second) / 2 * STEPS / size, rel=1e-4)
    assert found.curve["central"] == pytest.approx(np.linalg.norm(third) / 6 * STEPS**2 / size, rel=1e-4)
    for way, low in (("forward", 1e-6), ("central", 1e-4)):
        long = (low < STEPS) & (STEPS < 0.02)
        assert found.error["float64", way][long] == pytest.approx(found.curve[way][long], rel=0.03)


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_short_step_errs_by_no_more_than_rounding_may(dtype):
    for look, point in ((look_of(EXP), AT), (look_of(landscape("Rosenbrock")), np.array([-1.2, 1.0])), (classifier_look("Softmax"), ROW)):
        found = step_errors(look, point)
        for way in WAYS:
            bound = 3 * found.rounding[dtype] + 1.1 * found.curve[way] + 3 * np.finfo(dtype).eps
            assert (found.error[dtype, way] <= bound).all()


def test_the_best_step_is_near_the_usual_one_where_all_is_of_size_one():
    found = step_errors(look_of(EXP), AT)
    for dtype in DTYPES:
        for way in WAYS:
            step, error = found.best(dtype, way)
            assert 1 / 10 < step / thumb(dtype, way) < 10
            assert error == np.nanmin(found.error[dtype, way])


def test_a_parabola_has_no_bend_a_kink_none_that_counts_and_a_hole_no_error():
    flat = step_errors(look_of(formula("x**2 + y")), np.array([3.0, 1.0]))
    assert not flat.curve["central"].any()
    assert (flat.error["float64", "central"][STEPS > 1e-3] < 1e-12).all()
    for x in (0.0, 1e-6, 3e-4):
        assert np.isnan(step_errors(look_of(formula("abs(x) + y**2")), np.array([x, 1.0])).curve["forward"]).all()
    hole = step_errors(look_of(formula("log(x)")), np.array([-1.0, 1.0]))
    assert hole.best("float64", "central") is None


@pytest.mark.parametrize("classes", [1, 2, 3])
@pytest.mark.parametrize("loss", ["Softmax", "Hinge"])
def test_the_check_sees_the_classifier_as_it_is(loss, classes):
    random, held = np.random.default_rng(classes), classes > Y
    rows = random.normal(size=(70, 3 * classes))
    losses, slopes = classifier_look(loss, 0.2, classes)(rows)
    for row, total, slope in zip(rows, losses, slopes, strict=True):
        found = evaluate(row[: 2 * classes].reshape(classes, 2), row[2 * classes :], X[held], Y[held], loss, 0.2)
        assert total == pytest.approx(float(found.total))
        assert slope == pytest.approx(np.concatenate([np.asarray(found.dW).ravel(), found.db]))
    assert len(names(classes)) == 3 * classes
    assert classifier_look(loss)(ROW[None].astype(np.float32))[0].dtype == np.float32


def test_the_slope_is_a_cosine_with_its_top_along_the_gradient():
    look = look_of(formula("x**2 + y**2"))
    found = directions(look, np.array([3.0, 4.0]), 1e-6, "float64")
    assert found.gradient == pytest.approx([6, 8])
    assert found.steepest == pytest.approx(np.degrees(np.arctan2(8, 6)))
    assert found.slopes == pytest.approx(10 * np.cos(np.radians(ANGLES - found.steepest)))
    assert found.measured == pytest.approx(found.slopes, abs=2e-6)  # h/2 · v·Hv = h
    assert found.gradient @ unit(found.steepest) == pytest.approx(10)


def test_at_the_tip_of_a_cone_every_way_leads_up_alike():
    found = directions(look_of(formula("sqrt(x**2 + y**2)")), np.zeros(2), 1e-5, "float64")
    assert found.measured == pytest.approx(np.ones(len(ANGLES)))
    assert found.steepest is None
