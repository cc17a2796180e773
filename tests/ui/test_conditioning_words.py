"""What is said of a descent without a penalty and one with L2, read back and held against descents written out here."""

from types import SimpleNamespace

import numpy as np

from plots.theme import LOOKS
from studies.conditioning import conditioned
from tests.ui.numbers import found, printed
from ui.paths.conditioning_table import Descent, cells, sentences

SEEN = 8000.0  # farther out a point is out of sight: a thousand windows of 8
CENTRE = np.array([2.0, 1.5])


def descent(H, added: float, start, alpha: float, steps: int) -> Descent:
    """Plain descent on ½ (w − c)ᵀ H (w − c) + ½ added ‖w‖²."""
    A, lowest = H + added * np.eye(2), np.linalg.solve(H + added * np.eye(2), H @ CENTRE)

    def loss(w):
        return ((w - CENTRE) @ H * (w - CENTRE)).sum(-1) / 2 + added * (w**2).sum(-1) / 2

    path = [np.asarray(start, float)]
    for _ in range(steps):
        path.append(path[-1] - alpha * (A @ path[-1] - H @ CENTRE))
    theta = np.array(path)
    gone = ~(np.abs(theta) <= SEEN).all(-1)
    theta[gone.argmax() if gone.any() else len(theta) :] = np.nan
    paths = SimpleNamespace(
        theta=theta[None],
        loss=loss(theta)[None],
        diverged_at=np.array([gone.argmax() if gone.any() else -1]),
        lr=np.full((1, steps), alpha),
    )
    return Descent("run", LOOKS["SGD"], conditioned(H, added), alpha, paths, (float(lowest[0]), float(lowest[1])), float(loss(lowest)))


def stays_near(one: Descent) -> int | None:
    away = np.hypot(*(one.paths.theta[0] - np.array(one.minimum)).T)
    near = away <= 1e-3 * away[0] * (1 + 1e-9) + 1e-12
    for k in range(len(near)):
        if near[k:].all():
            return k
    return None


def test_what_l2_does_to_a_descent_is_so_of_any_setting():
    chance = np.random.default_rng(0)
    heard = dict.fromkeys(("no penalty", "never", "both", "at most", "faster", "slower"), 0)
    for _ in range(160):
        kappa, tilt, strength = 10 ** chance.uniform(0, 2), np.deg2rad(chance.choice([0, 0, 25, 60])), chance.choice([0, 1e-3, 0.1, 1, 10])
        axes = np.array([[np.cos(tilt), -np.sin(tilt)], [np.sin(tilt), np.cos(tilt)]])
        H, added = axes @ np.diag([1.0, kappa]) @ axes.T, float(chance.choice([1, 2]) * strength)
        start = chance.uniform(-4, 4, 2) if chance.random() < 0.7 else CENTRE + chance.uniform(-3, 3) * axes[:, 0]
        edges = [2 / (kappa + extra) for extra in (0.0, added)]
        one = float(10 ** chance.uniform(-1.2, 0.25) * edges[0])
        alphas = [2 / (1 + kappa + 2 * extra) for extra in (0.0, added)] if chance.random() < 0.4 else [one, one]
        before, after = (descent(H, extra, start, alpha, 150) for extra, alpha in zip((0.0, added), alphas, strict=True))
        said = " ".join(sentences(float(strength), added, before, after))
        arrivals = [stays_near(one) for one in (before, after)]
        if strength == 0:
            assert "both runs are the same" in said
            heard["no penalty"] += 1
            assert ("Neither run ever arrives" in said) == (alphas[1] >= edges[1] and arrivals[1] is None)
            continue
        much = found("L2 adds # to every eigenvalue: # and # become # and #, so κ", said)
        assert all(printed(a, b) for a, b in zip(much, (added, 1.0, kappa, 1 + added, kappa + added), strict=True))
        if falls := found("so κ falls from # to #.", said):
            assert printed(falls[0], kappa)
            assert printed(falls[1], (kappa + added) / (1 + added))
        for run, name, edge, came in zip((before, after), ("without a penalty", "with L2"), edges, arrivals, strict=True):
            assert (f"The run {name} never arrives" in said) == (run.lr >= edge and came is None)
            heard["never"] += run.lr >= edge and came is None
            luck = found(f"The run {name} arrives by luck alone: α = # is not below its edge, 2/λmax = #,", said)
            assert (luck is not None) == (run.lr >= edge and came is not None)
            if luck:
                assert printed(luck[1], edge)
                steep = axes[:, 1]
                assert abs(steep @ (run.paths.theta[0, 0] - run.minimum)) <= 1e-3 * np.hypot(*(run.paths.theta[0, 0] - run.minimum))
        moved = np.hypot(*np.subtract(before.minimum, after.minimum))
        assert printed(found("the minimum has moved by #, toward 0.", said)[0], moved, 3)
        assert np.hypot(*after.minimum) < np.hypot(*CENTRE)
        both = said.split("of the first after ")[1].split(".")[0].split(", without L2 after ") if "of the first after" in said else []
        for words, run, came in zip(reversed(both), (before, after), arrivals, strict=False):
            steps = int(words.split(" step")[0].replace("at most ", ""))
            if "at most" in words:
                assert came is None
                long = np.hypot(*(descent(H, 0.0 if run is before else added, start, run.lr, steps).paths.theta[0, -1] - run.minimum))
                assert long <= 1.001e-3 * np.hypot(*(start - run.minimum))
                heard["at most"] += 1
            else:
                assert steps == came
                heard["both"] += 1
        if both:
            counts = [int(words.split(" step")[0].replace("at most ", "")) for words in both]
            assert ("L2 leads faster" in said) == (counts[0] < counts[1])
            heard["faster" if counts[0] < counts[1] else "slower"] += 1
    assert min(heard.values()) >= 3, heard


def test_a_row_of_the_table_is_the_runs():
    """κ = 30, λ = 1 as in the lecture: 1 + 2, 30 + 2, best rate 2/35, factor 29/35, ⌈ln 1000 / ln(35/29)⌉ = 37 steps."""
    one = descent(np.diag([1.0, 30.0]), 2.0, (-3.0, 3.0), 2 / 35, 60)
    assert cells(one)[1:-1] == ("3", "32", "10.67", "0.05714", "0.05714", "0.8286 / 0.8286", "37 / 37")


def test_a_start_with_nothing_in_the_steep_direction_arrives_above_the_edge():
    """κ = 9 along the axes, from (−3, 1.5): y is at its minimum already, and x shrinks by 1 − 0.3 a step: ⌈ln 1000 / −ln 0.7⌉ = 20."""
    before, after = (descent(np.diag([1.0, 9.0]), added, (-3.0, 1.5), 0.3, 60) for added in (0.0, 1.0))
    said = " ".join(sentences(1.0, 1.0, before, after))
    assert "The run without a penalty arrives by luck alone: α = 0.3 is not below its edge, 2/λmax = 0.2222, but the start is off" in said
    assert "**The run with L2 never arrives**" in said
    assert (before.taken, after.taken) == (20, None)
