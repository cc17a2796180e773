"""What takes a while to compute: progress with a way out of it, what stood there before, less detail under the hand."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx

from studies.results_cache import Sized, known, remembered
from ui.frame import settings, turns

SLOW = 0.1  # seconds that something may take to be made anew at every move of a slider


def compute(key: Hashable, make: Callable[[Callable[[float], object]], Sized], words: Callable[[float], str]) -> None:
    """Make what is not kept under this key yet. Whatever the visitor does meanwhile stops it at the next sign of progress.

    `make` is given what to tell the share that is done, from 0 to 1; `words` says it in words.
    """
    place = st.empty()  # always there, so that what follows keeps its place
    if known(key) or is_cancelled(key):
        return
    with place.container(key="waiting", horizontal=True, vertical_alignment="center"):
        bar = st.empty()
        st.button("Cancel", key="cancel", on_click=cancel, args=(key,))
    bar.progress(0.0, words(0.0))
    turns.give_back()
    remembered(key, lambda: make(lambda share: bar.progress(share, words(share))))
    place.empty()


@contextmanager
def computing(words: str = "Computing …") -> Iterator[None]:
    """Say so if it takes longer than one waits without asking, and dim what follows, which is of the setting before."""
    place, lock = st.empty(), Lock()  # always there, so that what follows keeps its place
    over = said = False

    def say() -> None:
        nonlocal said
        with lock:
            if not over:
                said = True
                place.html(f"<div class='basin-computing' role='status'>{words}</div>")

    timer = Timer(SLOW, say)
    add_script_run_ctx(timer)
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
        timer.cancel()
        if said:
            place.empty()


def cancel(key: Hashable) -> None:
    settings.by_hand()
    st.session_state["cancelled"] = key


def is_cancelled(key: Hashable) -> bool:
    """Whether this very thing was cancelled, and has not been asked for again."""
    return st.session_state.get("cancelled") == key and not known(key)


def say_cancelled(shown: str) -> None:
    """Say so, and what is shown instead; and offer to compute it after all."""
    st.markdown(f"Cancelled. {shown}".strip(), width="content")
    st.button("Compute it after all", on_click=again)


def again() -> None:
    settings.by_hand()
    st.session_state.pop("cancelled", None)
    settings.show_everywhere()


def drag() -> None:
    """A slider is being dragged: the picture that comes next is one of many."""
    st.session_state["dragging"] = True


def rest() -> None:
    """The hand has let go: the whole page follows, with nothing left out of its picture."""
    st.session_state.pop("dragging", None)


def is_hurried(took: float) -> bool:
    """Whether a slider is being dragged, and what took so many seconds is too slow for that. Asked once a picture."""
    return st.session_state.pop("dragging", False) and took > SLOW
