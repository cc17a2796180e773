"""From a step of the race to the microscope, and back."""

import pytest

from tests.browser.player import pass_by, rests, state, until

THREE = "?runs=SGD,Momentum,Adam&steps=20"
SCOPE = "document.querySelector('.basin-microscope')?.basin"


def at_step(page, step: int) -> None:
    page.locator(".basin-player .transport input[type=range]").fill(str(step))


def arrived(page, step: int) -> None:
    """Wait until the microscope shows this step."""
    page.wait_for_url("**/microscope?**")
    page.wait_for_function(f"() => {SCOPE}?.shown > 0 && {SCOPE}.step === {step}")


def came_back(page) -> None:
    page.get_by_role("link", name="Back to the race").click()
    page.wait_for_selector(".basin-player[data-shown]")


def test_step_7_of_adam_opens_under_the_microscope_and_the_race_stands_there_on_return(visit):
    page = visit("?surface=Himmelblau&runs=SGD,Adam&Adam.lr=0.3&axis=evaluations")
    at_step(page, 7)
    page.get_by_role("button", name="Inspect step").click()
    page.get_by_role("menuitem", name="Adam").click()
    arrived(page, 7)
    assert "inspect=Adam" in page.url
    assert page.locator("h1").inner_text() == "Microscope: Adam on Himmelblau"
    assert page.locator(".stAlert").count() == 0
    came_back(page)
    page.wait_for_url(lambda url: "microscope" not in url)
    now = state(page)
    assert (now["step"], now["playing"]) == (7, False)
    assert now["names"] == ["SGD", "Adam"]
    assert now["rates"][1] == 0.3
    assert "axis=evaluations" in page.url
    assert "step=" not in page.url
    assert "inspect" not in page.url
    assert page.locator(".stAlert").count() == 0
    assert page.complaints == []


def test_a_race_that_plays_halts_when_the_menu_opens_and_that_step_is_inspected(visit):
    page = visit("?surface=Himmelblau&runs=SGD,Adam&steps=2000", still=False)
    until(page, "p.transport.playing && p.transport.step > 20")
    page.get_by_role("button", name="Inspect step").click()
    halted = state(page)
    assert not halted["playing"]
    pass_by(page)
    assert state(page)["step"] == halted["step"]
    page.get_by_role("menuitem", name="Adam").click()
    arrived(page, halted["step"])


def test_a_direct_visit_leads_back_to_a_race_that_stands_at_the_step_the_hand_went_to(visit):
    page = visit("microscope?surface=Himmelblau&runs=SGD,Adam&inspect=Adam&step=7", still=False)
    page.get_by_role("button", name="Step on").click()
    page.wait_for_url("**step=8*")
    came_back(page)
    pass_by(page)
    rests(page)
    now = state(page)
    assert (now["step"], now["playing"]) == (8, False)
    assert "step" not in page.url


def test_the_browsers_back_leads_to_the_race_as_it_was(visit):
    page = visit("?surface=Himmelblau&runs=SGD,Adam", still=False)
    at_step(page, 7)
    page.get_by_role("button", name="Inspect step").click()
    page.get_by_role("menuitem", name="Adam").click()
    arrived(page, 7)
    page.go_back()
    page.wait_for_selector(".basin-player[data-shown]")
    page.wait_for_url(lambda url: "inspect" not in url and "step" not in url)
    now = state(page)
    assert (now["surface"].split(",")[0], now["step"], now["playing"]) == ("Himmelblau", 7, False)
    assert page.locator(".stAlert").count() == 0


def test_the_only_run_shown_opens_at_once_and_the_end_opens_the_last_step(visit):
    page = visit("?surface=Himmelblau&runs=SGD,Adam&hidden=SGD&steps=20")
    assert state(page)["step"] == 20
    page.get_by_role("button", name="Inspect step").click()
    arrived(page, 19)
    assert page.locator("h1").inner_text().startswith("Microscope: Adam ")


def test_a_run_hidden_from_the_race_is_not_offered(share):
    page = share(THREE)
    page.locator('.legend [data-name="SGD"]').click()
    until(page, "p.race.hidden.has('SGD')")
    page.get_by_role("button", name="Inspect step").click()
    assert page.get_by_role("menuitem").all_inner_texts() == ["Momentum", "Adam"]
    for name in ("Momentum", "Adam"):
        page.locator(f'.legend [data-name="{name}"]').click()
        until(page, f"p.race.hidden.has('{name}')")
    assert page.get_by_role("button", name="Inspect step").is_disabled()
    for name in ("SGD", "Momentum", "Adam"):
        page.locator(f'.legend [data-name="{name}"]').click()
        until(page, f"!p.race.hidden.has('{name}')")


@pytest.mark.parametrize(("width", "height"), [(1440, 800), (390, 844)])
def test_button_and_menu_lie_inside_the_player(share, width, height):
    page = share(THREE, width=width, height=height)
    page.get_by_role("button", name="Inspect step").click()
    player = page.locator(".basin-player").bounding_box()
    for part in (page.get_by_role("button", name="Inspect step"), page.get_by_role("menu")):
        box = part.bounding_box()
        assert box["x"] >= player["x"]
        assert box["x"] + box["width"] <= player["x"] + player["width"] + 1
        assert box["y"] >= player["y"]
        assert box["y"] + box["height"] <= player["y"] + player["height"] + 1
    report = page.locator(".basin-report").bounding_box()
    assert width < 1440 or report["y"] + report["height"] <= height  # the row has not grown
    page.keyboard.press("Escape")


def test_the_menu_is_steered_by_keys(share):
    page = share(THREE)
    button = page.get_by_role("button", name="Inspect step")
    focused = "() => document.activeElement.textContent"
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "SGD"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "Adam"
    page.keyboard.press("Escape")
    assert not page.get_by_role("menu").is_visible()
    assert page.evaluate(focused) == "Inspect step"
    assert state(page)["step"] == 20  # the keys were the menu's, not the player's
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    arrived(page, 19)
    assert page.locator("h1").inner_text().startswith("Microscope: Momentum ")


def test_the_ways_above_the_page_take_the_setup_along(visit):
    page = visit("?surface=Himmelblau")
    page.locator(".st-key-ways").get_by_text("Microscope", exact=True).click()
    page.wait_for_function(f"() => {SCOPE}?.shown > 0 && {SCOPE}.step === 0", timeout=60_000)
    assert page.locator("h1").inner_text() == "Microscope: SGD on Himmelblau"
    assert page.locator(".stElementContainer:has(.basin-surface)").is_hidden()  # the surface's carrier takes no room
    assert page.complaints == []
