"""A slider that the hand has grasped: once the whole of it has come, the picture follows by itself, and what it shows is the engine's."""

import numpy as np
import pytest

from tests.browser.player import pass_by, until

QUERY = "?surface=Rosenbrock&runs=SGD,Adam&steps=100&schedule=Cosine"
SHOWN = """() => {
  const p = document.querySelector(".basin-player").basin, { xaxis, yaxis } = p.map.plot._fullLayout, { y } = p.curves.axes;
  const at = (values, scale) => Array.from(values, (v) => scale(v));
  return { rates: p.race.runs.map((run) => run.lr), steps: p.race.steps, told: p.outbox.n, schedule: Array.from(p.race.rate),
           cost: Array.from(p.race.cost ?? []), bend: Array.from(p.race.bend ?? []), factor: p.race.factor, numerator: p.race.numerator,
           labels: p.race.runs.map((run) => run.label), diverged: p.race.runs.map((run) => run.diverged), cuts: p.race.cuts,
           written: [".legend", ".inspect.open [role=menu]", ".edge"].map((part) => p.root.querySelector(part).textContent),
           marked: Array.from(document.querySelectorAll(".mark"), (mark) => [mark.title, mark.style.getPropertyValue("--share")]),
           grips: Array.from(p.root.querySelectorAll(".cut"), (grip) => [grip.dataset.name, grip.title, grip.style.left]),
           x: at(p.race.x, (v) => xaxis.l2p(v)), y: at(p.race.y, (v) => yaxis.l2p(v)), loss: at(p.race.gap, (v) => y.l2p(Math.log10(v))) };
}"""


def hold(page, name: str) -> tuple[float, float, float]:
    """Take hold of a slider, and move it until its whole is here; where it lies: left, height, width in pixels."""
    page.evaluate("() => document.querySelectorAll('.basin-sliders details').forEach((one) => { one.open = true; })")
    thumb = page.locator(f'input[type=range][data-name="{name}"]')
    thumb.scroll_into_view_if_needed()
    share = thumb.evaluate("(one) => Number(one.value) / Number(one.max)")
    box = thumb.bounding_box()
    left, y, width = box["x"] + 8, box["y"] + box["height"] / 2, box["width"] - 16
    page.mouse.move(left + share * width, y)
    page.mouse.down()
    for turn in range(400):
        page.mouse.move(left + share * width + 3 * (turn % 2), y)
        pass_by(page, 10)
        if page.evaluate("() => document.querySelector('.basin-player').basin.live !== null"):
            return left, y, width
    raise AssertionError(f"The whole of {name} never came.")


def alike(mine: dict, theirs: dict) -> None:
    """The same pictures, to less than a quarter of a pixel wherever the map or the chart can show it."""
    assert mine["rates"] == theirs["rates"]
    for told in ("steps", "labels", "diverged", "bend", "factor", "numerator", "cuts", "written", "marked", "grips"):
        assert mine.get(told) == theirs.get(told), told
    np.testing.assert_allclose(mine["schedule"], theirs["schedule"], atol=1e-4)
    assert [None if k is None or k != k else k for k in mine["cost"]] == [None if k is None or k != k else k for k in theirs["cost"]]
    for name in ("x", "y", "loss"):
        a, b = (np.array([np.nan if v is None else v for v in one[name]], float) for one in (mine, theirs))
        assert (np.isnan(a) == np.isnan(b)).all()
        near = np.abs(b) < 3000
        assert np.abs(a - b)[near].max() < 0.25


def let_go(page) -> dict:
    """What is shown as the hand lets go; Python then shows the same."""
    pass_by(page, 3)
    shown = page.evaluate(SHOWN)
    page.mouse.up()
    until(page, "p.live === null")
    alike(shown, page.evaluate(SHOWN))
    return shown


def test_the_picture_follows_the_hand_without_the_server_and_is_what_the_server_then_says(visit):
    page = visit(QUERY)
    left, y, width = hold(page, "Adam.lr")
    told, seen = page.evaluate(SHOWN)["told"], set()
    for share in (0.2, 0.35, 0.5, 0.6, 0.7):
        page.mouse.move(left + share * width, y)
        value = page.locator('input[type=range][data-name="Adam.lr"]').get_attribute("aria-valuetext")
        until(page, f"p.race.runs[1].lr === Number('{value}'.replace('−', '-'))")
        shown = page.evaluate(SHOWN)
        assert shown["told"] == told
        seen.add(tuple(shown["x"]))
    assert len(seen) == 5
    page.mouse.up()
    until(page, "p.live === null")
    alike(shown, page.evaluate(SHOWN))
    page.wait_for_function("(rate) => decodeURIComponent(location.search).includes(`Adam.lr=${rate}`)", arg=str(shown["rates"][1]))
    assert not page.complaints


