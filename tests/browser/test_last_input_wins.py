"""Quick inputs on a slow machine: the answers are held back on purpose, so that each input leaves before the last one's answer is heard."""

import time
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from optimizers import Run, descend
from tests.browser.conftest import PICTURES
from tests.browser.held_back import PATIENCE, HeldBack
from tests.browser.player import place, state, until
from ui.frame.settings import FLIGHT

SHOWN = ", ".join(f".basin-{one}[data-shown]" for one in PICTURES)
SLIDERS = {
    "": "SGD.lr",
    "microscope": "SGD.lr",
    "rates": "SGD.lr",
    "schedules": "SGD.lr",
    "maps": "noise",
    "basins?starts=32": "noise",
    "diamond": "t",
    "paths": "lambda",
    "overfitting": "degree",
    "decay": "lambda",
}


@pytest.fixture(scope="module")
def tab(browser):
    """One for all tests of this file: in a new one every script is compiled again. Its answers can be held back."""
    page = browser.new_context(color_scheme="light", reduced_motion="reduce").new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.complaints.append(str(e)))
    page.set_viewport_size({"width": 1440, "height": 900})
    yield page, HeldBack(page)
    page.context.close()


@pytest.fixture
def slow(tab, address):
    """Open a page whose answers can be held back: `page, answers = slow("rates")`."""
    page, answers = tab

    def slow(query: str = ""):
        page.complaints.clear()
        page.goto(f"{address}/{query}")
        page.wait_for_selector(SHOWN, timeout=PATIENCE)
        rests(page)
        return page, answers

    yield slow
    page.goto(f"{address}/_stcore/health")  # what is on its way ends here; of the same server, so that the tab keeps what it has compiled
    answers.forget()


