"""What a visitor to the microscope waits for: the numbers of a run, its bytes, a step on, and the way there from the race."""

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

from playwright.sync_api import Page, sync_playwright

from bench.page import PAINTED, QUIET, late, listen, middle, opened
from bench.table import Row
from bench.visit import CHROMIUM, FLAGS, served
from optimizers import Run
from optimizers.microscope import Magnified, magnify
from plots.microscope import microscope_picture
from plots.sheet import sheet_of, window_picture

LOOKS = 40  # calls per figure
MOVES = 20  # slider moves per figure
STEPS_ON = 40  # steps per view
JUMPS = 20
ARRIVALS = 5
SETTLED = 1000  # ms after which the link has followed a step
SCOPE = "document.querySelector('.basin-microscope').basin"
ENTRY = ".basin-microscope .jump input"
SHOWN = ".basin-microscope[data-shown]"
RUN = "microscope?runs=Adam"


def rows() -> Iterator[Row]:
    """Every figure of the microscope."""
    yield from numbers()
    if CHROMIUM is None:
        yield Row("microscope", "not measured", note="no Chromium on the PATH")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with served() as address:
            yield from sizes(browser, address)
            yield from stepping(browser, address)
            yield from jumping(browser, address)
            yield from arriving(browser, address)
        browser.close()


def numbers() -> Iterator[Row]:
    """Every number of a run, from a warm program."""
    for name in ("Adam", "L-BFGS"):
        for steps in (200, 2000):
            run, times = Run(name), []
            magnify("Rosenbrock", run, steps)
            for _ in range(LOOKS):
                start = time.perf_counter()
                magnify("Rosenbrock", run, steps)
                times.append(1000 * (time.perf_counter() - start))
            note = f"warm, median of {LOOKS}; p95 {late(times)} ms"
            yield Row(f"every number of a run, {name}, {steps} steps", f"{statistics.median(times):.1f} ms", note=note)
            yield Row(f"its two messages made, {name}, {steps} steps", f"{made(magnify('Rosenbrock', run, steps)):.1f} ms", note="the same")


def made(m: Magnified) -> float:
    """Milliseconds in which a run's numbers, and why each step is as it is, become what is sent."""
    times = []
    for _ in range(LOOKS):
        start = time.perf_counter()
        sheet = sheet_of(m)
        microscope_picture(sheet, "Adam", (0, 1), "Follow")
        window_picture(sheet, 0)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def sizes(browser, address: str) -> Iterator[Row]:
    """What travels when the rate's slider moves."""
    for steps in (200, 2000):
        page = browser.new_context(viewport={"width": 1440, "height": 800}, reduced_motion="reduce").new_page()
        sent: list[float] = []
        received: list[tuple[float, int]] = []
        page.on("websocket", lambda socket, sent=sent, received=received: listen(socket, sent, received))
        page.goto(f"{address}/{RUN}&steps={steps}")
        page.wait_for_selector(SHOWN, timeout=60_000)
        page.wait_for_timeout(1500)
        field = page.locator('input[type=text][data-name="Adam.lr"]')
        answers = []
        for turn in range(MOVES):
            field.fill(repr(round(0.0211 + 0.0001 * turn, 4)))
            answers.append(size_of_answer(page, partial(field.press, "Enter"), sent, received))
        page.context.close()
        figure, note = f"{max(answers) / 1000:.0f} kB", f"largest of {MOVES}: the picture, and the page that follows"
        yield Row(f"bytes per update of the microscope, {steps} steps", figure, "≤ 150 kB", note)


def size_of_answer(page: Page, act: Callable[[], object], sent: list[float], received: list[tuple[float, int]]) -> int:
    """Bytes that come back for one act of the hand."""
    sent.clear()
    received.clear()
    act()
    while not sent or not received or time.perf_counter() - received[-1][0] < QUIET:
        page.wait_for_timeout(10)
    return sum(size for _, size in received)


def stepping(browser, address: str) -> Iterator[Row]:
    """A press of the right arrow to the frame that shows the next step: at the beginning, and over the end of what came with the run."""
    for look, first, where in (("Follow", 0, ""), ("Whole map", 0, ""), ("Follow", 76, ", over the end of a window")):
        page = opened(browser, f"{address}/{RUN}&look={look}&step={first}", SHOWN)
        times = []
        for turn in range(STEPS_ON):
            page.evaluate(PAINTED, [".basin-microscope", f"{SCOPE}.lines.step"])
            page.keyboard.press("ArrowRight")
            times.append(page.evaluate("() => window.benchTime"))
            page.wait_for_timeout(SETTLED)
            if page.evaluate(f"() => {SCOPE}.lines.step") != first + turn + 1:
                raise RuntimeError(f"{look}: the arrow key did not lead to step {first + turn + 1}.")
        page.context.close()
        yield Row(f"step to paint, {look}{where}", f"{middle(times)} ms", "≤ 100 ms", f"p95 {late(times)} ms, {STEPS_ON} steps")


def jumping(browser, address: str) -> Iterator[Row]:
    """A step's number typed, a thousand steps away, to the frame that shows every number of it, in windows never asked for before."""
    page = browser.new_context(viewport={"width": 1440, "height": 800}, reduced_motion="reduce").new_page()
    sent: list[float] = []
    received: list[tuple[float, int]] = []
    page.on("websocket", lambda socket: listen(socket, sent, received))
    page.goto(f"{address}/{RUN}&steps=2000")
    page.wait_for_selector(SHOWN, timeout=60_000)
    page.wait_for_timeout(1500)
    times, sizes = [], []
    for turn in range(JUMPS):
        step = 32 + 64 * (turn // 2 + 1) + 1000 * (turn % 2)
        page.locator(ENTRY).fill(str(step))
        received.clear()
        page.evaluate(PAINTED, [ENTRY, f"{SCOPE}.shown"])
        page.keyboard.press("Enter")
        times.append(page.evaluate("() => window.benchTime"))
        if page.evaluate(f"() => {SCOPE}.lines.step") != step:
            raise RuntimeError(f"The numbers of step {step} were not there.")
        page.wait_for_timeout(SETTLED)
        sizes.append(sum(size for _, size in received))
    page.context.close()
    yield Row("a jump of 1000 steps to paint", f"{middle(times)} ms", "", f"p95 {late(times)} ms, {JUMPS} jumps; the window comes first")
    yield Row("bytes of a jump", f"{max(sizes) / 1000:.0f} kB", "", f"largest of {JUMPS}: the window, and the page that follows")


def arriving(browser, address: str) -> Iterator[Row]:
    """From the race's button to the microscope's first picture, on a warm server."""
    times = []
    for _ in range(ARRIVALS):
        page = opened(browser, f"{address}/?runs=Adam")
        start = time.perf_counter()
        page.get_by_role("button", name="Inspect step").click()  # with one run there is no menu
        page.wait_for_selector(SHOWN, timeout=60_000)
        times.append(time.perf_counter() - start)
        page.context.close()
    yield Row("microscope page opened from the race, warm server", f"{statistics.median(times):.2f} s", "", f"median of {len(times)}")
