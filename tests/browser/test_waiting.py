"""While something is computed nothing old stands under a new title: words and tables are gone, of the picture a shade is left.

The work waits as long as a file is there (`held/sitecustomize.py`), so that there is time to look.
"""

from pathlib import Path

import pytest

from bench.visit import served

HOOK = Path(__file__).parent / "held"


@pytest.fixture(scope="module")
def hold(tmp_path_factory):
    """While this file is there the server computes nothing."""
    return tmp_path_factory.mktemp("held") / "hold"


@pytest.fixture(scope="module")
def slow(chromium, hold):
    with served(PYTHONPATH=str(HOOK), BASIN_TEST_HOLD=str(hold)) as where:
        yield where


@pytest.fixture(scope="module")
def tab(browser):
    """One for all tests of this file: in a new one every script is compiled again."""
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.set_viewport_size({"width": 1440, "height": 800})
    yield page
    page.context.close()


@pytest.fixture
def at(tab, slow, hold):
    """Open a page of the slow server."""

    def at(link: str):
        tab.goto(f"{slow}/{link}")
        tab.wait_for_selector("[data-shown]", timeout=60_000)
        return tab

    yield at
    hold.unlink(missing_ok=True)
    tab.goto(f"{slow}/_stcore/health")  # of the same server, so that the tab keeps what it has compiled


def pick(page, menu: str, option: str) -> None:
    page.get_by_role("combobox", name=menu, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def new_surface(page):
    pick(page, "Surface", "Wild scales · Goldstein–Price")
    page.get_by_role("heading", name="Goldstein–Price").wait_for()


def new_formula(page):
    field = page.get_by_role("textbox", name="f(x, y) =")
    field.fill("x**2 + 3*y**2")
    field.press("Enter")


def new_degree(page):
    field = page.locator('input[type=text][data-name="n"]')
    field.fill("13")
    field.press("Enter")


CASES = {
    "Basins": ("basins?surface=Six-hump+camel&runs=SGD&starts=32+×+32", new_surface, "most often here?", "maps"),
    "Maps": ("maps?surface=Booth&runs=SGD&cells=32²+runs", new_surface, ".basin-maps .legend", "maps"),
    "Race": ("?surface=Your+own+formula&formula=x**2%2By**2&runs=SGD", new_formula, ".basin-report", "player"),
    "Range test": ("rates?lab=Range+test&surface=Booth&runs=SGD", new_surface, "smoothed loss falls", "player"),
    "Bias and variance": ("overfitting?show=Bias+and+variance&sets=50", new_degree, "Measured on fresh noisy points", "charts"),
}


@pytest.mark.parametrize("case", CASES)
def test_nothing_old_stands_under_a_new_title(at, hold, case):
    link, change, old, picture = CASES[case]
    page = at(link)
    words = page.locator(old) if old.startswith(".") else page.get_by_text(old)
    words.first.wait_for()
    hold.touch()
    change(page)
    page.locator(".basin-computing, .st-key-waiting").filter(has_text="Comp").wait_for()
    words.first.wait_for(state="hidden")
    main = page.locator("[data-testid=stMainBlockContainer]")
    assert not any(one.is_visible() for one in main.locator(f".basin-report, .basin-{picture} button, .basin-{picture} [role=img]").all())
    page.wait_for_function(
        """(picture) => [...document.querySelectorAll(`.basin-${picture} :is(figure, .pane) :is(canvas, svg)`)]
          .filter((one) => one.clientWidth)
          .every((one) => Number(getComputedStyle(one).opacity) < 0.5)""",
        arg=picture,
    )
    hold.unlink()
    page.locator(".basin-computing, .st-key-waiting").wait_for(state="detached", timeout=60_000)
    words.first.wait_for()
    assert page.locator(f".basin-{picture}").evaluate("(one) => getComputedStyle(one).visibility") == "visible"
