"""Python as it stands in its file, coloured; a button copies it (`web/shared/copy.js`).

`st.code` has the browser load a highlighter for a hundred languages first: half a megabyte, and a fifth of a second of every page.
"""

from functools import cache

import streamlit as st
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer


def python(text: str) -> None:
    """Show Python."""
    st.html(f"<div class='basin-code'><pre><code>{coloured(text)}</code></pre><button type='button'>Copy</button></div>")


@cache  # of the functions of the shelves, which are few
def coloured(text: str) -> str:
    """HTML, each token under its kind: k for a keyword, s for a string, c for a comment, …"""
    return highlight(text, PythonLexer(), HtmlFormatter(nowrap=True))
