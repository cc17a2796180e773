"""The race as a visitor meets it: click, drag, type, look."""

import pytest

from reading import number
from tests.browser.player import colours, pass_by, place, rests, state, until, written

SETUP = "JSON.stringify([p.race.surface, p.race.start, p.race.runs.map((run) => run.lr), p.map.plot._fullLayout.xaxis.range])"


@pytest.fixture
def race(share, address):
    """The first page at its end, and in its own setup again where a test before has changed that."""
    page = share()
    found = f"() => {{ const p = document.querySelector('.basin-player').basin; return {SETUP}; }}"
    if not hasattr(page, "own"):
        page.own = page.evaluate(found)
    if page.url != f"{address}/":
        page.get_by_role("button", name="Reset to this surface").click()
        page.wait_for_url(f"{address}/")
    page.get_by_role("button", name="Reset zoom").click()
    until(page, f"{SETUP} === {page.own!r}")
    page.evaluate("() => { const { transport } = document.querySelector('.basin-player').basin; transport.seek(transport.steps); }")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_page_paints_without_complaints_or_outside_requests(share, scheme):
    page = share(scheme=scheme)
    now = state(page)
    assert now["names"] == ["SGD", "Momentum", "Nesterov", "Adam"]
    assert now["surface"].startswith("Narrow valley")
    assert page.locator(".basin-player .map .contourlayer path").count() > 10
    assert colours(page, ".basin-player .map canvas.still") > 20
    assert page.complaints == []


def test_the_page_opens_already_moving(visit):
    page = visit(still=False)
    until(page, "p.transport.playing && p.transport.step > 3")


def test_everything_is_visible_without_scrolling(race):
    page = race
    box = page.locator(".basin-report").bounding_box()
    assert box["y"] + box["height"] <= 800


def test_a_click_sets_the_start_to_within_a_hundredth_of_the_window(race):
    page = race
    page.mouse.click(*place(page, 2.0, -3.0))
    until(page, "Math.abs(p.race.start[0] - 2) < 0.08 && Math.abs(p.race.start[1] + 3) < 0.08")
    page.wait_for_url("**start.x=*")
    x, y = place(page, *state(page)["start"])
    page.mouse.click(x + 10, y)  # on the ring, beside its middle
    beside = page.evaluate("([x, y]) => document.querySelector('.basin-player').basin.map.pointAt(x, y)", [x + 10, y])
    until(page, f"Math.abs(p.race.start[0] - {beside['x']}) < 0.001 && Math.abs(p.race.start[1] - {beside['y']}) < 0.001")


def test_a_click_is_as_exact_when_zoomed(visit):
    page = visit("?surface=Himmelblau")
    page.mouse.move(*place(page, 1.0, 4.0))
    page.mouse.down()
    page.mouse.move(*place(page, 4.0, 1.0), steps=8)
    page.mouse.up()
    until(page, "p.map.plot._fullLayout.xaxis.range[0] > 0.5")
    page.mouse.click(*place(page, 2.5, 3.0))
    until(page, "Math.abs(p.race.start[0] - 2.5) < 0.03 && Math.abs(p.race.start[1] - 3) < 0.03")


def test_dragging_to_zoom_does_not_set_the_start(race):
    page = race
    before = state(page)
    page.mouse.move(*place(page, 0.5, 2.0))
    page.mouse.down()
    page.mouse.move(*place(page, 2.5, -2.0), steps=8)
    page.mouse.up()
    until(page, "p.map.plot._fullLayout.xaxis.range[0] > 0")
    pass_by(page)
    rests(page)
    assert state(page)["start"] == before["start"]


def test_dragging_the_start_reruns_while_it_moves(race):
    page = race
    before = state(page)
    page.mouse.move(*place(page, *before["start"]))
    page.mouse.down()
    for i in range(1, 4):
        shown = state(page)["shown"]
        page.mouse.move(*place(page, before["start"][0] + i, before["start"][1]), steps=5)
        until(page, f"p.shown > {shown}")
    page.mouse.up()
    until(page, f"Math.abs(p.race.start[0] - {before['start'][0] + 3}) < 0.08")
    assert state(page)["x"] == pytest.approx(before["x"])  # it did not zoom
    page.wait_for_url("**start.x=*")


