"""The diamond and the circle under the hand, in a real browser."""

import numpy as np
import pytest

from landscapes.penalties import PENALTIES
from tests.browser.player import colours
from ui.frame.server import BASE

SCOPE = "document.querySelector('.basin-diamond').basin"


def typed(page, name: str) -> str:
    return page.locator(f'input[type=text][data-name="{name}"]').input_value()


def read(page, selector: str) -> list[str]:
    return page.locator(f".basin-diamond {selector}").all_inner_texts()


def pixel(page, panel: int, x: float, y: float) -> tuple[float, float]:
    """The page's pixel over a point of a panel."""
    return tuple(
        page.evaluate(
            f"""([panel, x, y]) => {{
              const p = {SCOPE}.panels[panel], box = p.plot.getBoundingClientRect(), [xa, ya] = p.axes;
              return [box.left + xa._offset + xa.l2p(x), box.top + ya._offset + ya.l2p(y)];
            }}""",
            [panel, x, y],
        )
    )


def until(page, test: str) -> None:
    page.wait_for_function(f"() => {{ const p = {SCOPE}; return {test}; }}")


def test_the_weights_are_printed_and_all_knobs_follow_the_one_that_is_dragged(visit):
    page = visit("diamond")
    assert read(page, ".weights") == ["w₁ = 1.5 · w₂ is exactly 0", "w₁ = 1.292 · w₂ = 0.762", "w₁ = 1.276 · w₂ = 0.4381"]
    assert all(colours(page, f".basin-diamond figure:nth-child({i}) canvas") > 20 for i in (1, 2, 3))
    before = typed(page, "lambda.L2")
    box = page.locator('input[type=range][data-name="lambda.L1"]').bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.643, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2, steps=5)
    until(page, "p.picture.panels[0].t < 1")
    page.wait_for_function("(old) => document.querySelector('input[type=text][data-name=\"lambda.L2\"]').value !== old", arg=before)
    assert "lambda" not in page.url  # the hand has not let go
    page.mouse.up()
    page.wait_for_url("**lambda.L1=*")
    assert float(typed(page, "t")) < 1
    page.locator('input[type=text][data-name="t"]').fill("2")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "t=2" in url and "lambda" not in url)
    assert read(page, ".weights")[0] == "w₁ = 2 · w₂ is exactly 0"
    assert page.complaints == []


def test_the_centre_is_dragged_in_any_panel_moved_by_keys_and_set_by_a_click(visit):
    page = visit("diamond")
    page.mouse.move(*pixel(page, 1, 2.6, 1.6))
    page.mouse.down()
    page.mouse.move(*pixel(page, 1, -1.0, 2.0), steps=6)
    until(page, "Math.abs(p.picture.centre[0] + 1) < 0.05")
    assert "c1" not in page.url
    page.mouse.up()
    page.wait_for_url("**c1=-*")
    until(page, "p.held === null")
    x, y = page.evaluate(f"() => {SCOPE}.picture.centre")
    page.locator(".basin-diamond .grip").nth(2).press("ArrowRight")
    until(page, f"Math.abs(p.picture.centre[0] - {x + 0.1}) < 1e-9 && p.picture.centre[1] === {y}")
    page.wait_for_url(f"**c1={x + 0.1:.12g}&*")
    page.mouse.click(*pixel(page, 0, 3.0, -1.0))
    until(page, "Math.hypot(p.picture.centre[0] - 3, p.picture.centre[1] + 1) < 0.05")
    until(page, "!p.panels[0].pane.classList.contains('behind')")  # Plotly's ellipses have caught up
    drawn = page.evaluate(f"() => {{ const {{x}} = {SCOPE}.panels[0].plot.data[0]; return x.slice(0, 97).reduce((a, b) => a + b) / 97; }}")
    assert drawn == pytest.approx(page.evaluate(f"() => {SCOPE}.picture.centre[0]"), abs=0.05)
    assert page.complaints == []


def test_play_sweeps_the_budget_to_zero_in_the_browser_alone_and_comes_back(visit):
    page = visit("diamond?t=1", still=False)
    shown = page.evaluate(f"() => {SCOPE}.shown")
    page.get_by_label("Speed").select_option("4")
    page.get_by_role("button", name="Play").click()
    until(page, "p.sweep.playing && p.sweep.t > 1 && p.sweep.step > 2")
    until(page, "p.sweep.playing && p.sweep.t < 0.3")
    assert page.evaluate(f"() => {SCOPE}.panels[0].figure.querySelector('.weights').textContent").endswith("w₂ is exactly 0")
    until(page, "!p.sweep.playing && p.sweep.t === 1")
    assert page.evaluate(f"() => {SCOPE}.shown") == shown
    page.locator(".basin-diamond").press("End")
    until(page, "p.sweep.t === 0")
    page.wait_for_url("**t=0*")  # where the hand rests is the visitor's own budget
    page.wait_for_function("() => document.querySelector('input[type=text][data-name=\"lambda.L2\"]').value === '∞'")
    assert read(page, ".weights") == ["w₁ is exactly 0 · w₂ is exactly 0"] * 3
    assert page.complaints == []


def test_the_balls_drawn_are_those_of_the_shelf(visit):
    page = visit("diamond?t=1.3&level=on&shade=on", scheme="dark", width=390, height=844)
    drawn = page.evaluate(
        f"""async () => {{
          const {{ ball }} = (await import('/{BASE}/basin.js')).modules['diamond/shapes.js'];
          return {SCOPE}.picture.panels.map((one) => ball(one.shares, one.t));
        }}"""
    )
    for kind, rim in zip(PENALTIES, drawn, strict=True):
        numbers = [p.default for p in kind.parameters]
        size = float(kind.value(np.array([1.3, 0.0]), *numbers))
        assert rim[::4] == pytest.approx(kind.ball(size, *numbers, points=6), abs=1e-12)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    tops = [page.locator(".basin-diamond figure").nth(i).bounding_box()["y"] for i in range(3)]
    assert tops[0] < tops[1] < tops[2]


def test_the_three_panels_and_their_numbers_are_seen_without_scrolling(visit):
    page = visit("diamond?data=Blood+pressure+twice&shade=on")
    words = page.locator(".basin-diamond .words").first.bounding_box()
    button = page.get_by_role("button", name="Play").bounding_box()
    assert words["y"] + words["height"] <= button["y"]
    assert button["y"] + button["height"] <= 800
    assert page.locator(".basin-diamond .grip:visible").count() == 0
    assert "cannot be dragged" in page.locator(".basin-diamond .hint").inner_text()
    page.mouse.click(*pixel(page, 0, -2, -2))
    assert page.evaluate(f"() => {SCOPE}.held") is None
    page.get_by_role("radio", name="Penalised loss").click()
    page.wait_for_selector(".basin-player[data-shown]")
    page.get_by_text("Proximal gradient arrives").first.wait_for()
    layout = page.evaluate("() => { const p = document.querySelector('.basin-player').basin; return p.map.plot.layout; }")
    assert [layout[axis]["title"]["text"] for axis in ("xaxis", "yaxis")] == ["w₁", "w₂"]
    assert page.complaints == []
