"""A whole slider of charts, unpacked as the browser does: at every place of the thumb it is the picture that Python makes there."""

import json
import zlib

import numpy as np
import pytest

from landscapes.penalties import penalty
from models import split
from models.coefficients import fit_paths
from models.own_points import read, together
from models.points import drawn
from models.polynomial import DEGREE, STRENGTH, fit, heights
from models.tables import DIABETES
from models.truths import TRUTHS
from plots.chart import Axis, Chart, Line, charts_picture
from plots.coefficients import coefficient_charts, marked
from plots.overfitting import WHERE
from plots.whole_charts import whole_charts
from tests.plots.blob import unpacked
from ui.overfitting import fit as fit_view
from ui.overfitting.setup import Asked
from ui.overfitting.sources import Source
from ui.parts.sliders import Slider
from ui.paths import coefficients

STRENGTHS = [0.0, *(float(f"{one:.2g}") for one in np.geomspace(1e-9, 10, 60))]
GREY = ("#111111", "#eeeeee")


def pictures(blob: bytes) -> tuple[dict, list[dict]]:
    """The header, and the charts at each place with their numbers, as the browser finds them."""
    head = unpacked(blob)
    data = np.frombuffer(zlib.decompress(head["packed"].tobytes()), np.uint8)
    first, differs = json.loads(data[: head["text"]].tobytes())
    planes = data[head["text"] :].reshape(4, -1).astype(np.uint32)
    bits = planes[0] | planes[1] << 8 | planes[2] << 16 | planes[3] << 24
    found, at = [], 0
    for rows, count in head["groups"] * 2:
        part = bits[at : at + rows * count].reshape(rows, count)
        found.append(np.cumsum(np.cumsum(part, axis=1, dtype=np.uint32), axis=0, dtype=np.uint32).ravel())
        at += rows * count
    x, y = np.concatenate(found).view(np.float32).reshape(2, -1)
    return head, [{"charts": [{**a, **b} for a, b in zip(first, differ, strict=True)], "x": x, "y": y} for differ in differs]


def told(picture: dict) -> list:
    """All that is drawn, numbers in place of where they lie."""
    charts = []
    for chart in picture["charts"]:
        traces = [[{k: v for k, v in t.items() if k != "start"} for t in chart[kind]] for kind in ("lines", "dots")]
        numbers = [
            picture[axis][t["start"] : t["start"] + t["count"]].tobytes()
            for kind in ("lines", "dots")
            for t in chart[kind]
            for axis in ("x", "y")
        ]
        charts.append(({**chart, "lines": traces[0], "dots": traces[1]}, numbers))
    return charts


def asked(degree=9, strength=0.001, points=None, own=None) -> Asked:
    source = Source(drawn(TRUTHS[0], 10, 20, 0.3, 0) if points is None else points, TRUTHS[0], {}, own)
    return Asked(source, Slider("degree", DEGREE, degree, 9), Slider("lambda", STRENGTH, strength, 0.0))


def fits_at(name, values, **setup):
    described = asked(**setup)
    return [fit_view.drawn(described, one) for one in fit_view.fitted(described, "on", name, values)]


def coefficients_at(name, values):
    paths = fit_paths(DIABETES, *split.split(len(DIABETES.y), 0.25, 0), penalty("L1"), None, coefficients.GRID)
    return [marked(coefficient_charts(paths, 10.0, ""), value, coefficients.label(value)) for value in values]


OWN = read("-0.5:0,0.5:0.25,0.1:1:v")


@pytest.mark.parametrize(
    ("name", "values", "pages"),
    [
        ("lambda", STRENGTHS, lambda *a: fits_at(*a)),
        ("lambda", STRENGTHS, lambda *a: fits_at(*a, degree=1)),  # at λ = 0 it is the straight line itself
        ("lambda", STRENGTHS, lambda *a: fits_at(*a, points=together(OWN), own=OWN)),
        ("lambda", STRENGTHS, lambda *a: fits_at(*a, points=together([]), own=[])),
        ("degree", list(range(16)), lambda *a: fits_at(*a, strength=0.0)),
        ("lambda", STRENGTHS, coefficients_at),
    ],
)
def test_every_place_is_the_picture_made_there_to_the_last_bit(name, values, pages):
    made = pages(name, values)
    head, found = pictures(whole_charts(name, values, made))
    assert (head["slider"], head["values"]) == (name, values)
    for mine, page in zip(found, made, strict=True):
        assert told(mine) == told(unpacked(charts_picture(page)))


@pytest.mark.parametrize("degree", [0, 3, 9, 15])
def test_the_curve_and_the_errors_at_a_place_are_those_of_a_fit_by_itself(degree):
    pages = fits_at("lambda", STRENGTHS, degree=degree)
    points = drawn(TRUTHS[0], 10, 20, 0.3, 0)
    for place in np.random.default_rng(degree).choice(len(STRENGTHS), 12, replace=False):
        curve, degrees, _ = pages[place]
        weights = fit(points.x, points.y, degree, STRENGTHS[place])
        np.testing.assert_allclose(curve.lines[-1].y, heights(weights, WHERE), rtol=1e-6, atol=1e-6)
        training, validation = (
            [((heights(fit(points.x, points.y, d, STRENGTHS[place]), x) - y) ** 2).mean() for d in range(16)]
            for x, y in ((points.x, points.y), (points.held_x, points.held_y))
        )
        np.testing.assert_allclose([line.y for line in degrees.lines], [training, validation], rtol=1e-6, atol=1e-15)


def test_a_line_that_stands_still_is_sent_once():
    still = Line("still", np.arange(500.0), np.arange(500.0) ** 2, *GREY)
    pages = [[Chart("a", "A", Axis("x"), Axis("y"), lines=[still, Line("moves", [0, 1], [k, np.nan], *GREY)])] for k in range(50)]
    head, found = pictures(whole_charts("k", list(range(50)), pages))
    assert head["groups"] == [[1, 500], [50, 2]]
    assert told(found[49]) == told(unpacked(charts_picture(pages[49])))


def test_a_grasp_is_small():
    assert len(whole_charts("lambda", STRENGTHS * 4, fits_at("lambda", STRENGTHS * 4))) < 300_000
