"""What takes a while to compute: progress with a way out of it, what stood there before, less detail under the hand."""

from collections.abc import Callable, Hashable

import streamlit as st

from optimizers.kept import Sized, known, remembered

SLOW = 0.1  # seconds that something may take to be made anew at every move of a slider
STYLE = """<style>
.st-key-map-side { position: relative; min-height: 20rem; }
.st-key-map-side > :has(.st-key-waiting) { position: absolute; width: 100%; z-index: 5; }
.st-key-waiting {
  position: absolute; z-index: 5; top: 3.5rem; left: 15%; width: 70%; padding: 0.6rem 1rem; border-radius: 0.5rem;
  background: light-dark(#fffffff0, #10151cf0); box-shadow: 0 2px 12px #0004; animation: basin-waiting 0s 0.35s both;
}
@keyframes basin-waiting { from { visibility: hidden; } to { visibility: visible; } }
</style>"""


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
    remembered(key, lambda: make(lambda share: bar.progress(share, words(share))))
    place.empty()


def cancel(key: Hashable) -> None:
    st.session_state["cancelled"] = key


def is_cancelled(key: Hashable) -> bool:
    """Whether this very thing was cancelled, and has not been asked for again."""
    return st.session_state.get("cancelled") == key and not known(key)


def say_cancelled(shown: str) -> None:
    """Say so, and what is shown instead; and offer to compute it after all."""
    st.markdown(f"Cancelled. {shown}".strip(), width="content")
    st.button("Compute it after all", on_click=again)


def again() -> None:
    st.session_state.pop("cancelled", None)
    st.session_state["whole page"] = True


def drag() -> None:
    """A slider is being dragged: the picture that comes next is one of many."""
    st.session_state["dragging"] = True


def is_hurried(took: float) -> bool:
    """Whether a slider is being dragged, and what took so many seconds is too slow for that. Asked once a picture."""
    return st.session_state.pop("dragging", False) and took > SLOW
