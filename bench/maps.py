"""What a visitor to the maps waits for: from a new setting to the picture of all runs, and how much memory that takes."""

import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from bench.page import PAINTED, late, opened
from bench.table import Row
from bench.visit import CHROMIUM, FLAGS, served

MAPS = 20  # pictures per figure, all unseen
SHOWN = ".basin-maps[data-shown]"
SCOPE = "document.querySelector('.basin-maps').basin"
# When the first picture of the new setting is painted, and when one with all its cells is.
WHOLE = f"""async (side) => {{
  const first = await window.benchTime, painted = () => new Promise(requestAnimationFrame);
  if ({SCOPE}.map.columns === side) return [first, first];
  while ({SCOPE}.map.columns !== side) await painted();
  await painted();
  return [first, performance.now() - window.benchFrom];
}}"""
TARGETS = {128: "≤ 500 ms", 256: "≤ 2000 ms"}
CASES = (("Adam", "Rosenbrock"), ("SGD", "Narrow valley"))


def rows() -> Iterator[Row]:
    """Every figure of the maps."""
    yield memory()
    if CHROMIUM is None:
        yield Row("maps", "not measured", note="no Chromium on the PATH")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with served() as address:
            for side in TARGETS:
                for rule, surface in CASES:
                    yield from picture(browser, address, side, rule, surface)
        browser.close()


def picture(browser, address: str, side: int, rule: str, surface: str) -> Iterator[Row]:
    """A key moves the upper end of an axis: the first picture of the new runs, which may have coarser cells, and the whole map."""
    link = f"{address}/maps?runs={rule}&surface={surface.replace(' ', '+')}&cells={side}²+runs"
    page = opened(browser, link, SHOWN)
    slider, times = 'input[type=range][data-name="to.lr"]', []
    for _ in range(MAPS + 1):
        page.evaluate(PAINTED, [slider, f"{SCOPE}.shown"])
        page.keyboard.press("ArrowLeft")
        times.append(page.evaluate(WHOLE, side))
        page.wait_for_timeout(700)  # the page that follows
    page.context.close()
    note = f"{MAPS} maps never seen before, from key to paint; behind a coarse one the whole waits 300 ms for the hand"
    for what, own in zip(("first picture of a map", "map"), zip(*times[1:], strict=True), strict=True):  # the first one compiles
        name = f"{what} of {side}² runs of {rule} on {surface}, warm server"
        yield Row(name, f"{median(own):.0f} ms", TARGETS[side], f"p95 {late(list(own))} ms, {note}")


def memory() -> Row:
    """The peak of a fresh process over what it held when it was warm and idle."""
    if not Path("/proc/self/clear_refs").exists():
        return Row("memory of a map of 256² runs", "not measured", note="this system does not tell")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        idle, peak = process.submit(measure).result()
    return Row(
        "memory of a map of 256² runs, above idle",
        f"{peak - idle:.0f} MB",
        "≤ 300 MB",
        f"compiled or loaded then; idle {idle:.0f} MB",
    )


def measure() -> tuple[float, float]:
    """Megabytes held when idle, and at the peak of one map with its picture."""
    from ui.frame import server

    server.FIRST_PAGE = 0.0
    server.warm_up()
    time.sleep(1)
    idle = status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
    make_map()
    return idle, status("VmHWM")


def make_map() -> None:
    """What the page does for a map of 256² runs: the runs, and the picture of them."""
    from landscapes import landscape
    from optimizers import Run, schedule
    from optimizers.conditions import conditions_of
    from plots.outcome_map import outcome_picture
    from studies.outcome_axes import Axis, sweepable
    from studies.outcome_map import Question, outcome_map

    land, run = landscape("Rosenbrock"), Run("Adam", lr=0.02)
    numbers = sweepable(land, run.optimizer)
    axes = Axis(numbers["lr"], 1e-4, 1.0), Axis(numbers["beta1"], 0.0, 0.99)
    conditions = conditions_of(land, {"b": 100.0}, 500, schedule("Constant"), None, 0.0, 0, None)
    question = Question(conditions, run, *axes, 256, land.start, 1e-3)
    outcome_picture(question, outcome_map(question), "outcome", False, False)


def status(name: str) -> float:
    """A line of this process' status, in megabytes."""
    found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{os.getpid()}/status").read_text())
    assert found
    return int(found[1]) / 1000
