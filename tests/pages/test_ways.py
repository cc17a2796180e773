"""The links from page to page: the same setup there, and nothing that only this page knows."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from ui.frame.ways import WAYS

ROOT = Path(__file__).parents[2]
SETUP = {"surface": "Rosenbrock", "surface.b": "50", "runs": "SGD,Momentum", "Momentum.lr": "0.0002", "noise": "0.5", "view": "3-D"}
ALONE = {  # something of each page's own
    "Race": {"hidden": "SGD"},
    "Microscope": {"inspect": "Momentum", "step": "7", "look": "Whole map"},
    "Learning rate": {"inspect": "Momentum", "lab": "Range test", "fan.count": "4", "range.smoothing": "0.5"},
    "Schedules": {"inspect": "Momentum", "plans": "Step,Cosine", "Step.cut1": "0.25", "warmup": "0.1"},
    "Maps": {"inspect": "Momentum", "up": "momentum", "to.lr": "2", "cells": "32² runs", "colour": "loss"},
    "Gradient check": {"show": "Direction", "h": "0.001", "angle": "45"},
    "Basins": {"x.from": "-2", "starts": "32 × 32", "tol": "0.01"},
}


def opened(name: str, link: dict[str, str]) -> AppTest:
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    for key, value in link.items():
        test.query_params[key] = value
    return test.switch_page(WAYS[name]).run()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [warning.value for warning in test.warning]


@pytest.mark.parametrize("name", WAYS)
def test_every_page_leads_to_every_other_with_the_same_setup(name):
    here = opened(name, SETUP | ALONE[name])
    fine(here)
    links = {one.proto.label: dict(parse_qsl(one.proto.query_string)) for one in here.get("page_link") if one.proto.label in WAYS}
    assert list(links) == list(WAYS)
    for there, link in links.items():
        assert {key: value for key, value in link.items() if key not in ("inspect", "hidden")} == SETUP, there
        assert ("inspect" in link) == ("inspect" in ALONE[name] and there not in ("Race", "Basins"))
        if there != name:
            fine(opened(there, link))
