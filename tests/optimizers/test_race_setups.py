"""What the page "Race" says of its setups is so, on the runs that each opens."""

import numpy as np

from landscapes import landscape
from optimizers import Run, descend, schedule
from studies.report import report
from ui.parts.setups import setups

SETUPS = setups("optimization/race")


def say(name: str) -> str:
    return SETUPS[name]["say"]


def test_every_setup_is_checked_here():
    checked = {function.__doc__.strip().strip(".") for name, function in globals().items() if name.startswith("test_setup")}
    assert checked == set(SETUPS)


def test_setup_edge():
    """SGD on the edge."""
    on, above = descend("Narrow valley", [Run("SGD", lr=rate) for rate in (0.02, 0.0205)], 100).theta[:, :, 1]
    np.testing.assert_allclose(np.abs(on), 2.6, rtol=1e-9)
    assert abs(above[-1]) > 100 * abs(above[0])


def test_setup_newton():
    """Newton jumps, descent walks."""
    found = report(landscape("Booth"), descend("Booth", [Run("Newton"), Run("SGD"), Run("Momentum")], 200))
    assert found[0].reached == 1
    assert found[0].spent[2] > 0
    assert min(one.reached for one in found[1:]) > 10


def test_setup_saddle():
    """Newton falls for a saddle."""
    runs = [Run("Newton", (-1.8, 0.05)), Run("Newton", (-1.8, 0.05), saddle_free="on")]
    plain, free = report(landscape("Saddle"), descend("Saddle", runs, 100))
    assert plain.rests_on == "saddle"
    assert free.reached >= 0


def test_setup_line_search():
    """A line search pays for itself."""
    rates = landscape("Rosenbrock").rates
    runs = [Run(rule, lr=rates.get(rule)) for rule in ("Momentum", "Adam", "BFGS", "L-BFGS")]
    ball, adam, *searches = report(landscape("Rosenbrock"), descend("Rosenbrock", runs, 400))
    assert ball.reached == adam.reached == -1  # within 400 steps, which are 400 evaluations
    assert 0 < max(one.reached for one in searches) < max(one.spent_to_reach for one in searches) < 100
    assert "BFGS and L-BFGS look unbeatable" in say("A line search pays for itself")


def test_setup_batches():
    """Mini-batches ruin L-BFGS."""
    few, all_ = (
        descend("Logistic regression", [Run("SGD"), Run("Adam"), Run("L-BFGS")], 200, params={"features": 1.0}, batch=batch)
        for batch in (8, 100)
    )
    low, high = np.array(landscape("Logistic regression").window).T
    for paths, out in ((few, [False, False, True]), (all_, [False, False, False])):
        assert ((paths.theta < low) | (paths.theta > high)).any((1, 2)).tolist() == out


def test_setup_forms():
    """Momentum's two forms part."""
    cut = schedule("Step", cut1=0.05, cut2=0.3)
    a, b = descend("Narrow valley", [Run("Momentum", lr=0.004, form=form) for form in "AB"], 200, cut).theta
    np.testing.assert_allclose(a[:11], b[:11], rtol=1e-12)
    assert np.abs(a[11] - b[11]).max() > 0.01


def test_setup_correction():
    """Adam without bias correction."""
    paths = descend("Round bowl", [Run("Adam", lr=0.1), Run("Adam", lr=0.1, bias_correction="off")], 60)
    with_, without = np.hypot(*(paths.theta[:, 1] - paths.theta[:, 0]).T)
    assert f"{without / with_:.2f} times as long" in say("Adam without bias correction")


def test_setup_decay():
    """L2 inside Adam is not AdamW."""
    runs = [Run(rule, lr=0.1, weight_decay=0.3) for rule in ("Adam", "AdamW")]
    adam, beside = np.hypot(*(descend("Booth", runs, 2000).theta - (1, 3)).transpose(2, 0, 1))  # Booth's minimum is (1, 3)
    text = say("L2 inside Adam is not AdamW")
    assert f"Adam is {adam[400]:.2f} from the minimum" in text
    assert f"AdamW is {beside[400]:.2f} away and still creeping nearer" in text
    assert (np.diff(beside[400:2001:100]) < 0).all()


def test_setup_cliff():
    """Thrown off the cliff."""
    thrown, clipped = (descend("Cliff", [Run("SGD")], 80, clip=clip) for clip in (None, 1.0))
    outside = np.flatnonzero((np.abs(thrown.theta[0]) > 3).any(axis=1))  # the window is 3 each way
    assert f"to x = {thrown.theta[0, :, 0].max():.0f}" in say("Thrown off the cliff")
    assert len(outside) == 50 == outside[-1] - outside[0] + 1  # "the way back takes fifty steps"
    assert thrown.diverged_at[0] == -1
    assert np.abs(clipped.theta).max() < 3


def test_setup_edge_of_stability():
    """The edge of stability."""
    rests, bounces, goes_on = descend("Hyperbola", [Run("SGD", (0.2, 5.5), lr=rate) for rate in (0.06, 0.08, 0.1)], 200).theta[0:3]
    met = 2 / (rests[-1] @ rests[-1])
    assert f"is {met:.3f} there" in say("The edge of stability")
    beside, steepness = np.prod(bounces, axis=1)[:30] - 1, (bounces**2).sum(axis=1)
    assert (beside[1:] * beside[:-1] < 0).all()  # from one side of the floor to the other, and back
    wider = np.abs(beside[1:]) > np.abs(beside[:-1])
    held = int(np.argmin(wider))
    assert held > 10
    assert not wider[held:].any()
    assert steepness[held + 1] < 2 / 0.08 < steepness[held - 1]
    assert np.abs(goes_on[-1] - 1).max() < 0.4


def test_the_walls_gradient_is_ninety_times_that_of_the_start():
    """The card's story, at steepness 20: f = 0.05 ((x − 1.5)² + y²) + 2 (1 − tanh 20x), by hand."""
    x = np.linspace(-0.2, 0.2, 4001)
    wall = np.abs(0.1 * (x - 1.5) - 40 / np.cosh(20 * x) ** 2).max()
    start = np.hypot(0.1 * (-2.5 - 1.5), 0.1 * 2)
    assert round(wall / start, -1) == 90
    assert "90 times that of the start" in landscape("Cliff").story


def test_turned_with_its_start_the_valley_changes_adams_race_and_not_sgds():
    """Try this, 2: (2, 2) turned by 45° is (0, 2√2) = (0, 2.83)."""
    losses = [
        descend("Narrow valley", [Run("SGD", start), Run("Adam", start)], 200, params={"angle": angle}).loss[:, -1]
        for start, angle in (((2, 2), 0.0), ((0, 2.83), 45.0))
    ]
    sgd, adam = np.transpose(losses)
    np.testing.assert_allclose(sgd[1] / sgd[0], 1, rtol=0.01)
    assert adam[1] > 1000 * adam[0]
