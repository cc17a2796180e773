"""The view "Thrown off" run by Streamlit itself: as it opens, its setups, both ends of every slider, and links of nonsense."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.cliffs.thrown import BY_NORM, BY_VALUE, RATE, STEPS
from ui.cliffs.views import LESSON
from ui.parts.setups import setups

ROOT = Path(__file__).parents[2]
SETUPS = {name: one for name, one in setups(LESSON).items() if one["link"]["show"] == "Thrown off"}


def opened(**link: str) -> AppTest:
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(f"pages/{LESSON}.py")
    for name, value in {"show": "Thrown off", **link}.items():
        test.query_params[name] = value
    return test.run()


def said(test: AppTest) -> str:
    return " ".join(m.value for m in test.markdown)


def charts(test: AppTest) -> list[str]:
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == "basin_charts"]
    return [chart["id"] for chart in json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])["charts"]]


def test_it_opens_with_a_map_a_loss_and_the_thresholds():
    test = opened()
    assert not test.exception
    assert charts(test) == ["map", "loss", "thresholds"]
    assert "thrown off at step 18" in said(test)


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_without_complaint(name):
    test = opened(**SETUPS[name]["link"])
    assert not test.exception
    assert not test.warning


def test_what_the_setups_say_is_so():
    assert "thrown off at step 18**: there ‖g‖ = 40.1, so it goes 20 far" in said(opened(**SETUPS["Thrown off"]["link"]))
    low = opened(**SETUPS["A threshold that is too low"]["link"])
    assert "by norm 0.112 to" in said(low)
    assert "turns it by **44.9°**" in said(opened(**SETUPS["Clipping by value turns"]["link"]))


@pytest.mark.parametrize("one", [RATE, BY_NORM, BY_VALUE, STEPS], ids=lambda one: one.name)
@pytest.mark.parametrize("end", ["low", "high"])
def test_either_end_of_every_slider_is_drawn(one, end):
    test = opened(**{one.name: str(getattr(one, end))})
    assert not test.exception
    assert not test.warning


def test_far_away_steep_and_flat_are_drawn():
    for link in ({"thrown.x": "1000000", "thrown.y": "-1000000"}, {"thrown.steepness": "200"}, {"thrown.x": "1.5", "thrown.y": "0"}):
        test = opened(**link)
        assert not test.exception
        assert len(charts(test)) == 3


@pytest.mark.parametrize("bad", ["nan", "inf", "-1", "wall"])
def test_a_rate_of_nonsense_is_refused_in_a_sentence(bad):
    test = opened(**{"thrown.rate": bad})
    assert not test.exception
    assert any("0.01 to 5" in one.value for one in test.warning)
