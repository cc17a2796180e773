"""Keys belong to the picture wherever the focus is, unless one types or what has the focus needs the key."""

import pytest

from tests.browser.player import place, state, until

CLICKER = {"PageDown": 1, "PageUp": -1, "ArrowRight": 1, "ArrowLeft": -1}


def at(page, step: int) -> None:
    page.evaluate("(step) => document.querySelector('.basin-player').basin.transport.seek(step)", step)


def press_map(page):
    page.mouse.click(*place(page, 1.0, 1.0))


@pytest.mark.parametrize(
    "press",
    [
        lambda page: None,  # a fresh page
        press_map,
        lambda page: page.locator(".basin-player .curves .plot").click(position={"x": 150, "y": 40}),
        lambda page: page.get_by_role("button", name="Step on").click(),
        lambda page: page.locator(".basin-player .legend button").first.dblclick(),
        lambda page: page.locator(".basin-title").click(),
        lambda page: page.locator(".basin-player .transport input").focus(),
    ],
    ids=["nowhere", "map", "curves", "Step on", "legend", "title", "scrubber"],
)
def test_arrows_and_a_presenters_clicker_step_wherever_the_focus_is(share, press):
    page = share()
    press(page)
    for key, by in CLICKER.items():
        at(page, 10)
        page.keyboard.press(key)
        assert state(page)["step"] == 10 + by, key
    page.keyboard.press("Home")
    assert state(page)["step"] == 0
    page.keyboard.press("End")
    assert state(page)["step"] == state(page)["steps"]
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_space_plays_and_does_not_scroll_after_a_click_beside_the_title(share):
    page = share()
    page.locator(".basin-title").click()
    at(page, 10)
    page.keyboard.press("Space")
    until(page, "p.transport.playing && p.transport.step > 10")
    page.keyboard.press("Space")
    until(page, "!p.transport.playing")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_who_types_or_moves_a_slider_keeps_the_keys(share):
    page = share()
    at(page, 10)
    field = page.locator("input[type=text][data-name='SGD.lr']")
    field.click()
    field.press("End")
    for key in (*CLICKER, "Home", "Space"):
        field.press(key)
    field.press("Escape")
    page.locator("input[type=range][data-name='SGD.lr']").focus()
    page.keyboard.press("ArrowRight")
    page.locator("select[aria-label=Speed]").press("ArrowRight")
    assert state(page)["step"] == 10
    assert not state(page)["playing"]


def test_a_reader_who_has_left_the_picture_scrolls_with_the_keys(share):
    page = share()
    at(page, 10)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 1100)")
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    assert state(page)["step"] == 10
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")


def test_in_a_frame_a_click_on_the_map_takes_the_keys_and_escape_gives_them_back(visit, address):
    page = visit()
    page.goto(f"{address.replace('127.0.0.1', 'localhost')}/_stcore/health")  # another origin, which may frame this one
    page.set_content(
        "<body><script>heard = []; onkeydown = (e) => heard.push(e.key)</script>"
        f"<iframe src='{address}/?embed=true' style='width: 960px; height: 600px'>"
    )
    inside = page.frames[1]
    inside.wait_for_selector(".basin-player[data-shown]")
    play = inside.locator("[data-act=play]").evaluate("(play) => play.getBoundingClientRect().bottom")
    picture = inside.locator(".basin-player .panes").evaluate("(panes) => panes.getBoundingClientRect().bottom")
    assert picture <= play <= 600  # both are in the frame
    step = "document.querySelector('.basin-player').basin.transport.step"
    inside.evaluate("document.querySelector('.basin-player').basin.transport.seek(10)")
    inside.locator(".basin-player .map .nsewdrag").first.click(position={"x": 200, "y": 100})
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    assert inside.evaluate(step) == 12
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement === document.body")
    page.keyboard.press("PageDown")
    assert inside.evaluate(step) == 12
    assert page.evaluate("heard") == ["PageDown"]


def test_the_diamonds_sweep_steps_after_a_click_on_its_panel(visit):
    page = visit("diamond")
    page.locator(".basin-diamond .formula").first.click()
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.querySelector('.basin-diamond').basin.sweep.step") == 2
