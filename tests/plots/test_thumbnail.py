"""The catalogue's pictures are light, are well-formed, and show what they say."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from landscapes import LANDSCAPES, landscape
from landscapes.penalties import PENALTIES
from optimizers import OPTIMIZERS, SCHEDULES, Run, descend, optimizer, schedule
from plots.svg import SIDE
from plots.thumbnail import penalty_thumbnail, rule_thumbnail, schedule_thumbnail, surface_thumbnail

SVG = "{http://www.w3.org/2000/svg}"
ROSENBROCK = landscape("Rosenbrock")


def points(d):
    """The corners of a path that is one move after the other."""
    first, *moves = re.findall(r"M(-?\d+ -?\d+)|(-?\d+ -?\d+)", d)
    return np.cumsum([[int(n) for n in (a or b).split()] for a, b in (first, *moves)], 0)


def stroked(svg, width):
    return [path for path in ElementTree.fromstring(svg).iter(f"{SVG}path") if path.get("stroke-width") == width]


def test_all_surfaces_together_are_light():
    assert sum(len(surface_thumbnail(land)) for land in LANDSCAPES) < 200_000  # the page sends less than 300 kB in all


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_a_surface_shows_its_minima_and_its_first_start(land):
    svg = surface_thumbnail(land)
    assert svg.count("paint-order") == len(land.minima(*land.numbers()))
    ring = ElementTree.fromstring(svg).find(f"{SVG}circle")
    (x0, x1), (y0, y1) = land.window
    x, y = next(iter(land.starts.values()))
    assert ring is not None
    assert float(ring.get("cx")) == pytest.approx((x - x0) / (x1 - x0) * SIDE, abs=0.5)
    assert float(ring.get("cy")) == pytest.approx((y1 - y) / (y1 - y0) * SIDE, abs=0.5)


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.name)
def test_a_rule_draws_its_own_path(rule):
    (path,) = stroked(rule_thumbnail(rule, ROSENBROCK), "9")
    run = Run(rule, next(iter(ROSENBROCK.starts.values())), lr=ROSENBROCK.rates.get(rule.name))
    end = descend(ROSENBROCK, [run], steps=ROSENBROCK.steps).theta[0, -1]
    assert points(path.get("d"))[-1] == pytest.approx(((end[0] + 2) / 4 * SIDE, (3 - end[1]) / 4 * SIDE), abs=1)


def test_a_rule_that_diverges_is_drawn_up_to_there():
    (path,) = stroked(rule_thumbnail(optimizer("Newton"), landscape("Monkey saddle")), "9")
    assert np.isfinite(points(path.get("d"))).all()


@pytest.mark.parametrize("plan", SCHEDULES, ids=lambda plan: plan.name)
def test_a_schedule_starts_at_the_whole_rate(plan):
    (curve,) = stroked(schedule_thumbnail(plan), "10")
    assert points(curve.get("d"))[0].tolist() == [40, 40]


def test_cosine_lands_at_zero():
    (curve,) = stroked(schedule_thumbnail(schedule("Cosine")), "10")
    assert points(curve.get("d"))[-1] == pytest.approx([SIDE - 40, SIDE - 40], abs=1)


@pytest.mark.parametrize("penalty", PENALTIES, ids=lambda penalty: penalty.name)
def test_a_penaltys_balls_meet_the_axes_where_the_others_do(penalty):
    # The second ball costs as much as the weights (1, 0), so it reaches 1 on every axis; the picture is 1.35 to 20 units from its edge.
    _, ball, *_ = (points(path.get("d")) for path in stroked(penalty_thumbnail(penalty), "5"))
    reach = (SIDE / 2 - 20) / 1.35
    assert np.abs(ball - SIDE / 2).max(0) == pytest.approx([reach, reach], abs=1)
