"""What stands still while a slider is dragged is drawn once and laid into its place: the picture is as if all were drawn."""

import pytest

from tests.browser.player import pass_by
from tests.browser.test_whole_slider import hold

# How far a canvas as it is differs at most from the same with every stroke drawn anew: premultiplied, in 255ths.
APART = """() => {
  const p = document.querySelector(".basin-player").basin, step = p.transport.step;
  const pixels = ({ canvas, ctx }) => ctx.getImageData(0, 0, canvas.width, canvas.height).data;
  return [p.map, p.curves].map((one) => {
    const laid = pixels(one.still), sheets = one.sheets.laid.size;
    one.sheets.stamps = [];
    one.sheets.changing.clear();
    one.sheets.laid.clear();
    for (let i = 0; i < 50; i++) one.sheets.stamps.push(String(i));
    one.drawn = undefined;
    const { lay } = one.sheets;
    one.sheets.lay = function (strokes, i) {
      const { overlay } = this, [x, y] = strokes[i].axes;
      overlay.within(x, y, () => strokes[i].draw(overlay.ctx));
      return i + 1;
    };
    if (one === p.map) one.draw(p.race, step, p.theme, null);
    else one.draw(p.race, step, p.theme);
    one.sheets.lay = lay;
    one.sheets.stamps = [];
    const whole = pixels(one.still);
    let most = 0;
    for (let i = 0; i < whole.length; i += 4)
      for (let c = 0; c < 4; c++) {
        const of = (data) => (c < 3 ? (data[i + c] * data[i + 3]) / 255 : data[i + 3]);
        most = Math.max(most, Math.abs(of(laid) - of(whole)));
      }
    return { sheets, most, inked: whole.some((value) => value > 0) };
  });
}"""


@pytest.mark.parametrize("name", ["SGD.lr", "Momentum.lr"])
def test_sheets_make_the_picture_that_drawing_it_all_makes(visit, name):
    page = visit("?surface=Rosenbrock&runs=SGD,Momentum,Adam&steps=100")
    left, y, width = hold(page, name)
    for share in (0.3, 0.31, 0.32):
        page.mouse.move(left + share * width, y)
        pass_by(page, 3)
    map_, curves = page.evaluate(APART)
    assert map_["sheets"] >= 2, "the curves have none where their axes have just changed"
    for one in (map_, curves):
        assert one["inked"]
        assert one["most"] <= 5
    assert not page.complaints