def test_a_slider_of_all_runs_moves_them_all_and_the_schedule(visit):
    page = visit(QUERY)
    for name in ("noise", "schedule.warmup"):
        left, y, width = hold(page, name)
        page.mouse.move(left + 0.04 * width, y)
        let_go(page)
    assert not page.complaints


def test_keys_find_the_neighbours_there(visit):
    page = visit(QUERY)
    thumb = page.locator('input[type=range][data-name="SGD.lr"]')
    thumb.focus()
    for _ in range(400):
        page.keyboard.press("ArrowRight")
        pass_by(page, 10)
        if page.evaluate("() => document.querySelector('.basin-player').basin.live !== null"):
            break
    shown = page.evaluate(SHOWN)
    until(page, "p.live === null")
    alike(shown, page.evaluate(SHOWN))
    assert not page.complaints


def test_another_setting_lets_go_of_it(visit):
    page = visit(QUERY)
    hold(page, "Adam.lr")
    page.mouse.up()
    until(page, "p.live === null")
    page.locator('input[type=text][data-name="steps"]').fill("50")
    page.keyboard.press("Enter")
    until(page, "p.race.steps === 50")
    left, y, width = hold(page, "SGD.lr")
    page.mouse.move(left + 0.3 * width, y)
    assert let_go(page)["steps"] == 50
    assert not page.complaints


def test_a_thumb_that_is_let_go_where_it_was_leaves_nothing_behind(visit):
    page = visit(QUERY)
    thumb = page.locator('input[type=range][data-name="Adam.lr"]')
    first, link = thumb.input_value(), page.url
    left, y, width = hold(page, "Adam.lr")
    share = int(first) / int(thumb.get_attribute("max"))
    for at in (0.2, share):
        page.mouse.move(left + at * width, y)
        pass_by(page, 3)
    assert thumb.input_value() == first
    rate = let_go(page)["rates"][1]
    page.wait_for_function("(link) => location.href === link", arg=link)
    until(page, f"p.base.runs[1].lr === {rate}")
    assert not page.complaints


def test_over_evaluations_a_run_that_diverged_comes_back_whole(visit):
    page = visit("?surface=Rosenbrock&runs=SGD,Adam&steps=100&axis=evaluations&SGD.lr=0.05")
    until(page, "p.race.runs[0].diverged > 0")
    left, y, width = hold(page, "SGD.lr")
    page.mouse.move(left + 0.3 * width, y)
    assert len(let_go(page)["cost"]) == 202
    until(page, "p.race.runs[0].diverged < 0")
    assert not page.complaints


def test_a_slider_of_another_view_has_nothing_to_say(visit):
    """The range test has the same sliders as the fan, and goes by messages."""
    page = visit("rates?runs=SGD&steps=100&SGD.lr=0.01")
    hold(page, "SGD.lr")
    page.mouse.up()
    until(page, "p.live === null")
    page.get_by_text("Range test", exact=True).click()
    until(page, "p.race.across")
    thumb = page.locator('input[type=range][data-name="SGD.lr"]')
    box = thumb.bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    for turn in range(6):
        page.mouse.move(box["x"] + 0.5 * box["width"] + 3 * turn, box["y"] + box["height"] / 2)
        pass_by(page, 5)
        assert page.evaluate("() => document.querySelector('.basin-player').basin.live === null")
    page.mouse.up()
    assert not page.complaints


