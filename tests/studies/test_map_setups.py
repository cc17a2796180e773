"""What the page "Maps" says of its setups is so: the numbers, on the maps as they open."""

import numpy as np
import pytest

from optimizers.sweep import DIVERGED
from studies.outcome_map import outcome_map
from tests.studies.outcome_maps import question
from ui.parts.setups import setups

SIDE = 128
SETUPS = setups("optimization/maps")


def made(**asked):
    return outcome_map(question(side=SIDE, **asked))


def test_every_setup_is_checked_here():
    checked = {function.__doc__.strip().strip(".") for name, function in globals().items() if name.startswith("test_setup")}
    assert checked == set(SETUPS)


def test_setup_one_edge():
    """One edge for every κ."""
    m = made(rule="SGD", up="kappa")
    product = m.x[None, :] * m.y[:, None]
    assert (m.ended[product > 2.1] == DIVERGED).all()
    assert (m.ended[product < 2] != DIVERGED).all()
    assert 70 < m.y[(m.ended == 0).any(1)].max() < 90


def test_setup_momentum():
    """Momentum widens the edge."""
    m = made()
    here = m.ended == 0
    assert here[0].sum() <= 1
    row = np.abs(m.y - 0.9).argmin()
    assert here[row][(m.x > 0.002) & (m.x < 0.037)].all()
    assert not here[m.y > 0.97].any()


def test_setup_fastest():
    """How fast is the best?."""
    m = made()
    near = [(j, (m.x > 0.7 * edge) & (m.x < 0.98 * edge)) for j, edge in enumerate((2 + 2 * m.y) / 100)]
    medians = [np.median(np.where(m.steps[j][beside] < 0, np.inf, m.steps[j][beside])) if beside.any() else np.inf for j, beside in near]
    assert 81 / 121 < m.y[int(np.argmin(medians))] < 0.85


def test_setup_adam():
    """Adam has no edge."""
    m = made(rule="Adam", up="beta1")
    assert (m.ended != DIVERGED).all()
    assert m.x.max() > 7.5
    assert (m.ended[m.y < 0.2][:, m.x > 4] != 0).mean() > 0.5


@pytest.fixture(scope="module")
def turned():
    return {angle: made(rule="Adam", up="kappa", params={"angle": angle}) for angle in (0.0, 45.0)}


def test_setup_along(turned):
    """Adam does not mind κ …."""
    here = turned[0.0].ended == 0
    assert 0.64 < here.mean() < 0.7
    assert here.mean(1).min() > 0.6


def test_setup_turned(turned):
    """… until the valley is turned."""
    here = turned[45.0].ended == 0
    assert 0.27 < here.mean() < 1 / 3
    assert not here[turned[45.0].y > 1000].any()


def test_setup_newton():
    """Newton’s edge is 2."""
    m = made(rule="Newton", up="kappa", spans=((0, 4), None))
    assert (m.ended[:, m.x > 2.05] == DIVERGED).all()
    assert (m.ended[:, (m.x > 0.06) & (m.x < 1.95)] == 0).all()


def test_setup_batch():
    """Small batches fray the edge."""
    m = made(surface="Least squares", rule="SGD", up="batch", params={"features": 1.0})
    assert m.y[-1] == 149
    assert (m.ended[-1][m.x < 1.9] == 0).all()
    assert (m.ended[m.y == 3][:, m.x > 0.25] != 0).all()


def test_setup_noise():
    """What noise leaves."""
    m = made(rule="SGD", up="noise", start=(0.0, 0.0))
    stable = m.x < 0.0195
    one, two = (m.loss[np.abs(m.y - noise).argmin()][stable] / m.y[np.abs(m.y - noise).argmin()] ** 2 for noise in (1.2, 2.4))
    np.testing.assert_allclose(one, two, rtol=1e-3)


def test_setup_wells():
    """A ball that rolls across."""
    m = made(surface="Two wells", across="x", up="momentum")
    right = m.x > 0.5
    assert (m.ended[m.y < 0.85][:, right] == 1).all()
    assert (m.ended[np.abs(m.y - 0.91).argmin()][right] == 0).mean() > 0.5
