"""Every page can be read, heard and steered: axe-core finds nothing serious on it, in the light and in the dark."""

from importlib.resources import files
from itertools import pairwise

import pytest
from playwright.sync_api import TimeoutError

from tests.browser.player import rests

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# All that axe knows of WCAG 2.2 A and AA and of good practice; no rule is switched off.
FOUND = """async (rules) => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"], runOnly: rules });
  const grave = violations.filter((one) => ["critical", "serious"].includes(one.impact));
  return grave.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`);
}"""
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # all that may differ in the dark
SMALLEST = 14  # pixels
# Text smaller than that, but for what stands above or below the line.
SMALL = """(least) => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Set();
  for (let one = words.nextNode(); one; one = words.nextNode()) {
    const around = one.parentElement;
    if (!one.data.trim() || around.closest("sup, sub, .katex, math, script, style, [hidden]") || around.matches("tspan[dy]")) continue;
    if (!around.getClientRects().length || parseFloat(getComputedStyle(around).fontSize) >= least - 0.01) continue;
    found.add(`${getComputedStyle(around).fontSize} “${one.data.trim().slice(0, 40)}” ${around.className.baseVal ?? around.className}`);
  }
  return [...found];
}"""
# Every page and its views, by their links; two of one page next to each other would take longer, see `turn_to`.
PAGES = {
    "catalogue": "Catalogue",
    "": "Race",
    "microscope": "Microscope",
    "catalogue?shelf=Rules": "Catalogue",
    "rates": "Learning rate",
    "diamond": "Diamond and circle",
    "paths": "Paths",
    "overfitting": "Overfitting",
    "rates?lab=Range+test": "Learning rate",
    "schedules": "Schedules",
    "paths?show=Vectors": "Paths",
    "overfitting?show=Bias+and+variance": "Overfitting",
    "maps?cells=32²+runs": "Maps",
    "basins": "Basins",
    "gradients": "Gradient check",
    "diamond?show=Penalised+loss": "Diamond and circle",
    "gradients?show=Direction": "Gradient check",
    "?view=3-D": "Race",
    "gradients?show=Find+the+bug": "Gradient check",
    "paths?show=Conditioning": "Paths",
    "gradients?show=Cost&most=N+≤+100": "Gradient check",
    "overfitting?data=Your+own+points&points=-0.5:0,0.5:0&degree=1": "Overfitting",
    "decay": "Weight decay",
    "overfitting?show=Early+stopping": "Overfitting",
    "catalogue?shelf=Schedules": "Catalogue",
    "noise": "Noise and batches",
    "cliffs": "Cliffs and plateaus",
    "noise?show=Epochs": "Noise and batches",
    "cliffs?show=Overflow": "Cliffs and plateaus",
    "noise?show=Noise+floor": "Noise and batches",
    "noise?show=Sharp+and+flat": "Noise and batches",
    "cliffs?show=Saddle": "Cliffs and plateaus",
    "cliffs?show=Minimum+or+saddle": "Cliffs and plateaus",
}


# Formulas and tables are looked at a moment after they are laid out; what keys cannot scroll by then fails here.
REACHED = """() => [...document.querySelectorAll(".katex-display, .basin-scroll, .basin-code pre")]
  .every((one) => one.scrollWidth <= one.clientWidth + 1 || one.dataset.wide !== undefined)"""


@pytest.fixture(scope="module")
def reader(opened, tabs):
    page = opened()
    page.evaluate(AXE)
    yield page
    tabs.give(page)


def turn_to(page, link: str, title: str) -> None:
    """Another page as the browser's Back leads to it: without loading the app anew. Its title tells that it is there."""
    if page.title() == title:
        turn_to(page, *(("", "Race · Basin") if title.startswith("Catalogue") else ("catalogue", "Catalogue · Basin")))
    page.evaluate("link => history.pushState({}, '', new URL('/' + link, location.href))", link)
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    page.wait_for_function("title => document.title === title", arg=title, timeout=60_000)
    page.wait_for_selector("[data-shown], [class*=st-key-card-]", state="attached", timeout=60_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function(REACHED)


@pytest.mark.parametrize(("link", "title"), PAGES.items(), ids=PAGES)
def test_a_page_has_its_name_no_small_type_and_nothing_that_axe_finds_serious(reader, link, title):
    turn_to(reader, link, f"{title} · Basin")
    assert reader.evaluate(FOUND, EVERYTHING) == []
    assert reader.evaluate(SMALL, SMALLEST) == []
    levels = reader.evaluate("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels)), levels
    reader.emulate_media(color_scheme="dark")
    reader.wait_for_function("() => matchMedia('(prefers-color-scheme: dark)').matches")
    try:  # pictures follow the page into the dark when their next frame comes
        reader.wait_for_function(f"async (rules) => !(await ({FOUND})(rules)).length", arg=COLOURS, timeout=10_000)
    except TimeoutError:
        assert reader.evaluate(FOUND, COLOURS) == []
    reader.emulate_media(color_scheme="light")


def test_a_page_opened_by_its_own_address_asks_for_nothing_that_is_not_there_and_back_and_forward_lead_on(visit):
    page = visit("decay")
    assert page.complaints == []  # a 404 is one
    page.evaluate("history.pushState({}, '', new URL('/diamond', location.href))")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    page.wait_for_function("document.title === 'Diamond and circle · Basin'")
    page.go_back()
    page.wait_for_function("document.title === 'Weight decay · Basin'")
    page.wait_for_selector(".basin-player[data-shown]")
    rests(page)  # while a page still runs Streamlit writes its address anew, and there is no Forward any more
    page.go_forward()
    page.wait_for_function("document.title === 'Diamond and circle · Basin'")
    assert page.complaints == []


def test_the_start_is_moved_by_keys_and_the_outcome_is_said_once_the_hand_rests(visit):
    page = visit("?surface=Round+bowl&runs=SGD&start.x=2&start.y=1&steps=20")
    assert page.get_by_role("button", name="Start (2, 1): arrow keys move it").is_visible()
    ring = page.locator(".basin-player .start")
    heard = page.locator(".basin-ear")
    assert heard.text_content() == ""  # nothing is new on a page that has just opened
    for _ in range(3):
        ring.press("ArrowRight")  # a hundredth of the picture's width, three times
    page.wait_for_url("**start.x=2.24*")
    page.locator(".basin-ear[data-heard='1']").wait_for(state="attached")
    assert heard.text_content().startswith("Start at (2.24, 1).")
    rate = page.locator('input[type=text][data-name="SGD.lr"]')
    rate.fill("3")
    rate.press("Enter")
    page.locator(".basin-ear[data-heard='2']").wait_for(state="attached")
    assert "SGD diverged at step" in heard.text_content()
    assert "Start at" not in heard.text_content()  # said already


def test_what_is_chosen_is_seen_where_colours_are_the_visitors_own(visit):
    page = visit("?runs=SGD,Adam")
    page.emulate_media(forced_colors="active")
    ground = "one => getComputedStyle(one).backgroundColor"
    for chosen, other in (
        ("[data-view='2-D']", "[data-view='3-D']"),
        ("button:has-text('Adam')[data-selected]", "button:has-text('BFGS')"),
    ):
        assert page.locator(chosen).first.evaluate(ground) != page.locator(other).first.evaluate(ground), chosen
    dot = page.locator(".basin-report tbody i").first.evaluate(ground)
    assert dot == "rgb(0, 114, 178)"  # SGD's #0072B2
