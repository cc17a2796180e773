"""One step as arrows and as arithmetic, in a real browser."""

import json

import numpy as np
import pytest

from optimizers import Run
from optimizers.microscope import magnify
from studies.why import why
from tests.browser.player import colours, pass_by, rests

SCOPE = "document.querySelector('.basin-microscope').basin"
EXAMPLE = "microscope?surface=Rosenbrock&runs=SGD,Adam&inspect=Adam&steps=60&step=12"


LONG = "microscope?surface=Rosenbrock&runs=Adam&steps=2000&step=12"


def standing(page, step: int) -> None:
    """Wait until every number of this step is on the screen."""
    page.wait_for_function(f"() => {SCOPE}.step === {step} && {SCOPE}.lines.step === {step}")


@pytest.fixture
def example(share):
    """The worked example at its step, whatever the test before did."""
    page = share(EXAMPLE)
    page.evaluate(f"() => {SCOPE}.steps.seek(12)")
    standing(page, 12)
    return page


def lines(page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".basin-microscope .lines li").all_inner_texts()]


def ranges(page) -> list[list[float]]:
    return page.evaluate(f"() => {SCOPE}.picture.map.axes.map((axis) => axis.range)")


def written(value: float) -> str:
    """Five significant digits as the page writes them, by Python's own rounding."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.4e}".split("e")
    plain = abs(value) >= 1e-3 and float(f"{abs(value):.4e}") < 1e5
    return (f"{value:.{4 - int(exponent)}f}" if plain else f"{mantissa}·10{int(exponent)}").replace("-", "−")


def test_the_arithmetic_on_the_page_is_the_engines(example):
    page = example
    m = magnify("Rosenbrock", Run("Adam"), steps=60)
    standing(page, 12)
    shown = {line.letter: text for line, text in zip(m.lines, lines(page), strict=True)}
    for letter in ("m", "v", "m_hat", "v_hat", "own_rate", "dx", "next"):
        for value in m.letters[letter][12]:
            assert f"= {written(value)}" in shown[letter], letter
    assert f"({written(m.letters['slope'][12][0])}, {written(m.letters['slope'][12][1])})" in shown["slope"]
    assert "0.9 · (−11.968) + (1 − 0.9) · (−60.280) = −16.800" in shown["m"]
    page.keyboard.press("ArrowRight")
    standing(page, 13)
    assert f"= {written(m.letters['m'][13][0])}" in lines(page)[1]
    assert page.complaints == []


def engines(m, step: int) -> list[str]:
    """What must stand at the end of each line of a step, and in the table and above the picture."""
    return [
        *(written(value) for line in m.lines if line.letter != "slope" for value in np.atleast_1d(m.letters[line.letter][step])),
        *(written(value) for k in (step, step + 1) for value in (*m.paths.theta[0, k], m.paths.loss[0, k])),
        f"{written(m.paths.loss[0, step])} → {written(m.paths.loss[0, step + 1])}",
    ]


# Everything that is on the screen at once: which step it is said to be, and what is said of it.
SEEN = f"""() => {{
  const root = document.querySelector(".basin-microscope"), text = (one) => one.textContent.replace(/\\s+/g, "");
  return JSON.stringify({{
    step: Number({SCOPE}.steps.scrub.getAttribute("aria-valuetext").split(" ")[1]),
    entry: document.activeElement === {SCOPE}.steps.entry ? null : Number({SCOPE}.steps.entry.value),
    results: [...root.querySelectorAll(".lines .row .number")].map(text),
    state: [...root.querySelectorAll(".state tbody tr")].flatMap((row) => [...row.cells].slice(1, 4).map(text)),
    loss: root.querySelector(".ground").textContent.replace(/^.*loss /, ""),
    why: root.querySelector(".why span").textContent,
  }});
}}"""
# Look at every frame from now on, and keep what was never seen before.
WATCH = f"""() => {{
  const seen = {SEEN};
  window.seen = new Set();
  const frame = () => {{ window.seen?.add(seen()); requestAnimationFrame(frame); }};
  requestAnimationFrame(frame);
}}"""


def checked(m, reasons: list[str], seen: str) -> bool:
    """That all that is on the screen belongs to the step it is said to be; whether its numbers have come."""
    shown = json.loads(seen)
    step = shown["step"]
    assert shown["entry"] in (None, step), "what is being typed is nobody else's"
    expected = engines(m, step)
    results, known = expected[:-7], shown["why"] != "…"
    assert [*shown["state"], shown["loss"]] == expected[-7:], step
    assert shown["results"] == (results if known else ["…"] * len(results[:-2]) + results[-2:]), step  # the path is always here
    assert shown["why"] == (reasons[step] if known else "…"), step
    return known


@pytest.fixture(scope="module")
def long_run():
    m = magnify("Rosenbrock", Run("Adam"), steps=2000)
    return m, why(m)


def test_wherever_the_hand_jumps_every_number_ever_on_the_screen_is_that_steps(visit, long_run):
    page = visit(LONG)
    standing(page, 12)
    page.evaluate(WATCH)
    entry, scrub = page.get_by_label("Jump to step"), page.get_by_label("Step", exact=True)
    rng, at = np.random.default_rng(7), 12

    def go(way: int, k: int) -> int:
        """One of the hand's ways to a step, or as near to it as that way goes."""
        if way == 0:
            entry.fill(str(k))
            entry.press("Enter")
            page.evaluate("() => document.activeElement.blur()")
        elif way == 1:
            scrub.evaluate("(one, k) => { one.value = k; one.dispatchEvent(new Event('input', { bubbles: true })); }", str(k))
        elif way == 2:
            k = 1999 if k > 1000 else 0
            page.keyboard.press("End" if k else "Home")
        else:
            k = min(1999, at + 5)
            for _ in range(5):
                page.keyboard.press("ArrowRight")
        return k

    for turn in range(24):
        for _ in range(rng.integers(1, 4)):  # some are outrun by the next
            at = go(int(rng.integers(4)), int(rng.integers(2000)))
        standing(page, at)
        assert checked(*long_run, page.evaluate(SEEN)), turn
        if turn % 6 == 5:
            page.wait_for_url(f"**step={at}*" if at else "**steps=2000*")  # at rest the link follows, and nothing else changes
            rests(page)
            standing(page, at)
    seen = page.evaluate("() => { const all = [...window.seen]; window.seen = null; return all; }")
    assert len(seen) > 24
    for one in seen:
        checked(*long_run, one)
    assert page.complaints == []


