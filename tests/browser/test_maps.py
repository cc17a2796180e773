"""Maps of runs under the hand, in a real browser."""

from urllib.parse import parse_qs, urlsplit

import pytest

from reading import number
from studies.outcome_map import outcome_map
from tests.browser.player import colours
from tests.studies.outcome_maps import question

MAPS = "document.querySelector('.basin-maps')"
SMALL = "maps?runs=SGD,Momentum&inspect=Momentum&cells=64²+runs"


def showing(page, test: str) -> None:
    """Wait until a JavaScript expression over the map `m` that is shown is true."""
    page.wait_for_function(f"() => {{ const m = {MAPS}?.basin?.map; return m && ({test}); }}", timeout=60_000)


def place(page, i: int, j: int) -> tuple[float, float]:
    """The page's pixel over the middle of a cell."""
    return tuple(
        page.evaluate(
            """([i, j]) => {
              const panel = document.querySelector(".basin-maps").basin.panels[0], box = panel.plot.getBoundingClientRect();
              const [left, top, wide, tall] = panel.frame.around({ i, j });
              return [box.left + left + wide / 2, box.top + top + tall / 2];
            }""",
            [i, j],
        )
    )


@pytest.fixture(scope="module")
def found():
    return outcome_map(question(side=64))


def test_a_click_opens_the_cells_run_in_the_race_and_both_ways_lead_back(visit, found):
    page = visit(SMALL + "&colour=steps")
    showing(page, "m.columns === 64")
    assert colours(page, ".basin-maps canvas.still") > 50
    assert "never within the tolerance" in page.locator(".basin-maps .legend").inner_text()
    there = parse_qs(urlsplit(page.url).query)
    for leave in (lambda: page.get_by_role("link", name="Back to the map").click(), page.go_back):
        page.mouse.click(*place(page, 20, 30))
        page.wait_for_selector(".basin-player[data-shown]")
        page.wait_for_url(f"**Momentum.lr={found.x[20]}*")
        assert f"Momentum.momentum={found.y[30]}" in page.url
        assert "cells" not in page.url
        page.wait_for_function("() => document.querySelector('.basin-player').basin.race.runs[1].lr > 0")
        assert page.evaluate("() => document.querySelector('.basin-player').basin.race.runs[1].lr") == found.x[20]
        leave()
        page.wait_for_selector(".basin-maps[data-shown]")
        showing(page, "m.columns === 64 && m.colouring === 'steps'")
        page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == there)
    assert page.complaints == []


def test_a_rectangle_zooms_in_and_a_double_click_out(share):
    page = share(SMALL)
    showing(page, "m.columns === 64")
    where = page.locator(".basin-maps .plot").bounding_box()
    page.mouse.move(*place(page, 16, 8))
    page.mouse.down()
    page.mouse.move(*place(page, 40, 40))
    page.mouse.move(*place(page, 48, 56))
    page.mouse.up()
    showing(page, "m.zoomed")
    page.wait_for_url("**from.lr=*")
    (low, high), (bottom, top) = page.evaluate(f"() => {MAPS}.basin.map.axes.map((axis) => [axis.low, axis.high])")
    # α runs from 0.001 to 0.1, over two decades; ρ from 0 to 0.999; the corners are the middles of cells.
    assert [low, high] == pytest.approx([0.001 * 100 ** (16.5 / 64), 0.001 * 100 ** (48.5 / 64)], rel=0.02)
    assert [bottom, top] == pytest.approx([0.999 * 8.5 / 64, 0.999 * 56.5 / 64], abs=0.01)
    for name, value in (("from.lr", low), ("to.momentum", top)):
        assert number(page.locator(f'input[type=text][data-name="{name}"]').input_value()) == pytest.approx(value, rel=1e-5)
    page.get_by_role("button", name="Whole range").wait_for()
    assert page.locator(".basin-maps .plot").bounding_box() == where, "the button to the whole range pushed the map"
    page.mouse.dblclick(*place(page, 30, 30))
    showing(page, "!m.zoomed")
    page.wait_for_url(lambda url: "from.lr" not in url)
    assert "maps" in page.url, "the double click's first click opened the race"
    assert page.complaints == []


