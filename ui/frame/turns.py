"""Who computes now: two visitors at a time, the others wait for their turn.

When thirty drag a slider at once, thirty threads and the one that sends want the interpreter, five milliseconds each. The one that sends
came too late: Streamlit throws away what is not sent when the next picture begins, so none of the thirty saw any.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2  # compiled programs run beside the interpreter
PATIENCE = 0.5  # seconds after which nobody waits any more: what another visitor computes may take long
LEAVING = 0.02  # seconds that a picture is given to leave the server: two rounds of Streamlit's sending

free = threading.BoundedSemaphore(AT_ONCE)
own = threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """Compute when it is this visitor's turn. A part of a page has the turn of the page."""
    if getattr(own, "has", False):
        yield
        return
    alone = free.acquire(blocking=False)
    own.has, own.granted = True, alone or free.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        give_back()
        own.has = False
        if not alone:
            time.sleep(LEAVING)


def give_back() -> None:
    """What comes now takes long: the others need not wait for it."""
    if getattr(own, "granted", False):
        own.granted = False
        free.release()
