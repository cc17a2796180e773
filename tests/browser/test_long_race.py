"""Long races in the browser: what came packed is drawn where the engine went, and the pointer is told the engine's own numbers."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend
from reading import number
from tests.browser.player import LIES_STILL, until

RULES = ["SGD", "Momentum", "Nesterov", "AdaGrad", "RMSprop", "Adam", "AdamW"]
QUERY = f"?surface=Himmelblau&runs={','.join(RULES)}&steps=2000&noise=1"
DRAWN = """() => {
  const p = document.querySelector(".basin-player").basin, { xaxis, yaxis } = p.map.plot._fullLayout, { y } = p.curves.axes;
  const at = (values, scale) => Array.from(values, scale);
  return { x: at(p.race.x, (v) => xaxis.l2p(v)), y: at(p.race.y, (v) => yaxis.l2p(v)), loss: at(p.race.gap, (v) => y.l2p(Math.log10(v))),
           sides: [xaxis, yaxis, y].map((axis) => [...axis.range, axis._length]) };
}"""


@pytest.fixture(scope="module")
def paths():
    land = landscape("Himmelblau")
    return descend(land, [Run(rule, lr=land.rates.get(rule)) for rule in RULES], steps=2000, noise=1.0)


def as_the_engine_went(drawn: dict, paths) -> None:
    theirs = paths.theta[..., 0], paths.theta[..., 1], np.log10(paths.loss)  # Himmelblau's lowest value is 0
    for name, values, (low, high, pixels) in zip(("x", "y", "loss"), theirs, drawn["sides"], strict=True):
        place = (values - low) / (high - low) * pixels
        mine = np.array(drawn[name]).reshape(place.shape)
        if name != "x":  # upwards
            place = pixels - place
        inside = (place >= 0) & (place <= pixels)
        assert inside.any()
        assert np.abs(mine - place)[inside].max() < 0.25, name


@pytest.mark.parametrize(("width", "height"), [(1440, 800), (2560, 1400)])
def test_every_step_is_drawn_where_the_engine_went_on_a_small_screen_and_on_a_large_one(visit, paths, width, height):
    page = visit(QUERY, width=width, height=height)
    until(page, f"p.race.scales && (p.race.looked.x[2] > 700) === {str(width > 2000).lower()}")
    as_the_engine_went(page.evaluate(DRAWN), paths)
    assert not page.complaints


def test_in_a_map_that_is_zoomed_in_finer_places_come_and_go_again(visit, paths):
    page = visit(QUERY)
    page.evaluate("() => { document.querySelector('.basin-player').basin.map.turn([[2.98, 3.02], [1.98, 2.02]]); }")
    until(page, "p.race.looked.x[0] === 2.98 && p.race.scales")
    as_the_engine_went(page.evaluate(DRAWN), paths)
    page.get_by_role("button", name="Reset zoom").click()
    until(page, "p.race.looked.x[0] < -3")
    as_the_engine_went(page.evaluate(DRAWN), paths)
    assert not page.complaints


def over(page, run: int, step: int) -> None:
    """Put the pointer on a step of the loss plot."""
    page.evaluate(LIES_STILL)
    where = page.evaluate(
        """([run, step]) => {
          const p = document.querySelector(".basin-player").basin, { across, y } = p.curves.axes;
          const box = p.curves.plot.getBoundingClientRect();
          const gap = p.race.gap[run * (p.race.steps + 1) + step];
          return [box.left + across._offset + across.l2p(step), box.top + y._offset + y.l2p(Math.log10(gap))];
        }""",
        [run, step],
    )
    page.mouse.move(*where)


def said(page) -> tuple[int, int, dict[str, list[float]]]:
    """The run and the step that the pointer is told of, and its numbers: the point's, the loss, the gradient's."""
    tip = page.locator(".basin-player .tip")
    tip.get_by_text("loss").wait_for()
    title, point, loss, *more = [*tip.inner_text().splitlines(), ""]
    name, step = title.split(", step ")
    told = {"theta": point.removeprefix("(x, y) = "), "loss": loss.removeprefix("loss ")}
    if more[0].startswith("gradient"):  # the last point has none
        told["grad"] = more[0].removeprefix("gradient ")
    return RULES.index(name), int(step), {what: [number(one) for one in words.strip("()").split(", ")] for what, words in told.items()}


def test_the_pointer_is_told_the_engines_numbers(visit, paths):
    page = visit(QUERY)
    until(page, "p.race.scales")
    for run, step in ((0, 12), (3, 640), (1, 2000)):
        over(page, run, step)
        run, step, told = said(page)  # another run may lie there, too, or the step beside
        assert len(told) == 2 + (step < 2000)
        for what, mine in told.items():
            theirs = np.atleast_1d(getattr(paths, what)[run, step])
            digits = np.where(np.abs(theirs) < 1e-3, 5e-3, 5.1e-4)  # three of small numbers, four of others
            assert (np.abs(np.array(mine) - theirs) <= digits * np.abs(theirs)).all(), (what, mine, theirs)
        page.mouse.move(5, 5)
        page.locator(".basin-player .tip").wait_for(state="hidden")
    assert not page.complaints


def test_a_race_that_becomes_long_or_short_stays_where_it_is(visit):
    page = visit(QUERY)
    page.evaluate("() => { document.querySelector('.basin-player').basin.mine = true; }")
    for steps in (50, 2000):
        page.locator('input[type=text][data-name="steps"]').fill(str(steps))
        page.keyboard.press("Enter")
        until(page, f"p.mine && p.race.steps === {steps} && Boolean(p.race.scales) === {str(steps > 500).lower()}")
    assert not page.complaints