def test_dragging_a_slider_repaints_during_the_drag(race):
    page = race
    thumb = page.locator('input[type=range][data-name="SGD.lr"]')
    thumb.scroll_into_view_if_needed()
    box = thumb.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    page.mouse.down()
    for i in range(1, 6):
        shown = state(page)["shown"]
        page.mouse.move(box["x"] + box["width"] * (0.5 - 0.04 * i), box["y"] + box["height"] / 2, steps=4)
        until(page, f"p.shown > {shown}")
    assert "SGD.lr" not in page.url  # the link waits for the hand
    page.mouse.up()
    page.wait_for_url("**SGD.lr=*")
    shown = number(page.locator('input[type=text][data-name="SGD.lr"]').input_value())
    until(page, f"p.race.runs[0].lr === {shown}")


def test_play_moves_the_heads_and_pause_holds_them(race):
    page = race
    page.get_by_role("button", name="Play").click()
    until(page, "p.transport.step > 5")
    page.get_by_role("button", name="Pause").click()
    held = state(page)["step"]
    pass_by(page)
    assert state(page)["step"] == held
    assert held == int(held)


def test_scrubbing_and_stepping_go_where_they_say(race):
    page = race
    page.locator(".transport input[type=range]").fill("40")
    assert state(page)["step"] == 40
    page.get_by_role("button", name="Step on").click()
    page.get_by_role("button", name="Step on").click()
    page.get_by_role("button", name="Step back").click()
    assert state(page)["step"] == 41
    assert page.locator(".transport .step").inner_text() == "step 41 / 200"


def test_the_keyboard_plays_and_steps(race):
    page = race
    page.locator(".basin-player").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert state(page)["step"] == 1
    page.keyboard.press(" ")
    until(page, "p.transport.playing && p.transport.step > 4")
    page.keyboard.press(" ")
    assert not state(page)["playing"]


def test_hovering_a_path_tells_its_numbers(visit):
    page = visit("?runs=SGD")
    x, y = page.evaluate("() => { const p = document.querySelector('.basin-player').basin; return [p.race.x[150], p.race.y[150]]; }")
    page.mouse.move(*place(page, x, y))
    tip = page.locator(".basin-player .tip")
    tip.wait_for()
    text = tip.inner_text()
    assert all(word in text for word in ("SGD, step", "(x, y) = (", "loss", "gradient (", "rate"))


def test_the_legend_hides_and_shows_a_run(race):
    page = race
    page.locator('.legend [data-name="Momentum"]').click()
    until(page, "p.race.hidden.has('Momentum')")
    assert page.locator('.legend [data-name="Momentum"]').get_attribute("aria-pressed") == "false"
    page.wait_for_url("**hidden=Momentum*")
    page.locator('.legend [data-name="Momentum"]').click()
    until(page, "p.race.hidden.size === 0")
    page.wait_for_url(lambda url: "hidden" not in url)


def test_zoom_survives_a_slider_change(race):
    page = race
    page.mouse.move(*place(page, -3, 2))
    page.mouse.down()
    page.mouse.move(*place(page, 1, -2), steps=8)
    page.mouse.up()
    until(page, "p.map.plot._fullLayout.xaxis.range[1] < 2")
    before = state(page)
    field = page.locator('input[type=text][data-name="surface.kappa"]')
    field.fill("60")
    field.press("Enter")
    until(page, "p.race.surface.includes('60')")
    until(page, f"p.shown > {before['shown']}")
    page.wait_for_url("**surface.kappa=60*")
    after = state(page)
    assert after["x"] == pytest.approx(before["x"])
    assert after["y"] == pytest.approx(before["y"])
    page.get_by_role("button", name="Reset zoom").click()
    until(page, "p.map.plot._fullLayout.xaxis.range[1] === 4")


