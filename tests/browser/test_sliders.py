"""Sliders and their fields: round numbers come by hand, by keys, and as they are typed or pasted."""

QUERY = "?runs=Momentum"
LINK = "(text) => decodeURIComponent(location.search) === text"


def parts(page, name):
    return (page.locator(f'input[type={kind}][data-name="{name}"]') for kind in ("range", "text"))


def test_left_and_right_lead_back_to_the_default_and_out_of_the_link(share):
    page = share(QUERY)
    thumb, field = parts(page, "Momentum.momentum")
    page.locator("summary", has_text="More settings").first.click()
    thumb.focus()
    page.keyboard.press("ArrowLeft")
    assert field.input_value() == thumb.get_attribute("aria-valuetext") == "0.895"
    page.wait_for_function(LINK, arg="?Momentum.momentum=0.895&runs=Momentum")
    page.keyboard.press("ArrowRight")
    assert field.input_value() == thumb.get_attribute("aria-valuetext") == "0.9"
    page.wait_for_function(LINK, arg=QUERY)
    assert thumb.get_attribute("aria-valuetext") == "0.9"
    page.locator("summary", has_text="More settings").first.click()


def test_a_hand_that_passes_over_a_round_number_can_stop_at_it(share):
    page = share(QUERY)
    thumb, field = parts(page, "steps")
    thumb.scroll_into_view_if_needed()
    box = thumb.bounding_box()
    assert 200 < box["width"] < 300
    y, seen = box["y"] + box["height"] / 2, []
    page.mouse.move(box["x"] + 8, y)
    page.mouse.down()
    for x in range(int(box["width"] - 16)):
        page.mouse.move(box["x"] + 8 + x, y)
        seen.append(field.input_value())
    page.mouse.up()
    page.wait_for_url("**steps=*")
    page.locator("label", has_text="steps").first.dblclick()
    page.wait_for_function(LINK, arg=QUERY)
    assert {"10", "20", "50", "100", "200", "250", "500", "1000"} <= set(seen)


def test_a_field_reads_what_is_typed_and_pasted_and_says_how_to_write_the_rest(share):
    page = share(QUERY)
    _, steps = parts(page, "steps")
    _, rate = parts(page, "Momentum.lr")
    _, start = parts(page, "start.y")
    steps.fill("1,000")
    steps.press("Enter")
    assert steps.input_value() == "1000"
    rate.fill("7.90·10⁻⁴")
    rate.press("Enter")
    assert rate.input_value() == "7.9e−4"
    start.fill("–1½")
    start.press("Enter")
    assert start.input_value() == "−1.5"
    page.wait_for_function(LINK, arg="?Momentum.lr=0.00079&runs=Momentum&start.y=-1.5&steps=1000")
    for text, why in (
        ("1,000", "“1,000” can be read in two ways: write 1000 or 1. Allowed: 0 to 1000."),
        ("0x10", "“0x10” is not a number. Allowed: 0 to 1000."),
        ("−1", "−1 is out of range. Allowed: 0 to 1000."),
    ):
        rate.fill(text)
        rate.press("Enter")
        assert page.locator('.basin-sliders .row:has([data-name="Momentum.lr"]) .problem').inner_text() == why
    assert not page.complaints
