"""A finger drags what can be dragged; beside it the page scrolls; a drag that is taken away leaves nothing behind."""

from tests.browser.finger import scrolled, swipe
from tests.browser.player import place, state, until
from tests.browser.test_basins import PLACE
from tests.browser.test_basins import until as until_basins

PHONE = {"width": 390, "height": 844, "finger": True}
OWN = "overfitting?data=Your+own+points&points=-0.5:0,0.5:0&degree=1"
RING = """(() => {
  const p = document.querySelector(".basin-player").basin, { plot } = p.map, box = plot.getBoundingClientRect();
  const { xaxis, yaxis } = plot._fullLayout;
  return [box.left + xaxis._offset + xaxis.l2p(p.race.start[0]), box.top + yaxis._offset + yaxis.l2p(p.race.start[1])];
})()"""
BASINS = "basins?surface=Two+wells&runs=SGD&starts=64+×+64&steps=100"


def start_over(page) -> tuple[float, float]:
    return place(page, *state(page)["start"])


def near(page, where: str, x: float, y: float, away: float = 1) -> None:
    """Wait until a place that is computed in the page is so near to a pixel."""
    page.wait_for_function(f"() => {{ const [x, y] = ({where}); return Math.hypot(x - {x}, y - {y}) <= {away}; }}")


def settled(page) -> None:
    """Wait until the whole page has heard of the start that the picture shows."""
    page.wait_for_function("""() => {
      const { start } = document.querySelector(".basin-player").basin.race;
      const field = (axis) => Number(document.querySelector(`input[type=text][data-name="start.${axis}"]`)?.value.replace("−", "-"));
      return field("x") === start[0] && field("y") === start[1]
        && !document.querySelector("[data-stale=true]");
    }""")


def test_a_finger_moves_the_ring_as_far_as_it_moves_and_the_page_stays(share):
    page = share(**PHONE)
    for right, down in ((0, 60), (60, 0)):
        settled(page)
        x, y = start_over(page)
        swipe(page, (x + 4, y + 3), (x + 4 + right, y + 3 + down))  # a finger seldom meets the middle
        near(page, RING, x + right, y + down)
        page.wait_for_url(f"**start.{'x' if right else 'y'}=*")
        assert scrolled(page) == 0


def test_a_ring_taken_from_the_hand_goes_back_in_picture_table_sliders_and_link(share):
    page = share(**PHONE)
    settled(page)
    before, table, link = state(page), page.locator(".basin-report").inner_text(), page.url
    x, y = start_over(page)
    swipe(page, (x, y), (x + 30, y + 50), lift="touchCancel")
    until(page, f"p.shown >= {before['shown'] + 2} && !p.held")  # the way, and the way back
    settled(page)
    assert (state(page)["start"], page.locator(".basin-report").inner_text(), page.url) == (before["start"], table, link)


def test_the_diamonds_ring_taken_from_the_hand_goes_back_in_pictures_numbers_sliders_and_link(visit):
    page = visit("diamond?c1=1.2345&c2=1.6789", **PHONE)
    read = """() => {
      const { picture, held } = document.querySelector(".basin-diamond").basin;
      const words = [...document.querySelectorAll(".basin-diamond .weights, .basin-diamond .numbers, .basin-diamond .words")];
      const rings = [...document.querySelectorAll(".basin-diamond .grip")].map((one) => one.style.transform);
      const fields = [...document.querySelectorAll("input[type=text][data-name]")].map((one) => [one.dataset.name, one.value]);
      return [picture.centre, held, words.map((one) => one.textContent), rings, fields, location.href];
    }"""
    grip = page.locator(".basin-diamond .grip").first
    grip.scroll_into_view_if_needed()
    before, shown, still = page.evaluate(read), page.evaluate("document.querySelector('.basin-diamond').basin.shown"), scrolled(page)
    at = grip.bounding_box()
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    swipe(page, (x, y), (x + 60, y - 40), lift="touchCancel")
    page.wait_for_function(f"() => document.querySelector('.basin-diamond').basin.shown >= {shown} + 2")  # the way, and the way back
    page.wait_for_function(f"(before) => JSON.stringify(({read})()) === JSON.stringify(before)", arg=before)
    swipe(page, (x, y), (x + 60, y - 40))  # and one that is not taken away is kept
    page.wait_for_url(lambda url: "c1=" in url and "c1=1.2345" not in url)
    assert scrolled(page) == still
    assert "rrow keys" not in page.locator(".basin-diamond .hint").inner_text()