def test_a_held_key_finds_the_numbers_of_the_next_window_there_before_it(visit, long_run):
    page = visit(LONG.replace("step=12", "step=50"))
    standing(page, 50)
    end = page.evaluate(f"() => {SCOPE}.run.window(50).count")
    for step in range(51, end + 5):
        page.keyboard.press("ArrowRight")
        assert page.evaluate(f"() => {SCOPE}.lines.step") == step, "the numbers were not there at once"
        page.wait_for_function(f"() => {SCOPE}.run.missing({step}) === undefined")  # asked for while there are steps left
    assert page.evaluate(f"() => {SCOPE}.run.window({step}).first") > 0
    assert checked(*long_run, page.evaluate(SEEN))


def test_keys_step_jump_and_play(example):
    page = example
    standing(page, 12)
    page.keyboard.press("ArrowLeft")
    standing(page, 11)
    page.keyboard.press("Home")
    standing(page, 0)
    page.keyboard.press("ArrowLeft")
    standing(page, 0)
    page.keyboard.press("End")
    standing(page, 59)
    page.keyboard.press("ArrowUp")
    assert page.locator(".lines li.waiting").count() == 1
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="Pause").count() == 1
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="Play sub-steps").count() == 1


def test_play_shows_line_after_line_and_goes_on_to_the_next_step(visit):
    page = visit(EXAMPLE, still=False)
    standing(page, 12)
    page.get_by_label("Speed of the sub-steps").select_option("4")
    page.get_by_role("button", name="Play sub-steps").click()
    page.wait_for_function("() => document.querySelectorAll('.lines li.waiting').length > 0")
    page.wait_for_function(f"() => {SCOPE}.step === 13")
    page.get_by_role("button", name="Pause").click()


def test_a_line_is_clicked_to_see_the_step_up_to_it(example):
    page = example
    page.locator(".lines li").nth(1).click()
    assert page.locator(".lines li.waiting").count() == len(lines(page)) - 2


def test_a_step_is_jumped_to_by_number_and_nonsense_is_answered(example):
    page = example
    entry = page.get_by_label("Jump to step")
    entry.fill("30")
    page.evaluate(f"() => {SCOPE}.draw()")  # as when a slider's answer arrives
    entry.press("Enter")
    standing(page, 30)
    entry.fill("500")
    entry.press("Enter")
    assert (
        page.locator(".basin-microscope .problem").inner_text() == "“500” is not a step of this run. Allowed: whole numbers from 0 to 59."
    )
    standing(page, 30)


def test_the_link_follows_the_hand_and_the_message_stays_small(visit):
    page = visit(EXAMPLE)  # on a page that was used before a step may still be on its way to the link
    standing(page, 12)
    pass_by(page)
    rests(page)
    run = max(page.received)
    page.received.clear()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**step=13*")
    pass_by(page)
    rests(page)
    assert run > 15_000, "the run and its map are what a visit brings"
    assert 0 < max(page.received) < run / 4, "the whole run was sent again for a step that the browser already shows"
    standing(page, 13)


