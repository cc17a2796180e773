"""Pictures on their way to the browser: one that it still holds is not sent again, it is named.

Streamlit has such a cache of its own, which is switched off (`global.minCachedMessageSize`): the browser forgets what two
runs have not asked for, the server may still name it, and a page that is named something it does not hold is dead until
it is loaded anew. Here the browser (`web/shared/held.js`) says with each event which pictures came last, and keeps them for many
more than can come before the answer. Should one be missing all the same, it asks.
"""

from collections.abc import Iterable
from hashlib import blake2b

import streamlit as st

HELD = "pictures held"
SOON = 16  # pictures sent after which the browser's last word is too old; it keeps three times as many


def sent(blob: bytes, heard: int = 0) -> bytes | str:
    """A component's data: the picture with its name behind it, or its name alone if the browser holds it; then the last event heard."""
    name, heard_of = name_of(blob), f"{heard:016d}"
    held, since = st.session_state.get(HELD, ((), 0))
    if name in held and since < SOON:
        return name + heard_of
    st.session_state[HELD] = held, since + 1
    return blob + (name + heard_of).encode()


def name_of(blob: bytes) -> str:
    """What the browser calls a picture."""
    return blake2b(blob, digest_size=8).hexdigest()


def holds(names: Iterable[str]) -> None:
    """The browser holds these pictures; it said so with an event."""
    st.session_state[HELD] = tuple(names), 0
