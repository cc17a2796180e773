"""A setup sets all that it names, whatever was there before: every ordered pair of setups of every page, run by Streamlit itself.

What takes long is computed behind a word of waiting, so the pictures are left out here; all that stands before them and beside them is run.
"""

from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

import pytest
from pandas import DataFrame
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ElementTree, InitialValue, Selectbox, Widget

from ui.diamond import balls
from ui.frame import waiting
from ui.parts import exhibit
from ui.parts.setups import LESSONS, setups
from ui.schedules import formulas

ROOT = Path(__file__).parents[2]
PAGES = sorted(file.relative_to(LESSONS).with_suffix("").as_posix() for file in LESSONS.glob("*/*.toml"))
CHANGED = "You have changed it since. Choose it again to begin anew."


class Waited(Exception):
    """Here the picture would be computed."""


@pytest.fixture
def quick(monkeypatch):
    """Pages without what takes long to compute."""

    @contextmanager
    def computing(*_):
        raise Waited
        yield

    def fragment(picture):
        def shown():
            with suppress(Waited):
                picture()

        return shown

    monkeypatch.setattr(waiting, "computing", computing)
    monkeypatch.setattr(waiting, "compute", lambda *_: None)
    monkeypatch.setattr("streamlit.fragment", fragment)
    for module, shown in ((exhibit, "lesson"), (exhibit, "code"), (formulas, "forms"), (balls, "show")):
        monkeypatch.setattr(module, shown, lambda *_: None)


class Browser:
    """Menus as a browser has them: each shows the name its choice had when the server last spoke of it, and sends that back."""

    def __init__(self):
        self.names: dict[str, str | None] = {}

    def shown(self, menu: Selectbox) -> str | None:
        """What this menu shows after the page has run."""
        proto = menu.proto
        if proto.set_value:
            self.names[proto.id] = proto.raw_value if proto.HasField("raw_value") else None
        elif proto.id not in self.names:
            self.names[proto.id] = proto.options[proto.default] if proto.HasField("default") else None
        return self.names[proto.id]

    def states(self, tree: ElementTree) -> WidgetStates:
        """What it sends: the menu of setups first, as one that was there before the others."""
        widgets = sorted((one for one in tree if isinstance(one, Widget)), key=lambda one: one.key != "setup")
        return WidgetStates(widgets=[self.state(one) for one in widgets])

    def state(self, widget: Widget) -> WidgetState:
        if not isinstance(widget, Selectbox) or not isinstance(widget._value, InitialValue):  # the test's own hand
            return widget._widget_state
        name = self.shown(widget)
        return WidgetState(id=widget.id) if name is None else WidgetState(id=widget.id, string_value=name)


@pytest.fixture
def browser(monkeypatch):
    made = Browser()
    monkeypatch.setattr(ElementTree, "get_widget_states", lambda tree: made.states(tree))
    return made


def opened(page: str) -> AppTest:
    return AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(f"pages/{page}.py").run()


def choose(test: AppTest, name: str, browser: Browser) -> dict:
    """What stands on the page once this setup has been chosen: the link, the settings, and every control with its value."""
    test.selectbox(key="setup").set_value(name).run()
    assert not test.exception, test.exception[0].value
    for menu in test.selectbox:
        assert browser.shown(menu) == (None if menu.index is None else menu.options[menu.index]), f"{menu.label} after {name}"
    controls = [
        (one.type, getattr(one, "label", ""), getattr(one, "options", ""), table(getattr(one, "value", "")))
        for one in test
        if one.type not in ("container", "unknown", "root")
    ]
    panels = [one.proto.json for one in test.get("bidi_component") if one.proto.component_name == "basin_sliders"]
    return {
        "link": dict(test.query_params),
        "settings": dict(test.session_state["settings"]),
        "notes": list(test.session_state["link notes"]),
        "controls": controls,
        "panels": panels,
    }


def table(value):
    """A control's value, if it can be compared: a table of knots by its numbers."""
    return value.to_numpy().tolist() if isinstance(value, DataFrame) else value


def tour(count: int):
    """Every ordered pair of `count` things, each once, as one walk: (from, to), …"""
    left, walk, stack = {one: [other for other in range(count) if other != one] for one in range(count)}, [], [0]
    while stack:  # Hierholzer's way
        if left[stack[-1]]:
            stack.append(left[stack[-1]].pop())
        else:
            walk.append(stack.pop())
    return list(zip(walk, islice(walk, 1, None), strict=False))


@pytest.mark.parametrize("page", PAGES)
def test_a_setup_sets_all_that_it_names_whatever_was_there_before(quick, browser, page):
    known, names, right = setups(page), list(setups(page)), {}
    pairs = tour(len(names))
    assert len({*pairs}) == len(pairs) == len(names) * (len(names) - 1)
    test = opened(page)
    right[names[0]] = choose(test, names[0], browser)
    for before, after in pairs:
        name = names[after]
        found = choose(test, name, browser)
        assert found["link"].items() <= known[name]["link"].items()  # what equals a default is left out
        if name not in right:
            test.run()
            assert CHANGED not in say(test), f"“{name}” as it was chosen"
        for what, expected in right.setdefault(name, found).items():
            assert found[what] == expected, f"{what} of “{name}” after “{names[before]}”"


def say(test: AppTest) -> list[str]:
    return [one.value for one in test.caption] + [one.value for one in test.markdown]


def test_what_a_setup_says_stays_while_one_plays_with_it_and_says_that_it_was_changed(quick):
    page, name = "optimization/race", "SGD on the edge"
    words, test = setups(page)[name]["say"], opened(page)
    test.selectbox(key="setup").set_value(name).run()
    assert f"**{name}**" in say(test)  # whole, where the menu would cut a long one
    assert words in say(test)
    assert CHANGED not in say(test)
    test.button_group(key="first runs").set_value(["SGD", "Adam"]).run()
    assert words in say(test)
    assert CHANGED in say(test)
    test.session_state["settings"]["SGD.lr"] = 0.03  # as its slider would
    test.run()
    assert words in say(test)
    test.selectbox(key="setup").set_value(name).run()  # the same one again
    assert test.query_params["SGD.lr"] == setups(page)[name]["link"]["SGD.lr"]
    assert test.query_params["runs"] == "SGD"
    assert words in say(test)
    assert CHANGED not in say(test)
    test.selectbox(key="surface").set_value("Booth").run()
    assert words not in say(test)
    assert CHANGED not in say(test)


def test_the_browsers_back_takes_the_words_of_a_setup_along(quick):
    test = opened("optimization/race")
    test.selectbox(key="setup").set_value("SGD on the edge").run()
    assert "**SGD on the edge**" in say(test)
    test.query_params.clear()
    test.query_params["runs"] = "Adam"
    test.run()
    assert test.session_state["settings"]["runs"] == ["Adam"]
    assert "**SGD on the edge**" not in say(test)


def test_what_comes_with_the_choice_of_a_setup_changes_nothing_of_it(quick, browser):
    page, name = "optimization/maps", "What noise leaves"
    test = opened(page)
    right = choose(test, name, browser)["settings"]
    choose(test, "Momentum widens the edge", browser)
    test.selectbox(key="across").set_value("x")
    test.selectbox(key="cells").set_value("64² runs")
    assert choose(test, name, browser)["settings"] == right
