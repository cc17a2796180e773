"""The noise floor in a real browser: the rate by hand, past the edge and back."""

from tests.browser.test_gradients import drag, pixel


def test_the_rate_is_dragged_past_the_edge_and_the_words_say_so(visit):
    page = visit("noise?show=Noise+floor&floor.rate=1")
    page.get_by_text("Floor:").first.wait_for()
    mark = page.locator("[data-chart=rates] ~ .over .mark.grip")
    box = mark.bounding_box()
    middle = box["y"] + box["height"] / 2
    drag(page, (box["x"] + box["width"] / 2, middle), (pixel(page, "rates", 5, 1)[0], middle))
    page.get_by_text("No rest:").first.wait_for()
    drag_to = pixel(page, "rates", 0.1, 1)[0]
    page.mouse.move(drag_to, middle, steps=6)
    page.get_by_text("Floor:").first.wait_for()
    page.mouse.up()
    page.wait_for_function("document.querySelector(\"input[type=text][data-name='floor.rate']\").value < 0.12")
    assert page.complaints == []
