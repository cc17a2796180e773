"""Sharp and flat in a real browser: the start by hand, from one well into the other."""

from tests.browser.test_gradients import drag, pixel


def test_the_start_is_dragged_into_the_flat_well_and_the_words_follow(visit):
    page = visit("noise?show=Sharp+and+flat")
    page.get_by_text("that run ends in the sharp well").first.wait_for()
    drag(page, pixel(page, "map", -1.25, 0.2), pixel(page, "map", 1.5, 0.5))
    page.get_by_text("that run ends in the flat well").first.wait_for()
    page.mouse.up()
    page.wait_for_url("**escape.x=1.*")
    assert page.complaints == []
