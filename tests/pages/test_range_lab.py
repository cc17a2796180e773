"""The range test on the page "Learning rate", run by Streamlit itself."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from ui.frame.ways import RATES as PAGE

ROOT = Path(__file__).parents[2]


def opened(**link: str) -> AppTest:
    """The range test as a link opens it."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    for name, value in {"lab": "Range test", **link}.items():
        test.query_params[name] = value
    return test.switch_page(PAGE).run()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def sent(test: AppTest) -> dict:
    """The header of what the player was sent."""
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == "basin_player"]
    return json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])


def words(test: AppTest) -> str:
    return " ".join(one.value for one in test.markdown)


def test_the_fan_gives_way_to_the_range_test_and_comes_back():
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(PAGE).run()
    test.button_group(key="lab").set_value("Range test").run()
    fine(test)
    assert dict(test.query_params) == {"lab": "Range test"}
    assert [mark["label"] for mark in sent(test)["marks"]] == ["steepest", "stability edge", "turns up", "lowest"]
    assert "breaks out along one direction: the slope there grows from α = 0.0203 on" in words(test)
    assert "the rate passes theory’s edge, 0.02 where" in words(test)
    test.button_group(key="lab").set_value("Fan of rates").run()
    fine(test)
    assert dict(test.query_params) == {}


@pytest.mark.parametrize(("key", "rate"), [("use the steepest", "0.00035"), ("use one just below the break", "0.016")])
def test_a_click_takes_a_rate_over(key, rate):
    """0.8 of the turn-up at 0.0203, and the steepest as the page says it."""
    test = opened(runs="SGD")
    test.button(key=key).click().run()
    fine(test)
    assert test.query_params["SGD.lr"] == rate


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_every_surface_can_be_tested(land):
    fine(opened(surface=land.name))


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.name)
def test_every_rule_can_be_tested(rule):
    test = opened(runs=rule.name)
    fine(test)
    assert ("words" in sent(test)["edge"]) == (rule.theory is not None)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (
            {"range.low": "2", "range.high": "1"},
            "lowest rate, 2, is not below its highest, 1. Basin uses 0.0002 to 0.4 instead.",
        ),
        ({"range.low": "NaN"}, "range.low = nan is not a finite number"),
        ({"range.high": "1e9"}, "range.high = 1000000000 is out of range"),
        ({"range.smoothing": "1"}, "range.smoothing = 1 is out of range (allowed: 0 to 0.99)"),
        ({"runs": "Newton", "range.high": "11"}, "range.high = 11 is out of range"),
    ],
    ids=str,
)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(link, said):
    test = opened(**link)
    assert not test.exception
    (warning,) = test.warning
    assert said in warning.value.replace("\\", "")


@pytest.mark.parametrize(
    "link",
    [
        {"steps": "1"},
        {"SGD.lr": "0"},
        {"range.smoothing": "0"},
        {"surface": "Your own formula", "formula": "x + y"},
        {"surface": "Your own formula", "formula": "log(x)", "start.x": "-1"},
        {"surface": "Your own formula", "formula": "-x**2 - y**2"},
        {"noise": "5", "clipping": "By norm", "schedule": "Cosine"},
        {"surface": "Least squares", "batch": "4"},
        {"view": "3-D"},
        {"fan.low": "0.001"},
    ],
    ids=str,
)
def test_odd_setups_are_survived(link):
    fine(opened(**{"runs": "SGD"} | link))
