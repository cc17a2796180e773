"""What the hand does leaves the browser with the link as it stood then: a link of before must not undo what was done in between."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
PAGES = {  # a page, and a setting that is changed first
    "optimization/race": ("seed", "7"),
    "optimization/microscope": ("seed", "7"),
    "optimization/rates": ("seed", "7"),
    "optimization/schedules": ("seed", "7"),
    "regularization/diamond": ("tilt", "20"),
    "regularization/overfitting": ("seed", "7"),
    "regularization/decay": ("seed", "7"),
}
KINDS = ("selectbox", "button_group", "button", "toggle", "multiselect")
MEANT_TO = ("Try a setup", "Try a worked example", "Compare", "Reset", "Surface", "Data")  # these are meant to replace what was set before


def opened(page: str) -> AppTest:
    return AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(f"pages/{page}.py").run()


def in_link(test: AppTest, name: str) -> str | None:
    """What the link says; AppTest gives what it was given, or what the app has written, as a list."""
    value = test.query_params.get(name)
    return value[-1] if isinstance(value, list) else value


def act(widget) -> None:
    """Choose something else than what is shown."""
    if widget.type == "button":
        widget.click()
    elif widget.type == "toggle":
        widget.set_value(not widget.value)
    elif isinstance(widget.value, list):
        widget.set_value([*widget.value, next(one for one in widget.options if one not in widget.value)])
    else:
        widget.set_value(next(one for one in widget.options if one != widget.value))


@pytest.mark.parametrize("page", PAGES)
def test_whatever_is_used_next_keeps_a_setting_that_its_link_does_not_know_yet(page):
    name, value = PAGES[page]
    test = opened(page)
    stale = dict(test.query_params)
    widgets = [(kind, w.key) for kind in KINDS for w in test.get(kind) if w.key and not w.label.startswith(MEANT_TO)]
    assert widgets or page.endswith("diamond"), "a page without widgets would pass for nothing"
    for kind, key in widgets:
        widget = next((w for w in test.get(kind) if w.key == key), None)
        if widget is None or getattr(widget, "disabled", False):
            continue
        test.session_state["settings"][name] = value
        test.run()
        assert in_link(test, name) == value, "it is in the link"
        test.query_params.clear()
        for one, text in stale.items():
            test.query_params[one] = text
        act(next(w for w in test.get(kind) if w.key == key))
        test.run()
        assert in_link(test, name) == value, f"{kind} “{key}” undid it"
        assert not test.exception


def own_of(widget):
    """What a widget shows in a browser that was told nothing but that it is there."""
    proto = widget.proto
    if widget.type == "selectbox":
        return widget.options[proto.default] if proto.HasField("default") else None
    if widget.type in ("button_group", "multiselect"):
        chosen = [widget.options[place] for place in proto.default]
        return chosen if isinstance(widget.value, list) else next(iter(chosen), None)
    return proto.default


@pytest.mark.parametrize("page", PAGES)
def test_a_browser_that_missed_what_a_run_said_shows_what_holds_all_the_same(page):
    """Streamlit drops what a run has said and not yet sent when a newer one begins, and does not say it again."""
    test = opened(page).run()  # the second run tells no widget what it shows: the first has
    for kind in ("selectbox", "button_group", "toggle", "multiselect", "text_input"):
        for widget in test.get(kind):
            own = own_of(widget)
            assert own == widget.value or str(own).endswith(f" · {widget.value}"), widget.key  # a surface is shown behind its group
