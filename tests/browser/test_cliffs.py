"""Cliffs and plateaus: the noise is dragged, and the sentence follows."""

from tests.browser.player import pass_by, written


def test_less_noise_lets_them_go_later(visit):
    page = visit("cliffs?show=Saddle")
    written(page, "half of them away at step 93.3").wait_for()
    thumb = page.locator('input[type=range][data-name="saddle.sigma"]')
    thumb.focus()
    page.keyboard.press("Home")
    pass_by(page, 3)
    written(page, "half of them away at step 282").wait_for()
    page.wait_for_url("**saddle.sigma=1e-06**")
    assert not page.complaints


def test_the_views_hand_over_to_each_other(visit):
    page = visit("cliffs")
    for view, said in (("Overflow", "float32"), ("Minimum or saddle", "toss of a coin"), ("Thrown off", "thrown")):
        page.get_by_text(view, exact=True).first.click()
        written(page, said).first.wait_for()
    assert not page.complaints