@pytest.mark.parametrize("steps", [100, 2000])
def test_a_grip_is_followed_as_a_slider_is(visit, steps):
    page = visit(f"schedules?surface=Rosenbrock&plans=Step,Cosine&steps={steps}")
    grip = page.locator('.cut[data-name="Step.cut1"]')
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for turn in range(400):
        page.mouse.move(x + 3 + 3 * (turn % 2), y)
        pass_by(page, 10)
        if page.evaluate("() => document.querySelector('.basin-player').basin.live !== null"):
            break
    told = page.evaluate(SHOWN)["told"]
    page.mouse.move(x + 9, y)
    shown = let_go(page)
    assert shown["told"] == told or steps == 2000, "of long runs the next part is asked for"
    page.mouse.move(0, 0)
    assert not page.complaints


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("?surface=Rosenbrock&runs=SGD,Adam&steps=2000", "Adam.lr"),
        (QUERY.replace("steps=100", "steps=90"), "steps"),
        ("decay", "lambda"),
        ("decay?steps=400", "adam.lr"),
        ("diamond?show=Penalised+loss", "lr"),
        ("schedules?surface=Rosenbrock", "warmup"),
        ("schedules?surface=Rosenbrock&plans=Step,Cosine", "Step.cut1"),
        ("schedules?surface=Rosenbrock&plans=Step,Cosine&steps=100", "steps"),
        ("schedules?surface=Rosenbrock&runs=Momentum&compare=Momentum+A+and+B", "Step.cut2"),
        ("rates?runs=SGD&steps=100", "SGD.lr"),
        ("rates?runs=Momentum&steps=100", "Momentum.momentum"),
        ("rates?surface=Rosenbrock&runs=SGD&steps=100&noise=1", "SGD.lr"),
        ("rates?surface=Rosenbrock&runs=Nesterov&steps=400", "Nesterov.lr"),
        ("rates?surface=Rosenbrock&runs=SGD&steps=100", "fan.low"),
        ("rates?runs=Momentum&steps=100", "fan.high"),
        ("rates?runs=Momentum&steps=100", "steps"),
        ("rates?runs=SGD&steps=100", "noise"),
        ("rates?runs=SGD&steps=100", "schedule.warmup"),
        ("rates?surface=Rosenbrock&runs=Adam&steps=100", "Adam.beta1"),
        ("schedules?surface=Rosenbrock", "SGD.lr"),
        ("schedules?surface=Rosenbrock&plans=Constant,Exponential", "Exponential.gamma"),
        ("schedules?surface=Rosenbrock&runs=Momentum&compare=Momentum+A+and+B", "Momentum.lr"),
    ],
)
def test_what_is_too_much_for_one_call_comes_in_parts_as_the_hand_moves_on(visit, query, name):
    """The next part is asked for before the hand has come to the end of the one that is here; and other pages' players do the same."""
    page = visit(query)
    left, y, width = hold(page, name)
    thumb = page.locator(f'input[type=range][data-name="{name}"]')
    first, most = int(thumb.input_value()), int(thumb.get_attribute("max"))
    for _ in range(8):
        first = first + max(1, most // 30) if first < most // 2 else first - max(1, most // 30)
        page.mouse.move(left + first / most * width, y)
        pass_by(page, 6)
    for turn in range(400):  # a part that was outrun comes after a message or two
        page.mouse.move(left + first / most * width + turn % 2, y)
        pass_by(page, 10)
        if page.evaluate("() => document.querySelector('.basin-player').basin.live !== null"):
            break
    else:
        raise AssertionError(f"The part of {name} about the hand never came.")
    let_go(page)
    assert not page.complaints


@pytest.mark.parametrize("then", ["typed", "pill", "other", "reset", "setup"])
def test_what_comes_right_after_the_hand_has_let_go_wins(visit, then):
    page = visit(QUERY)
    rate = page.evaluate(SHOWN)["rates"][0]
    left, y, width = hold(page, "SGD.lr")
    page.mouse.move(left + 0.3 * width, y)
    pass_by(page, 3)
    dragged = page.evaluate(SHOWN)["rates"][0]
    assert dragged != rate
    page.mouse.up()
    if then == "typed":
        page.locator('input[type=text][data-name="SGD.lr"]').fill("0.0003")
        page.keyboard.press("Enter")
        wanted, link = "p.race.runs[0].lr === 0.0003", "SGD.lr=0.0003"
    elif then == "pill":
        page.get_by_role("button", name="RMSprop", exact=True).first.click()
        wanted, link = f"p.race.runs.length === 3 && p.race.runs[0].lr === {dragged}", f"SGD.lr={dragged}"
    elif then == "reset":
        page.get_by_role("button", name="Reset to this surface’s defaults").click()
        wanted, link = "p.race.runs.length === 4 && p.race.steps !== 100", "?surface=Rosenbrock"
    elif then == "setup":
        page.get_by_label("Try a setup").click()
        page.get_by_role("option", name="SGD on the edge").click()
        wanted, link = "p.race.runs[0].lr === 0.02", "SGD.lr=0.02"
    else:
        thumb = page.locator('input[type=range][data-name="Adam.lr"]')
        thumb.focus()
        page.keyboard.press("End")
        wanted, link = f"p.race.runs[1].lr === 10 && p.race.runs[0].lr === {dragged}", f"SGD.lr={dragged}"
    until(page, f"p.live === null && {wanted}")
    page.wait_for_function("(part) => decodeURIComponent(location.search).includes(part)", arg=link)
    pass_by(page, 40)
    until(page, wanted)
    assert not page.complaints
