"""The page "Noise and batches" in a real browser: the point and the batch by hand, and the loss over steps."""

PIXEL = """([chart, x, y]) => {
  const plot = document.querySelector(`[data-chart=${chart}]`), box = plot.getBoundingClientRect(), { xaxis, yaxis } = plot._fullLayout;
  return [box.left + xaxis._offset + xaxis.l2p(xaxis.c2l(x)), box.top + yaxis._offset + yaxis.l2p(yaxis.c2l(y))];
}"""


def pixel(page, chart: str, x: float, y: float) -> tuple[float, float]:
    return tuple(page.evaluate(PIXEL, [chart, x, y]))


def drag(page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def test_the_point_and_the_batch_follow_the_hand_and_the_words_with_them(visit):
    page = visit("noise?show=Batches")
    page.get_by_text("For B = 8 the mean").first.wait_for()
    drag(page, pixel(page, "map", -1, -1.2), pixel(page, "map", 1, 0.5))
    page.wait_for_url("**start.x=*")
    assert "surface=Thousand+points" in page.url
    mark = page.locator("[data-chart=spread] ~ .over .mark.grip")
    box = mark.bounding_box()
    middle = box["y"] + box["height"] / 2
    drag(page, (box["x"] + box["width"] / 2, middle), (pixel(page, "spread", 100, 1)[0], middle))
    page.wait_for_url("**cloud.batch=*")
    page.get_by_text("For B = 8 the mean").first.wait_for(state="detached")
    assert page.complaints == []


def test_the_loss_is_drawn_over_what_is_chosen(visit):
    page = visit("noise?show=Epochs&surface=Least+squares&epochs.rate=0.1")
    page.get_by_text("Single sample diverged at step").first.wait_for()
    page.get_by_text("Loss per step", exact=True).click()
    page.wait_for_function("document.querySelector('[data-chart=loss]')._fullLayout.xaxis.type === 'log'")
    page.wait_for_url("**epochs.over=Loss+per+step*")
    assert page.complaints == []
