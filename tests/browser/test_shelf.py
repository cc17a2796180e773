"""The whole shelf in a real browser: a typed formula, knots in the table, a setup from the menu, mini-batches."""

import time

from tests.browser.player import state, until, written

OWN = "?surface=Your+own+formula"


def formula_field(page):
    return page.get_by_role("textbox", name="f(x, y) =")


def test_a_refused_formula_says_why_and_the_picture_stays(share):
    page = share(OWN)
    before = state(page)
    formula_field(page).fill("x**2 + foo(y)")
    formula_field(page).press("Enter")
    page.get_by_text("foo").last.wait_for()
    assert page.locator(".stAlert").count() == 1
    assert state(page)["surface"] == before["surface"]
    assert formula_field(page).input_value() == "x**2 + foo(y)"
    assert "formula" not in page.url.replace("Your+own+formula", "")
    assert page.complaints == []


def test_a_formula_is_typed_drawn_and_kept_in_the_link(share, visit):
    page = share(OWN)
    before = state(page)
    page.evaluate("() => { window.same = document.querySelector('.basin-player').basin; }")
    formula_field(page).fill("0.1*x**2 + 2*y**2")
    formula_field(page).press("Enter")
    until(page, f"p.race.surface !== {before['surface']!r} && p === window.same")  # the player stays: no flash, no lost zoom
    page.wait_for_url("**formula=*")
    there = visit(page.url.split("/")[-1])
    assert state(there)["surface"] == state(page)["surface"]
    assert page.complaints == []


def test_a_new_formula_says_that_it_is_being_compiled(visit):
    page = visit(f"{OWN}&runs=SGD,Newton,BFGS,L-BFGS")  # four programs: long enough for a word
    unseen = f"{time.time() % 1:.6f}"  # an older one would come from the disk, too fast for a word
    formula_field(page).fill(f"x**2 + y**2 + {unseen}*sin(3*x)*cos(2*y)")
    formula_field(page).press("Enter")
    page.get_by_text("Compiling your formula").wait_for()
    page.get_by_text("Compiling your formula").wait_for(state="hidden")
    page.wait_for_url(f"**{unseen}*")


def test_a_slider_moves_a_formulas_race_without_compiling_again(visit):
    page = visit(f"{OWN}&formula=x**4+%2B+y**2")
    shown = state(page)["shown"]
    field = page.locator('input[type=text][data-name="SGD.lr"]')
    field.fill("0.0123")
    field.press("Enter")
    until(page, f"p.shown > {shown} && p.race.runs[0].lr === 0.0123")
    assert page.get_by_text("Compiling your formula").count() == 0


def test_knots_are_typed_into_the_table(visit):
    page = visit("?schedule=Your+own+knots&knots=0:1,+1:0.5")
    until(page, "Math.abs(p.race.rate[p.race.steps - 1] - 0.5) < 0.01")
    table = page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    row = box["height"] / 4  # heading, two knots, the row that adds one
    page.mouse.dblclick(box["x"] + 0.8 * box["width"], box["y"] + 2.5 * row)
    cell = page.locator("input.gdg-input")
    cell.fill("0.25")
    page.wait_for_timeout(300)
    cell.press("Enter")
    until(page, "Math.abs(p.race.rate[p.race.steps - 1] - 0.25) < 0.01")
    page.wait_for_url("**0.25*")
    assert page.complaints == []


def test_a_setup_from_the_menu_is_there_as_described(visit):
    page = visit()
    page.locator(".stSelectbox", has_text="Try a setup").locator("input").click()
    page.get_by_role("option", name="A line search pays for itself").click()
    until(page, "p.race.surface.startsWith('Rosenbrock') && p.race.axis === 'evaluations'")
    written(page, "you see what their line searches cost").wait_for()
    page.wait_for_url("**surface=Rosenbrock*")
    assert page.complaints == []


def test_the_batch_size_is_a_slider_of_a_surface_made_from_data(visit):
    page = visit("?surface=Least+squares&runs=SGD")
    shown = state(page)["shown"]
    last = "() => { const { race } = document.querySelector('.basin-player').basin; return race.x[race.steps]; }"
    before = page.evaluate(last)
    field = page.locator('input[type=text][data-name="batch"]')
    field.fill("4")
    field.press("Enter")
    until(page, f"p.shown > {shown}")
    assert page.evaluate(last) != before
    page.wait_for_url("**batch=4*")


def test_every_rule_at_once_races_on_every_family_of_program(visit):
    page = visit("?surface=Himmelblau&runs=SGD,Momentum,Nesterov,AdaGrad,RMSprop,Adam,AdamW,Newton,BFGS,L-BFGS,Random+search")
    assert len(state(page)["names"]) == 11
    assert page.complaints == []
