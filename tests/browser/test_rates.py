"""The fan of rates, and the mark on the rate's slider that moves as the ball does."""

import math

import pytest

from tests.browser.player import state, until, written

MARK = '.basin-sliders .row:has([data-name="{}"]) .mark'


def seek(page, step: int) -> None:
    page.locator(".basin-player .transport input[type=range]").fill(str(step))


def test_the_mark_stands_at_the_edge_under_the_ball_and_turns_when_the_rate_is_above_it(visit):
    """At Rosenbrock's start (−1.2, 1) the Hessian is (1330, 480; 480, 200): λmax = 765 + √(565² + 480²) = 1506.4, 2/λmax = 0.001328."""
    page = visit("rates?surface=Rosenbrock&runs=SGD,Adam&SGD.lr=0.0016&steps=100")
    mark, slider = page.locator(MARK.format("SGD.lr")), page.locator('input[type=range][data-name="SGD.lr"]')
    seek(page, 0)
    assert mark.inner_text().split("\n") == ["2/λmax = 0.001328", "above 2/λmax: unstable here"]
    assert "over" in slider.get_attribute("class")
    assert slider.get_attribute("aria-describedby") == mark.get_attribute("id")
    assert "Step 0: λmax = 1506 where your ball stands" in page.locator(".basin-player .edge").inner_text()
    tick = mark.locator("i").bounding_box()
    track = slider.bounding_box()
    across = track["width"] - 16  # the way of a thumb 16 pixels wide; the scale is logarithmic from 10⁻⁵ to 10
    assert tick["x"] - track["x"] - 8 == pytest.approx(across * math.log10(0.001328 / 1e-5) / 6, abs=2)
    seek(page, 1)
    assert mark.inner_text().split("\n")[1] == "stable here"
    assert "over" not in slider.get_attribute("class")
    assert mark.locator("i").bounding_box()["x"] > tick["x"] + 5  # 2/λmax has risen to 0.00298
    page.locator(".st-key-inspecting").get_by_text("Adam").click()
    page.locator(".basin-player .edge", has_text="Adam has no fixed edge: it rescales the gradient.").wait_for()
    assert page.locator(".basin-sliders .mark").count() == 0
    count = page.locator('input[type=range][data-name="fan.count"]')
    typed = page.locator('input[type=text][data-name="fan.count"]')
    for key, rates in (("ArrowRight", "6"), ("ArrowLeft", "5"), ("End", "9"), ("ArrowRight", "9"), ("PageDown", "8")):
        count.press(key)  # a whole number moves by one at least: 3 to 9 in a thousand ticks
        assert typed.input_value() == rates
    page.wait_for_url("**fan.count=8*")
    assert page.complaints == []


def test_where_the_ground_bends_down_there_is_no_edge(visit):
    """On top of a hill: f = 20 + x² + y² − 10 cos 2πx − 10 cos 2πy bends down at (½, ½), by 2 − 40π² = −392.8."""
    page = visit("rates?surface=Rastrigin&runs=SGD&start.x=0.5&start.y=0.5")
    seek(page, 0)
    said = page.locator(".basin-player .edge").inner_text()
    assert said == "Step 0: λmax = −392.8 where your ball stands. No edge here: the ground does not bend upwards."
    assert page.locator(MARK.format("SGD.lr")).inner_text().startswith("no edge here")


def test_under_a_schedule_todays_rate_is_held_against_the_edge(visit):
    """A cosine from 0.019: at step k of 200 the rate is 0.019 · ½ (1 + cos(πk / 200)); at k = 198 and 199 4.69·10⁻⁶ and 1.17·10⁻⁶."""
    page = visit("rates?runs=SGD&schedule=Cosine&steps=200")
    edge = page.locator(".basin-player .edge")
    seek(page, 198)
    assert edge.inner_text().endswith("so the edge 2/λmax is 0.02. Today’s rate, 4.69·10⁻⁶, is below it: stable here.")
    seek(page, 200)
    assert "The last rate, 1.17·10⁻⁶, is below it" in edge.inner_text()


