"""A finger on the glass: what Chromium makes of raw touches, the browser's own scrolling included."""


def swipe(page, start, end, lift: str = "touchEnd") -> None:
    """Put a finger down, move it in small steps and lift it; "touchCancel": the system takes the touch away."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", start)
    for i in range(1, 9):
        touch("touchMove", (start[0] + (end[0] - start[0]) * i / 8, start[1] + (end[1] - start[1]) * i / 8))
        page.wait_for_timeout(20)  # a hand is no faster, and a drag speaks every 80 ms
    touch(lift)
    session.detach()


def scrolled(page) -> float:
    """How far the page is scrolled down."""
    return page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
