"""What the hand does in a component of ours, heard once and never lost.

Streamlit drops a message that waits behind a run when a newer one begins the page anew. So the browser's side
(`web/shared/outbox.js`) does not tell an event, it keeps a list of the latest, which goes out with every message, whoever
sends it; here each is acted on once, by its number. A message that comes while a run has not yet come to the part of the
page that it belongs to is dropped as well, and no other may follow: so the component is told the last number heard,
and says again what was not.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from ui.frame import settings
from ui.parts import pictures


def hearing(key: str, acts: Mapping[str, Callable[[dict], None]]) -> Callable[[], None]:
    """What to do when the component called `key` has said something: for each event, by what it says it is, act on it.

    Whether the whole page follows is the event's to say: it does once the hand is at rest.
    """

    def changed() -> None:
        said, before = st.session_state[key].said, heard(key)
        pictures.holds(said["held"])
        new = [event for event in said["events"] if event["n"] > before]
        for event in new:
            st.session_state[f"{key} heard"] = event["n"]
            settings.by_hand()
            acts[event["what"]](event)
        if new:
            st.session_state["whole page"] = any(event["settled"] for event in new)

    return changed


def heard(key: str) -> int:
    """The number of the last event that was heard from the component called `key`."""
    return st.session_state.get(f"{key} heard", 0)