def rests(page):
    """Wait until no run is on its way."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=PATIENCE)


def link(page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def fields(page, name):
    return page.locator(f'input[type=range][data-name="{name}"]').first, page.locator(f'input[type=text][data-name="{name}"]').first


@pytest.mark.parametrize("query", SLIDERS)
def test_keys_that_outrun_the_answers_are_all_kept_and_the_page_lives(slow, query):
    """Two steps to the right and two back; each leaves with the link of before, and the way back asks for pictures shown long ago."""
    page, answers = slow(query)
    thumb, entry = fields(page, SLIDERS[query])
    began, value = link(page), entry.input_value()
    thumb.focus()
    answers.hold()
    right = [answers.written(lambda: page.keyboard.press("ArrowRight")) for _ in range(2)]
    left = [answers.written(lambda: page.keyboard.press("ArrowLeft")) for _ in range(2)]
    answers.release()
    assert began != right[0] != right[1] != left[0], "each key is written into the link"
    answers.until(lambda: link(page) == left[-1])
    rests(page)
    assert float(entry.input_value()) == float(left[-1].get(SLIDERS[query], value))
    shown = page.locator(SHOWN).first.get_attribute("data-shown")
    answers.written(lambda: page.keyboard.press("ArrowRight"))
    answers.until(lambda: page.locator(SHOWN).first.get_attribute("data-shown") != shown)
    assert page.complaints == []


def test_inputs_of_every_kind_that_outrun_the_answers_are_all_kept(slow):
    page, answers = slow()
    thumb, rate = fields(page, "SGD.lr")
    _, steps = fields(page, "steps")
    answers.hold()
    for x, y in ((-1.0, 1.0), (-2.0, 1.5)):
        place_at = place(page, x, y)
        answers.written(lambda at=place_at: page.mouse.click(*at))
    thumb.focus()
    answers.written(lambda: page.keyboard.press("ArrowRight"))
    answers.written(lambda: page.get_by_role("button", name="AdamW", exact=True).first.click())
    answers.written(lambda: (steps.fill("70"), steps.press("Enter")))
    answers.release()
    answers.until(lambda: link(page).get("steps") == "70")
    until(page, "p.race.steps === 70", PATIENCE)
    rests(page)
    now, where = state(page), link(page)
    assert now["names"][-1] == "AdamW"
    assert where["runs"] == "SGD,Momentum,Nesterov,Adam,AdamW"
    assert now["rates"][0] == pytest.approx(float(rate.input_value())) == pytest.approx(float(where["SGD.lr"]))
    assert now["start"] == pytest.approx([float(where["start.x"]), float(where["start.y"])])
    assert now["start"] == pytest.approx([-2.0, 1.5], abs=0.03)
    # Back and Forward, twice in a row, while the first one's answer is held back.
    written = time.monotonic()
    answers.until(lambda: time.monotonic() > written + FLIGHT)  # nothing is on its way any more
    answers.hold()
    page.evaluate("history.back()")
    answers.until(lambda: link(page).get("steps") != "70")
    page.evaluate("history.back()")
    answers.until(lambda: "AdamW" not in link(page).get("runs", ""))
    answers.release()
    until(page, "p.race.steps !== 70 && p.race.runs.length === 4", PATIENCE)
    assert link(page)["SGD.lr"] == where["SGD.lr"]
    answers.hold()
    page.evaluate("history.forward()")
    answers.until(lambda: "AdamW" in link(page).get("runs", ""))
    page.evaluate("history.forward()")
    answers.until(lambda: link(page).get("steps") == "70")
    answers.release()
    until(page, "p.race.steps === 70 && p.race.runs.length === 5", PATIENCE)
    answers.until(lambda: link(page) == where)
    assert page.complaints == []


def test_choices_that_outrun_the_answers_are_kept_each_time_they_are_made(slow):
    """The second time they come in an order that has been seen before."""
    page, answers = slow()

    def pick(name):
        page.get_by_role("button", name=name, exact=True).first.click()

    for _ in ("on", "off again"):
        for name in ("AdamW", "RMSprop"):
            answers.written(lambda name=name: pick(name))
            rests(page)
    assert "runs" not in link(page)
    answers.hold()
    for name in ("AdamW", "RMSprop"):
        answers.written(lambda name=name: pick(name))
    answers.release()
    answers.until(lambda: link(page).get("runs") == "SGD,Momentum,Nesterov,RMSprop,Adam,AdamW")
    rests(page)
    assert link(page).get("runs") == "SGD,Momentum,Nesterov,RMSprop,Adam,AdamW"
    assert len(state(page)["names"]) == 6
    assert page.complaints == []


def test_a_last_input_that_is_lost_on_its_way_is_said_again_until_it_is_heard(slow):
    page, answers = slow()
    at = place(page, -1.0, 1.0)
    answers.lose(2)
    page.mouse.click(*at)
    answers.until(lambda: "start.x" in link(page))
    assert answers.losing == 0, "the click was lost twice"
    assert float(link(page)["start.x"]) == pytest.approx(-1.0, abs=0.03)
    rests(page)
    thumb, rate = fields(page, "SGD.lr")
    thumb.focus()
    answers.lose(2)  # what the picture hears, and what the page does
    page.keyboard.press("ArrowRight")
    answers.until(lambda: "SGD.lr" in link(page))
    assert answers.losing == 0
    assert float(link(page)["SGD.lr"]) == pytest.approx(float(rate.input_value()))
    assert page.complaints == []


def test_a_step_whose_numbers_keep_us_waiting_is_shown_without_them_and_the_last_step_asked_for_wins(slow):
    page, answers = slow("microscope?surface=Rosenbrock&runs=Adam&steps=2000&step=12")
    scope = "document.querySelector('.basin-microscope').basin"
    said = "() => document.querySelector('.basin-microscope .lines').textContent"
    before = page.evaluate(said)
    answers.hold()
    page.evaluate(f"() => {scope}.steps.seek(1500)")
    assert page.evaluate(said) == before, "the old step stays as it is for a moment"
    page.wait_for_function(f"() => {scope}.late", timeout=PATIENCE)
    numbers = page.locator(".basin-microscope .lines .row .number").all_inner_texts()
    assert set(numbers[:-2]) == {"…"}, "the last line tells the next point, and the path is here"
    path = descend("Rosenbrock", [Run("Adam")], 2000).theta[0]
    assert page.evaluate(f"() => [...{scope}.run.point(1500)]") == path[1500].tolist()
    assert page.get_by_label("Jump to step").input_value() == "1500"
    for step, stays in ((700, False), (12, True), (1200, True)):  # the second is here, so the third is waited for anew
        page.evaluate(f"() => {scope}.steps.seek({step})")
        assert (page.evaluate(said) == before) == stays, step
    answers.release()
    page.wait_for_function(f"() => {scope}.lines.step === 1200", timeout=PATIENCE)
    answers.until(lambda: link(page).get("step") == "1200")
    rests(page)
    assert page.evaluate(f"() => {scope}.lines.step") == 1200
    assert page.complaints == []


def test_a_window_that_is_lost_on_its_way_is_asked_for_again(slow):
    page, answers = slow("microscope?surface=Rosenbrock&runs=Adam&steps=2000&step=12")
    scope = "document.querySelector('.basin-microscope').basin"
    answers.lose(2)  # the first question, and that of the hand at rest
    page.evaluate(f"() => {scope}.steps.seek(1500)")
    page.wait_for_function(f"() => {scope}.lines.step === 1500", timeout=PATIENCE)
    assert answers.losing == 0
    answers.until(lambda: link(page).get("step") == "1500")
    assert page.complaints == []


def test_a_page_that_is_given_up_opens_again_under_the_same_link(slow):
    """The browser is told of a message that it does not hold: Streamlit's own way to die."""
    page, answers = slow("?surface=Saddle&steps=60")
    page.evaluate("window.old = true")
    message = ForwardMsg(ref_hash="nothing")
    message.metadata.cacheable = False
    message.metadata.delta_path[:] = [0, 0]
    answers.socket.send(message.SerializeToString())
    page.wait_for_function("() => window.old === undefined", timeout=PATIENCE)
    page.wait_for_selector(SHOWN, timeout=PATIENCE)
    assert link(page) == {"surface": "Saddle", "steps": "60"}
    until(page, "p.race.steps === 60", PATIENCE)


