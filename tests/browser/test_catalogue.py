"""The catalogue as a visitor meets it: come by a click or a link, read, go to the race."""

import pytest

from bench.visit import served
from tests.browser.player import rests, state

CARDS = '[class*="st-key-card-"]'


def to_catalogue(page) -> None:
    """By the navigation above the page; on a narrow screen it is in the sidebar."""
    if page.viewport_size["width"] < 768:
        page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_test_id("stSidebarNav").get_by_text("Catalogue").click()
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    else:
        page.get_by_text("Reference", exact=True).click()
        page.get_by_text("Catalogue", exact=True).click()
    page.locator(CARDS).nth(18).wait_for()


def at_the_surfaces(page):
    """The catalogue as it opens, also for a page that a test before has brought there."""
    if "/catalogue" not in page.url:
        to_catalogue(page)
    elif "shelf=" in page.url:
        page.get_by_role("radio", name="Surfaces").click()
        page.wait_for_url("**/catalogue")
        page.get_by_text("Open the race with Booth").wait_for()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_by_a_click_without_complaints_or_outside_requests(share, scheme):
    page = share(scheme=scheme)
    to_catalogue(page)
    assert page.url.endswith("/catalogue")
    assert page.locator(".basin-card img").evaluate_all("(all) => all.every((one) => one.complete && one.naturalWidth > 0)")
    page.get_by_role("radio", name="Rules").click()
    page.locator("h2", has_text="AdamW").wait_for()
    page.wait_for_url("**/catalogue?shelf=Rules")
    assert page.complaints == []


def test_the_pictures_follow_the_page_into_the_dark(share):
    def middle(page):
        """The darkness under the first card's picture: its corner, as painted."""
        page.locator(".basin-card img").first.scroll_into_view_if_needed()
        shot = page.locator(".basin-card img").first.screenshot()
        return page.evaluate(
            """async (bytes) => {
              const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
              const canvas = new OffscreenCanvas(bitmap.width, bitmap.height), ctx = canvas.getContext("2d");
              ctx.drawImage(bitmap, 0, 0);
              return [...ctx.getImageData(bitmap.width - 12, bitmap.height - 12, 1, 1).data].slice(0, 3);
            }""",
            list(shot),
        )

    shades = []
    for scheme in ("light", "dark"):
        page = at_the_surfaces(share(scheme=scheme))
        shades.append(sum(middle(page)) / 3)
    assert shades[0] > 200
    assert shades[1] < 60


def test_a_cards_link_opens_the_race_with_it(share):
    page = at_the_surfaces(share())
    page.get_by_text("Open the race with Booth").click()
    page.wait_for_selector(".basin-player[data-shown]")
    page.wait_for_url("**/?surface=Booth")
    assert state(page)["surface"].startswith("Booth")
    assert page.complaints == []


def test_back_returns_from_the_catalogue_to_the_race_as_it_was(visit):
    page = visit("?surface=Saddle")
    to_catalogue(page)
    page.go_back()
    page.wait_for_selector(".basin-player[data-shown]")
    page.wait_for_url("**/?surface=Saddle")
    assert state(page)["surface"].startswith("Saddle")


def test_a_phones_width_does_not_scroll_sideways(visit):
    width = 390
    page = visit(width=width, height=844)
    to_catalogue(page)
    for shelf, last in (("Surfaces", "Logistic"), ("Rules", "Random"), ("Schedules", "Exponential"), ("Penalties", "Elastic")):
        page.get_by_role("radio", name=shelf).click()
        page.locator("h2", has_text=last).wait_for()
        rests(page)
        assert page.evaluate("() => document.querySelector('.stMain').scrollWidth <= document.querySelector('.stMain').clientWidth"), shelf
        edges = page.locator(CARDS).evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().right)")
        assert max(edges) <= width, shelf


def test_the_first_visitor_of_a_fresh_server_may_come_by_a_link(browser):
    with served() as address:
        page = browser.new_page()
        page.goto(f"{address}/catalogue?shelf=Schedules")
        page.locator("h2", has_text="Cosine").wait_for(timeout=60_000)
        rests(page)
        assert page.get_by_text("Page not found").count() == 0
        assert page.get_by_role("dialog").count() == 0
        page.close()
