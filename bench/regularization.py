"""The pages on regularization: a knob or the centre moved, to the painted picture, in turn with the race's slider."""

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import sync_playwright

from bench.page import DRAGGED, RACE, hold, key_to_paint, late, opened
from bench.table import Row
from bench.visit import CHROMIUM, FLAGS, served

UNSEEN = 30  # values per figure, none shown before
SHOWN = ".basin-diamond[data-shown]"
SCOPE = "document.querySelector('.basin-diamond').basin"
RACES = ('input[type=range][data-name="SGD.lr"]', f"{RACE}.shown")
CHARTS = "document.querySelector('.basin-charts').basin"
LAMBDA = 'input[type=range][data-name="lambda"]'
# What is moved: the page, what has the keys, and who shows the picture.
MOVES = {
    "diamond: budget": ("diamond", 'input[type=range][data-name="t"]', SCOPE),
    "diamond: λ of L1": ("diamond", 'input[type=range][data-name="lambda.L1"]', SCOPE),
    "diamond: centre": ("diamond?c1=-2.5", ".basin-diamond .grip", SCOPE),
    "paths: λ": ("paths", LAMBDA, CHARTS),
    "overfitting: λ": ("overfitting?lambda=0.001", LAMBDA, CHARTS),
    "weight decay: λ": ("decay", LAMBDA, RACE),
}
DRAG = 240  # movements of the hand, 12 ms apart


def rows() -> Iterator[Row]:
    """Every figure of the diamond."""
    if CHROMIUM is None:
        yield Row("diamond", "not measured", note="no Chromium on the PATH")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with served() as address:
            for name, move in MOVES.items():
                yield latency(browser, address, name, *move)
            yield dragging(browser, address)
            yield from sliding(browser, address)
            yield sweeping(browser, address)
        browser.close()


def latency(browser, address: str, name: str, path: str, focus: str, scope: str) -> Row:
    """A key on a knob or on the centre, and one on the race's slider, in turn."""
    ours, race = opened(browser, f"{address}/{path}", "[data-shown]"), opened(browser, address)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(UNSEEN):
        for page, how, kept in ((ours, (focus, f"{scope}.shown"), times[0]), (race, RACES, times[1])):
            page.bring_to_front()
            kept.append(key_to_paint(page, how))
    for page in (ours, race):
        page.context.close()
    ratio = median(a / b for a, b in zip(*times, strict=True))
    note = f"p95 {late(times[0])} ms; {ratio:.2f} × the race's slider, {median(times[1]):.0f} ms, in turn"
    return Row(f"{name} moved, to paint", f"{median(times[0]):.0f} ms", "≤ 100 ms", note)


def dragging(browser, address: str) -> Row:
    """Pictures per second while the centre is dragged."""
    page = opened(browser, f"{address}/diamond", SHOWN)
    box = page.locator(".basin-diamond .grip").first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    count = f"() => [{SCOPE}.shown, performance.now()]"
    shown, since = page.evaluate(count)
    for i in range(DRAG):
        page.mouse.move(x - 0.5 * i, y + 0.3 * i)
        page.wait_for_timeout(12)
    after, now = page.evaluate(count)
    page.mouse.up()
    page.context.close()
    return Row("diamond: pictures per second while the centre is dragged", f"{1000 * (after - shown) / (now - since):.1f}", "≥ 10")


SLIDERS = {
    "paths: λ": ("paths", "lambda"),
    "overfitting: λ": ("overfitting?lambda=0.001", "lambda"),
    "overfitting: degree": ("overfitting?lambda=0.001", "degree"),
}


def sliding(browser, address: str) -> Iterator[Row]:
    """Pictures per second while a slider that the charts follow by themselves is dragged, to another of its places each frame."""
    for what, (path, name) in SLIDERS.items():
        page = opened(browser, f"{address}/{path}", "[data-shown]")
        throttle = page.context.new_cdp_session(page)
        hold(page, name, share=0.5)
        page.wait_for_timeout(1000)
        for slower, target in ((1, "≥ 55"), (4, "≥ 30")):
            throttle.send("Emulation.setCPUThrottlingRate", {"rate": slower})
            rate = page.evaluate(DRAGGED.replace("SGD.lr", name).replace("basin-player", "basin-charts"))
            yield Row(f"{what}, pictures per second while dragging, processor ÷ {slower}", f"{rate:.0f}", target)
        page.context.close()


def sweeping(browser, address: str) -> Row:
    """Frames per second while Play sweeps the budget."""
    page = opened(browser, f"{address}/diamond", SHOWN)
    page.get_by_role("button", name="Play").click()
    rate = page.evaluate(
        f"""async () => {{
          const p = {SCOPE}, frames = p.frames, start = performance.now();
          await new Promise((done) => setTimeout(done, 4000));
          return 1000 * (p.frames - frames) / (performance.now() - start);
        }}"""
    )
    page.context.close()
    return Row("diamond: frames per second of the sweep", f"{rate:.0f}", "≥ 55", "three panels")
