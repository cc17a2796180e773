"""The page "Overfitting" in a browser: marks and points under the hand, all of it on one screen."""

import numpy as np
import pytest

from models.errors import over_degrees
from models.points import drawn
from models.polynomial import fit, heights
from models.truths import TRUTHS
from plots.overfitting import WHERE
from tests.browser.player import pass_by, value_at, whole_of_charts

PLACE = """([chart, x, y]) => {
  const plot = document.querySelector(`[data-chart=${chart}]`), box = plot.getBoundingClientRect(), { xaxis, yaxis } = plot._fullLayout;
  return [box.left + xaxis._offset + xaxis.l2p(xaxis.c2l(x)), box.top + yaxis._offset + yaxis.l2p(yaxis.c2l(y))];
}"""
TITLE = ".basin-charts figure:has([data-chart={}]) figcaption strong"
GRIP = "[data-chart={}] ~ .over .mark.grip"


def in_sight(page, selector: str) -> None:
    """Wait until a thing ends above the window's lower edge, as it must once all is laid out."""
    page.wait_for_function("s => [...document.querySelectorAll(s)].at(-1)?.getBoundingClientRect().bottom <= innerHeight", arg=selector)


def shown(page) -> int:
    return page.evaluate("document.querySelector('.basin-charts').basin.shown")


def drag(page, selector: str, to: tuple[float, float]) -> None:
    """Take hold of something and move it, without letting go."""
    box = page.locator(selector).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for share in (0.25, 0.5, 0.75, 1):
        page.mouse.move(to[0] * share + (1 - share) * box["x"], to[1], steps=2)
        page.wait_for_timeout(90)


