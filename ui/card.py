"""One member of a shelf on a card: picture, story, formula, parameters, proof and source."""

import json
from collections.abc import Callable, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

import streamlit as st

from optimizers.why.words import superscript
from parameter import Parameter
from ui.exhibit import LESSONS, source
from ui.report import digits

RACE = "pages/optimization/race.py"
VERIFIED = LESSONS / "reference" / "verified.json"  # the tests write it

# The link has the primary colours of .streamlit/config.toml.
STYLE = """<style>
[class*="st-key-cards"] { display: grid; gap: 1rem; align-items: stretch; }
[class*="st-key-cards"] { grid-template-columns: repeat(auto-fill, minmax(min(100%, 25rem), 1fr)); }
[class*="st-key-card-"] { gap: 0.6rem; height: 100%; }
[class*="st-key-card-"] > :last-child { margin-top: auto; }
[class*="st-key-card-"] a[data-testid="stPageLink-NavLink"] { padding: 0; }
[class*="st-key-card-"] a[data-testid="stPageLink-NavLink"] * { color: light-dark(#2257a5, #7fb2ff); }
.basin-group { font-size: 1.25rem; padding: 0; margin: 0.9rem 0 0; }
[class*="st-key-card-"] .katex-display { margin: 0.1rem 0; overflow: auto hidden; padding: 0.2rem 0; }
[class*="st-key-card-"] .katex { font-size: 1em; }
.basin-card { display: flex; gap: 1rem; }
.basin-card img { flex: none; width: 8.5rem; height: 8.5rem; border-radius: 0.4rem; }
.basin-card h3 { font-size: 1.15rem; padding: 0; margin: 0 0 0.3rem; }
.basin-card p { margin: 0; line-height: 1.4; }
.basin-facts { font-size: 0.9rem; line-height: 1.4; }
.basin-facts h4 { font-size: 0.9rem; padding: 0; margin: 0.5rem 0 0.1rem; }
.basin-facts ul { list-style: none; padding: 0; margin: 0; }
.basin-facts li { margin: 0 0 0.25rem; padding: 0; font-size: inherit; }
.basin-facts span { opacity: 0.75; }
</style>"""


def card(shelf: str, member: Any, picture: str, functions: Sequence[Callable], race: dict[str, str]) -> None:
    """Show a member of the shelf; `race` is the link that opens the race with it, empty if there is no such race."""
    with st.container(border=True, key=f"card-{shelf}-{member.name}"):
        st.html(head(member.name, member.story, picture))
        st.latex(member.formula)
        st.html(f"<div class='basin-facts'>{parameters(member.parameters)}{proof(shelf, member.name)}{reference(member.reference)}</div>")
        with st.expander("The Python that runs"):
            st.code(source(functions), language="python")
        if race:
            st.page_link(RACE, label=f"Open the race with {member.name}", query_params=race)


def head(name: str, story: str, picture: str) -> str:
    """The picture beside name and story; it says nothing that the text does not, so a screen reader skips it."""
    source = "data:image/svg+xml," + quote(picture, safe=" '=:/;,()")
    return f'<div class="basin-card"><img alt="" src="{source}"><div><h3>{escape(name)}</h3><p>{escape(story)}</p></div></div>'


def parameters(declared: Sequence[Parameter]) -> str:
    """What may be set: name, default, range, and what it does."""
    rows = "".join(f"<li><b>{escape(p.title)}</b>: {escape(setting(p))}<br><span>{escape(p.help)}</span></li>" for p in declared)
    return f"<h4>Parameters</h4><ul>{rows}</ul>" if declared else ""


def setting(p: Parameter) -> str:
    """A parameter's default and its range, or its options with the default first."""
    if p.options:
        return f"{p.options[int(p.default)]} (options: {', '.join(p.options)})"
    return f"{written(p.default)} (range: {written(p.low)} to {written(p.high)})"


def written(value: float) -> str:
    """A number with every digit it has."""
    mantissa, _, exponent = f"{value:.12g}".partition("e")
    return mantissa.replace("-", "−") + (f"·10{superscript(int(exponent))}" if exponent else "")


def proof(shelf: str, name: str) -> str:
    """Who agrees, and how closely; from the file that the tests write."""
    judges = json.loads(VERIFIED.read_text(encoding="utf-8")).get(shelf.lower(), {}).get(name, {})
    rows = "".join(
        f"<li><b>{escape(judge)}</b>: {escape(found['unit'])}, {distance(found['difference'])}</li>" for judge, found in judges.items()
    )
    return f"<h4>Verified against</h4><ul>{rows or '<li>nothing yet</li>'}</ul>"


def distance(difference: float) -> str:
    return f"largest difference {digits(difference, 2)}" if difference else "exactly equal"


def reference(source: str) -> str:
    return f"<h4>Source</h4><ul><li>{escape(source)}</li></ul>"