def test_nothing_moves_while_the_numbers_change(visit):
    page = visit("microscope?surface=Narrow+valley&runs=Adam&steps=200")
    places = """() => [...document.querySelectorAll(".basin-microscope .lines [data-of], .basin-microscope .number")].map((e) => {
      const box = e.getBoundingClientRect();
      return [Math.round(box.right), Math.round(box.top)];
    })"""
    standing(page, 0)
    alone = page.evaluate("() => [...document.querySelectorAll('.lines .head .number')].length")  # stand in a line of their own
    before = page.evaluate(places)
    for step in (1, 7, 60, 140, 199):
        page.evaluate(f"() => {SCOPE}.steps.seek({step})")
        standing(page, step)
        after = page.evaluate(places)
        moved = sum(abs(a[0] - b[0]) > 1 or abs(a[1] - b[1]) > 1 for a, b in zip(before, after, strict=True))
        assert moved <= alone, step


def test_the_view_follows_and_the_switch_shows_the_whole_map(example):
    page = example
    near = ranges(page)
    assert near[0][1] - near[0][0] < 1
    page.get_by_role("button", name="Whole map").click()
    page.wait_for_function("() => document.querySelector('.basin-microscope').dataset.look === 'Whole map'")
    page.wait_for_function(f"() => {SCOPE}.picture.map.axes[0].range[0] === -2")
    assert "look=Whole+map" in page.url
    page.wait_for_selector("[data-test-script-state=notRunning]")  # a click while the page still runs can be lost
    page.get_by_role("button", name="Follow").click()
    page.wait_for_function(f"() => {SCOPE}.picture.map.axes[0].range[1] - {SCOPE}.picture.map.axes[0].range[0] < 1")


def test_every_kind_of_step_is_drawn_with_its_names(visit):
    rules = ["Momentum", "Nesterov", "AdamW", "Newton", "BFGS", "Random search"]
    page = visit(f"microscope?surface=Himmelblau&runs={','.join(rules).replace(' ', '+')}&step=2")
    for rule in rules:
        page.get_by_test_id("stMain").get_by_role("radio", name=rule, exact=True).click()
        page.wait_for_function(f"(rule) => {SCOPE}.run.run.name === rule", arg=rule)
        page.wait_for_function(f"() => {SCOPE}.picture.race.serial === {SCOPE}.run.serial")
        assert colours(page, ".basin-microscope .map canvas.moving") > 20, rule
        assert page.locator(".basin-microscope .labels span:visible").count() >= 1, rule
    assert page.complaints == []


def test_an_arrow_ends_where_the_engine_goes(example):
    """The tip of the last arrow of step 12, in the surface's coordinates, is the engine's next point."""
    page = example
    standing(page, 12)
    tip = page.evaluate(f"() => {SCOPE}.run.drawn(12).filter((s) => s?.kind === 'move').at(-1).to")
    assert tip == pytest.approx(magnify("Rosenbrock", Run("Adam"), steps=60).paths.theta[0, 13].tolist(), abs=1e-12)


def test_the_slice_shows_the_curve_and_its_values(visit):
    """x² + 4x + 4 cut along x: the height at −2 is 0 and at 0 is 4, read off the curve that is drawn."""
    page = visit(
        "microscope?surface=Your+own+formula&formula=x**2%2B4*x%2B4&window=-5,1,-3,3&runs=SGD&SGD.lr=0.4&start.x=0&start.y=0&look=Slice+x"
    )
    page.wait_for_selector(".basin-microscope[data-look='Slice x']")
    curve = page.evaluate(f"() => {SCOPE}.slice.curve(0)")
    for x, height in curve:
        assert height == pytest.approx((x + 2) ** 2, abs=0.02)
    assert colours(page, ".basin-microscope .slice canvas") > 20
    assert page.complaints == []


def test_a_slider_of_the_run_is_followed_while_the_step_stays(visit):
    page = visit(EXAMPLE)
    standing(page, 12)
    before = lines(page)
    slider = page.locator('input[type=range][data-name="Adam.lr"]')
    slider.focus()
    slider.press("ArrowRight")
    page.wait_for_function(f"(old) => {SCOPE}.run.at('lr', 0)[0] !== old", arg=0.1)
    standing(page, 12)
    assert lines(page) != before


def test_everything_fits_a_phone(visit):
    page = visit(EXAMPLE, width=390, height=844, scheme="dark")
    standing(page, 12)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert page.evaluate("() => { const s = document.querySelector('.sums'); return s.scrollWidth - s.clientWidth; }") <= 1
    read = ".lines .row, .lines .says, .why, .state td"
    sizes = page.evaluate("(read) => [...document.querySelectorAll(read)].map((e) => parseFloat(getComputedStyle(e).fontSize))", read)
    assert min(sizes) >= 12