def test_degree_and_lambda_are_dragged_on_the_charts_and_the_curve_follows_at_once(visit):
    page = visit("overfitting?n=20")
    in_sight(page, ".st-key-overfitting .basin-report")
    before = shown(page)
    drag(page, GRIP.format("degrees"), page.evaluate(PLACE, ["degrees", 3, 0.1]))
    page.locator(TITLE.format("points"), has_text="Degree 3 through 20 points").wait_for()
    assert "degree" not in page.url  # the hand has not let go
    assert shown(page) - before >= 2
    page.mouse.up()
    page.wait_for_url("**degree=3*")
    page.locator(".basin-report", has_text="yours: degree 3").wait_for()

    drag(page, GRIP.format("strengths"), page.evaluate(PLACE, ["strengths", 0.1, 0.1]))
    page.mouse.up()
    page.wait_for_url("**lambda=0.*")
    mark = page.locator(GRIP.format("strengths"))
    mark.press("Home")
    page.wait_for_url(lambda url: "lambda" not in url)  # λ = 0 is where it begins
    page.locator(TITLE.format("degrees"), has_text="λ = 0").wait_for()

    slider, typed = (page.locator(f'input[type={kind}][data-name="degree"]') for kind in ("range", "text"))
    box = slider.bounding_box()
    page.mouse.move(box["x"] + 8 + 0.2 * (box["width"] - 16), box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"], box["y"] + box["height"] / 2, steps=6)
    page.locator(TITLE.format("points"), has_text="Degree 15").wait_for()
    assert "degree=3" in page.url
    page.mouse.up()
    page.wait_for_url("**degree=15*")
    assert typed.input_value() == "15"

    page.get_by_role("button", name="Show the test error – once").click()
    page.get_by_text("Change nothing now").wait_for()
    page.locator(".st-key-show").get_by_text("Bias and variance").click()
    page.locator("[data-chart=bundle]").wait_for()
    in_sight(page, ".st-key-overfitting [data-testid=stMarkdown]")
    page.locator(".st-key-show").get_by_text("Early stopping").click()
    page.locator("[data-chart=plane]").wait_for()
    in_sight(page, ".st-key-overfitting [data-testid=stMarkdown]")
    assert page.complaints == []


POINTS = drawn(TRUTHS[0], 10, 20, 0.3, 0)  # what the page opens on
# The corners of a line as it is drawn, and where these numbers of its chart lie, in pixels.
DRAWN = """([chart, name, numbers]) => {
  const plot = document.querySelector(`[data-chart=${chart}]`), { xaxis, yaxis } = plot._fullLayout;
  const { uid } = plot._fullData.find((one) => one.name === name);
  const path = plot.querySelector(`.scatterlayer .trace${uid} .js-line`).getAttribute("d");
  const at = ([x, y]) => [xaxis.l2p(xaxis.c2l(x)), yaxis.l2p(yaxis.c2l(y))];
  return [path.slice(1).split("L").map((point) => point.split(",").map(Number)), numbers.map(at), yaxis._length];
}"""


LEFT_OUT = 0.5  # pixels: Plotly leaves out a corner that turns by less than 0.2 across the line, which is more upwards


def off(page, chart: str, name: str, x, y) -> float:
    """How far the corners of a line, as it is drawn, lie from the line through these numbers, in pixels, within the chart; and nearly all
    of the line is there.
    """
    drawn, wanted, tall = page.evaluate(DRAWN, [chart, name, np.column_stack([x, y]).tolist()])
    (px, py), (at, height) = np.transpose(drawn), np.transpose(wanted)
    inside, shown = (py > 0) & (py < tall), (height > 0) & (height < tall) & (at >= px.min()) & (at <= px.max())
    assert inside.sum() > 5
    assert np.abs(np.interp(at, px, py) - height)[shown].max() < LEFT_OUT
    return float(np.abs(np.interp(px, at, height) - py)[inside].max())


@pytest.mark.parametrize("name", ["lambda", "degree"])
def test_the_curve_and_the_errors_follow_a_slider_without_the_server_and_are_those_of_the_fit_there(visit, name):
    page = visit("overfitting?lambda=0.001&degree=9")
    left, y, width = whole_of_charts(page, name)
    setup = {"lambda": 0.001, "degree": 9}
    for share in np.random.default_rng(3).uniform(0.05, 0.95, 5):
        page.mouse.move(left + share * width, y)
        pass_by(page, 2)
        setup[name] = value_at(page, name)
        degree, strength = int(setup["degree"]), setup["lambda"]
        curve = heights(fit(POINTS.x, POINTS.y, degree, strength), WHERE)
        assert off(page, "points", "your fit", WHERE, curve) < 0.25
        assert page.locator(TITLE.format("points")).inner_text() == f"Degree {degree} through 10 points"
        assert page.locator(TITLE.format("degrees")).inner_text().endswith(f"λ = {strength:.3g}")
        if name == "lambda":
            errors = over_degrees(POINTS, strength)
            assert off(page, "degrees", "training", errors.along, errors.training) < 0.25
            assert off(page, "degrees", "validation", errors.along, errors.validation) < 0.25
    page.locator(".basin-report", has_text=f"yours: degree {degree}, λ").wait_for()
    page.mouse.up()
    page.wait_for_url(f"**{name}={setup[name]:g}*")
    page.wait_for_timeout(500)  # Plotly has drawn it anew
    assert page.evaluate("() => document.querySelector('[data-chart=points]').data.at(-3).y[7]") == pytest.approx(curve[7], rel=1e-6)
    assert page.complaints == []


def test_own_points_are_added_by_a_click_moved_and_removed(visit):
    page = visit("overfitting?data=Your+own+points&points=-0.5:0,0.5:0&degree=1")
    page.mouse.click(*page.evaluate(PLACE, ["points", 0.0, 1.0]))
    page.wait_for_url(lambda url: url.count("%3A") == 3 or url.count(":") - 2 == 3)
    page.locator(TITLE.format("points"), has_text="Degree 1 through 3 points").wait_for()

    page.get_by_role("radio", name="validation").click()
    page.wait_for_url("**adds=validation*")
    page.wait_for_timeout(450)  # a second click so soon would be a double one
    page.mouse.click(*page.evaluate(PLACE, ["points", 0.8, -1.0]))
    page.wait_for_url(lambda url: "v" in url.split("points=")[1])
    page.get_by_role("button", name="Take the degree of least validation error").wait_for()

    x, y = page.evaluate(PLACE, ["points", -0.5, 0.0])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(*page.evaluate(PLACE, ["points", -0.5, -1.5]), steps=5)
    page.wait_for_timeout(200)
    page.mouse.up()
    page.wait_for_url("**points=-0.5%3A-1.*")

    page.mouse.dblclick(*page.evaluate(PLACE, ["points", 0.5, 0.0]))
    page.locator(TITLE.format("points"), has_text="Degree 1 through 2 points").wait_for()
    assert page.complaints == []
