"""What a visitor waits for: slider to picture, frames, bytes, first page. Measured in headless Chromium."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from bench.table import Row
from bench.visit import CHROMIUM, FLAGS, served
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from ui.parts.controls import ENTRANTS

UNSEEN = 40  # values per figure, none shown before: a value seen before arrives as a reference of a kilobyte
QUIET = 0.5  # seconds without a message after which an answer is complete: a slider's page follows 0.3 s after its picture

RACE = "document.querySelector('.basin-player').basin"
# Press a key, wait for the picture of the new value, then for the frame that shows it.
PAINTED = """async ([focus, ready]) => {
  const element = document.querySelector(focus), isReady = new Function("return " + ready);
  element.focus();
  const before = isReady();
  window.benchFrom = undefined;
  element.addEventListener("keydown", () => { window.benchFrom = performance.now(); }, { once: true, capture: true });
  window.benchTime = new Promise((done) => {
    const frame = () => {
      if (window.benchFrom === undefined || isReady() === before) return requestAnimationFrame(frame);
      requestAnimationFrame(() => done(performance.now() - window.benchFrom));
    };
    requestAnimationFrame(frame);
  });
}"""


class Answer(NamedTuple):
    """What came back for one act of the hand: milliseconds from the last message out to the last in, and bytes in all."""

    ms: float
    size: int


def rows() -> Iterator[Row]:
    """Every figure of the page."""
    if CHROMIUM is None:
        yield Row("page", "not measured", note="no Chromium on the PATH")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with served() as ours, served("bench/static_page.py", PYTHONPATH=".") as rival:
            yield from latency(browser, ours, rival)
            yield from dragging(browser, ours)
            yield from in_parts(browser, ours)
            yield from playback(browser, ours)
            yield from messages(browser, ours)
            yield from first_page(browser, ours, rival)
        browser.close()


def opened(browser, address: str, ready: str = ".basin-player[data-shown]") -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 800}, reduced_motion="reduce").new_page()
    page.goto(address)
    page.wait_for_selector(ready, timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def latency(browser, ours: str, rival: str) -> Iterator[Row]:
    """A key on the rate's slider to the painted picture, ours and the rival's in turn."""
    basin, plain = opened(browser, ours), opened(browser, rival, ".js-plotly-plot .contourlayer")
    contests = (
        (basin, ('input[type=range][data-name="SGD.lr"]', f"{RACE}.shown")),
        (plain, (".stSlider input[type=range]", "document.querySelector('.js-plotly-plot')?._fullLayout?.meta?.tick")),
    )
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(UNSEEN):
        for (page, how), kept in zip(contests, times, strict=True):
            page.bring_to_front()
            kept.append(key_to_paint(page, how))
    ratio = statistics.median(a / b for a, b in zip(*times, strict=True))
    yield Row("slider to paint", f"{middle(times[0])} ms", "", f"p95 {late(times[0])} ms, {UNSEEN} unseen values")
    yield Row("the same picture by st.plotly_chart", f"{middle(times[1])} ms", "", f"p95 {late(times[1])} ms, in turn with ours")
    yield Row("slider to paint, ours ÷ st.plotly_chart", f"{ratio:.2f}", "≤ 0.6", "median of the pairs' ratios")
    for page in (basin, plain):
        page.context.close()


def key_to_paint(page: Page, how: tuple[str, str]) -> float:
    """Milliseconds from one press of the right arrow to the frame that shows its picture."""
    page.evaluate(PAINTED, list(how))
    page.keyboard.press("ArrowRight")
    taken = page.evaluate("() => window.benchTime")
    page.wait_for_timeout(600)  # until the whole page has followed
    return taken


def dragging(browser, ours: str) -> Iterator[Row]:
    """Pictures per second while a slider is dragged: from the whole of it, and as before by a message each, in turn on one page."""
    page = opened(browser, ours)
    throttle = page.context.new_cdp_session(page)
    weights: list[int] = []
    throttle.send("Network.enable")
    throttle.on("Network.webSocketFrameReceived", lambda frame: weights.append(len(frame["response"]["payloadData"]) * 3 // 4))
    taken, size = grasp(page, weights)
    yield Row("from grasp to the first picture of the whole slider", f"{taken:.0f} ms", "≤ 150 ms", "one run of 200 steps, 229 places")
    yield Row("bytes of a grasp", f"{size / 1000:.0f} kB", "≤ 300 kB", "the whole of the slider, the picture and what follows it")
    for slower, target in ((1, "≥ 55"), (4, "≥ 30")):
        throttle.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        yield Row(
            f"pictures per second while dragging, processor ÷ {slower}", f"{dragged(page):.0f}", target, "from the whole of the slider"
        )
    throttle.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.mouse.up()
    page.wait_for_timeout(1000)
    page.evaluate(f"() => {{ {RACE}.slides = undefined; }}")  # from the next picture on it shows no slider by itself
    page.locator('input[type=range][data-name="Adam.lr"]').press("ArrowRight")
    page.wait_for_timeout(1000)
    hold(page, share=0.5)
    yield Row(
        "the same by a message for each picture", f"{dragged(page):.1f}", "", "as before; still so for sliders that change the ground"
    )
    page.mouse.up()
    page.context.close()


def hold(page: Page, name: str = "SGD.lr", share: float | None = None) -> tuple[float, float, float]:
    """Take hold of a slider, at a share of its length or where it stands: where the hand is, and how long it is, in pixels."""
    thumb = page.locator(f'input[type=range][data-name="{name}"]')
    box = thumb.bounding_box()
    assert box
    if share is None:
        share = thumb.evaluate("(one) => Number(one.value) / Number(one.max)")
    x, y = box["x"] + 8 + share * (box["width"] - 16), box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y, box["width"]


def grasp(page: Page, weights: list[int]) -> tuple[float, int]:
    """Milliseconds from taking hold to the first picture that came from the whole of the slider, and what was sent for it."""
    times = []
    for turn in range(7):
        weights.clear()
        x, y, _ = hold(page, share=0.5)
        start, moved = time.perf_counter(), 0
        while not page.evaluate(f"() => {RACE}.live"):
            moved += 1
            page.mouse.move(x + moved % 2 * 3, y)
        times.append(1000 * (time.perf_counter() - start))
        if turn < 6:
            page.mouse.up()
            page.wait_for_timeout(1000)
            page.locator('input[type=text][data-name="steps"]').fill(str(190 + turn))  # another setting: it is let go
            page.keyboard.press("Enter")
            page.wait_for_timeout(1000)
    return statistics.median(times[2:]), sum(weights)  # the first times its program is loaded


DRAGGED = """async () => {
  const thumb = document.querySelector('input[type=range][data-name="SGD.lr"]'), most = Number(thumb.max), seconds = 4;
  const painted = () => new Promise(requestAnimationFrame), player = document.querySelector(".basin-player").basin;
  await painted();
  const start = performance.now(), shown = player.shown;
  for (let i = 0; performance.now() < start + 1000 * seconds; i++) {
    thumb.value = String(Math.round(most * (0.2 + 0.6 * Math.abs(((i % 120) / 60) - 1))));
    thumb.dispatchEvent(new Event("input", { bubbles: true }));
    await painted();
  }
  return (player.shown - shown) / seconds;
}"""


def dragged(page: Page) -> float:
    """Pictures per second while the hand that holds a slider moves it, to another of its places each frame."""
    return page.evaluate(DRAGGED)


ALONG = """async ([name, reach]) => {
  const thumb = document.querySelector(`input[type=range][data-name="${name}"]`), from = Number(thumb.value), seconds = 4;
  const painted = () => new Promise(requestAnimationFrame), player = document.querySelector(".basin-player").basin;
  await painted();
  const start = performance.now(), shown = player.shown;
  for (let i = reach; performance.now() < start + 1000 * seconds; i++) {
    thumb.value = String(Math.max(0, from + reach - Math.abs((i % (4 * reach)) - 2 * reach)));
    thumb.dispatchEvent(new Event("input", { bubbles: true }));
    await painted();
  }
  return (player.shown - shown) / seconds;
}"""
LONG = {
    "1 run of 2000 steps": ("?steps=2000", "Adam.lr"),
    "4 runs of 400 steps": ("?steps=400", "noise"),
    "the steps, 4 runs of up to 2000": ("", "steps"),
    "weight decay's λ, 4 runs of 2000 steps": ("decay", "lambda"),
    "the penalised loss, 2 runs of 100 steps": ("diamond?show=Penalised+loss", "lr"),
    "Learning rate's own α": ("rates?runs=SGD&steps=200", "SGD.lr"),
    "the lowest rate of its fan": ("rates?runs=SGD&steps=200", "fan.low"),
    "its noise, 6 runs of 200 steps": ("rates?runs=SGD&steps=200", "noise"),
    "Schedules' warm-up, 4 runs": ("schedules", "warmup"),
    "the cut of a step schedule": ("schedules?plans=Step,Cosine", "Step.cut1"),
}


def in_parts(browser, ours: str) -> Iterator[Row]:
    """Pictures per second while a slider that is too much for one call is dragged, a place each frame."""
    for what, (link, name) in LONG.items():
        page = opened(browser, f"{ours}/{link}")
        page.locator(f'input[type=range][data-name="{name}"]').scroll_into_view_if_needed()
        left, y, _ = hold(page, name)
        for turn in range(200):
            page.mouse.move(left + turn % 2 * 3, y)
            page.wait_for_timeout(50)
            if page.evaluate(f"() => {RACE}.live"):
                break
        near, far = (page.evaluate(ALONG, [name, reach]) for reach in (6, 60))
        yield Row(f"pictures per second while dragging, {what}", f"{near:.0f}", "≥ 55", f"6 places to each side; {far:.0f} over 60")
        page.mouse.up()
        page.context.close()


def playback(browser, ours: str) -> Iterator[Row]:
    """Frames per second while the race plays, on this processor and on one made four times slower."""
    page = opened(browser, ours)
    throttle = page.context.new_cdp_session(page)
    for slower, target in ((1, ""), (4, "≥ 55")):
        throttle.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.evaluate(f"() => {{ const p = {RACE}; p.transport.seek(0); p.transport.play(true); }}")
        frames, taken = page.evaluate(
            f"""async () => {{
              const p = {RACE}, pause = (ms) => new Promise((done) => setTimeout(done, ms));
              await pause(500);
              const frames = p.frames, start = performance.now();
              await pause(5000);
              return [p.frames - frames, performance.now() - start];
            }}"""
        )
        yield Row(f"frames per second, processor ÷ {slower}", f"{1000 * frames / taken:.0f}", target, "4 runs of 200 steps")
    page.context.close()


def messages(browser, ours: str) -> Iterator[Row]:
    """What travels, and how long the server takes: a slider moved, a surface switched."""
    page = browser.new_context(viewport={"width": 1440, "height": 800}, reduced_motion="reduce").new_page()
    sent: list[float] = []
    received: list[tuple[float, int]] = []
    page.on("websocket", lambda socket: listen(socket, sent, received))
    page.goto(ours)
    page.wait_for_selector(".basin-player[data-shown]", timeout=60_000)
    page.wait_for_timeout(1500)

    def answer(act: Callable[[], None]) -> Answer:
        sent.clear()
        received.clear()
        act()
        while not sent or not received or time.perf_counter() - received[-1][0] < QUIET:
            page.wait_for_timeout(10)
        return Answer(1000 * (received[-1][0] - sent[-1]), sum(size for _, size in received))

    def typed(name: str, value: float) -> Callable[[], None]:
        field = page.locator(f'input[type=text][data-name="{name}"]')

        def act() -> None:
            field.fill(repr(value))
            field.press("Enter")

        return act

    moves = [answer(typed("SGD.lr", round(0.0021 + 0.0001 * i, 4))) for i in range(UNSEEN)]
    bends = [answer(typed("surface.kappa", 51.0 + i)) for i in range(UNSEEN)]
    yield Row(
        "bytes per update, paths only", f"{kilo(moves)} kB", "≤ 80 kB", f"largest of {UNSEEN}: the picture, and the page that follows"
    )
    yield Row("bytes per update, paths and surface", f"{kilo(bends)} kB", "≤ 80 kB", f"largest of {UNSEEN}, κ moved")
    yield from switching(page, answer)
    for noise, what in ((0, ""), (1, ", noise 1")):
        page.goto(f"{ours}/?surface=Rosenbrock&steps=2000&noise={noise}&runs={quote(','.join(ENTRANTS))}")
        page.wait_for_selector(".basin-player[data-shown]", timeout=60_000)
        page.wait_for_timeout(3000)
        most = [answer(typed("SGD.lr", round(0.00021 + 0.00001 * i, 5))) for i in range(5)]
        yield Row(
            f"bytes per update, 22 runs of 2000 steps{what}", f"{kilo(most)} kB", "≤ 80 kB", "largest of 5: the picture, and the page"
        )
    page.context.close()


def switching(page: Page, answer: Callable[[Callable[[], None]], Answer]) -> Iterator[Row]:
    """The whole page after a switched surface, or a rule more or less, against the whole page after a moved slider, in turn."""
    surfaces = cycle(f"{land.trouble} · {land.name}" for land in LANDSCAPES)
    rules = cycle(rule.name for rule in OPTIMIZERS for _ in range(2))  # in, and out again

    def other_surface() -> Callable[[], None]:
        name = next(surfaces)
        field = page.locator(".stSelectbox", has_text="Surface").locator("input")
        field.click()
        field.fill(name)  # the list shows a part of itself; typing finds the rest
        option = page.get_by_role("option", name=name, exact=True)
        option.wait_for()
        return option.click

    def other_rule() -> Callable[[], None]:
        return page.get_by_test_id("stButtonGroup").get_by_role("button", name=next(rules), exact=True).first.click

    for _ in range(2 * len(OPTIMIZERS)):
        answer(other_rule())  # a warm server has every family's program
    field = page.locator('input[type=text][data-name="start.x"]')
    for name, act in (("surface", other_surface), ("rule", other_rule)):
        switches, moves = [], []
        for turn in range(UNSEEN):
            switches.append(answer(act()).ms)
            field.fill(repr(round(0.311 + 0.001 * turn + len(name), 3)))
            moves.append(answer(lambda: field.press("Enter")).ms)
        ratio = statistics.median(a / b for a, b in zip(switches, moves, strict=True))
        note = f"{middle(switches)} ms against {middle(moves)} ms for the whole page, last message out to last message in"
        yield Row(f"switch of {name} ÷ slider move, server and network", f"{ratio:.2f}", "≤ 1.3", note)


def listen(socket, sent: list[float], received: list[tuple[float, int]]) -> None:
    """Note when messages pass a web socket and how large they are."""
    socket.on("framesent", lambda payload: sent.append(time.perf_counter()))
    socket.on("framereceived", lambda payload: received.append((time.perf_counter(), len(payload))))


PICTURE = ".basin-player[data-shown]"
PLAIN = ".js-plotly-plot .contourlayer"  # what the rival shows, and others do who draw with st.plotly_chart


def first_page(browser, ours: str, rival: str) -> Iterator[Row]:
    """What a new visitor waits for, from asking to picture, beside a page of one plain `st.plotly_chart`, in turn."""
    opening(browser, ours, PICTURE), opening(browser, rival, PLAIN)  # the servers are warm then
    yield from beside(
        "first page of a warm server", "≤ 1.15", [(opening(browser, ours, PICTURE), opening(browser, rival, PLAIN)) for _ in range(9)]
    )
    pairs: dict[str, list[tuple[float, float]]] = {"cold": [], "warm": []}
    for _ in range(3):
        with tempfile.TemporaryDirectory() as cache:
            for kept in pairs.values():
                with served(BASIN_CACHE=cache) as fresh:
                    mine = opening(browser, fresh, PICTURE)
                with served("bench/static_page.py", PYTHONPATH=".") as fresh:
                    kept.append((mine, opening(browser, fresh, PLAIN)))
    yield from beside("first page of a fresh server, cold compile cache", "≤ 2", pairs["cold"])
    yield from beside("first page of a fresh server, warm compile cache", "≤ 1.3", pairs["warm"])


def opening(browser, address: str, ready: str) -> float:
    """Seconds from asking to the picture, for a visitor whose browser has nothing of it yet."""
    page = browser.new_context(viewport={"width": 1440, "height": 800}, reduced_motion="reduce").new_page()
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(ready, timeout=60_000)
    taken = time.perf_counter() - start
    page.context.close()
    return taken


def beside(what: str, target: str, pairs: list[tuple[float, float]]) -> Iterator[Row]:
    ratio = statistics.median(mine / theirs for mine, theirs in pairs)
    mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    note = f"{mine:.2f} s against {theirs:.2f} s; median of {len(pairs)} pairs"
    yield Row(f"{what}, ours ÷ a page of one st.plotly_chart", f"{ratio:.2f}", target, note)


def middle(times: list[float]) -> str:
    return f"{statistics.median(times):.0f}"


def late(times: list[float]) -> str:
    """The 95th percentile."""
    return f"{statistics.quantiles(times, n=20)[-1]:.0f}"


def kilo(answers: list[Answer]) -> str:
    return f"{max(answer.size for answer in answers) / 1000:.0f}"
