"""What is said of balls and the ellipses that touch them, read back and held against weights found in another way."""

from types import SimpleNamespace

import numpy as np
import pytest

from landscapes.data.diabetes import MEASURED, NAMES, PROGRESSION
from landscapes.data.pairs import PAIRS
from landscapes.penalties import PENALTIES
from landscapes.penalties.budget import within
from landscapes.penalties.corners import alike, wedges
from tests.ui.numbers import found, printed, value
from ui.diamond.words import facts, percent, sentences

AROUND = np.linspace(0, 2 * np.pi, 7201)[:-1]  # the axes among them
NEAR = 2e-3  # of a budget: how well a rim of so many points tells a place
WINDOW = 4.0


def rim(t: float, a: float, b: float, angle: np.ndarray) -> np.ndarray:
    """The points w at these angles with a ‖w‖₁ + b ½‖w‖² = a t + b ½t², by the root of a quadratic."""
    u = np.stack([np.cos(angle), np.sin(angle)], -1)
    one, goal = a * np.abs(u).sum(-1), a * t + b * t**2 / 2
    return (goal / one if b == 0 else (np.sqrt(one**2 + 2 * b * goal) - one) / b)[:, None] * u


def price(w, a: float, b: float):
    return a * np.abs(w).sum(-1) + b * (np.asarray(w) ** 2).sum(-1) / 2


def lowest(H: np.ndarray, c: np.ndarray, t: float, a: float, b: float) -> np.ndarray:
    """The point of the rim with the least loss, by trying them all, and then finer ones about the best."""
    angle = AROUND
    for _ in range(4):
        w = rim(t, a, b, angle)
        loss = np.einsum("ni,ij,nj->n", w - c, H, w - c)
        best = angle[loss.argmin()]
        angle = np.append(best + np.linspace(-1, 1, 401) * 3 * (angle[1] - angle[0]), best)
    return w[loss.argmin()]


def setting(chance: np.random.Generator):
    """H, c, a penalty's shares and a budget, as the page may have them."""
    kappa, tilt = 10 ** chance.uniform(0, 2), np.deg2rad(chance.choice([0, 20, 45, -45, 90, *chance.uniform(-90, 90, 5)]))
    axes = np.array([[np.cos(tilt), -np.sin(tilt)], [np.sin(tilt), np.cos(tilt)]])
    H = axes @ np.diag([1.0, kappa]) @ axes.T
    place = int(chance.integers(3))
    a, b = ((1.0, 0.0), (0.0, 1.0), (m := round(chance.uniform(0.05, 0.95), 2), 1 - m))[place]
    return PENALTIES[place], H, chance.uniform(-3, 3, 2).round(2), (a, b), round(chance.uniform(0.05, 4), 2)


def told(kind, H, c, shares, t, shaded=False):
    """The weights and what the page says of them."""
    w, strength = within(H, c, t, *shares)
    one = SimpleNamespace(kind=kind, shares=shares, t=t, strength=float(strength[0]), w=w[0])
    side = alike(H, t, w[0], *shares) if strength[0] > 0 else None
    return w[0], sentences(H, c, one, side is not None, wedges(H, t, *shares, WINDOW) if shaded else [], WINDOW)


def test_where_the_ellipse_touches_and_who_shrinks_is_so_of_any_budget():
    chance, heard = np.random.default_rng(0), dict.fromkeys(("binds", "corner", "side", "shrink", "grows", "turns"), 0)
    for _ in range(200):
        kind, H, c, (a, b), t = setting(chance)
        w, (said,) = told(kind, H, c, (a, b), t)
        if price(c, a, b) <= price([t, 0.0], a, b):
            (enough,) = found("The budget does not bind: from t = # on the ball holds the optimum.", said)
            assert price([enough, 0.0], a, b) == pytest.approx(price(c, a, b), rel=4e-3)
            heard["binds"] += 1
            continue
        true = lowest(H, c, t, a, b)
        np.testing.assert_allclose(w, true, atol=NEAR * t)
        if a == 0:
            assert said.startswith("No corner")
            grown, turned = np.abs(true) > np.abs(c), true * c < 0
            if not (grown | turned).any():
                assert said == "No corners: both weights shrink, neither is 0."
                heard["shrink"] += 1
                continue
            was, now = found("Together they shrink, ‖w‖ from # to #, while", said)
            assert printed(was, np.hypot(*c))
            assert printed(now, t)
            for j in np.flatnonzero(grown | turned):
                verb = "turns" if turned[j] else "grows"
                before, after = found(f"w{'₁₂'[j]} {verb} from # to #", said)
                assert printed(before, c[j])
                assert after == pytest.approx(true[j], abs=NEAR * t)
                heard[verb] += 1
            for j in np.flatnonzero(~(grown | turned)):
                assert f"w{'₁₂'[j]}" not in said
            continue
        corner = min(np.abs(true)) < 1e-9
        assert ("touches a corner" in said, "touches a side" in said) == (corner, not corner)
        heard["corner" if corner else "side"] += 1
        (none,) = found("Both weights are 0 from λ = # on.", said)
        assert printed(none * a, np.abs(H @ c).max())  # at 0 the subgradients of λ a ‖w‖₁ reach from −λ a to λ a
    assert min(heard.values()) >= 5, heard


