"""One member of a shelf on a card: picture, story, formula, parameters, proof and source."""

import json
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

import streamlit as st

from digits import digits, exact
from parameter import Parameter
from ui.frame import ways
from ui.parts.code import python
from ui.parts.exhibit import LESSONS, source

VERIFIED = LESSONS / "reference" / "verified.json"  # the tests write it


def card(shelf: str, member: Any, label: str, picture: str, functions: Sequence[Callable], race: dict[str, str]) -> None:
    """Show a member of the shelf under its label; `race` is the link that opens the race with it, empty if there is no such race."""
    with st.container(border=True, key=f"card-{shelf}-{member.name}"):
        st.html(head(member.name, label, member.story, picture))
        st.latex(member.formula)
        st.html(f"<div class='basin-facts'>{parameters(member.parameters)}{proof(shelf, member.name)}{reference(member.reference)}</div>")
        with st.expander("The Python that runs"):
            python(source(functions))
        if race:
            st.page_link(ways.RACE, label=f"Open the race with {member.name}", query_params=race)


def place(name: str) -> str:
    """Where a card stands on its page, for links to it."""
    return "card-" + re.sub(r"\W+", "-", name.lower())


def jumps(names: Sequence[str]) -> str:
    """A link to every card."""
    links = "".join(f'<a href="#{place(name)}">{escape(name)}</a>' for name in names)
    return f"<nav class='basin-jump' aria-label='Cards'>{links}</nav>"


def head(name: str, label: str, story: str, picture: str) -> str:
    """The picture beside name, label and story; it says nothing that the text does not, so a screen reader skips it."""
    above = f"<p class='label'>{escape(label)}</p>" if label else ""
    words = f"{above}<h2 id='{place(name)}'>{escape(name)}</h2><p>{escape(story)}</p>"
    source = "data:image/svg+xml," + quote(picture, safe=" '=:/;,()")
    return f'<div class="basin-card"><img alt="" src="{source}"><div>{words}</div></div>'


def parameters(declared: Sequence[Parameter]) -> str:
    """What may be set: name, default, range, and what it does."""
    rows = "".join(f"<li><b>{escape(p.title)}</b>: {escape(setting(p))}<br><span>{escape(p.help)}</span></li>" for p in declared)
    return f"<h3>Parameters</h3><ul>{rows}</ul>" if declared else ""


def setting(p: Parameter) -> str:
    """A parameter's default and its range, or its options with the default first."""
    if p.options:
        return f"{p.options[int(p.default)]} (options: {', '.join(p.options)})"
    return f"{exact(p.default)} (range: {exact(p.low)} to {exact(p.high)})"


def proof(shelf: str, name: str) -> str:
    """Who agrees, and how closely; from the file that the tests write."""
    judges = json.loads(VERIFIED.read_text(encoding="utf-8")).get(shelf.lower(), {}).get(name, {})
    rows = "".join(
        f"<li><b>{escape(judge)}</b>: {escape(found['unit'])}, {distance(found['difference'])}</li>" for judge, found in judges.items()
    )
    return f"<h3>Verified against</h3><ul>{rows or '<li>nothing yet</li>'}</ul>"


def distance(difference: float) -> str:
    return f"largest difference {digits(difference, 2)}" if difference else "exactly equal"


def reference(source: str) -> str:
    return f"<h3>Source</h3><ul><li>{escape(source)}</li></ul>"
