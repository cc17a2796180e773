"""What became of a setting, said to whoever hears the page instead of seeing it: one polite line, once the hand rests."""

import re
from collections.abc import Sequence

import streamlit as st
from streamlit.components.v2 import component

from ui.frame.server import component_js

EAR = component(
    "basin_ear",
    html='<p class="basin-ear" role="status"></p>',
    css=".basin-ear { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }",
    js=component_js("shared/ear.js"),
    isolate_styles=False,
)


def say(sentences: Sequence[str], besides: Sequence[str] = ()) -> None:
    """Show these sentences and have them heard; have those `besides` heard alone, as the eye has a table."""
    if sentences:
        st.markdown("  \n".join(sentences))
    EAR(key="ear", data={"said": [plain(one) for one in (*besides, *sentences)]})


def plain(sentence: str) -> str:
    """A sentence without Markdown's signs."""
    return re.sub(r"\*\*|\$", "", sentence).strip()