def test_a_circle_may_lengthen_or_turn_one_weight():
    """κ = 5, tilt −60°, c = (2.6, 0.2), t = 1.5: w = (1.417, 0.491). κ = 12, tilt −40°, c = (2, 0.2), t = 1: w₂ = 0.613."""

    def turned(kappa, tilt):
        s, c = np.sin(np.deg2rad(tilt)), np.cos(np.deg2rad(tilt))
        return np.array([[c * c + kappa * s * s, (1 - kappa) * s * c], [(1 - kappa) * s * c, s * s + kappa * c * c]])

    _, (said,) = told(PENALTIES[1], turned(5, -60), np.array([2.6, 0.2]), (0.0, 1.0), 1.5)
    assert said == "No corners, so neither weight is 0. Together they shrink, ‖w‖ from 2.608 to 1.5, while w₂ grows from 0.2 to 0.4915."
    _, (said,) = told(PENALTIES[1], turned(12, -40), np.array([2, 0.2]), (0.0, 1.0), 1.0)
    assert "w₂ grows from 0.2 to 0.613" in said


def test_the_share_of_centres_is_that_of_a_grid_of_them():
    """At a corner p the slope H (c − p) must lie in the cone of the pulls there: (a + b t, −a) to (a + b t, a), turned to p's side."""
    chance, side = np.random.default_rng(1), np.linspace(-WINDOW, WINDOW, 201)
    centres = np.stack(np.meshgrid(side, side), -1).reshape(-1, 2)
    for _ in range(25):
        kind, H, c, (a, b), t = setting(chance)
        _, (_, said) = told(kind, H, c, (a, b), t, shaded=True)
        if a == 0:
            assert said in ("Exact zeros: only from centres on a line without width.", "Exact zeros: from no centre shown.")
            continue
        held = np.zeros(len(centres), bool)
        for j in (0, 1):
            for sign in (-1, 1):
                slope = (centres - t * sign * np.eye(2)[j]) @ H
                out = sign * slope[:, j]
                held |= (out >= 0) & (np.abs(slope[:, 1 - j]) * (a + b * t) <= a * out)
        shown = found("Exact zeros: from # % of the centres shown.", said)
        share = held.mean()
        if shown is None:
            assert share < 0.02 or "all of the" in said or "over 99" in said, said
        else:
            assert shown[0] / 100 == pytest.approx(share, abs=0.015)


def test_nearly_all_is_not_all():
    assert [percent(share) for share in (1.0, 0.999, 0.99, 0.5, 0.003)] == ["all", "over 99 %", "99 %", "50 %", "under 1 %"]


def test_the_facts_of_the_data_are_those_of_the_table():
    for pair in PAIRS:
        said = facts(pair)
        columns = MEASURED[:, [NAMES.index(one) for one in pair.features]]
        (people,) = found("# people with diabetes", said)
        assert people == len(MEASURED)
        (correlation,) = found("has the correlation # off its diagonal", said)
        assert printed(correlation, np.corrcoef(columns.T)[0, 1], 3)
        X = (columns - columns.mean(0)) / columns.std(0)
        best = np.linalg.pinv(X, rcond=1e-8) @ ((PROGRESSION - PROGRESSION.mean()) / 10)
        shown = said.split("c = (")[1].split(")")[0].split(", ")
        assert all(printed(value(one), true, 3) for one, true in zip(shown, best, strict=True))
        assert ("stands there twice" in said) == (pair.features[0] == pair.features[1])
