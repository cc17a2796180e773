"""The page of schedules under the hand: the cuts' grips, and the ways to the microscope and the race."""

import pytest

from tests.browser.player import colours, pass_by, state, until

GRIP = '.basin-player .cut[data-name="Step.cut1"]'


def at_step(page, step: float) -> tuple[float, float]:
    """The page's pixel at a step of the rate's pane, at half its height."""
    return tuple(
        page.evaluate(
            """(step) => {
              const { plot } = document.querySelector(".basin-player").basin.curves, box = plot.getBoundingClientRect();
              const { xaxis, yaxis2 } = plot._fullLayout;
              return [box.left + xaxis._offset + xaxis.l2p(step), box.top + yaxis2._offset + yaxis2._length / 2];
            }""",
            step,
        )
    )


def keeps_its_rate(page, step: int) -> bool:
    """Whether Step's drawn rate is still the whole one half a step before this step: a wall there, and no ramp."""
    return page.evaluate(
        """(step) => {
          const { race, curves } = document.querySelector(".basin-player").basin, { x, y2 } = curves.axes;
          const ctx = document.createElement("canvas").getContext("2d");
          ctx.lineWidth = 0.5;
          return ctx.isPointInStroke(curves.rates[race.runs.findIndex((run) => run.name === "Step")], x.l2p(step - 0.5), y2.l2p(1));
        }""",
        step,
    )


def first_fall(page) -> int:
    """The first step at which Step's rate is cut, as drawn."""
    return page.evaluate(
        """() => {
          const { race } = document.querySelector(".basin-player").basin, i = race.runs.findIndex((run) => run.name === "Step");
          return [...race.rate.subarray(i * race.steps, (i + 1) * race.steps)].findIndex((share) => share < 1);
        }"""
    )


def test_a_cut_is_dragged_live_then_moved_by_keys_and_the_slider_and_the_link_follow(visit):
    page = visit("schedules")
    assert first_fall(page) == 60
    assert keeps_its_rate(page, 60)
    assert not keeps_its_rate(page, 61)
    before, zoom = state(page), page.evaluate("() => document.querySelector('.basin-player').basin.curves.plot._fullLayout.xaxis.range")
    page.mouse.move(*at_step(page, 60))
    page.mouse.down()
    for step in range(62, 102, 2):
        page.mouse.move(*at_step(page, step))
        pass_by(page, 2)
    until(page, f"p.shown >= {before['shown'] + 3}")  # while it is held
    assert "Step.cut1" not in page.url  # the link waits for the hand
    page.mouse.up()
    page.wait_for_url("**Step.cut1=0.5*")
    until(page, "p.cuts.grips.get('Step.cut1').asked === undefined")
    assert first_fall(page) == 100
    assert page.locator('input[type=text][data-name="Step.cut1"]').input_value() == "0.5"
    assert page.evaluate("() => document.querySelector('.basin-player').basin.curves.plot._fullLayout.xaxis.range") == zoom
    grip = page.locator(GRIP)
    assert [grip.get_attribute(f"aria-{what}") for what in ("label", "valuenow", "valuemax")] == ["Step: first cut at", "100", "200"]
    grip.focus()
    for key in ("ArrowRight", "ArrowRight", "PageUp", "ArrowLeft"):
        page.keyboard.press(key)
    page.wait_for_url("**Step.cut1=0.555*")
    until(page, "p.race.cuts[0].at === 0.555")
    assert first_fall(page) == 111
    assert state(page)["step"] == 200  # the keys were the grip's, not the player's
    field = page.locator('input[type=text][data-name="Step.cut1"]')  # and typed
    field.fill("0.2")
    field.press("Enter")
    page.wait_for_url("**Step.cut1=0.2*")
    until(page, "p.race.cuts[0].at === 0.2")
    assert grip.get_attribute("aria-valuenow") == "40"
    assert abs(grip.bounding_box()["x"] + grip.bounding_box()["width"] / 2 - at_step(page, 40)[0]) < 1.5
    grip.press("End")
    page.wait_for_url("**Step.cut1=1*")
    until(page, "p.race.cuts[0].at === 1")
    assert grip.get_attribute("aria-valuetext") == "never"
    page.locator('.legend [data-name="Step"]').click()
    until(page, "p.race.hidden.has('Step')")
    assert page.locator(".basin-player .cut").count() == 0
    assert page.complaints == []


def test_a_schedule_is_inspected_under_the_microscope_and_back_finds_the_page_as_it_was(visit):
    page = visit("schedules?plans=Constant,Step&Step.cut1=0.5&noise=1")
    page.locator(".basin-player .transport input[type=range]").fill("100")
    page.get_by_role("button", name="Inspect step").click()
    page.get_by_role("menuitem", name="Step").click()
    page.wait_for_url("**/microscope?**")
    page.wait_for_function("() => document.querySelector('.basin-microscope')?.basin?.step === 100")
    assert page.locator("h1").inner_text() == "Microscope: SGD on Narrow valley"
    assert page.locator(".stAlert").count() == 0
    for part in ("schedule=Step", "schedule.cut1=0.5", "noise=1"):
        assert part in page.url
    page.go_back()
    page.wait_for_selector(".basin-player[data-shown]")
    until(page, "p.race.runs.length === 2 && p.transport.step === 100")
    assert first_fall(page) == 100
    assert page.url.endswith("/schedules?Step.cut1=0.5&noise=1&plans=Constant%2CStep")
    page.get_by_role("button", name="Open in the race").click()
    page.get_by_role("menuitem", name="Step").click()
    page.get_by_role("link", name="Back to the schedules").click()
    page.wait_for_url("**/schedules?**plans=Constant%2CStep*")
    page.wait_for_selector(".basin-player[data-shown]")
    until(page, "p.race.cuts?.[0].at === 0.5")
    assert page.locator(".stAlert").count() == 0


@pytest.mark.parametrize(("width", "height"), [(1440, 800), (390, 844)])
def test_larger_batches_are_drawn_over_samples_at_any_width(visit, width, height):
    page = visit(
        "schedules?compare=Batch+%C3%97+N&surface=Least+squares&surface.features=standardised&SGD.lr=0.05", width=width, height=height
    )
    assert page.get_by_role("button", name="Samples").get_attribute("aria-pressed") == "true"
    assert "samples" in page.locator(".basin-player .curves .plot").text_content()
    assert colours(page, ".basin-player .curves canvas.still") > 20
    assert page.evaluate("() => document.querySelector('.stMain').scrollWidth <= document.querySelector('.stMain').clientWidth")
    report = page.locator(".basin-report").bounding_box()
    assert width < 1440 or report["y"] + report["height"] <= height
    assert page.complaints == []
