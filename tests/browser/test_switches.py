"""Switches in the slider panel: a few options by name."""

from tests.browser.player import state, until
from ui.frame.server import BASE

LINK = "?runs=Momentum&schedule=Cosine"  # the two forms of momentum part company under a schedule
# Where the link stands as the next picture comes: asked later, it may have followed already.
AT_NEXT = """() => {
  const player = document.querySelector(".basin-player");
  window.link = new Promise((come) => {
    new MutationObserver(() => come(location.search)).observe(player, { attributeFilter: ["data-shown"] });
  });
}"""
LAST = "() => { const { race } = document.querySelector('.basin-player').basin; return race.x[race.steps]; }"


def opened(page):
    """The switch of momentum's form, unfolded."""
    switch = page.get_by_role("radiogroup", name="Momentum form")
    if not switch.is_visible():
        page.get_by_text("More settings").click()
    return switch


def test_many_options_make_a_menu(share):
    page = share(LINK)
    assert page.evaluate(
        """async (module) => {
          const { switchOf } = await import(module), chosen = [];
          const { box, show } = switchOf({ name: "n", options: ["a", "b", "c", "d"] }, "id", "Spoken", (value) => chosen.push(value));
          show(2);
          const shown = box.selectedOptions[0].textContent;
          box.value = "3";
          box.dispatchEvent(new Event("change"));
          return [box.tagName, box.getAttribute("aria-label"), shown, chosen];
        }""",
        f"/{BASE}/sliders/switch.js",
    ) == ["SELECT", "Spoken", "c", [3]]


def test_the_arrow_keys_choose_and_a_double_click_on_the_name_goes_back(share):
    page = share(LINK)
    switch = opened(page)
    switch.get_by_role("radio", name="A").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**Momentum.form=B*")
    assert switch.get_by_role("radio", name="B").is_checked()
    page.locator("label", has_text="form").first.dblclick()
    page.wait_for_function("() => !location.search.includes('form')")
    assert switch.get_by_role("radio", name="A").is_checked()


def test_an_option_changes_the_picture_at_once_and_then_the_link_by_name(share, visit):
    page = share(LINK)
    switch, before = opened(page), page.evaluate(LAST)
    assert switch.get_by_role("radio", name="A").is_checked()
    for _ in range(3):  # where a slow machine sends the picture only with the page that follows, it is asked again
        shown = state(page)["shown"]
        page.evaluate(AT_NEXT)
        switch.get_by_text("B").click()
        until(page, f"p.shown > {shown}")
        assert page.evaluate(LAST) != before
        first = page.evaluate("() => window.link")
        page.wait_for_url("**Momentum.form=B*")
        if "form" not in first:
            break
        switch.get_by_text("A").click()
        page.wait_for_function("() => !location.search.includes('form')")
    assert "form" not in first  # it waits for the hand
    there = visit(page.url.split("/")[-1])
    assert opened(there).get_by_role("radio", name="B").is_checked()
    assert there.evaluate(LAST) == page.evaluate(LAST)
    assert page.complaints == []


def test_a_link_to_an_option_that_is_not_there_is_answered_in_a_sentence(visit):
    page = visit(f"{LINK}&Momentum.form=C")
    said = page.locator(".stAlert").inner_text()
    assert "Momentum.form" in said
    assert "allowed: A, B" in said
    assert "Basin uses A instead" in said
    assert opened(page).get_by_role("radio", name="A").is_checked()


def test_an_option_may_be_linked_by_its_place_and_is_named_from_then_on(visit):
    page = visit(f"{LINK}&Momentum.form=1")
    page.wait_for_url("**Momentum.form=B*")
    assert opened(page).get_by_role("radio", name="B").is_checked()
