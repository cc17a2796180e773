"""What a map's blob says."""

import numpy as np
import pytest

from landscapes import LANDSCAPES, landscape
from optimizers.sweep import CRAWLING, DIVERGED, ELSEWHERE
from plots import maps
from plots.maps import NEVER, Axis, MapPicture, Panel, map_picture
from plots.outcome_map import codes, number, outcome_picture, outcomes_of
from studies.outcome_map import outcome_map
from tests.plots.blob import unpacked
from tests.studies.outcome_maps import question

AXES = (Axis("x", 0.0, 1.0), Axis("y", 1.0, 100.0, log=True))
TWO = [maps.elsewhere(), maps.DIVERGED]


def test_arrays_arrive_row_by_row_panel_by_panel():
    code = np.arange(2 * 3 * 4).reshape(2, 3, 4) % 2
    steps = np.arange(24).reshape(2, 3, 4) - 1
    loss = np.linspace(0, 1e60, 24).reshape(2, 3, 4)
    paths = np.stack([np.full((5, 2), 1.0), np.full((5, 2), np.nan)])
    paths[0, :, 1] = 2.0
    sent = unpacked(
        map_picture(
            MapPicture("id", "alt", "hint", AXES, TWO, code, [Panel("a"), Panel("b")], steps, loss, paths=paths, picked=(0.5, 10.0))
        )
    )
    assert (sent["rows"], sent["columns"], len(sent["panels"])) == (3, 4, 2)
    assert sent["code"].dtype == sent["steps"].dtype == np.uint16
    np.testing.assert_array_equal(sent["code"], code.ravel())
    assert sent["steps"][0] == NEVER
    np.testing.assert_array_equal(sent["steps"][1:], steps.ravel()[1:])
    assert sent["loss"][0] == 0
    assert np.isinf(sent["loss"][-1])  # beyond float32
    np.testing.assert_array_equal(sent["px"][:5], np.ones(5))
    np.testing.assert_array_equal(sent["py"][:5], np.full(5, 2.0))
    assert np.isnan(sent["px"][5:]).all()
    assert sent["picked"] == [0.5, 10.0]
    assert sent["axes"][1] == {"title": "y", "low": 1.0, "high": 100.0, "log": True, "whole": False}


def test_basins_need_neither_steps_nor_loss():
    sent = unpacked(map_picture(MapPicture("id", "alt", "hint", AXES, TWO, np.zeros((1, 2, 2)))))
    assert not {"steps", "loss", "px"} & sent.keys()


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_every_end_has_its_code_and_its_name(land):
    params = {p.name: p.default for p in land.parameters}
    ways = outcomes_of(land, params)
    count = len(land.minima(*params.values()))
    ended = np.array([*range(count), ELSEWHERE, CRAWLING, DIVERGED])
    assert codes(ended, ways).tolist() == list(range(count + 3))
    assert len({way.label for way in ways}) == len(ways)
    assert len({way.light for way in ways}) == len({way.dark for way in ways}) == len(ways)
    assert ways[-1] == maps.DIVERGED


def test_minima_that_move_over_the_map_are_not_called_by_one_of_their_places():
    assert "(" in outcomes_of(landscape("Cliff"), {})[0].label
    assert "(" not in outcomes_of(landscape("Cliff"), {}, moving=True)[0].label


@pytest.mark.parametrize(("value", "written"), [(-2.805118, "−2.81"), (-0.0, "0"), (1e-17, "0"), (0.00123456, "0.00123"), (3, "3")])
def test_a_number_is_short(value, written):
    assert number(value) == written


def test_the_picture_of_a_question():
    q = question()
    found = outcome_map(q)
    sent = unpacked(outcome_picture(q, found, "steps", zoomed=True))
    assert [axis["title"] for axis in sent["axes"]] == ["rate α", "momentum ρ"]
    assert (sent["colouring"], sent["click"], sent["zoomed"]) == ("steps", "open", True)
    assert sent["picked"] == [0.004, 0.9]  # the run as its sliders stand
    assert sent["lines"][0]["label"] == "edge α = (2 + 2ρ)/λmax"
    assert not sent["lines"][0]["dashed"]
    assert [point["label"].split(": ")[1] for point in sent["points"]] == ["α = 0.0331, ρ = 0.669"]
    assert [way["never"] for way in sent["outcomes"]].count("never within the tolerance") == 1
    assert sent["outcomes"][-2]["never"], "coloured by steps, those under way are the ones that never arrived"
    lost = found.ended.ravel() == DIVERGED
    assert np.isnan(sent["loss"][lost]).all()
    assert np.isfinite(sent["loss"][~lost]).all()
    assert (sent["code"][lost] == len(sent["outcomes"]) - 1).all()


def test_with_noise_the_line_is_dashed_and_off_the_map_the_run_has_no_ring():
    q = question(noise=0.5, lr=7.0)
    sent = unpacked(outcome_picture(q, outcome_map(q), "outcome", zoomed=False))
    assert sent["lines"][0]["dashed"]
    assert sent["picked"] is None


def test_on_a_map_of_starts_the_minima_are_stars():
    q = question("Himmelblau", "SGD", "y", "x")
    stars = unpacked(outcome_picture(q, outcome_map(q), "outcome", zoomed=False))["points"]
    assert (stars[0]["x"], stars[0]["y"]) == (2, 3)  # the minimum (3, 2), with y across
    assert [star["kind"] for star in stars] == ["star"] * 4


def test_whole_numbers_have_a_cell_each():
    q = question(rule="L-BFGS", across="memory", up="x", steps=3)
    sent = unpacked(outcome_picture(q, outcome_map(q), "outcome", zoomed=False))
    assert sent["columns"] == 10
    assert (sent["axes"][0]["low"], sent["axes"][0]["high"], sent["axes"][0]["whole"]) == (0.5, 10.5, True)
