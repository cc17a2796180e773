"""The view "Noise floor" run by Streamlit itself: both ends of every slider, and links that make no sense."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studies.noise_floor import CURVATURE, RATE, SIGMA, SIZE

ROOT = Path(__file__).parents[2]
SLIDERS = {"floor.rate": RATE, "floor.curvature": CURVATURE, "floor.sigma": SIGMA, "floor.batch": SIZE}


def opened(**link: str) -> AppTest:
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page("pages/optimization/noise.py")
    for name, value in {"show": "Noise floor", **link}.items():
        test.query_params[name] = value
    return test.run()


def said(test: AppTest) -> str:
    assert not test.exception, test.exception[0].value
    return " ".join(one.value for one in test.markdown)


def test_it_opens_on_the_lectures_numbers():
    test = opened()
    assert "= 0.0526316, so with a mean loss of 0.0263158" in said(test)
    assert not test.warning
    assert dict(test.query_params) == {"show": "Noise floor"}


@pytest.mark.parametrize("name", SLIDERS)
def test_both_ends_of_a_slider_have_a_picture(name):
    for value in (SLIDERS[name].low, SLIDERS[name].high):
        test = opened(**{name: f"{value:g}"})
        assert ("**Floor:**" in said(test)) != ("**No rest:**" in said(test))
        assert not test.warning


@pytest.mark.parametrize(
    "link", [{"floor.rate": "nan"}, {"floor.batch": "0"}, {"floor.sigma": "-1"}, {"floor.curvature": "steep"}, {"seed": "1e99"}]
)
def test_a_link_that_makes_no_sense_is_answered_in_a_sentence(link):
    test = opened(**link)
    (name,) = link
    assert any(name in one.value and "allowed" in one.value for one in test.warning), [one.value for one in test.warning]
    assert "= 0.0526316" in said(test)
