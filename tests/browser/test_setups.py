"""Setups from the menu in a real browser: they set all that they name, begin at step 0, and are described while one plays with them."""

import pytest

from tests.browser.player import state, until

MAP = "document.querySelector('.basin-maps').basin.map"
PLAYER = "document.querySelector('.basin-player').basin"


def choose(page, name: str) -> None:
    page.get_by_role("combobox", name="Try a setup").click()
    page.get_by_role("option", name=name, exact=True).click()
    page.locator(".st-key-setup-words strong", has_text=name).wait_for()


def test_after_newtons_edge_a_setup_has_the_axes_that_it_names(visit):
    page = visit("maps?runs=SGD&cells=32²+runs")
    for name, axes in {
        "Small batches fray the edge": ["rate α", "batch size B"],
        "What noise leaves": ["rate α", "noise"],
        "A ball that rolls across": ["start x", "momentum ρ"],
    }.items():
        choose(page, "Newton’s edge is 2")
        page.wait_for_function(f"() => {MAP}.axes[0].title === 'share α'", timeout=60_000)
        assert page.get_by_role("combobox", name="Across", exact=True).input_value() == "share α"
        choose(page, name)
        page.wait_for_function(f"axes => String({MAP}.axes.map((one) => one.title)) === String(axes)", arg=axes, timeout=60_000)
        assert [page.get_by_role("combobox", name=side, exact=True).input_value() for side in ("Across", "Up")] == axes


@pytest.mark.parametrize(
    ("link", "names"),
    [
        ("?surface=Narrow+valley", ["SGD on the edge", "Newton falls for a saddle", "Newton falls for a saddle"]),
        ("decay", ["AdamW’s wall", "One λ, three places to rest"]),
    ],
    ids=["race", "weight decay"],
)
def test_a_setup_begins_at_step_0_wherever_the_last_one_stood(visit, link, names):
    page = visit(link)
    for place, name in zip((34, "Infinity", 7), names, strict=False):
        page.evaluate(f"() => {PLAYER}.transport.seek({place})")
        shown = state(page)["shown"]
        choose(page, name)
        until(page, f"p.shown > {shown} && p.transport.step === 0")
    assert page.locator(".basin-player .step").inner_text().startswith("step 0 ")


def test_a_setup_plays_from_step_0_where_pictures_may_move(visit):
    page = visit(still=False)
    page.evaluate(f"() => {PLAYER}.transport.seek(34)")
    stood = "() => { window.stood = []; const t = PLAYER.transport, was = t.changed; t.changed = (k) => { stood.push(k); was(k); }; }"
    page.evaluate(stood.replace("PLAYER", PLAYER))
    choose(page, "SGD on the edge")
    until(page, "p.transport.playing && p.transport.step > 0 && p.transport.step < 90")
    steps = page.evaluate("() => window.stood")
    assert steps[steps.index(0) :] == sorted(steps[steps.index(0) :])


def test_a_setups_name_and_words_can_be_read_whole(visit):
    page = visit("diamond")
    page.get_by_role("combobox", name="Try a setup").click()
    page.get_by_role("option", name="L2 has no kink").wait_for()
    cut = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText)"
    assert page.locator("[role=option], [role=option] *").evaluate_all(cut) == []
    page.get_by_role("option", name="L1 cuts, L2 shrinks").click()
    page.locator(".st-key-setup-words p").nth(1).wait_for()
    looks = page.locator(".st-key-setup-words p").evaluate_all(
        """(all) => all.map((p) => {
          let seen = 1;
          for (let one = p; one; one = one.parentElement) seen *= Number(getComputedStyle(one).opacity);
          const [own, title] = [p, document.querySelector("h1")].map((one) => getComputedStyle(one));
          return [parseFloat(own.fontSize), seen, own.color === title.color];
        })"""
    )
    assert looks == [[16, 1, True]] * 2  # in the ink of the title
    menu = page.get_by_role("combobox", name="Try a setup")
    assert menu.input_value() == ""  # a name that is cut in its box stands whole below it
    assert page.complaints == []
