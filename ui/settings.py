"""The setup a page shows, kept in the link: what a visitor changed, and nothing else.

Settings are read with their default, so the link stays short. What a link says wrongly is dropped, and
said in a plain sentence. `open_link` starts a page's run, `close_link` ends it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from parameter import Parameter

KEYS = (
    "settings",
    "link",
    "link notes",
    "refused",
    "left",
    "fair",
    "back",
    "arriving",
    "crossed",
    "views",
    "shown",
    "tested",
)  # of the session state, in which they are kept from page to page
LONGEST = 60  # characters of a visitor's text that a note repeats


def kept() -> dict[str, Any]:
    """The settings in force: typed values, or text from a link that nobody has read yet."""
    return st.session_state.setdefault("settings", {})


def notes() -> list[str]:
    """What was wrong with the link, one sentence each."""
    return st.session_state.setdefault("link notes", [])


def open_link() -> None:
    """Take over the link, if it is not the one this page wrote itself (a new visit, or Back)."""
    link = st.query_params.to_dict()
    if link != st.session_state.get("link"):
        take_over(link)
        st.session_state["link"] = link
        st.session_state["shown"] = False
    elif st.session_state.get("shown") and as_link() != link:  # the visitor has changed something: what was said before is over
        st.session_state["link notes"] = []


def take_over(link: Mapping[str, str]) -> None:
    """Let these settings, spelled as a link does, replace all there are."""
    st.session_state["settings"] = {name: FromLink(text) for name, text in link.items()}
    st.session_state["link notes"] = []
    refused().clear()


def refused() -> dict[str, Any]:
    """What was typed last and refused, by the name of its field, with the sentence that says why."""
    return st.session_state.setdefault("refused", {})


def as_link() -> dict[str, str]:
    """The settings as the link spells them."""
    return {name: as_text(value) for name, value in sorted(kept().items())}


def unread() -> set[str]:
    """The names in the link that nobody has asked for yet."""
    return {name for name, value in kept().items() if isinstance(value, FromLink)}


def close_link(passing: Collection[str] = ()) -> None:
    """Write the settings into the link. Those `passing` belong to the page the visitor came from, and wait there for the way back."""
    for name in sorted(unread() - set(passing)):
        del kept()[name]
        notes().append(f"This link sets “{shortened(name)}”, which this setup does not have; it was ignored.")
    link = as_link()
    st.session_state["shown"] = True  # a run that is cut short shows no note, so the next one has to
    if link != st.session_state.get("link"):
        st.session_state["link"] = link
        st.query_params.from_dict(link)


class FromLink(str):
    """A value as the link spells it, not checked yet."""


def read(name: str, default: Any, check: Callable[[Any], Any]) -> Any:
    """The setting called `name`, checked; its default if it is not set or not allowed."""
    value = kept().get(name, default)
    if value is None or value is default:
        return default
    try:
        value = check(value)
    except ValueError as error:
        notes().append(f"The link’s {error} Basin uses {as_text(default) or 'none'} instead.")
        kept().pop(name)
        return default
    put(name, value, default)
    return value


def put(name: str, value: Any, default: Any = None) -> None:
    """Keep a setting; one that equals its default leaves the link."""
    if value == default:
        kept().pop(name, None)
    else:
        kept()[name] = value


def forget(unwanted: Callable[[str], bool]) -> None:
    """Drop every setting whose name is unwanted: back to its default."""
    for name in [name for name in kept() if unwanted(name)]:
        del kept()[name]


def number(name: str, parameter: Parameter, default: float | None = None) -> float:
    """A number within the parameter's legal range; an option's place, which the link spells by its name."""
    default = parameter.default if default is None else default
    spelled = read(name, parameter.spelled(default), lambda value: parameter.spelled(parameter.check(plain(value), shortened(name))))
    return parameter.check(spelled)


def choice(name: str, options: Sequence[str], default: str) -> str:
    """One of the options."""

    def check(value: str) -> str:
        if value not in options:
            raise ValueError(f"{name} = “{shortened(value)}” is not one of {', '.join(options)}.")
        return str(value)

    return read(name, default, check)


def several(name: str, options: Sequence[str], default: Sequence[str]) -> list[str]:
    """Some of the options, in their order."""

    def check(value: str | Sequence[str]) -> list[str]:
        wanted = value.split(",") if isinstance(value, str) else list(value)
        for one in filter(None, wanted):
            if one not in options:
                raise ValueError(f"{name} = “{shortened(one)}” is not among {', '.join(options)}.")
        return [option for option in options if option in wanted]

    return read(name, list(default), check)


def text(name: str, default: str, check: Callable[[str], Any]) -> str:
    """A text that `check` has nothing against."""

    def checked(value: str) -> str:
        check(str(value))
        return str(value)

    return read(name, default, checked)


def plain(value: Any) -> Any:
    """A link's text as str, so that messages quote it plainly."""
    return shortened(value) if isinstance(value, str) else value


def shortened(text: str) -> str:
    text = str(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def as_text(value: Any) -> str:
    """A setting as the link spells it."""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return ",".join(value) if isinstance(value, list) else str(value)