def test_the_mark_moves_while_the_race_plays_and_asks_the_server_nothing(visit):
    page = visit("rates?surface=Rosenbrock&runs=Momentum&steps=400", still=False)
    until(page, "p.transport.playing && p.transport.step > 3")
    said = page.evaluate(
        """async (selector) => {
          const p = document.querySelector(".basin-player").basin, seen = new Set(), shown = p.shown;
          for (let i = 0; i < 30; i++) {
            seen.add(document.querySelector(selector).textContent);
            await new Promise((r) => setTimeout(r, 30));
          }
          return { seen: [...seen], again: p.shown - shown };
        }""",
        MARK.format("Momentum.lr"),
    )
    assert len(said["seen"]) > 8
    assert said["again"] == 0


def test_the_best_rate_is_one_click_and_dragging_over_the_edge_turns_the_mark_at_once(visit):
    page = visit("rates?runs=SGD")
    page.get_by_role("button", name="Use the best rate in the long run: α = 0.0198").click()
    until(page, "Math.abs(p.race.runs.at(-1).lr - 2 / 101) < 1e-9")
    page.wait_for_url("**SGD.lr=0.0198019802*")
    slider = page.locator('input[type=range][data-name="SGD.lr"]')
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.545, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.62, box["y"] + box["height"] / 2, steps=4)
    page.locator(MARK.format("SGD.lr") + ".over").wait_for()
    assert "0.0198019802" in page.url  # the hand has not let go
    page.mouse.up()
    page.locator(".basin-fan .own", has_text="too high").wait_for()
    assert page.complaints == []


def test_a_run_of_the_fan_opens_in_the_race_and_under_the_microscope_with_its_rate(visit):
    page = visit("rates?runs=SGD,Momentum&inspect=Momentum")
    seek(page, 7)
    page.get_by_role("button", name="Inspect step").click()
    page.get_by_role("menuitem", name="α = 0.00123").click()
    page.wait_for_url("**/microscope?**")
    page.wait_for_selector(".basin-microscope[data-shown]")
    assert all(part in page.url for part in ("Momentum.lr=0.00123", "inspect=Momentum", "step=7"))
    assert page.locator(".stAlert").count() == 0
    page.go_back()
    page.wait_for_url("**/rates?**inspect=Momentum**")
    page.wait_for_selector(".basin-player[data-shown]")
    page.get_by_role("button", name="Open in the race").click()
    page.get_by_role("menuitem", name="α = 0.0418").click()
    page.wait_for_url(lambda url: "Momentum.lr=0.0418" in url and "rates" not in url)
    written(page, "Momentum diverged at step").wait_for()
    assert page.locator(".basin-sliders .mark").count() == 0
    assert page.locator(".basin-player .edge").is_hidden()
    assert page.locator(".stAlert").count() == 0
    assert state(page)["names"] == ["SGD", "Momentum"]
    assert page.get_by_text("Back to the learning rate").count() == 1


@pytest.mark.parametrize("where", ["Inspect step", "Open in the race"])
def test_the_browsers_back_finds_the_fan_as_it_was_left(share, where):
    """The first run, at step 0, with its own rate: the other page's link leaves all three out, and so must the way there."""
    page = share("rates?runs=SGD,Adam&fan.count=4")
    seek(page, 0)
    page.get_by_role("button", name=where).click()
    page.get_by_role("menuitem", name="your α = 0.019").click()
    page.wait_for_url(lambda url: "rates" not in url)
    page.get_by_text("Back to the learning rate").wait_for()
    page.go_back()
    page.wait_for_url("**/rates?**fan.count=4**")
    page.locator(".basin-fan .own").wait_for()
    assert page.locator(".basin-fan tbody tr").count() == 5


@pytest.mark.parametrize(("width", "height"), [(1440, 800), (390, 844)])
def test_picture_and_table_fit(visit, width, height):
    page = visit("rates?runs=Momentum", width=width, height=height)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("() => document.querySelector('.stMain').scrollWidth <= document.querySelector('.stMain').clientWidth")
    own = page.locator(".basin-fan .own").bounding_box()
    assert width < 1440 or own["y"] + own["height"] <= height
