"""Basins: where a run ends, from every start of the window."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from landscapes import formula, landscape
from optimizers import OPTIMIZERS, Run, descend
from optimizers.sweep import CRAWLING, DIVERGED, ELSEWHERE
from studies.basins import Basins, basins, ends_of, lowest

LESSON = Path(__file__).parents[2] / "lessons/optimization/basins_answer.md"
DUPONT = {  # the rates, momenta and ε in the source of E. Dupont's page (2018); its Adam has no bias correction
    "SGD": Run("SGD", lr=0.02),
    "Momentum": Run("Momentum", lr=0.01, momentum=0.8),
    "RMSprop": Run("RMSprop", lr=0.01, decay=0.99, eps=1e-6),
    "Adam": Run("Adam", lr=0.01, beta1=0.7, eps=1e-6, bias_correction=0),
}


def one_by_one(surface, run, found: Basins, steps, **setting):
    """The same by `descend` from every start, in float64: in races of 16, whose program other tests have compiled already."""
    starts = [(x, y) for y in found.y for x in found.x]
    runs = [Run(run.optimizer, start=start, lr=run.lr, **run.hyper) for start in starts]
    races = [descend(surface, runs[first : first + 16], steps, **setting) for first in range(0, len(runs), 16)]
    joined = {name: np.concatenate([getattr(race, name) for race in races]) for name in ("theta", "loss", "grad", "diverged_at")}
    return replace(races[0], **joined)


@pytest.mark.parametrize("surface", ["Two wells", "Himmelblau"])
def test_shares_are_those_of_counting_single_runs(surface):
    # RMSprop bounces in and out of the tolerance at its last steps, and rounding decides at which of them it stands.
    land = landscape(surface)
    runs = [Run(rule) for rule in OPTIMIZERS if rule.name != "RMSprop"]
    found = basins(land, runs, 8, steps=land.steps)
    for run, ended, row, wins in zip(runs, found.ended, found.shares(), found.wins(), strict=True):
        paths = one_by_one(land, run, found, land.steps)
        singly = ends_of(land, None, paths)
        assert ended.ravel().tolist() == singly.tolist(), run
        # Counted once more without our words for ends: within 1e-3 of the value of the nearest minimum.
        minima = np.array(land.minima())
        away = np.hypot(*np.moveaxis(paths.theta[:, -1, None] - minima, -1, 0))
        close = np.abs(paths.loss[:, -1] - land.loss(*minima[away.argmin(1)].T)) <= 1e-3
        assert row[: len(minima)].tolist() == [(close & (away.argmin(1) == place)).mean() for place in range(len(minima))]
        assert row.sum() == pytest.approx(1)
        assert wins == sum(round(64 * share) for share, low in zip(row, found.lowest, strict=False) if low)


def test_all_settings_reach_the_runs():
    setting = {"schedule": "Cosine", "clip": 5.0, "noise": 0.3, "seed": 4, "params": {"b": 20.0}}
    run = Run("Nesterov", lr=0.002, momentum=0.8)
    found = basins("Rosenbrock", [run], 8, steps=150, tol=0.05, **setting)
    paths = one_by_one("Rosenbrock", run, found, 150, **setting)
    assert found.ended.ravel().tolist() == ends_of(landscape("Rosenbrock"), setting["params"], paths, 0.05).tolist()
    assert 0 < found.wins()[0] < 64
    batched = basins("Least squares", [Run("SGD", lr=0.05)], 4, steps=100, batch=8, tol=0.01)
    paths = one_by_one("Least squares", Run("SGD", lr=0.05), batched, 100, batch=8)
    assert batched.ended.ravel().tolist() == ends_of(landscape("Least squares"), None, paths, 0.01).tolist()


def test_descent_on_a_bowl_and_beside_a_ridge_is_known_beforehand():
    # x² + y²: everyone arrives. The saddle's ridge is y = 0: descent never crosses it, so the start's sign decides.
    bowl = basins("Round bowl", [Run("SGD", lr=0.1), Run("SGD", lr=0.0), Run("SGD", lr=1.5)], 16)
    assert bowl.wins().tolist() == [256, 0, 0]
    assert (bowl.ended[1] == CRAWLING).all()
    assert (bowl.ended[2] == DIVERGED).all()
    ridge = basins("Saddle", [Run("SGD")], 32, steps=400)
    assert (ridge.ended[0] == np.where(ridge.y > 0, 0, 1)[:, None]).all()
    assert ridge.lowest.tolist() == [True, True]


def test_where_the_coordinates_decide_apart_so_do_the_basins():
    # f(x, y) = h(x) + h(y): the share of a pair of wells is the product of the coordinates' shares.
    row = basins("Styblinski–Tang", [Run("SGD")], 64, steps=400).shares()[0]
    assert row[0] * row[3] == pytest.approx(row[1] * row[2])
    assert row[0] == pytest.approx((row[0] + row[1]) ** 2)
    assert row[:4].sum() == 1


def test_rastrigins_middle_dent_is_one_unit_square():
    found = basins("Rastrigin", [Run("SGD")], 64, steps=1000)
    middle = (np.abs(found.y)[:, None] < 0.5) & (np.abs(found.x) < 0.5)
    assert ((found.ended[0] == 0) == middle).all()
    assert (found.ended[0][~middle] == ELSEWHERE).all()


def test_newtons_runs_in_no_minimum_rest_on_saddles_and_the_summit():
    # Himmelblau has four saddles and a summit; at each the gradient is 0.
    found = basins("Himmelblau", [Run("Newton")], 16, steps=150)
    paths = one_by_one("Himmelblau", Run("Newton"), found, 150)
    elsewhere = found.ended.ravel() == CRAWLING
    assert elsewhere.mean() > 0.3
    assert np.abs(paths.grad[elsewhere, -1]).max() < 1e-8


def test_a_part_of_the_window_is_the_same_map_enlarged():
    whole = basins("Two wells", [Run("Momentum")], 32, steps=200)
    part = basins("Two wells", [Run("Momentum")], 16, window=((0, 2), (-2, 0)), steps=200)
    assert part.x == pytest.approx(whole.x[16:])
    assert part.y == pytest.approx(whole.y[:16])
    assert (part.ended[0] == whole.ended[0, :16, 16:]).all()


def test_the_starts_are_the_middles_of_cells_and_the_lowest_row_is_the_lowest_y():
    found = basins("Two wells", [Run("SGD")], 4, steps=5)
    assert found.x.tolist() == found.y.tolist() == [-1.5, -0.5, 0.5, 1.5]
    ridge = basins("Saddle", [Run("SGD")], 4, steps=400)
    assert ridge.ended[0, 0].tolist() == [1] * 4  # (0, −1) is second


def test_only_minima_as_low_as_the_lowest_are_global():
    assert lowest(landscape("Two wells")).tolist() == [True, False]
    assert lowest(landscape("Himmelblau")).all()
    assert lowest(landscape("Six-hump camel")).tolist() == [True, True, False, False, False, False]
    assert lowest(landscape("Monkey saddle")).tolist() == []


def test_a_surface_without_known_minima_still_has_ends():
    falling = basins(formula("x + y", window=((-5, 5), (-5, 5))), [Run("SGD")], 4, steps=50)
    assert falling.shares().tolist() == [[0, 1, 0]]
    assert falling.wins().tolist() == [0]
    logs = basins(formula("log(x) + y**2", window=((-1, 3), (-2, 2))), [Run("SGD")], 4, steps=20)
    assert logs.shares()[0, 2] > 0  # left of 0 there is no loss


def test_the_share_that_is_done_is_told_and_what_it_raises_stops():
    heard = []
    basins("Round bowl", [Run("SGD"), Run("Adam")], 4, steps=5, progress=heard.append)
    assert heard == [0, 0.5, 0.5, 1.0]
    with pytest.raises(KeyboardInterrupt):
        basins("Round bowl", [Run("SGD")], 4, steps=5, progress=lambda share: (_ for _ in ()).throw(KeyboardInterrupt))


def won(run: Run, steps: int, tol: float = 1e-3) -> int:
    return int(basins("Two wells", [run], 128, steps=steps, tol=tol).wins()[0])


def rmsprop_in_numpy(steps: int) -> tuple[np.ndarray, np.ndarray]:
    """RMSprop at its page's settings in float64, without our code: which starts end nearest to the deep well, and how far above it."""
    (deep, _), (shallow, _) = landscape("Two wells").minima()
    x, y = np.meshgrid(*2 * [-2 + (np.arange(128) + 0.5) / 32])

    def wells(x, y):
        return 2 * np.exp(-5 * ((x - 1) ** 2 + y**2)), 3 * np.exp(-5 * ((x + 1) ** 2 + y**2))

    def loss(x, y):
        return x**2 + y**2 - sum(wells(x, y))

    s, r = np.zeros_like(x), np.zeros_like(x)
    for _ in range(steps):
        one, other = wells(x, y)
        gx, gy = 2 * x + 10 * ((x - 1) * one + (x + 1) * other), 2 * y + 10 * y * (one + other)
        s, r = 0.99 * s + 0.01 * gx**2, 0.99 * r + 0.01 * gy**2
        x, y = x - 0.01 * gx / (np.sqrt(s) + 1e-6), y - 0.01 * gy / (np.sqrt(r) + 1e-6)
    return np.abs(x - deep) < np.abs(x - shallow), np.abs(loss(x, y) - loss(deep, 0.0))


