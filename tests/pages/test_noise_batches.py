"""The views "Batches" and "Epochs" run by Streamlit itself: what they open with, every end of every slider, bad links, the setups."""

import json
import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from landscapes import landscape
from studies.batch_means import cloud
from studies.same_epochs import walk
from ui.noise.epochs import OVER
from ui.parts.setups import setups

ROOT = Path(__file__).parents[2]
SETUPS = {name: one for name, one in setups("optimization/noise").items() if one["link"]["show"] in ("Batches", "Epochs")}
MADE = landscape("Thousand points")


def opened(**link: str) -> AppTest:
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page("pages/optimization/noise.py")
    for name, value in link.items():
        test.query_params[name] = value
    return test.run()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def said(test: AppTest) -> str:
    return " ".join(m.value for m in test.markdown)


def charts(test: AppTest) -> list[str]:
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == "basin_charts"]
    return [chart["id"] for chart in json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])["charts"]]


def lines(test: AppTest) -> list[list[str]]:
    (text,) = [text for e in test.get("html") if "<tbody>" in (text := getattr(e, "value", ""))]
    rows = re.findall("<tr>(.*?)</tr>", text, re.S)
    return [[" ".join(unescape(re.sub("<.*?>", " ", c)).split()) for c in re.findall("<t[hd].*?>(.*?)</t[hd]>", row)] for row in rows]


def test_batches_open_on_data_wherever_the_race_stands():
    test = opened()
    fine(test)
    assert charts(test) == ["map", "space", "spread"]
    assert dict(test.query_params) == {}
    assert "For B = 8 the mean is off" in said(test)
    assert [row[3] for row in lines(test)[1:]] == ["125", "195", "12"]
    fine(opened(surface="Rosenbrock", **{"surface.b": "10", "start.x": "2"}))


def test_epochs_open_with_three_maps_and_the_loss():
    test = opened(show="Epochs")
    fine(test)
    assert charts(test) == ["map0", "map1", "map2", "loss"]
    assert [row[2] for row in lines(test)[1:]] == ["10", "1 250", "10 000"]


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_without_complaint(name):
    test = opened(**SETUPS[name]["link"])
    fine(test)
    assert dict(test.query_params).items() <= SETUPS[name]["link"].items()


def test_what_the_setups_of_batches_say_is_so():
    one = cloud(MADE, {"features": 1}, (0.0, -0.5), 8, 0)
    assert one.spread(512) < one.spread(8) / 10
    flowers = cloud(landscape("Least squares"), {}, (-1.0, 0.7), 149, 0)
    assert flowers.spread(149) == pytest.approx(flowers.spread(1) / 149)
    assert flowers.spread(149) < flowers.spread(1) / np.sqrt(149) / 10
    bottom = cloud(MADE, {"features": 1}, (1.388, 0.081), 8, 0)
    assert np.linalg.norm(bottom.full) < 1e-3 * bottom.spread(8)


def test_what_the_setups_of_epochs_say_is_so():
    lowest = 0.46794243  # scikit-learn's, of the standardised points
    full, few, one = (walk(MADE, {"features": 1}, (-1.0, -1.2), 0.02, size, 10, 0) for size in (1000, 8, 1))
    assert (full.steps, few.steps) == (10, 1250)
    assert full.loss[-1] - lowest > 2
    assert few.loss[-125:].max() - lowest < 0.01
    assert all(2.1 < run.loss[10] - lowest < 3.1 for run in (full, few, one))
    lost = [walk(landscape("Least squares"), {}, (-1.0, 0.7), 0.1, size, 10, 0) for size in (150, 8, 1)]
    assert [run.diverged >= 0 for run in lost] == [False, False, True]
    assert all(run.loss[-1] < run.loss[0] for run in lost[:2])


@pytest.mark.parametrize("surface", ["Least squares", "Logistic regression", "Thousand points"])
@pytest.mark.parametrize("end", ["low", "high"])
def test_both_ends_of_every_slider_are_a_picture(surface, end):
    most, low = str(landscape(surface).samples), end == "low"
    link = {"surface": surface, "start.x": "-1000000" if low else "2.5", "seed": "0" if low else "2147483647"}
    fine(opened(show="Batches", **link, **{"cloud.batch": "1" if low else most}))
    own = {"epochs.batch": "1" if low else most, "epochs.count": "1" if low else "20", "epochs.rate": "0" if low else "1000"}
    test = opened(show="Epochs", **link, **own)
    fine(test)
    assert ("lies outside the picture" in said(test)) == low


@pytest.mark.parametrize("over", OVER)
def test_the_loss_is_drawn_over_each(over):
    test = opened(show="Epochs", **{"epochs.over": over, "surface": "Least squares"})
    fine(test)
    assert test.query_params.get("epochs.over", "Loss per epoch") == over


@pytest.mark.parametrize("bad", ["nan", "0", "1001", "2.5", "many"])
def test_a_link_with_nonsense_is_refused_in_a_sentence(bad):
    for view, names in (("Batches", ["cloud.batch"]), ("Epochs", ["epochs.batch", "epochs.count"])):
        test = opened(show=view, surface="Thousand points", **dict.fromkeys(names, bad))
        assert not test.exception
        assert len(test.warning) == len(names)
        for name, note in zip(sorted(names), sorted(w.value for w in test.warning), strict=True):
            assert name in note
            assert "allowed\\: 1 to" in note


def test_another_surface_brings_its_own_batch_and_rate():
    test = opened(show="Epochs", surface="Thousand points", **{"epochs.batch": "700", "epochs.rate": "0.1", "cloud.batch": "900"})
    test.selectbox(key="surface").set_value("Logistic regression").run()
    fine(test)
    assert dict(test.query_params) == {"show": "Epochs", "surface": "Logistic regression"}
