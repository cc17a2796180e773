"""One setting chosen among several: from a drop-down menu, or from a row of buttons."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ui.frame import settings


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

    def changed() -> None:
        if st.session_state[name] in options:  # not so if it was chosen by a name that has gone
            settings.put(name, st.session_state[name], default)
            after()

    st.selectbox(label, options, **picked(name, value, changed, shown(value), options=options), format_func=shown)


def buttons(
    label: str,
    name: str,
    options: Sequence[str],
    value: str,
    default: str | None = None,
    act: Callable[[str], None] | None = None,
    labelled: bool = False,
    shown: Callable[[str], str] = str,
) -> None:
    """A row of choices, one of which holds, kept in the link; the whole page follows.

    `default` is what the link leaves out, the first option unless it is given. `act` is what is done instead of keeping the choice.
    `labelled` shows the label to the eye, too; `shown` names an option.
    """

    def changed() -> None:
        if act:
            act(st.session_state[name])
        else:
            settings.put(name, st.session_state[name], options[0] if default is None else default)
        settings.show_everywhere()

    visible = "visible" if labelled else "collapsed"
    held = picked(name, value, changed, shown(value))
    st.segmented_control(label, options, **held, required=True, label_visibility=visible, format_func=shown)


def keep(key: str, value, called: str = "") -> None:
    """Let a widget show this value; one that shows it already is left alone, so that a fast hand is not overtaken.

    The browser knows an option by what it is `called`, and sends that back: where one value is called otherwise than before, it is told.
    """
    before, named, replaced = st.session_state.get(key), f"{key} called", st.session_state.setdefault("replaced", {})
    if isinstance(before, list) and isinstance(value, list) and sorted(before) == sorted(value):
        value = before  # of several the order is the hand's
    if key in replaced:  # what told the browser may have been dropped with the rest of a run that a newer one cut short
        st.session_state[key] = value
    elif before != value or st.session_state.get(named, called) != called:
        replaced[key] = before
        st.session_state[key] = value
    st.session_state[named] = called


def picked(key: str, value, act: Callable[[], object], called: str = "", own: str = "default", options: Sequence = ()) -> dict[str, Any]:
    """What a widget shows (see `keep`), its key, and what to do when something is picked in it.

    A browser that has not heard yet what the widget shows now goes on telling what it showed before. That is nobody's choice;
    once it has heard, the same value is. A browser that never heard what the first run said shows what the widget has as its `own`:
    a list's index, a default, a value.
    """
    keep(key, value, called)

    def changed() -> None:
        replaced = st.session_state.get("replaced", {})
        if settings.is_outrun() and key in replaced and st.session_state[key] == replaced[key]:
            return
        replaced.pop(key, None)
        settings.by_hand()
        act()

    held = {"index": options.index(value)} if options else {own: st.session_state.get(key)}
    return {"key": key, "on_change": changed, **held}
