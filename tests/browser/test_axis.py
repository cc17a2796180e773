"""The loss over steps, or over what each run has paid."""

import pytest

from tests.browser.player import state, until
from ui.frame.server import BASE

AXES = """() => {
  const { xaxis, xaxis2, yaxis, yaxis2 } = document.querySelector(".basin-player").basin.curves.plot._fullLayout;
  return { steps: xaxis.range, own: xaxis2?.range, title: xaxis2?.title.text, loss: yaxis.domain, rate: yaxis2.domain };
}"""


@pytest.fixture
def counted(share):
    """Two runs over what each has paid, whatever the test before chose."""
    page = share("?runs=SGD,BFGS&steps=40&axis=evaluations")
    page.get_by_role("button", name="Evaluations").click()
    until(page, "p.race.axis === 'evaluations' && p.curves.plot._fullLayout.xaxis2")
    return page


def place(page, run: int, step: int) -> tuple[float, float]:
    """The page's pixel over a step of a run's loss curve."""
    return tuple(
        page.evaluate(
            """([run, step]) => {
              const { race, curves } = document.querySelector(".basin-player").basin, i = run * (race.steps + 1) + step;
              const { across, y } = curves.axes, box = curves.plot.getBoundingClientRect();
              const px = across.l2p(race.cost ? race.cost[i] : step), py = y.l2p(Math.log10(race.gap[i]));
              return [box.left + across._offset + px, box.top + y._offset + py];
            }""",
            [run, step],
        )
    )


def painted(page, x: float, y: float) -> str:
    """The colour that the curves' moving layer shows at a pixel of the page."""
    return page.evaluate(
        """([x, y]) => {
          const canvas = document.querySelector(".basin-player .curves canvas.moving"), box = canvas.getBoundingClientRect();
          const [r, g, b, a] = canvas.getContext("2d").getImageData(x - box.left, y - box.top, 1, 1).data;
          return a ? "#" + [r, g, b].map((v) => v.toString(16).padStart(2, "0")).join("") : "";
        }""",
        [x, y],
    )


def cursors(page) -> list[bool]:
    """Whether a line runs down the loss pane and the rate pane: is anything drawn at their upper edge, where no head is?"""
    return page.evaluate(
        """() => {
          const { curves } = document.querySelector(".basin-player").basin, { across, x, y, y2 } = curves.axes;
          const drawn = (x, y) => curves.moving.ctx.getImageData(x._offset, y._offset + 1, x._length, 1).data.some((v) => v);
          return [drawn(across, y), drawn(x, y2)];
        }"""
    )


def test_the_loss_plot_changes_between_steps_and_evaluations(counted):
    page = counted
    page.get_by_role("button", name="Steps", exact=True).click()
    until(page, "p.race.axis === 'steps' && !p.curves.plot._fullLayout.xaxis2")
    page.wait_for_url(lambda url: "axis" not in url)
    before = page.evaluate(AXES)
    assert before["steps"] == [0, 40]
    assert before.get("own") is None
    page.get_by_role("button", name="Evaluations").click()
    page.wait_for_url("**axis=evaluations*")
    until(page, "p.race.axis === 'evaluations' && p.curves.plot._fullLayout.xaxis2")
    now = page.evaluate(AXES)
    assert now["title"] == "evaluations"
    assert now["own"] == [0, page.evaluate("() => Math.max(...document.querySelector('.basin-player').basin.race.cost)")]
    assert now["own"][1] > 40  # a line search asks more than once a step
    assert now["steps"] == [0, 40]
    assert page.get_by_role("button", name="Evaluations").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Steps", exact=True).click()
    until(page, "p.race.axis === 'steps' && !p.curves.plot._fullLayout.xaxis2")
    assert page.evaluate(AXES) == before
    page.wait_for_function("() => !location.search.includes('axis')")
    assert page.complaints == []


def test_the_axis_ends_at_the_costliest_run_shown(visit):
    page = visit("?runs=SGD,BFGS&steps=40&axis=evaluations&hidden=BFGS")
    assert page.evaluate(AXES)["own"] == [0, 40]


def test_each_head_stands_at_its_own_count_and_only_the_rate_keeps_the_cursor(visit):
    page = visit("?runs=SGD,BFGS&surface=Himmelblau&steps=40&axis=evaluations")
    page.locator(".transport input[type=range]").fill("7")
    for run, colour in enumerate(page.evaluate("() => document.querySelector('.basin-player').basin.race.runs.map((r) => r.light)")):
        assert painted(page, *place(page, run, 7)) == colour.lower()
    assert cursors(page) == [False, True]
    page.get_by_role("button", name="Steps", exact=True).click()
    until(page, "p.race.axis === 'steps' && !p.curves.plot._fullLayout.xaxis2")
    assert cursors(page) == [True, True]


