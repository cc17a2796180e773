"""What the browser is told of the balls and the ellipses."""

import numpy as np
import pytest

from landscapes.penalised import hessian
from landscapes.penalties import PENALTIES
from landscapes.penalties.budget import losses, within
from plots.diamond import Touch, diamond_picture, radii, stretch, valley
from tests.plots.blob import unpacked

H, C, BUDGETS = hessian(6, -55), np.array([2.6, 1.6]), np.linspace(4.2, 0, 43)
UNIT = np.stack([np.cos(np.arange(12)), np.sin(np.arange(12))])


def picture(t=1.5, budgets=BUDGETS):
    touches = []
    for kind in PENALTIES:
        shares = kind.shares(*(p.default for p in kind.parameters))
        w, strength = within(H, C, t, *shares)
        touches.append(Touch(kind, shares, t, float(strength[0]), w[0], *within(H, C, budgets, *shares), ["said"], [np.zeros((0, 2))]))
    return unpacked(diamond_picture(H, C, 4.0, touches, budgets, "hint", "tapped", False))


def test_an_ellipse_is_what_its_stretch_and_radius_say():
    """On c + r E u the data loss is ½ r²."""
    for r in (0.3, 2.0):
        assert losses(H, C, C + r * (stretch(H) @ UNIT).T) == pytest.approx(0.5 * r**2, rel=1e-12)


def test_ellipses_cross_the_window_wherever_the_centre_is():
    for c in ((0, 0), (4, 4), (-50, 3), (1e3, 1e3)):
        c = np.array(c, float)
        side = np.linspace(-4, 4, 200)
        met = np.sqrt(2 * losses(H, c, np.stack(np.meshgrid(side, side), -1)))
        seen = [met.min() < r < met.max() for r in radii(H, c, 4.0)]
        assert sum(seen) >= 4, c


def test_a_flat_directions_ellipses_are_lines_in_the_window_and_its_valley_is_one():
    flat = hessian(2, 20, 0.0)
    ends = valley(flat, C, 4.0)
    assert ends is not None
    assert losses(flat, C, np.array(ends)) == pytest.approx([0, 0], abs=1e-12)
    assert np.abs(ends).max() > 8
    assert valley(H, C, 4.0) is None
    turn = np.pi / 2 + np.linspace(-2e-4, 2e-4, 41)
    rim = C + 2 * (stretch(flat) @ [np.cos(turn), np.sin(turn)]).T
    assert np.abs(rim - C).max() > 2
    assert losses(flat, C, rim) == pytest.approx(2.0, rel=1e-6)


def test_what_travels_is_what_was_solved():
    header = picture()
    assert [one["name"] for one in header["panels"]] == [kind.name for kind in PENALTIES]
    for i, one in enumerate(header["panels"]):
        w, strength = within(H, C, BUDGETS, *one["shares"])
        assert np.array_equal(np.stack([header[f"{i} x"], header[f"{i} y"]], 1), w)
        assert np.array_equal(header[f"{i} strength"], strength)
        assert header[f"{i} loss"] == pytest.approx(losses(H, C, w))
        assert one["loss"] == pytest.approx(losses(H, C, np.array(one["w"])))
        assert "<math" in one["formula"]
    assert np.array_equal(header["budgets"], BUDGETS)
    assert header["0 x"][-1] == header["0 y"][-1] == 0


def test_an_endless_strength_travels_as_none_and_in_the_path_as_infinity():
    header = picture(t=0.0)
    assert [one["strength"] is None for one in header["panels"]] == [False, True, False]
    assert header["1 strength"][-1] == np.inf
