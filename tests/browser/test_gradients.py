"""The page "Gradient check" in a real browser: the point, the step and the direction by hand, and a bug that is named."""

from studies.planted_bugs import CASES

PIXEL = """([chart, x, y]) => {
  const plot = document.querySelector(`[data-chart=${chart}]`), box = plot.getBoundingClientRect(), { xaxis, yaxis } = plot._fullLayout;
  return [box.left + xaxis._offset + xaxis.l2p(xaxis.c2l(x)), box.top + yaxis._offset + yaxis.l2p(yaxis.c2l(y))];
}"""


def pixel(page, chart: str, x: float, y: float) -> tuple[float, float]:
    return tuple(page.evaluate(PIXEL, [chart, x, y]))


def drag(page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Take hold at one pixel and move to another, without letting go."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)


def test_the_point_and_the_step_follow_the_hand_and_the_table_with_them(visit):
    page = visit("gradients?surface=Your+own+formula&formula=abs(x)%2By**2&window=-2,2,-2,2&start.x=1&start.y=1")
    first = page.locator(".basin-gradients tbody tr").first
    assert "right" in first.inner_text()
    drag(page, pixel(page, "map", 1, 1), pixel(page, "map", 0, 1))
    first.get_by_text("kink").first.wait_for()
    assert "start.x=1" in page.url  # the hand has not let go
    page.mouse.up()
    page.wait_for_url("**start.x=0*")
    mark = page.locator("[data-chart=errors] ~ .over .mark.grip")
    box = mark.bounding_box()
    middle = box["y"] + box["height"] / 2
    drag(page, (box["x"] + box["width"] / 2, middle), (pixel(page, "errors", 1e-2, 1)[0], middle))
    page.mouse.up()
    page.wait_for_url("**h=0.01*")
    page.wait_for_function("document.querySelector('input[type=text][data-name=h]').value === '0.01'")
    mark.press("ArrowLeft")
    page.wait_for_url("**h=0.007*")
    assert page.complaints == []


def test_the_direction_is_turned_at_its_tip(visit):
    page = visit("gradients?show=Direction&surface=Your+own+formula&formula=x**2%2By**2&window=-6,6,-6,6&start.x=0&start.y=2&angle=0")
    tip = 0.2 * 12  # of the window's side
    drag(page, pixel(page, "map", tip, 2), pixel(page, "map", 0, 2 + tip))
    page.mouse.up()
    page.wait_for_function("Math.abs(document.querySelector('input[type=text][data-name=angle]').value - 90) < 2")
    page.get_by_text("the slope ∇f·v is 4").first.wait_for()
    assert page.complaints == []


def test_a_bug_is_named_and_the_page_says_why_and_not_before(visit):
    page = visit("gradients?show=Find+the+bug&case=Case+5")
    case = CASES[4]
    given = page.content() + page.url
    assert not any(word in given for one in CASES for word in (one.name, one.why, one.claimed.__name__))
    field = page.get_by_role("combobox", name="What is wrong?")
    field.click()
    page.get_by_role("option", name=case.name).click()
    page.get_by_text("Right.", exact=True).wait_for()
    assert page.get_by_text(case.why[:40]).first.is_visible()
    assert "case=Case" in page.url
    assert "named" not in page.url
    assert page.complaints == []


def test_the_measurement_can_be_cancelled_and_asked_for_again(visit):
    page = visit("gradients?show=Cost&most=N+≤+100")
    page.locator(".st-key-most").get_by_text("10").last.click()  # ten thousand
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("Nothing is measured.").wait_for()
    page.locator(".st-key-most").get_by_text("N ≤ 100", exact=True).click()
    page.locator(".basin-charts [data-chart=seconds]").wait_for()
    assert page.complaints == []
