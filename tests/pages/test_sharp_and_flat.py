"""The view "Sharp and flat" run by Streamlit itself: both ends of every slider, and links that make no sense."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studies.sharp_and_flat import RATE, REACH, SIZE

ROOT = Path(__file__).parents[2]
SLIDERS = {"escape.rate": RATE, "escape.batch": SIZE, "escape.x": REACH, "escape.y": REACH}


def opened(**link: str) -> AppTest:
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page("pages/optimization/noise.py")
    for name, value in {"show": "Sharp and flat", **link}.items():
        test.query_params[name] = value
    return test.run()


def said(test: AppTest) -> str:
    assert not test.exception, test.exception[0].value
    return " ".join(one.value for one in test.markdown)


def test_it_opens_where_small_batches_leave_the_sharp_well_and_all_samples_stay():
    test = opened()
    assert "of 1000 runs end in the flat well" in said(test)
    assert "that run ends in the sharp well" in said(test)
    assert not test.warning
    assert dict(test.query_params) == {"show": "Sharp and flat"}


@pytest.mark.parametrize("name", SLIDERS)
def test_both_ends_of_a_slider_have_a_picture(name):
    for value in (SLIDERS[name].low, SLIDERS[name].high):
        test = opened(**{name: f"{value:g}"})
        assert "The sharpness" in said(test)
        assert not test.warning


@pytest.mark.parametrize(
    "link", [{"escape.rate": "nan"}, {"escape.batch": "0"}, {"escape.batch": "101"}, {"escape.x": "far"}, {"escape.y": "1e99"}]
)
def test_a_link_that_makes_no_sense_is_answered_in_a_sentence(link):
    test = opened(**link)
    (name,) = link
    assert any(name in one.value and "allowed" in one.value for one in test.warning), [one.value for one in test.warning]
    assert "of 1000 runs" in said(test)
