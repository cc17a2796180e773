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
    st.session_state.setdefault("what is heard", {})[key] = acts
    st.session_state["hear first"] = hear

    def changed() -> None:
        pictures.holds(st.session_state[key].said["held"])
        hear()

    return changed


def hear() -> None:
    """Act on what the components have said and nobody has heard, in the order in which the hand did it.

    What a button does begins with this, too (`settings.by_hand`): a hand that was at a slider had left it when it pressed the button.
    """
    new = [(key, event) for key in st.session_state.get("what is heard", {}) for event in events(key) if event["n"] > heard(key)]
    new.sort(key=lambda one: one[1]["n"])
    for key, event in new:
        st.session_state[f"{key} heard"] = event["n"]  # before any act: an act hears first, too
    for key, event in new:
        settings.by_hand()
        st.session_state["what is heard"][key][event["what"]](event)
    if new:
        st.session_state["whole page"] = any(event["settled"] for _, event in new)


def events(key: str) -> list[dict]:
    """What the component called `key` has said lately, heard or not."""
    said = getattr(st.session_state.get(key), "said", None)
    return said["events"] if said else []


def heard(key: str) -> int:
    """The number of the last event that was heard from the component called `key`."""
    return st.session_state.get(f"{key} heard", 0)