def test_hand_and_keys_are_told_of_a_cell_and_enter_opens_it(share, found):
    page = share(SMALL)
    showing(page, "m.columns === 64")
    page.mouse.move(*place(page, 60, 10))
    tip = page.locator(".basin-maps .tip").inner_text().splitlines()
    assert tip[:3] == ["diverged", f"rate α = {found.x[60]:.3g}", f"momentum ρ = {found.y[10]:.3g}"]
    page.mouse.move(0, 0)
    page.locator(".basin-maps .plot").focus()
    ring = page.evaluate(f"() => {MAPS}.basin.cell")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    i, j = ring["i"] + 2, ring["j"] - 9
    assert page.evaluate(f"() => {MAPS}.basin.over") == {"i": i, "j": j}
    said = page.locator(".basin-maps .said").inner_text()
    assert said.startswith(f"rate α = {found.x[i]:.3g}, momentum ρ = {found.y[j]:.3g}, ")
    assert f"at step {found.steps[j, i]}" in said or found.steps[j, i] < 0
    page.keyboard.press("Enter")
    page.wait_for_url(f"**Momentum.momentum={found.y[j]}*")


def test_the_ring_leaves_a_map_that_its_run_is_not_on(visit):
    """And it is back where the run is when the whole range is."""
    page = visit(SMALL)
    showing(page, "m.columns === 64")
    ring = page.evaluate(f"() => {MAPS}.basin.cell")
    page.mouse.move(*place(page, 40, 4))
    page.mouse.down()
    page.mouse.move(*place(page, 60, 30), steps=4)
    page.mouse.up()
    showing(page, "m.zoomed")
    assert not 40 <= ring["i"] <= 60 or not 4 <= ring["j"] <= 30  # it was left out
    assert page.evaluate(f"() => {MAPS}.basin.cell") is None
    page.get_by_role("button", name="Whole range").click()
    showing(page, "!m.zoomed")
    assert page.evaluate(f"() => {MAPS}.basin.cell") == ring


def test_the_map_follows_a_slider_while_it_is_dragged(visit):
    page = visit(SMALL)
    showing(page, "m.columns === 64")
    shares = f"() => [...{MAPS}.basin.map.code].filter((code) => code === 3).length"
    before = page.evaluate(shares)
    slider = page.locator('input[type=range][data-name="surface.kappa"]')
    slider.hover()  # at its middle, once it stands still
    box = slider.bounding_box()
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + box["height"] / 2, steps=4)
    page.wait_for_function(f"(before) => ({shares})() > before", arg=before)
    assert "surface.kappa" not in page.url  # the hand is not up yet
    page.mouse.up()
    page.wait_for_url("**surface.kappa=*")


def test_a_slow_map_is_cancelled_and_a_changed_setting_cancels_it_too(visit):
    """128² searches along lines take seconds; the map before stays, and a fast one need not wait for them."""
    page = visit("maps?runs=SGD,BFGS&surface=Rastrigin&steps=1000&SGD.lr=0.003")
    showing(page, "m.alt.startsWith('SGD')")
    run = page.get_by_test_id("stMain").get_by_role("radio", name="BFGS", exact=True)
    run.click()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("Cancelled. This is the map from before.").wait_for(timeout=60_000)
    showing(page, "m.stale && m.alt.startsWith('SGD')")
    page.get_by_role("button", name="Compute it after all").click()
    page.get_by_role("button", name="Cancel").wait_for()
    page.get_by_test_id("stMain").get_by_role("radio", name="SGD", exact=True).click()
    showing(page, "!m.stale && m.alt.startsWith('SGD')")
    page.get_by_text("Cancelled").wait_for(state="detached")
    assert page.complaints == []


def test_a_map_fits_a_phone(visit):
    page = visit(SMALL, width=390, height=844, scheme="dark")
    showing(page, "m.columns === 64")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    names = page.evaluate(f"() => [...{MAPS}.basin.map.lines, ...{MAPS}.basin.map.points].map((one) => one.label)")
    marks = page.locator(".basin-maps .mark:visible")  # the map has no room for them
    assert [mark.inner_text() for mark in marks.all()] == names
    assert len(names) == 2
    assert colours(page, ".basin-maps canvas.still") > 20
