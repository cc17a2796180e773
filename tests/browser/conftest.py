"""A real server and a real browser. Without Chromium these tests skip and say so; CI installs it."""

import os

import pytest

from bench.visit import CHROMIUM, FLAGS, served

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
        made = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="session")
def profiles(browser):
    """A browser profile for each look of the pages, with scripts that are fetched and compiled once."""
    made = {}

    def profile(scheme: str, still: bool):
        if (scheme, still) not in made:
            motion = "reduce" if still else "no-preference"
            made[scheme, still] = browser.new_context(color_scheme=scheme, reduced_motion=motion)
        return made[scheme, still]

    return profile


@pytest.fixture(scope="session")
def opened(profiles, address):
    """Open a page as a fresh visitor; what it complains about and the sizes of the messages it gets are written down."""

    def opened(query: str = "", width: int = 1440, height: int = 800, scheme: str = "light", still: bool = True):
        page = profiles(scheme, still).new_page()
        page.add_init_script("localStorage.clear()")  # where Streamlit keeps that a visitor folded the sidebar away
        page.set_viewport_size({"width": width, "height": height})
        page.complaints, page.received = [], []
        page.on("console", lambda m: page.complaints.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda e: page.complaints.append(f"error: {e}"))
        page.on("requestfailed", lambda r: page.complaints.append(f"failed: {r.url}"))
        page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else page.complaints.append(f"outside: {r.url}"))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda payload: page.received.append(len(payload))))
        page.goto(f"{address}/{query}")
        page.wait_for_selector(", ".join(f".basin-{one}[data-shown]" for one in PICTURES), timeout=60_000)
        return page

    return opened


@pytest.fixture
def visit(opened):
    """Open a page as a fresh visitor: `visit("?surface=Saddle", width=390)`, `visit("microscope?step=3")`.

    Complaints are collected in `page.complaints`.
    """
    pages = []

    def visit(query: str = "", **look):
        pages.append(opened(query, **look))
        return pages[-1]

    yield visit
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def lent():
    """The pages that `share` lends, by their link and look."""
    pages = {}
    yield pages
    for page in pages.values():
        page.close()


@pytest.fixture
def share(opened, lent, request):
    """Like `visit`, but the tests of a file that ask for the same link get the same page, one after the other.

    It comes as the test before left it, but for the pointer and the focus: go back to what you changed, or ask for a page of your own.
    A page on which a test fails is not lent again.
    """
    failed, used = request.session.testsfailed, set()

    def share(query: str = "", width: int = 1440, height: int = 800, scheme: str = "light"):
        key = query, width, height, scheme
        used.add(key)
        if key not in lent:
            lent[key] = opened(*key)
        page = lent[key]
        page.mouse.move(0, 0)
        page.evaluate("() => document.activeElement?.blur()")
        return page

    yield share
    if request.session.testsfailed > failed:
        for key in used & set(lent):
            lent.pop(key).close()
