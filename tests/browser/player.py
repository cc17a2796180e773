"""What the browser tests ask the player."""


def state(page) -> dict:
    """Where the player stands: step, start, zoom, and how many pictures it has shown."""
    return page.evaluate(
        """() => {
          const p = document.querySelector(".basin-player").basin;
          const { xaxis, yaxis } = p.map.plot._fullLayout ?? {};
          return { step: p.transport.step, steps: p.race.steps, start: p.race.start, shown: p.shown, frames: p.frames, view: p.race.view,
                   names: p.race.runs.map((r) => r.name), rates: p.race.runs.map((r) => r.lr), hidden: [...p.race.hidden],
                   surface: p.race.surface, x: xaxis?.range, y: yaxis?.range, playing: p.transport.playing };
        }"""
    )


LIES_STILL = """async () => {
  await document.fonts.ready;
  const where = () => JSON.stringify(document.querySelector(".basin-player .map .plot").getBoundingClientRect());
  for (let last = "", same = 0; same < 6; ) {
    await new Promise(requestAnimationFrame);
    const now = where();
    same = now === last ? same + 1 : 0;
    last = now;
  }
}"""


def place(page, x: float, y: float) -> tuple[float, float]:
    """The page's pixel over a point of the map, once the map lies still: a page that has just opened may still make room."""
    page.evaluate(LIES_STILL)
    return tuple(
        page.evaluate(
            """([x, y]) => {
              const { plot } = document.querySelector(".basin-player").basin.map, box = plot.getBoundingClientRect();
              const { xaxis, yaxis } = plot._fullLayout;
              return [box.left + xaxis._offset + xaxis.l2p(x), box.top + yaxis._offset + yaxis.l2p(y)];
            }""",
            [x, y],
        )
    )


def until(page, test: str, timeout: int = 120_000) -> None:
    """Wait until a JavaScript expression over the player `p` is true."""
    page.wait_for_function(f"() => {{ const p = document.querySelector('.basin-player').basin; return {test}; }}", timeout=timeout)


def pass_by(page, pictures: int = 20) -> None:
    """Let the browser paint some pictures, in which what must not happen would."""
    page.evaluate(
        "async (n) => { for (let i = 0; i < n; i++) await new Promise((painted) => requestAnimationFrame(painted)); }",
        pictures,
    )


def rests(page) -> None:
    """Wait until the server has nothing more to say."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)


def colours(page, selector: str) -> int:
    """How many different colours a canvas shows: 1 when nothing is drawn."""
    return page.evaluate(
        """(selector) => {
          const canvas = document.querySelector(selector), { width, height } = canvas;
          const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
          return new Set(new Uint32Array(data.buffer)).size;
        }""",
        selector,
    )


def written(page, words: str):
    """Where these words stand to be read; they may stand in the line for the ear as well."""
    return page.get_by_text(words).and_(page.locator(":not(.basin-ear)"))


def whole_of_charts(page, name: str) -> tuple[float, float, float]:
    """Take hold of a slider that charts follow, and move it until its whole is here; where it lies: left, height, width in pixels."""
    thumb = page.locator(f'input[type=range][data-name="{name}"]')
    thumb.scroll_into_view_if_needed()
    share = thumb.evaluate("(one) => Number(one.value) / Number(one.max)")
    box = thumb.bounding_box()
    left, y, width = box["x"] + 8, box["y"] + box["height"] / 2, box["width"] - 16
    aside = 1.1 * width / int(thumb.get_attribute("max"))  # another place
    page.mouse.move(left + share * width, y)
    page.mouse.down()
    for turn in range(400):
        page.mouse.move(left + share * width + max(3, aside) * (turn % 2), y)
        pass_by(page, 10)
        if page.evaluate("() => document.querySelector('.basin-charts').basin.live !== null"):
            return left, y, width
    raise AssertionError(f"The whole of {name} never came.")


def value_at(page, name: str) -> float:
    """What a slider reads."""
    said = page.locator(f'input[type=range][data-name="{name}"]').get_attribute("aria-valuetext")
    return float(said.replace("−", "-"))
