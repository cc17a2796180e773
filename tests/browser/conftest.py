"""A real server and a real browser. Without Chromium these tests skip and say so; CI installs it."""

import os
from types import SimpleNamespace

import pytest

from bench.visit import CHROMIUM, FLAGS, served
from tests.browser.player import rests

PATIENCE = 120_000  # ms for what must come about, on a machine however slow
PICTURES = ("player", "microscope", "maps", "diamond", "charts")  # components that say when they show something


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must run the browser tests, but there is no Chromium on the PATH.")
        pytest.skip("There is no Chromium on the PATH.")
    return CHROMIUM


@pytest.fixture(scope="session")
def address(chromium):
    """Where a server started by the README's command answers."""
    with served() as where:
        yield where


@pytest.fixture(scope="session")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # One process for all tabs of a profile: what one has compiled, the others have, and opening a new one is half the work.
        made = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, "--process-per-site"])
        yield made
        made.close()


@pytest.fixture(scope="session")
def tabs(browser, address):
    """Tabs for visitors, taken and given back: in a new one every script is compiled again, twice the work of a page in an old one.

    What a page complains about and the sizes of the messages it gets are written down.
    """
    profiles, idle = {}, {True: [], False: []}

    def take(finger: bool):
        if idle[finger]:
            return idle[finger].pop()
        if finger not in profiles:
            profiles[finger] = browser.new_context(has_touch=finger, is_mobile=finger)
        page = profiles[finger].new_page()
        page.set_default_timeout(PATIENCE)
        page.finger, page.complaints, page.received = finger, [], []
        page.add_init_script("localStorage.clear()")  # where Streamlit keeps that a visitor folded the sidebar away
        page.on("console", lambda m: page.complaints.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda e: page.complaints.append(f"error: {e}"))
        page.on("requestfailed", lambda r: page.complaints.append(f"failed: {r.url}"))
        page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else page.complaints.append(f"outside: {r.url}"))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda payload: page.received.append(len(payload))))
        return page

    def give(page):
        """What this visitor leaves behind ends here; the next one comes to an empty tab."""
        page.mouse.up()
        page.mouse.move(0, 0)
        page.evaluate("() => sessionStorage.clear()")
        page.goto(f"{address}/_stcore/health")  # of the same server, so that the tab keeps what it has compiled
        idle[page.finger].append(page)

    return SimpleNamespace(take=take, give=give)


@pytest.fixture(scope="session")
def opened(tabs, address):
    """Open a page as a fresh visitor."""

    def opened(query: str = "", width: int = 1440, height: int = 800, scheme: str = "light", still: bool = True, finger: bool = False):
        page = tabs.take(finger)
        page.bring_to_front()  # a tab behind another paints seldom
        motion = "reduce" if still else "no-preference"
        page.emulate_media(media="screen", color_scheme=scheme, reduced_motion=motion, forced_colors="none")
        page.set_viewport_size({"width": width, "height": height})
        page.complaints, page.received = [], []
        page.goto(f"{address}/{query}")
        page.wait_for_selector(", ".join(f".basin-{one}[data-shown]" for one in PICTURES), timeout=PATIENCE)
        rests(page)  # what is done to a page that is still being written can be lost
        return page

    return opened


@pytest.fixture
def failed(request):
    """Whether this test has failed so far; a page on which one did is not lent again."""
    before = request.session.testsfailed
    return lambda: request.session.testsfailed > before


@pytest.fixture
def visit(opened, tabs, failed):
    """Open a page as a fresh visitor: `visit("?surface=Saddle", width=390)`, `visit("microscope?step=3")`.

    Complaints are collected in `page.complaints`.
    """
    pages = []

    def visit(query: str = "", **look):
        pages.append(opened(query, **look))
        return pages[-1]

    yield visit
    for page in pages:
        page.close() if failed() else tabs.give(page)


@pytest.fixture(scope="module")
def lent(tabs):
    """The pages that `share` lends, by their link and look."""
    pages = {}
    yield pages
    for page in pages.values():
        tabs.give(page)


@pytest.fixture
def share(opened, lent, failed):
    """Like `visit`, but the tests of a file that ask for the same link get the same page, one after the other.

    It comes as the test before left it, but for the pointer and the focus: go back to what you changed, or ask for a page of your own.
    A page on which a test fails is not lent again.
    """
    used = set()

    def share(query: str = "", width: int = 1440, height: int = 800, scheme: str = "light", finger: bool = False):
        key = query, width, height, scheme, True, finger
        used.add(key)
        if key not in lent:
            lent[key] = opened(*key)
        page = lent[key]
        page.bring_to_front()
        page.mouse.move(0, 0)
        page.evaluate("() => document.activeElement?.blur()")
        return page

    yield share
    if failed():
        for key in used & set(lent):
            lent.pop(key).close()
