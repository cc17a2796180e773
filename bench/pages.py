"""Every other page: opened by its link beside a page of one plain chart, and from the menu of a page that is there."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench.page import PLAIN, beside, opened, opening
from bench.table import Row
from bench.visit import CHROMIUM, FLAGS, served
from ui.frame.ways import RACE, SECTIONS

PAIRS, TURNS = 3, 3
READY = "[data-shown], [class*='st-key-card-']"  # a picture, or a card of the catalogue
OTHERS = {title: (section, Path(path).stem) for section, pages in SECTIONS.items() for title, path in pages.items() if path != RACE}
SEEN = f"() => document.querySelectorAll(`{READY}`).forEach((one) => {{ one.benchShown = one.dataset.shown ?? ''; }})"
NEW = f"""(title) => document.title.startsWith(`${{title}} ·`) &&
  [...document.querySelectorAll(`{READY}`)].some((one) => one.benchShown !== (one.dataset.shown ?? ''))"""


def rows() -> Iterator[Row]:
    """Every page by both ways."""
    if CHROMIUM is None:
        yield Row("other pages", "not measured", note="no Chromium on the PATH")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with served() as ours, served("bench/static_page.py", PYTHONPATH=".") as rival:
            opening(browser, rival, PLAIN)
            for title, (_, name) in OTHERS.items():
                opening(browser, f"{ours}/{name}", READY)  # what it asks for is compiled then
                pairs = [(opening(browser, f"{ours}/{name}", READY), opening(browser, rival, PLAIN)) for _ in range(PAIRS)]
                yield from beside(f"{title} opened by its link on a warm server", "≤ 1.3", pairs)
            page = opened(browser, ours)
            for title in OTHERS:
                times = [from_menu(page, title) for _ in range(TURNS)]
                note = f"from the race; median of {TURNS}, slowest {max(times):.2f} s"
                yield Row(f"{title} opened from the menu", f"{median(times):.2f} s", "≤ 0.6 s", note)
        browser.close()


def from_menu(page: Page, title: str) -> float:
    """Seconds from the click in the menu to the picture; then back to the race."""
    taken = chosen(page, title, OTHERS[title][0])
    page.wait_for_timeout(1000)
    chosen(page, "Race", "Optimization")
    page.wait_for_timeout(1500)
    return taken


def chosen(page: Page, title: str, section: str) -> float:
    page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
    link = page.get_by_test_id("stTopNavDropdownLink").filter(has_text=title).first
    link.wait_for()
    page.evaluate(SEEN)
    start = time.perf_counter()
    link.click()
    page.wait_for_function(NEW, arg=title, polling=10)
    return time.perf_counter() - start
