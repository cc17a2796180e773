"""Weight decay: from the race of the four to where they end, why, and into the microscope."""

from tests.browser.player import pass_by, state, written

CHARTS = ".basin-charts[data-shown]"


def drag(page, path: list[tuple[float, float]]) -> None:
    page.mouse.move(*path[0])
    page.mouse.down()
    for point in path[1:]:
        page.mouse.move(*point)
        pass_by(page, 4)
    page.mouse.up()


def on_plane(page, x: float, y: float) -> tuple[float, float]:
    """The page's pixel over a point of the plane."""
    return tuple(
        page.evaluate(
            """([x, y]) => {
              const plot = document.querySelector("[data-chart=plane]"), { xaxis, yaxis } = plot._fullLayout;
              const box = plot.getBoundingClientRect();
              return [box.left + xaxis._offset + xaxis.l2p(x), box.top + yaxis._offset + yaxis.l2p(y)];
            }""",
            [x, y],
        )
    )


def test_lambda_and_the_minimum_are_dragged_on_the_charts_and_a_step_goes_under_the_microscope(visit):
    page = visit("decay")
    assert state(page)["names"] == ["SGD + L2", "SGDW", "Adam + L2", "AdamW"]
    page.get_by_text("Where they end", exact=True).click()
    page.wait_for_selector(CHARTS)
    written(page, "AdamW rests at the loss’s own minimum").wait_for()

    box = page.locator(".basin-charts .mark.grip").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    drag(page, [(x + 8 * k, y) for k in range(8)])
    page.wait_for_url("**lambda=**")
    written(page, "AdamW rests at a wall").wait_for()  # λ is beyond ½ now

    drag(page, [on_plane(page, 2 - 0.2 * k, 1.5) for k in range(5)])
    page.wait_for_url(lambda url: "cx=1" in url)

    page.get_by_text("Why", exact=True).click()
    mark = page.locator(".basin-charts [data-chart='pull x'] ~ .over .mark.grip")
    mark.focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Step 0 of AdamW in the microscope").click()
    page.wait_for_selector(".basin-microscope[data-shown]")
    page.get_by_text("Microscope: AdamW on Your own formula").wait_for()
    page.get_by_text("Back to weight decay").click()
    page.wait_for_selector(CHARTS)
    page.wait_for_url(lambda url: "/decay?" in url and "at=0" in url and "show=Why" in url and "cx=1" in url)
    assert not page.complaints


def test_picture_sentences_and_table_fit_at_1440_and_stack_on_a_phone(visit):
    page = visit("decay")
    for show, last in (
        ("Paths", ".basin-decay tbody tr:last-child"),
        ("Where they end", ".basin-decay tbody tr:last-child"),
        ("Why", "[class*='st-key-inspect-3']"),
    ):
        page.get_by_text(show, exact=True).first.click()
        page.wait_for_selector(CHARTS if show != "Paths" else ".basin-player[data-shown]")
        found = page.locator(last)
        found.wait_for()
        box = found.bounding_box()
        assert box["y"] + box["height"] <= 800, show
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(
        "() => new Set([...document.querySelectorAll('.basin-charts figure')].map((f) => f.getBoundingClientRect().x)).size === 1"
    )
    assert page.evaluate("() => document.querySelector('.stMain').scrollWidth <= document.querySelector('.stMain').clientWidth")