def test_a_link_restores_the_whole_setup(race, visit):
    page = race
    for name, text in {
        "surface.kappa": "37",
        "SGD.lr": "0.031",
        "noise": "0.5",
        "seed": "7",
        "steps": "333",
        "start.y": "-1.25",
        "schedule.warmup": "0.2",
    }.items():
        field = page.locator(f'input[type=text][data-name="{name}"]')
        field.scroll_into_view_if_needed()
        field.fill(text)
        field.press("Enter")
        page.wait_for_url(f"**{name}=*")
    page.locator('.legend [data-name="Adam"]').click()
    page.wait_for_url("**hidden=Adam*")
    there = visit(page.url.split("/")[-1])
    until(there, "p.race.steps === 333")
    picture = """() => {
      const r = document.querySelector(".basin-player").basin.race;
      return [r.surface, [...r.x], [...r.gap], [...r.rate], [...r.hidden]];
    }"""
    assert there.evaluate(picture) == page.evaluate(picture)
    assert there.url == page.url


def test_back_returns_to_the_setup_before(race):
    page = race
    field = page.locator('input[type=text][data-name="SGD.lr"]')
    for text in ("0.011", "0.012"):
        field.fill(text)
        field.press("Enter")
        page.wait_for_url(f"**SGD.lr={text}*")
    page.go_back()
    until(page, "p.race.runs[0].lr === 0.011")


def test_the_three_dimensional_view_shows_the_same_paths(race):
    page = race
    page.get_by_role("button", name="3-D").click()
    page.locator(".basin-player .scene canvas").first.wait_for(timeout=20_000)
    until(page, "p.scene.ready && p.scene.plot._fullData.length === 6")
    assert page.evaluate(
        """() => {
          const p = document.querySelector(".basin-player").basin, n = p.race.steps + 1;
          return p.scene.plot._fullData.slice(1, 5).every((t, i) => Math.abs(t.x[100] - p.race.x[i * n + 100]) < 1e-6);
        }"""
    )
    page.wait_for_url("**view=3-D*")
    page.get_by_role("button", name="2-D").click()
    until(page, "p.race.view === '2-D' && p.map.plot.clientWidth > 0")
    page.wait_for_url(lambda url: "view" not in url)
    assert page.complaints == []


def test_no_width_scrolls_sideways(visit):
    page = visit(width=1440, height=844)
    for width in (1440, 1024, 768, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
        page.wait_for_function("() => document.querySelector('.stMain').scrollWidth <= document.querySelector('.stMain').clientWidth")
        page.wait_for_function(
            """(width) => {
              const { x, right } = document.querySelector(".basin-player .map").getBoundingClientRect();
              return x >= 0 && right <= width;
            }""",
            arg=width,
        )


def test_a_nonsense_link_is_answered_in_plain_sentences(visit):
    page = visit("?surface=Nowhere&SGD.lr=banana&Adam.lr=NaN&steps=1e99&runs=SGD,Adam,Bogus&start.x=inf&colour=red")
    said = page.locator(".stAlert").all_inner_texts()
    for word in ("Nowhere", "banana", "steps", "Bogus", "start.x", "colour"):
        assert any(word in sentence for sentence in said), f"{word} is not mentioned in {said}"
    assert page.locator(".stException").count() == 0


def test_a_wrong_entry_says_what_is_allowed_and_changes_nothing(race):
    page = race
    before = state(page)
    field = page.locator('input[type=text][data-name="SGD.lr"]')
    for text in ("fast", "-1", "1e9", ""):
        field.fill(text)
        field.press("Enter")
        problem = page.locator(".basin-sliders .problem", has_text="Allowed: 0 to 1000.")
        problem.wait_for()
    pass_by(page)
    rests(page)
    assert state(page)["rates"] == before["rates"]


def test_a_diverging_run_is_marked_and_named(visit):
    page = visit("?runs=SGD,Adam&SGD.lr=0.05")
    written(page, "SGD diverged at step").wait_for()
    assert page.evaluate("() => document.querySelector('.basin-player').basin.race.runs[0].diverged") > 0
    assert page.complaints == []


def test_a_link_opened_in_three_dimensions_zooms_in_two(visit):
    page = visit("?view=3-D")
    page.get_by_role("button", name="2-D").click()
    until(page, "p.race.view === '2-D' && p.map.surface")
    page.mouse.move(*place(page, 1, 3))
    page.mouse.down()
    page.mouse.move(*place(page, 3, -3), steps=8)
    page.mouse.up()
    until(page, "p.map.plot._fullLayout.xaxis.range[0] > 0.5")
    until(page, "p.map.stamp.includes(String(p.map.plot._fullLayout.xaxis.range))")  # the paths were drawn by the new axes
    assert page.complaints == []
