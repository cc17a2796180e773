"""Pictures of samples and batches: what is drawn is what was computed, and nothing is hidden."""

import numpy as np
import pytest

from landscapes import landscape
from plots.noise_cloud import ARROWS, cloud_charts, ellipse
from plots.noise_epochs import MOST, OVER, epochs_charts, shown
from studies.batch_means import cloud
from studies.same_epochs import walk

LAND = landscape("Thousand points")


@pytest.mark.parametrize("size", [1, 8, 500, 999])
def test_the_ellipse_is_two_deviations_in_every_direction(size):
    """Along a unit vector v it reaches 2√(vᵀCv) from the middle, C the covariance."""
    one = cloud(LAND, {}, (0.3, 1.0), size, 0)
    off = ellipse(one, size) + one.full[:, None]
    for angle in (0.1, 1.0, 2.2):
        v = np.array([np.cos(angle), np.sin(angle)])
        assert (v @ off).max() == pytest.approx(2 * np.sqrt(v @ one.covariance(size) @ v), rel=2e-3)


def test_at_a_batch_of_all_the_ellipse_is_a_point():
    one = cloud(LAND, {}, (0.3, 1.0), 1000, 0)
    assert ellipse(one, 1000) == pytest.approx(np.repeat(-one.full[:, None], 121, 1))


def test_arrows_and_ellipse_have_one_scale_and_point_downhill():
    one = cloud(LAND, {}, (0.3, 1.0), 50, 0)
    where, space, _ = cloud_charts(LAND, {}, one, 50)
    lines = {line.name: np.array([line.x, line.y]) for line in where.lines}
    tips = lines["samples"].reshape(2, -1, 6)[:, :, 1] - np.array([[0.3], [1.0]])
    taken = np.unique(np.linspace(0, 999, ARROWS).round().astype(int))
    scale = tips / -one.gradients[taken].T
    assert scale == pytest.approx(np.full_like(scale, scale[0, 0]))
    assert scale[0, 0] > 0
    assert lines["all samples"][:, 1] - (0.3, 1.0) == pytest.approx(-scale[0, 0] * one.full)
    assert lines["a batch, 2σ"] == pytest.approx(np.array([[0.3], [1.0]]) + scale[0, 0] * ellipse(one, 50))
    drawn = {dots.name: np.array([dots.x, dots.y]).T for dots in space.dots}
    assert drawn["samples"] == pytest.approx(-one.gradients)
    assert drawn["250 batch means"] == pytest.approx(-one.drawn(50)[:250])


def test_the_spread_has_its_law_its_interval_and_no_place_for_a_batch_of_all():
    one = cloud(LAND, {}, (0.3, 1.0), 1000, 0)
    chart = cloud_charts(LAND, {}, one, 1000)[2]
    lines, (dots,) = {line.name: line for line in chart.lines}, chart.dots
    assert max(dots.x) == 999
    law = lines["law"]
    assert np.interp(dots.x, law.x, law.y) == pytest.approx(one.spread(np.array(dots.x)))
    assert np.array(lines["∝ 1/√B"].y) * np.sqrt(law.x) == pytest.approx(np.full(len(law.x), np.sqrt(np.trace(np.cov(one.gradients.T)))))
    low, high, _ = np.array(lines["95 % interval"].y).reshape(-1, 3).T
    assert ((low < dots.y) & (dots.y < high)).all()


@pytest.mark.parametrize("over", OVER.values())
def test_losses_stand_where_they_are_counted(over):
    walks = [walk(LAND, {"features": 1}, (-1.0, -1.2), 0.02, size, 5, 0) for size in (1000, 8, 1)]
    *maps, loss = epochs_charts(LAND, {"features": 1}, ["a", "b", "c"], walks, over)
    assert [one.title for one in maps] == ["a", "b", "c"]
    for one, line, chart in zip(walks, loss.lines, maps, strict=True):
        (path,) = [each for each in chart.lines if each.name == "path"]
        some = shown(one)
        assert len(some) <= MOST
        assert (some[0], some[-1]) == (0, one.steps)
        assert np.stack([path.x, path.y], 1) == pytest.approx(one.theta[some])
        assert line.x[-1] == {"steps": one.steps, "epochs": 5, "samples": 5000}[over]
        assert line.y[-1] == pytest.approx(one.loss[-1] - 0.46794243, abs=1e-7)  # sklearn's least loss, standardised


def test_a_path_is_drawn_up_to_where_it_diverges():
    one = walk(landscape("Least squares"), {}, (-1.0, 0.7), 0.1, 1, 10, 0)
    chart, _ = epochs_charts(landscape("Least squares"), {}, ["a"], [one], "epochs")
    assert one.diverged > 0
    assert len(next(line for line in chart.lines if line.name == "path").x) == one.diverged
    assert chart.hint == f"Diverged at step {one.diverged} of 1500."
