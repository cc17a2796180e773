"""What is said of a throw, read back and computed anew by a plain loop."""

from math import cosh, hypot

import numpy as np
import pytest

from studies.thrown import NEAR, THRESHOLDS, throw
from tests.ui.numbers import found as read
from tests.ui.numbers import printed
from ui.cliffs.thrown import sentences


def loop(start, rate, steps, s):
    """Points and slopes of plain descent, by hand."""
    x, y = start
    points, slopes = [(x, y)], []
    for _ in range(steps):
        gx, gy = 0.1 * (x - 1.5) - 2 * s / cosh(min(abs(s * x), 300)) ** 2, 0.1 * y
        slopes.append((gx, gy))
        x, y = x - rate * gx, y - rate * gy
        points.append((x, y))
    return points, slopes


@pytest.mark.parametrize("seed", range(30))
def test_who_is_thrown_how_far_and_what_clipping_makes_of_it(seed):
    random = np.random.default_rng(seed)
    start, s, rate = tuple(random.uniform(-3, 3, 2).round(2)), 10 ** random.uniform(0, 1.7), 10 ** random.uniform(-1, 0.3)
    norm, value = 10 ** random.uniform(-2, 2, 2)
    words = sentences(throw(start, rate, norm, value, 60, {"steepness": s}))
    points, slopes = loop(start, rate, 60, s)
    k = int(np.argmax([hypot(*g) for g in slopes]))
    g, length = slopes[k], hypot(*slopes[k])
    thrown = rate * length > 3
    pattern = "thrown off at step #**: there ‖g‖ = #, so it goes # far" if thrown else "that of step #, ‖g‖ = #: it goes # far"
    step, size, far = read(pattern, words[0])
    assert step == k
    assert printed(size, length, 3)
    assert printed(far, rate * length, 3)
    assert printed(read("lands at (#, #)", words[0])[0], points[k + 1][0], 3)
    assert ("keeps the direction" in words[1]) == (length > norm)
    cut = np.clip(g, -value, value)
    if (cut != g).any():
        turn = abs(np.degrees(np.arctan2(cut[1], cut[0]) - np.arctan2(g[1], g[0])))
        assert printed(read("turns it by **#°**", words[1])[0], min(turn, 360 - turn), 3)
    else:
        assert "no coordinate is larger" in words[1]


@pytest.mark.parametrize("start", [(-2.5, 2), (-1, 2.8), (1.5, 0), (-2.5, 2.9)])
def test_the_bands_said_are_the_thresholds_that_arrive(start):
    found = throw(start, 0.5, 1.0, 0.2, 80, {"steepness": 20.0})
    last = sentences(found)[-1]
    assert ("without clipping it does." in last) == (found.above[0, -1] <= NEAR)
    for way, word in ((0, "by norm"), (1, "by value")):
        works = THRESHOLDS[found.ends[way] <= NEAR]
        low, high = read(f"{word} # to #", last)
        assert printed(low, works[0], 3)
        assert printed(high, works[-1], 3)


def test_where_none_arrives_or_many_pieces_do_it_is_said():
    assert "by norm none; by value none" in sentences(throw((-2.5, 2), 0.01, 1.0, 0.2, 80, {"steepness": 20.0}))[-1]
