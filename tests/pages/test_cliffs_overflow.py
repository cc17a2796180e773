"""The view "Overflow" run by Streamlit itself: as it opens, its setups, both ends of every slider, and links of nonsense."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.cliffs.overflow import CURVATURE, RATE, SCORE, START
from ui.cliffs.views import LESSON
from ui.parts.setups import setups

ROOT = Path(__file__).parents[2]
SETUPS = {name: one for name, one in setups(LESSON).items() if one["link"]["show"] == "Overflow"}


def opened(**link: str) -> AppTest:
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(f"pages/{LESSON}.py")
    for name, value in {"show": "Overflow", **link}.items():
        test.query_params[name] = value
    return test.run()


def said(test: AppTest) -> str:
    return " ".join(m.value for m in test.markdown)


def charts(test: AppTest) -> list[str]:
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == "basin_charts"]
    return [chart["id"] for chart in json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])["charts"]]


def test_it_opens_with_both_precisions():
    test = opened()
    assert not test.exception
    assert charts(test) == ["float32", "float64"]
    assert "NaN at step 129" in said(test)


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_without_complaint(name):
    test = opened(**SETUPS[name]["link"])
    assert not test.exception
    assert not test.warning


def test_what_the_setups_say_is_so():
    doubled = said(opened(**SETUPS["Doubled until it overflows"]["link"]))
    assert "In float32 x² and ½λx² are ∞ first, at **step 64**. x is ∞ at step 128" in doubled
    assert "NaN at step 129" in doubled
    assert "x is ∞ at step 1024" in doubled  # 8 · 128
    softmax = opened(**SETUPS["Softmax without the shift"]["link"])
    single, double = [row for text in softmax.get("html") if "basin-softmax" in text.value for row in text.value.split("<tr>")[2:]]
    assert "(NaN, 0, 0)" in single
    assert "NaN" not in double


@pytest.mark.parametrize("one", [RATE, CURVATURE, START, SCORE], ids=lambda one: one.name)
@pytest.mark.parametrize("end", ["low", "high"])
def test_either_end_of_every_slider_is_drawn(one, end):
    test = opened(**{one.name: str(getattr(one, end))})
    assert not test.exception
    assert not test.warning


@pytest.mark.parametrize("bad", ["nan", "inf", "-1", "wall"])
def test_a_rate_of_nonsense_is_refused_in_a_sentence(bad):
    test = opened(**{"overflow.rate": bad})
    assert not test.exception
    assert any("0.01 to 100" in one.value for one in test.warning)
