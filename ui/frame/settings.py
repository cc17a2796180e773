"""The setup a page shows, kept in the link: what a visitor changed, and nothing else.

Settings are read with their default, so the link stays short. What a link says wrongly is dropped, and
said in a plain sentence. `open_link` starts a page's run, `close_link` ends it.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from parameter import Parameter
from reading import among, folded, offer, quoted, sifted, written

KEYS = {
    "settings",
    "link",
    "link notes",
    "refused",
    "back",
    "crossing",
    "shown",
    "by link",
    "unheard",
}  # of the session state, in which they are kept from page to page
FLIGHT = 2.0  # seconds in which a link that was written may still be on its way to the browser
LONGEST = 60  # characters of a visitor's text that a note repeats


def carried(key: str) -> str:
    """A key of the session state that a page keeps while the visitor is on another."""
    KEYS.add(key)
    return key


def kept() -> dict[str, Any]:
    """The settings in force: typed values, or text from a link that nobody has read yet."""
    return st.session_state.setdefault("settings", {})


def notes() -> list[str]:
    """What was wrong with the link, one sentence each."""
    return st.session_state.setdefault("link notes", [])


def open_link() -> None:
    """Take over the link, if it is not the one this page wrote itself (a new visit, or Back).

    What the hand does leaves the browser with the link as it stood then, before it has heard of the last one written: that is not Back.
    """
    link, written = hear_link(), st.session_state.get("link")
    if link not in (written, st.session_state.get("hand")):
        replace_all(link)
        # A link that the browser has not heard of yet may reach it after Back and stand there: this one is written once more.
        st.session_state["link"] = None if time.monotonic() < st.session_state.get("unheard", 0.0) + FLIGHT else link
        st.session_state["shown"] = False
    elif st.session_state.get("shown") and as_link() != written:  # the visitor has changed something: what was said before is over
        st.session_state["link notes"] = []


def hear_link() -> dict[str, str]:
    """The link that came from the browser; if it is the one written last, the browser has heard of that."""
    link = st.query_params.to_dict()
    if link == st.session_state.get("link"):
        st.session_state["unheard"] = 0.0
        st.session_state.pop("replaced", None)  # what menus show has been heard, too
    return link


def by_hand() -> None:
    """The visitor is doing something. What was done before it comes first; the link that comes with it may be an older one."""
    if "hear first" in st.session_state:  # Streamlit calls a button before a component, whichever came first
        st.session_state["hear first"]()
    st.session_state["hand"] = hear_link()


def show_everywhere() -> None:
    """What has just been set shows outside the picture too, so the whole page follows."""
    st.session_state["whole page"] = True


def is_outrun() -> bool:
    """Whether what came from the browser left it before it had heard of the last link written."""
    return st.query_params.to_dict() != st.session_state.get("link")


def hand_heard() -> None:
    """What the hand did is part of the settings now; a link that comes without it is Back's."""
    st.session_state.pop("hand", None)


def take_over(link: Mapping[str, str]) -> None:
    """Let these settings, spelled as a link does, replace all there are, because the visitor chose them."""
    by_hand()
    replace_all(link)


def replace_all(link: Mapping[str, str]) -> None:
    st.session_state["settings"] = {name: FromLink(all_of(name, text)) for name, text in link.items()}
    st.session_state["link notes"] = []
    refused().clear()


def all_of(name: str, text: str) -> str:
    """The text, and where the address repeats the name (runs=SGD&runs=Adam) what it says there, too."""
    every = st.query_params.get_all(name)
    return ";".join(every) if len(every) > 1 and every[-1] == text else text


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
    link, here = as_link(), st.query_params.to_dict()
    st.session_state["shown"] = True  # a run that is cut short shows no note, so the next one has to
    if link != st.session_state.get("link") or link != here:
        st.session_state["link"], st.session_state["unheard"] = link, time.monotonic()
        st.query_params.from_dict(here if link == here else link)  # in the order it has, or the browser takes it for another
    hand_heard()


class FromLink(str):
    """A value as the link spells it, not checked yet."""


def read(name: str, default: Any, check: Callable[[Any], Any]) -> Any:
    """The setting called `name`, checked; its default if it is not set or not allowed."""
    claim(name)
    value = kept().get(name, default)
    if value is None or value is default:
        return default
    try:
        value = check(value)
    except ValueError as error:
        instead = written(default) if isinstance(default, int | float) else as_text(default) or "none"
        notes().append(f"The link’s {error} Basin uses {instead} instead.")
        kept().pop(name)
        return default
    keep(name, value, default)
    return value


def claim(name: str) -> None:
    """Let a name that a link spells in another way, such as sgd.lr, be this one."""
    if name not in kept():
        for other in unread():
            if folded(other) == folded(name):
                kept()[name] = kept().pop(other)
                return


def keep(name: str, value: Any, default: Any = None) -> None:
    """Keep a setting; one that equals its default leaves the link."""
    if value == default:
        kept().pop(name, None)
    else:
        kept()[name] = value


def put(name: str, value: Any, default: Any = None) -> None:
    """Keep a setting as the visitor has just set it."""
    by_hand()
    keep(name, value, default)


def forget(unwanted: Callable[[str], bool]) -> None:
    """Drop every setting whose name is unwanted: back to its default."""
    by_hand()
    for name in [name for name in kept() if unwanted(name)]:
        del kept()[name]


def number(name: str, parameter: Parameter, default: float | None = None) -> float:
    """A number within the parameter's legal range; an option's place, which the link spells by its name."""
    default = parameter.default if default is None else default
    spelled = read(name, parameter.spelled(default), lambda value: parameter.spelled(parameter.check(value, shortened(name))))
    return parameter.check(spelled)


def choice(name: str, options: Sequence[str], default: str, former: Mapping[str, str] | None = None) -> str:
    """One of the options. A link may still call one by its `former` name."""

    def check(value: str) -> str:
        found = among((former or {}).get(value, value), options)
        if found is None:
            raise ValueError(f"{name} = “{shortened(value)}” is not one of {offer(value, options)}.")
        return found

    return read(name, default, check)


def several(name: str, options: Sequence[str], default: Sequence[str]) -> list[str]:
    """Some of the options, in their order. Of a wrong list the good part stays."""

    def check(value: str | Sequence[str]) -> list[str]:
        good, bad = sifted(value, options) if isinstance(value, str) else (value, [])
        if bad:
            wrong = f"{name} = “{shortened(', '.join(bad))}” is not among {offer(bad[0], options)}."
            if not good:
                raise ValueError(wrong)
            notes().append(f"The link’s {wrong} The rest of the list stays.")
        return [option for option in options if option in good]

    return read(name, list(default), check)


def text(name: str, default: str, check: Callable[[str], Any]) -> str:
    """A text that `check` has nothing against."""

    def checked(value: str) -> str:
        check(str(value))
        return str(value)

    return read(name, default, checked)


def shortened(text: str) -> str:
    return quoted(str(text), LONGEST)


def as_text(value: Any) -> str:
    """A setting as the link spells it."""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return ",".join(value) if isinstance(value, list) else str(value)
