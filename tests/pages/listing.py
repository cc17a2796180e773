"""The Python that a page shows, as text."""

import re
from html import unescape

from streamlit.testing.v1 import AppTest


def listings(test: AppTest) -> list[str]:
    """Each piece of code, without its colours."""
    shown = (re.search(r"<pre><code>(.*)</code></pre>", e.value, re.S) for e in test.get("html"))
    return [unescape(re.sub(r"<[^>]+>", "", found[1])) for found in shown if found]
