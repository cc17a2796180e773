"""The fair race in a browser: it can be cancelled, it shows what it found, and it can be undone."""

from tests.browser.player import written


def test_a_fair_race_is_cancelled_run_and_undone(visit):
    page = visit("?surface=Beale&steps=400&runs=SGD,L-BFGS")  # L-BFGS takes a while to compile: time to change one's mind
    fair, cancel = page.get_by_role("button", name="Fair race"), page.get_by_role("button", name="Cancel the search")
    fair.click()
    page.get_by_text("Tuning").wait_for()
    cancel.click()
    fair.wait_for()
    assert "lr=" not in page.url
    assert page.locator(".basin-report").count() == 1
    fair.click()
    written(page, "Every run tried its own rate").wait_for(timeout=60_000)
    page.wait_for_url("**SGD.lr=*")
    assert page.locator(".basin-report").count() == 2
    table = page.locator(".basin-report").first
    assert "64 × 9 × 400" in table.inner_text()
    assert table.bounding_box()["y"] + table.bounding_box()["height"] <= 800
    page.get_by_role("button", name="Undo").click()
    fair.wait_for()
    page.wait_for_url(lambda url: "lr=" not in url)
    assert page.locator(".basin-report").count() == 1
    assert page.complaints == []