@pytest.mark.parametrize("axis", ["steps", "evaluations"])
def test_hovering_the_loss_tells_the_step_and_what_it_has_cost(share, axis):
    page = share("?runs=SGD,BFGS&surface=Himmelblau&steps=12&hidden=SGD")
    page.get_by_role("button", name=axis.capitalize(), exact=True).click()
    until(page, f"p.race.axis === '{axis}' && !p.curves.plot._fullLayout.xaxis2 === {str(axis == 'steps').lower()}")
    page.mouse.move(*place(page, 1, 4))
    tip = page.locator(".basin-player .tip")
    tip.wait_for()
    assert tip.inner_text().startswith("BFGS, step 4\n")
    paid = page.evaluate("() => document.querySelector('.basin-player').basin.race.cost?.[13 + 4]")
    assert (f"{paid} evaluations so far" in tip.inner_text()) == (axis == "evaluations")


def test_nothing_is_told_past_the_end_of_a_run(counted):
    page = counted
    found = """(further) => {
      const p = document.querySelector(".basin-player").basin, { across, y } = p.curves.axes, box = p.curves.plot.getBoundingClientRect();
      const x = across.l2p(p.race.cost[40] + further), height = y.l2p(Math.log10(p.race.gap[40]));
      return p.curves.nearest(p.race, box.left + across._offset + x, box.top + y._offset + height);
    }"""
    assert page.evaluate(found, 0) == {"run": 0, "step": 40}
    assert page.evaluate(found, 2) is None


def test_between_two_steps_no_curve_is_drawn_again(counted):
    page = counted
    assert (
        page.evaluate(
            """() => {
          const p = document.querySelector(".basin-player").basin;
          let begun = 0;
          for (const layer of [p.curves.still, p.curves.moving]) {
            const begin = layer.begin;
            layer.begin = () => { begun += 1; return begin.call(layer); };
          }
          for (const share of [0, 0.3, 0.6]) { p.transport.step = 25 + share; p.draw(); }
          return begun;
        }"""
        )
        == 1
    )  # the heads, at step 25


@pytest.mark.parametrize(("width", "height"), [(1440, 800), (390, 844)])
def test_the_choice_stands_above_the_loss_plot(share, width, height):
    page = share("?runs=SGD,BFGS&steps=40&axis=evaluations", width=width, height=height)
    inside = """() => {
      const { curves } = document.querySelector(".basin-player").basin, plot = curves.plot.getBoundingClientRect();
      const control = document.querySelector(".basin-player .axes"), pane = control.parentElement.getBoundingClientRect();
      const floor = plot.top + curves.axes.y._offset; // where the curves begin
      const parts = [...control.children].map((part) => part.getBoundingClientRect());
      return parts.every((b) => b.left >= pane.left && b.right <= pane.right && b.top >= pane.top && b.bottom <= floor);
    }"""
    assert page.evaluate(inside)
    assert state(page)["shown"] >= 1


def test_a_run_whose_loss_is_0_waits_at_the_lower_edge_of_the_loss_plot(share):
    """Newton lands in the middle of a bowl at step 1, and no logarithmic axis has a 0."""
    page = share("?surface=Round+bowl&runs=SGD,Newton")
    page.evaluate("() => document.querySelector('.basin-player').basin.transport.seek(1)")
    until(page, "p.transport.step === 1 && p.curves.below?.length === 1")
    below = (
        "() => { const { curves } = document.querySelector('.basin-player').basin; return curves.below.map((o) => [o.run.name, o.gap]); }"
    )
    ((name, gap),) = page.evaluate(below)
    assert name == "Newton"
    assert page.evaluate("async ([from, gap]) => (await import(from)).standing(gap)", [f"/{BASE}/player/below.js", gap]) == "0"
    where = """() => {
      const { curves } = document.querySelector(".basin-player").basin, { across, y } = curves.axes;
      const box = curves.plot.getBoundingClientRect();
      return [box.left + across._offset + curves.below[0].px, box.top + y._offset + y._length - 7];
    }"""
    newton = page.evaluate("() => document.querySelector('.basin-player').basin.race.runs[1].light").lower()
    assert painted(page, *page.evaluate(where)) == newton
    page.evaluate("() => document.querySelector('.basin-player').basin.transport.seek(0)")
    until(page, "p.transport.step === 0 && p.curves.below.length === 0")
