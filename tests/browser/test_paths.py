"""The page "Paths" in a real browser: λ by hand in every view, a table to type into, and all of it on one screen."""

from digits import digits
from plots.coefficients import place
from tests.browser.player import pass_by, value_at, whole_of_charts

CHARTS = ".basin-charts[data-shown]"
LAMBDA = 'input[type=text][data-name="{}"]'


def shown(page, view: str) -> None:
    """Go to a view."""
    page.locator(".st-key-show").get_by_text(view, exact=True).click()
    page.wait_for_selector(CHARTS if view != "Conditioning" else ".basin-player[data-shown]")


def in_sight(page, selector: str) -> None:
    """Wait until a thing ends above the window's lower edge, as it must once all is laid out."""
    page.wait_for_function("s => [...document.querySelectorAll(s)].at(-1)?.getBoundingClientRect().bottom <= innerHeight", arg=selector)


def drag(page, box: dict, to_x: float) -> None:
    """Take hold of the middle of a box and move, without letting go."""
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(to_x, y, steps=6)


def test_strength_is_moved_by_its_mark_and_by_its_slider_and_the_picture_follows_before_the_hand_lets_go(visit):
    page = visit("paths?show=Conditioning&strength=10&lambda=10")
    in_sight(page, ".basin-conditioning")
    range_ = page.locator('input[type=range][data-name="strength"]')
    box = range_.bounding_box()
    drag(page, box | {"width": 2 * box["width"] - 16}, box["x"] + box["width"] * 0.5)
    page.locator(".basin-conditioning tr", has_text="with L2").filter(has_text="1.2").wait_for()  # λ = 0.1: 1 becomes 1.2
    assert "strength=10" in page.url
    page.mouse.up()
    page.wait_for_url("**strength=0.1*")

    shown(page, "Coefficient paths")
    mark = page.locator("[data-chart=coefficients] ~ .over .mark.grip")
    page.wait_for_function(  # each name stands beside its path's end at λ = 0; labels are made anew at every drawing
        """() => {
          const over = document.querySelector("[data-chart=coefficients] ~ .over"), names = [...over.querySelectorAll(".end")];
          const mark = over.querySelector(".mark").getBoundingClientRect().left;
          return names.length === 10 && names.every((one) => one.getBoundingClientRect().right < mark);
        }"""
    )
    in_sight(page, ".basin-weights")
    plot = page.locator("[data-chart=coefficients]").bounding_box()
    before = mark.bounding_box()["x"]
    drag(page, mark.bounding_box(), before - 70)
    page.locator(".basin-weights th", has_text="at λ = 0.").wait_for()
    assert "lambda" not in page.url  # 10 is where it begins
    page.mouse.move(plot["x"] + 1, plot["y"] + plot["height"] / 2)
    page.mouse.up()
    page.wait_for_url("**lambda=0&**")
    page.wait_for_function("s => document.querySelector(s).value === '0'", arg=LAMBDA.format("lambda"))
    for chart in ("coefficients", "errors", "counts"):
        page.locator(f"[data-chart={chart}] ~ .over .mark.grip[aria-valuenow='0.00003162']").wait_for()  # 10^−4.5, where λ = 0 stands
    assert page.locator(".basin-weights tbody tr").count() == 2  # least squares alone, and where each leaves
    mark.press("PageUp")
    page.wait_for_url("**lambda=0.000146*")  # a tenth of the axis, 0.665 of a decade, beyond 0's place
    assert page.complaints == []


MARKS = """() => [...document.querySelectorAll(".basin-charts .mark.grip")].map((mark) => {
  const { xaxis } = mark.closest(".pane").querySelector(".plot")._fullLayout;
  return [mark.textContent, xaxis.p2c(parseFloat(mark.style.left) - xaxis._offset)];
})"""


def test_the_marks_follow_the_slider_without_the_server_and_the_table_comes_behind(visit):
    page = visit("paths")
    left, y, width = whole_of_charts(page, "lambda")
    for share in (0.8, 0.31, 0.55, 0.12):
        page.mouse.move(left + share * width, y)
        pass_by(page, 2)
        value = value_at(page, "lambda")
        marks = page.evaluate(MARKS)
        assert [words for words, _ in marks] == [f"λ = {digits(value)}", "", ""]
        for _, at in marks:
            assert abs(at / place(value) - 1) < 1e-3
    page.locator(".basin-weights th", has_text=f"at λ = {digits(value)}").wait_for()  # while the hand still holds the slider
    assert "lambda" not in page.url
    page.mouse.up()
    page.wait_for_url(f"**lambda={value}*")
    assert next(words for words, _ in page.evaluate(MARKS)) == f"λ = {digits(value)}"
    page.locator('input[type=text][data-name="lambda"]').fill("3")  # what comes after it wins
    page.keyboard.press("Enter")
    page.locator(".basin-weights th", has_text="at λ = 3").wait_for()
    page.wait_for_function("() => document.querySelector('.basin-charts .mark.grip').textContent === 'λ = 3'")
    assert page.complaints == []


def type_into(page, grid, text: str) -> None:
    """Type into the second row's first number."""
    box = grid.bounding_box()
    page.mouse.dblclick(box["x"] + 140, box["y"] + 36 + 1.5 * 31)
    cell = page.locator(".gdg-input")
    cell.fill(text)
    page.wait_for_timeout(300)  # the grid takes a letter in only after a while
    cell.press("Enter")


def test_a_vector_is_typed_into_the_table_and_compared_at_once(visit):
    page = visit("paths?show=Conditioning")
    shown(page, "Weight vectors")
    in_sight(page, ".basin-vectors")
    grid = page.locator(".st-key-vectors [data-testid=stDataFrame]")
    type_into(page, grid, "five")
    page.get_by_text("w₂, j = 1: “five” is not a number.").wait_for()
    assert page.locator(".basin-vectors tbody tr").count() == 4
    type_into(page, grid, "0,25")
    page.locator(".basin-vectors th", has_text="w₂ = (0.25, 0.25, 0.25, 0.25)").wait_for()
    page.wait_for_url("**vectors=1%2C0%2C0%2C0%3B0.25%2C1%2F4*")
    assert page.locator(".stAlert").count() == 0
    assert page.complaints == []


def test_every_view_fits_a_phone(visit):
    page = visit("paths?show=Conditioning", width=390, height=844)
    for view in ("Conditioning", "Coefficient paths", "Weight vectors"):
        shown(page, view)
        page.wait_for_function("() => { const m = document.querySelector('.stMain'); return m.scrollWidth <= m.clientWidth; }")