def test_a_phone_names_the_menu_and_shows_that_a_table_goes_on(share):
    page = share(**PHONE)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    button = page.locator("[data-testid=stExpandSidebarButton]")
    assert button.evaluate("one => getComputedStyle(one, '::after').content") == '"Basin · settings and pages"'
    assert button.bounding_box()["width"] > 150
    table = page.locator(".basin-scroll").first
    page.locator(".basin-scroll[data-more]").first.wait_for(state="attached")
    assert table.evaluate("one => one.scrollWidth > one.clientWidth + 100")
    assert "linear-gradient" in table.evaluate("one => getComputedStyle(one).backgroundImage")  # the shadow at its edge
    table.evaluate("one => { one.scrollLeft = one.scrollWidth; }")
    page.wait_for_selector(".basin-scroll[data-wide]:not([data-more])", state="attached")  # no more to the right
    table.evaluate("one => { one.scrollLeft = 0; }")


def test_beside_the_ring_the_page_scrolls(share):
    page = share(**PHONE)
    before = state(page)["start"]
    swipe(page, place(page, 2, -2), (place(page, 2, -2)[0], place(page, 2, -2)[1] - 120))
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 60")
    assert state(page)["start"] == before


def test_the_basins_ring_follows_a_finger_and_goes_back_when_it_is_taken_away(visit):
    page = visit(BASINS, **PHONE)
    page.locator(".basin-maps .plot").scroll_into_view_if_needed()
    assert page.locator(".basin-maps .said").inner_text().startswith("Tap a start")  # once it spoke of arrow keys
    at = page.evaluate("document.querySelector('.basin-maps').basin.map.picked")
    x, y = page.evaluate(PLACE, [0, *at])
    still = scrolled(page)
    swipe(page, (x, y), (x - 40, y - 60), lift="touchCancel")
    until_basins(page, f"m.shown > 2 && m.map.picked[0] === {at[0]} && m.map.picked[1] === {at[1]}")
    assert "start." not in page.url
    swipe(page, (x, y), (x - 40, y - 60))
    near(page, f"({PLACE})([0, ...document.querySelector('.basin-maps').basin.map.picked])", x - 40, y - 60, away=4)  # cells of 5 pixels
    page.wait_for_url("**start.x=*")
    assert scrolled(page) == still
    x, y = page.evaluate(PLACE, [0, 1.0, 1.0])
    swipe(page, (x, y), (x - 20, y - 90))
    page.wait_for_function("(still) => document.querySelector('[data-testid=stMain]').scrollTop > still + 40", arg=still)
    assert "x.from" not in page.url
    page.get_by_role("button", name="Zoom").click()
    x, y = page.evaluate(PLACE, [0, 0.0, 0.0])
    swipe(page, (x, y), (x + 90, y - 70))
    page.wait_for_url("**x.from=*")
    assert page.get_by_role("button", name="Zoom").get_attribute("aria-pressed") == "false"


def test_a_finger_moves_adds_and_removes_own_points(visit):
    page = visit(OWN, **PHONE)
    page.locator(".basin-charts .plot").first.scroll_into_view_if_needed()
    over = """([x, y]) => {
      const { plot, axes } = document.querySelector(".basin-charts").basin.charts.get("points"), box = plot.getBoundingClientRect();
      return [box.left + axes.x._offset + axes.x.l2p(x), box.top + axes.y._offset + axes.y.l2p(y)];
    }"""
    still, (x, y) = scrolled(page), page.evaluate(over, [0.5, 0])
    link = page.url
    swipe(page, (x, y), (x - 20, y + 40), lift="touchCancel")
    page.wait_for_timeout(600)
    assert page.url == link
    swipe(page, (x, y), (x - 20, y + 40))
    page.wait_for_url(lambda url: "0.5%3A0.0" not in url.split("-0.5")[1])
    assert scrolled(page) == still
    page.touchscreen.tap(*page.evaluate(over, [0.0, 1.0]))
    page.wait_for_url(lambda url: url.count("%2C") == 2)
    tapped = page.evaluate(over, [-0.5, 0])
    page.touchscreen.tap(*tapped)
    page.touchscreen.tap(*tapped)
    page.wait_for_url(lambda url: "-0.5" not in url)
