"""The views "Saddle" and "Minimum or saddle" run by Streamlit itself: both ends of every slider, and bad links."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


def opened(**link: str) -> AppTest:
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page("pages/optimization/cliffs.py")
    for name, value in link.items():
        test.query_params[name] = value
    return test.run()


@pytest.mark.parametrize(
    "link",
    [
        {"show": "Saddle"},
        *({"show": "Saddle", "saddle.rate": rate, "saddle.sigma": sigma} for rate in ("0.01", "0.5") for sigma in ("0", "1e-06", "0.1")),
        {"show": "Saddle", "seed": "2147483647"},
        *({"show": "Minimum or saddle", "chance.matrices": count} for count in ("100", "100000")),
    ],
)
def test_every_setting_has_its_picture_and_its_sentence(link):
    test = opened(**link)
    assert not test.exception
    assert not test.warning
    assert any(one.proto.component_name == "basin_charts" for one in test.get("bidi_component"))


@pytest.mark.parametrize(
    ("name", "value", "view"),
    [("saddle.rate", "nan", "Saddle"), ("saddle.sigma", "7", "Saddle"), ("chance.matrices", "3.5", "Minimum or saddle")],
)
def test_a_bad_link_is_told_and_the_default_stays(name, value, view):
    test = opened(show=view, **{name: value})
    assert not test.exception
    assert name in test.warning[0].value
