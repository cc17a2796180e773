"""What is on screen together: on a projector, on a laptop at 150 and 200 %, on a phone, on paper."""

import pytest

from tests.browser.finger import swipe
from tests.browser.player import pass_by, rests, state, until

PLAY = ".transport [data-act=play]"
MAP = ".basin-player .map"
FITTED = """() => {
  const map = document.querySelector(".basin-player .map");
  return Math.abs(map.querySelector(".main-svg").getBoundingClientRect().width - map.clientWidth) < 2;
}"""


def box(page, selector: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the first of its kind."""
    at = page.locator(selector).first.bounding_box()
    return at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"]


def sized(page, width: int, height: int):
    """The page in a window of this size."""
    page.set_viewport_size({"width": width, "height": height})
    if page.locator(".basin-player").count():
        page.wait_for_function(FITTED)
    return page


def unfold(page) -> None:
    """Open the settings, where they are folded away."""
    if page.locator("[data-testid=stSidebar][data-collapsed=true]").count():
        page.locator("[data-testid=stExpandSidebarButton]").click()
    page.locator("[data-testid=stSidebar][data-collapsed=false]").wait_for()


def test_play_and_the_whole_picture_are_on_screen_together_at_150_percent(share):
    page = sized(share(), 960, 600)  # 1440 × 900
    picture, play = box(page, ".basin-player .panes"), box(page, PLAY)
    assert picture[3] <= play[1] + 1
    assert play[3] <= 600
    assert picture[3] - picture[1] > 300  # half the height is the picture's
    assert box(page, "[data-testid=stSidebar]")[2] <= picture[0]
    pressed = "(play) => { const { x, y } = play.getBoundingClientRect(); return play.contains(document.elementFromPoint(x + 5, y + 5)); }"
    assert page.locator(PLAY).evaluate(pressed)  # nothing lies over it


def test_a_projector_shows_the_races_table_to_its_right_edge(share):
    page = sized(share(), 1024, 768)
    assert box(page, ".basin-report")[2] <= 1024 - 32
    assert box(page, ".basin-report tbody tr")[3] <= 768


def test_the_microscopes_arithmetic_is_on_screen_beside_the_sidebar(share):
    for width, height in ((1024, 768), (960, 600)):  # a projector; 150 % of 1440 × 900
        page = sized(share("microscope?runs=SGD"), width, height)
        lines, picture, play = box(page, ".basin-microscope .lines"), box(page, ".basin-microscope .map"), box(page, PLAY)
        assert box(page, "[data-testid=stSidebar]")[2] > 200
        assert max(lines[3], play[3]) <= height
        assert lines[0] >= picture[2]  # beside it
        assert lines[2] <= width


def test_a_projector_shows_all_four_basins_and_a_curve_worth_looking_at(visit):
    page = visit("basins?starts=64+×+64&steps=100", width=1024, height=768)
    bottoms = page.evaluate("[...document.querySelectorAll('.basin-maps .plot')].map((plot) => plot.getBoundingClientRect().bottom)")
    assert len(bottoms) == 4
    assert max(bottoms) <= 768
    page = visit("overfitting", width=1024, height=768)
    assert page.evaluate("document.querySelector('.basin-charts').basin.charts.get('points').axes.y._length") > 190  # 134 once


def test_paper_shows_picture_step_table_and_address_and_nothing_to_press(share):
    page = sized(share(), 1440, 800)
    page.evaluate("document.querySelector('.basin-player').basin.transport.seek(34)")
    whole = box(page, ".basin-player .panes")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": 700, "height": 1000})  # a sheet of A4 within its margins
    page.emulate_media(media="print")
    for hidden in ("[data-testid=stSidebar]", "[data-testid=stHeader]", ".st-key-ways", PLAY, ".transport input", ".views"):
        assert not page.locator(hidden).first.is_visible(), hidden
    printed = box(page, ".basin-player .panes")
    assert printed[2] <= 700
    assert (printed[3] - printed[1]) / (printed[2] - printed[0]) == pytest.approx((whole[3] - whole[1]) / (whole[2] - whole[0]), rel=0.02)
    assert page.locator(".transport .step").inner_text() == "step 34 / 200"
    assert box(page, ".basin-report")[2] <= 701
    assert page.evaluate("getComputedStyle(document.querySelector('.stMainBlockContainer'), '::after').content") == f'"{page.url}"'
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".basin-player .pane").first.get_attribute("style") in ("", None)
    page.emulate_media(media="screen")


@pytest.mark.parametrize(
    "look",
    [{"width": 390, "height": 844, "finger": True}, {"width": 720, "height": 450}],
    ids=["phone", "200 % of 1440 × 900"],
)
def test_the_sliders_move_while_one_sees_the_picture_and_play(share, look):
    page = sized(share(**look) if "finger" in look else share(), look["width"], look["height"])
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 900)")
    unfold(page)
    page.wait_for_function("() => Math.abs(document.querySelector('.basin-player .map').getBoundingClientRect().top) < 2")
    picture, play, settings = box(page, MAP), box(page, PLAY), box(page, "[data-testid=stSidebar]")
    assert picture[2] - picture[0] > 300
    assert picture[3] <= play[1] + 1
    beside, below = settings[2] <= picture[0], settings[1] >= play[3]
    assert beside or below
    assert play[3] <= look["height"]
    assert settings[2] <= look["width"]
    assert settings[3] <= look["height"]
    assert page.evaluate("(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('[data-testid=stMain]'))")
    rate = page.locator("input[type=range][data-name='SGD.lr']")
    rate.scroll_into_view_if_needed()
    assert abs(box(page, MAP)[1]) < 2  # the picture is where it was
    before = state(page)
    rate.focus()
    page.keyboard.press("ArrowLeft")
    until(page, f"p.race.runs[0].lr < {before['rates'][0]}")
    page.wait_for_url("**SGD.lr=*")
    page.locator(PLAY).click()  # and a hand on the picture does not fold the settings away
    assert page.locator("[data-testid=stSidebar]").get_attribute("data-collapsed") == "false"
    if "finger" in look:
        kept, link = rate.input_value(), page.url
        x, y = rate.bounding_box()["x"] + 20, rate.bounding_box()["y"] + 16
        swipe(page, (x, y), (x, y - 90))  # the finger scrolls the settings
        pass_by(page)
        rests(page)
        assert (rate.input_value(), page.url) == (kept, link)