def test_keys_at_rest_are_told_before_what_the_hand_does_elsewhere(visit):
    """Told after it, they would call back the page that the hand has left."""
    page = visit("decay?show=Why")
    page.wait_for_selector(".basin-charts[data-shown]")
    page.locator(".basin-charts [data-chart='pull x'] ~ .over .mark.grip").focus()
    page.keyboard.press("Home")
    last = "document.querySelector('.basin-charts').basin.outbox.events.at(-1).settled"
    box = page.get_by_role("button", name="of AdamW in the microscope").bounding_box()
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    before, after = page.evaluate(
        f"""() => {{ const before = {last}; window.dispatchEvent(new PointerEvent("pointerdown")); return [before, {last}]; }}"""
    )
    assert (before, after) == (False, True)
    page.mouse.click(box["x"] + 9, box["y"] + 9)
    page.wait_for_selector(".basin-microscope[data-shown]")
    assert not page.complaints


def test_what_the_hand_has_not_asked_for_waits_while_a_click_leads_to_another_page(visit):
    page = visit("decay?show=Why")
    page.wait_for_selector(".basin-charts[data-shown]")
    page.evaluate("""() => {
      const charts = document.querySelector(".basin-charts").basin, timer = setInterval(() => charts.ask("looked", {}), 40);
      setTimeout(() => clearInterval(timer), 2000);
      Array.from(document.querySelectorAll("button")).find((one) => one.textContent.includes("of AdamW in the microscope")).click();
    }""")
    page.wait_for_selector(".basin-microscope[data-shown]")
    assert not page.complaints


def test_what_waits_after_a_click_is_asked_for_then(visit):
    page = visit()
    page.evaluate("() => { document.body.click(); document.querySelector('.basin-player').basin.ask('looked', { looked: null }); }")
    assert page.evaluate("() => document.querySelector('.basin-player').basin.outbox.events.every((one) => one.what !== 'looked')")
    until(page, "p.outbox.events.some((one) => one.what === 'looked')")
