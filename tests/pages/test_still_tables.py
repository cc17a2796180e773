"""A table stands where it is while sentences come and go: on every page they follow it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
PAGES = {
    "optimization/race": {"runs": "SGD", "SGD.lr": "0.03", "steps": "50"},  # diverges, which is said
    "optimization/schedules": {"runs": "SGD", "steps": "50"},
    "regularization/paths": {},
    "regularization/paths?": {"show": "Conditioning"},
    "regularization/overfitting": {},
    "regularization/decay": {"steps": "50"},
    "regularization/decay?": {"show": "Where they end", "steps": "50"},
}


@pytest.mark.parametrize("page", PAGES)
def test_sentences_follow_the_table(page):
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    for name, value in PAGES[page].items():
        test.query_params[name] = value
    test.switch_page(f"pages/{page.rstrip('?')}.py").run()
    assert not test.exception
    assert not test.warning
    order = [kind(one) for one in test.main]
    assert "table" in order
    assert order[order.index("ear") - 1] == "words"
    assert max(i for i, one in enumerate(order) if one == "table") < order.index("ear") - 1


def kind(element) -> str:
    """What an element of a page is here: a table, the line for the ear, which stands behind the sentences, or words."""
    if element.type == "bidi_component":
        return "ear" if element.proto.component_name == "basin_ear" else ""
    if element.type == "markdown":
        return "words"
    return "table" if "<table class=" in str(element.proto) else ""