def per_cent(count: int) -> str:
    return f"{100 * count / 128**2:.1f} %"


def test_the_claim_about_two_wells_holds_at_its_own_settings():
    counts = {name: won(run, 500) for name, run in DUPONT.items()}
    assert counts["Adam"] > counts["RMSprop"] > counts["Momentum"] > counts["SGD"]
    shares = {name: per_cent(count) for name, count in counts.items() if name != "RMSprop"}  # rounding decides RMSprop's: see below
    assert shares == {"SGD": "54.8 %", "Momentum": "59.1 %", "Adam": "66.9 %"}
    # Its page stops each of them at a length of its own, which changes nothing of the order.
    own = {name: won(DUPONT[name], steps) for name, steps in {"SGD": 500, "Momentum": 200, "RMSprop": 300, "Adam": 100}.items()}
    assert own["Adam"] > own["RMSprop"] > own["Momentum"] > own["SGD"]


def test_the_answer_to_the_exercise_is_what_the_code_gives():
    said = LESSON.read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("| \n").split("|")] for line in said.splitlines() if line.startswith("| 0")]
    steps = [int(n) for n in re.findall(r"(\d+) steps \|", said)]
    assert len(rows) == 5
    assert steps == [100, 200, 500, 1000]
    for momentum, *shares in rows:
        assert shares == [per_cent(won(Run("Momentum", lr=0.01, momentum=float(momentum)), n)) for n in steps], momentum
    corrected = Run("Adam", lr=0.01, beta1=0.7, eps=1e-6)
    assert f"With bias correction Adam finds it from {per_cent(won(corrected, 500))}." in said
    rmsprop = won(DUPONT["RMSprop"], 500, tol=0.1)
    assert f"the deep well from {per_cent(rmsprop)}, a little more than the corrected Adam" in said
    assert 0.003 * 128**2 < rmsprop - won(corrected, 500, tol=0.1) < 0.006 * 128**2
    assert f"{(1 - 0.7) / np.sqrt(1 - 0.999):.1f} times" in said
    assert f"Adam has {per_cent(won(DUPONT['Adam'], 500))} after 500 steps" in said


def test_rmsprop_bounces_about_the_usual_tolerance_and_not_about_a_tenth():
    deep, above = rmsprop_in_numpy(500)
    assert (deep & (above <= 0.1)).sum() == deep.sum()
    assert won(DUPONT["RMSprop"], 500, tol=0.1) == pytest.approx(deep.sum(), abs=5)
    exact = (deep & (above <= 1e-3)).mean()  # 62.1 to 62.3 %, by the order of the operations
    assert 0.61 < exact < 0.635
    assert won(DUPONT["RMSprop"], 500) / 128**2 == pytest.approx(exact, abs=0.005)
