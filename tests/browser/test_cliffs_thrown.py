"""The views "Thrown off" and "Overflow" in a real browser: a threshold by hand, a rate by its slider's field."""

from tests.browser.test_gradients import drag, pixel


def test_a_threshold_is_dragged_and_the_sentence_follows(visit):
    page = visit("cliffs?show=Thrown+off")
    page.get_by_text("turns it by").first.wait_for()
    mark = page.locator("[data-chart=thresholds] ~ .over .mark.grip").last
    box = mark.bounding_box()
    middle = box["y"] + box["height"] / 2
    drag(page, (box["x"] + box["width"] / 2, middle), (pixel(page, "thresholds", 0.05, 1)[0], middle))
    page.get_by_text("by value at 0.0").first.wait_for()
    page.mouse.up()
    page.wait_for_url("**thrown.value=0.0*")
    start = pixel(page, "map", -2.5, 2)
    drag(page, start, pixel(page, "map", 2, -2))
    page.get_by_text("Plain descent is not thrown off").first.wait_for()
    page.mouse.up()
    page.wait_for_url("**thrown.x=*")
    assert page.complaints == []


def test_a_rate_below_the_edge_does_not_overflow(visit):
    page = visit("cliffs?show=Overflow")
    page.get_by_text("NaN at step 129").first.wait_for()
    field = page.locator("input[type=text][data-name='overflow.rate']")
    field.fill("1.5")
    field.press("Enter")
    page.get_by_text("nothing overflows").first.wait_for()
    assert page.complaints == []
