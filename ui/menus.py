"""A drop-down menu over one setting."""

from collections.abc import Callable, Sequence

import streamlit as st

from ui import settings


def menu(
    label: str,
    name: str,
    options: Sequence[str],
    default: str,
    value: str,
    after: Callable[[], None] = lambda: None,
    shown: Callable[[str], str] = str,
) -> None:
    """A menu that keeps what was chosen; `after` is called when the visitor has changed it, `shown` names an option."""
    keep(name, value)

    def changed() -> None:
        settings.put(name, st.session_state[name], default)
        after()

    st.selectbox(label, options, key=name, on_change=changed, format_func=shown)


def keep(key: str, value) -> None:
    """Let a widget show this value; one that shows it already is left alone, so that a fast hand is not overtaken."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
