"""The basins page in a browser: a click draws every path, the ring is pulled live, the start opens in the race and back."""

from tests.browser.player import written

PLACE = """([panel, x, y]) => {
  const { frame, plot } = document.querySelector(".basin-maps").basin.panels[panel], box = plot.getBoundingClientRect();
  return [box.left + frame.px(x), box.top + frame.py(y)];
}"""


def until(page, test: str) -> None:
    page.wait_for_function(f"() => {{ const m = document.querySelector('.basin-maps').basin; return {test}; }}")


def test_starts_are_picked_pulled_and_opened_in_the_race(visit):
    page = visit("basins?surface=Two+wells&runs=SGD,Momentum,Adam&starts=64+×+64&steps=100&tol=0.01")
    page.locator(".basin-report").wait_for()
    assert page.locator(".basin-maps figure").count() == 3
    assert page.locator(".basin-report").bounding_box()["y"] < 700

    page.mouse.click(*page.evaluate(PLACE, [1, 0.5, 1.2]))
    starts = "[0, 1, 2].every((i) => Math.hypot(m.map.px[101 * i] - {}, m.map.py[101 * i] - {}) < 0.05)"
    until(page, starts.format(0.5, 1.2))
    page.wait_for_url("**start.x=0.5*")
    written(page, "from (0.5").wait_for()

    x, y = page.evaluate(PLACE, [0, 0.5, 1.2])
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(1, 5):
        before = page.evaluate("document.querySelector('.basin-maps').basin.shown")
        page.mouse.move(x - 15 * i, y, steps=5)
        until(page, f"m.shown > {before}")
    assert "start.x=0.5" in page.url  # the link waits for the hand
    page.mouse.up()
    page.wait_for_url(lambda url: "start.x=-" in url)

    page.get_by_role("button", name="Open this start in the race").click()
    page.wait_for_selector(".basin-player[data-shown]")
    start = page.evaluate("document.querySelector('.basin-player').basin.race.start")
    assert start[0] < 0
    assert f"start.x={start[0]:g}" in page.url
    page.get_by_text("Back to the basins").click()
    page.wait_for_selector(".basin-maps[data-shown]")
    page.wait_for_url("**tol=0.01*")
    assert page.complaints == []
