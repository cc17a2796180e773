"""The page "Maps" run by Streamlit itself."""

import itertools
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES, landscape
from optimizers import OPTIMIZERS, optimizer
from reading import written
from studies.outcome_axes import telling
from studies.results_cache import kept
from tests.pages.listing import listings
from ui.frame import waiting
from ui.frame.ways import MAPS as PAGE
from ui.maps import view
from ui.maps.view import CELLS, COLOURINGS, OPENING_CELLS
from ui.parts.setups import setups

ROOT = Path(__file__).parents[2]
RACE = "pages/optimization/race.py"
SETUPS = setups("optimization/maps")
SMALL = {"cells": "32² runs", "steps": "20"}


def opened(page: str = PAGE, **link: str) -> AppTest:
    """A page as a link opens it."""
    return crossed(AppTest.from_file(ROOT / "app.py", default_timeout=120), page, link)


def crossed(test: AppTest, page: str, link: dict[str, str]) -> AppTest:
    """The same visit, on another page."""
    test.query_params.clear()
    for name, value in link.items():
        test.query_params[name] = value
    return test.switch_page(page).run()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def sent(test: AppTest) -> dict:
    """The header of the map that the browser was sent."""
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == "basin_maps"]
    return json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])


def titles(test: AppTest) -> list[str]:
    return [axis["title"] for axis in sent(test)["axes"]]


@pytest.fixture(scope="module")
def visit():
    """One visit, from page to page."""
    return AppTest.from_file(ROOT / "app.py", default_timeout=120).run()


def test_the_page_opens_on_a_map_with_an_empty_link(visit):
    fine(crossed(visit, PAGE, {}))
    assert titles(visit) == ["rate α", "condition number κ"]
    assert dict(visit.query_params) == {}
    assert "def step(" in listings(visit)[0]


@pytest.mark.parametrize(("rule", "surface"), [("Momentum", "Narrow valley"), ("SGD", "Least squares")])
def test_every_pair_of_axes_can_be_chosen(visit, rule, surface):
    names = telling(landscape(surface), optimizer(rule))
    crossed(visit, PAGE, {"runs": rule, "surface": surface, **SMALL})
    for across, up in itertools.combinations(names, 2):
        visit.selectbox(key="across").set_value(across).run()
        visit.selectbox(key="up").set_value(up).run()
        fine(visit)
        assert [visit.selectbox(key=side).value for side in ("across", "up")] == [across, up]
        assert len(set(titles(visit))) == 2


def test_choosing_the_other_axis_swaps_them_ranges_and_all(visit):
    crossed(visit, PAGE, {"runs": "Momentum", "to.lr": "0.05", "from.momentum": "0.5", **SMALL})
    visit.selectbox(key="across").set_value("momentum").run()
    fine(visit)
    assert titles(visit) == ["momentum ρ", "rate α"]
    link = dict(visit.query_params)
    assert link == {"runs": "Momentum", "across": "momentum", "to.lr": "0.05", "from.momentum": "0.5", **SMALL}
    assert sent(visit)["axes"][0]["low"] == 0.5
    assert sent(visit)["axes"][1]["high"] == 0.05
    visit.selectbox(key="up").set_value("momentum").run()
    assert titles(visit) == ["rate α", "momentum ρ"]
    assert "across" not in visit.query_params  # back to the default


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.name)
def test_every_rule_is_mapped(visit, rule):
    fine(crossed(visit, PAGE, {"runs": rule.name, "surface": "Booth", **SMALL}))
    assert rule.name in sent(visit)["alt"]


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_every_surface_is_mapped(visit, land):
    fine(crossed(visit, PAGE, {"runs": "SGD", "surface": land.name, **SMALL}))
    assert land.name in sent(visit)["alt"]


@pytest.mark.parametrize("formula", ["x + y", "log(x) + y**2", "x**2 + 10*sin(y)", "0.5*x**2 + 20*y**2"])
def test_a_formula_is_mapped_whatever_it_has(visit, formula):
    fine(crossed(visit, PAGE, {"runs": "Momentum", "surface": "Your own formula", "formula": formula, **SMALL}))
    assert bool(sent(visit)["lines"]) == (formula == "0.5*x**2 + 20*y**2")


@pytest.mark.parametrize("label", CELLS)
def test_every_number_of_runs(visit, label):
    fine(crossed(visit, PAGE, {"runs": "SGD", "cells": label, "steps": "20"}))
    assert sent(visit)["rows"] == sent(visit)["columns"] == CELLS[label]
    assert ("cells" in visit.query_params) == (label != OPENING_CELLS)


@pytest.mark.parametrize("colouring", COLOURINGS)
def test_every_colouring_is_kept_in_the_link(visit, colouring):
    fine(crossed(visit, PAGE, {**SMALL, "colour": colouring}))
    assert sent(visit)["colouring"] == colouring
    assert visit.query_params.get("colour", ["outcome"]) in (colouring, [colouring])


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_as_it_is_written(visit, name):
    crossed(visit, PAGE, {})
    visit.selectbox(key="setup").set_value(name).run()
    fine(visit)
    link = SETUPS[name]["link"]
    assert dict(visit.query_params).items() <= link.items()  # what equals a default is left out
    assert SETUPS[name]["say"] in [caption.value for caption in visit.caption]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"across": "beta1"}, "across = “beta1” is not one of lr"),
        ({"across": "lr", "up": "lr"}, "The map cannot have rate α on both axes."),
        ({"from.lr": "NaN"}, "from.lr = nan is not a finite number"),
        ({"from.lr": "0"}, "from.lr = 0 is out of range"),
        ({"from.lr": "0.1", "to.lr": "0.1"}, "The range of rate α needs two different ends"),
        ({"to.kappa": "-3"}, "to.kappa = −3 is out of range"),
        ({"tol": "-1"}, "tol = −1 is out of range"),
        ({"cells": "1000000"}, "cells = “1000000” is not one of 32² runs"),
        ({"colour": "pink"}, "colour = “pink” is not one of outcome"),
        ({"inspect": "Nobody"}, "inspect = “Nobody” is not one of SGD"),
        ({"unknown": "1"}, "“unknown”"),
    ],
    ids=str,
)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(visit, link, said):
    crossed(visit, PAGE, {**SMALL, **link})
    assert not visit.exception
    (warning,) = visit.warning
    assert said in warning.value.replace("\\", "")
    assert sent(visit)["columns"] == (128 if "cells" in link else 32)


@pytest.mark.parametrize("link", [{}, {"across": "x", "up": "lr"}, {"runs": "Momentum", "across": "momentum", "up": "lr"}], ids=str)
def test_a_sentence_about_a_range_names_the_number_that_the_map_uses(visit, link):
    """Which range a rate begins with depends on the other axis."""
    crossed(visit, PAGE, {**SMALL, **link, "from.lr": "NaN"})
    (warning,) = visit.warning
    (rate,) = [axis for axis in sent(visit)["axes"] if axis["title"] == "rate α"]
    assert f"Basin uses {written(rate['low'])} instead." in warning.value.replace("\\", "")


def test_a_wrong_range_is_told_while_it_waits_for_its_axis(visit):
    crossed(visit, PAGE, {**SMALL, "runs": "Momentum", "up": "kappa", "to.momentum": "7"})
    (warning,) = visit.warning
    assert "to.momentum = 7 is out of range" in warning.value.replace("\\", "")


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"runs": "SGD"}, "The line is the edge of stability. Runs are stable for α < 2/λmax."),
        ({"runs": "Momentum"}, "Runs are stable for α < (2 + 2ρ)/λmax."),
        ({"runs": "SGD", "noise": "0.5"}, "The line is dashed"),
        ({"runs": "SGD", "to.lr": "0.00002"}, "The edge of stability, α = 2/λmax, does not cross this map."),
        ({"runs": "SGD", "surface": "Rosenbrock"}, "Rosenbrock is no bowl of constant curvature"),
        ({"runs": "SGD", "surface": "Your own formula", "formula": "x + y"}, "Your own formula is no bowl of constant curvature"),
        ({"runs": "Newton"}, "each step multiplies the distance by 1 − α, so its edge is α = 2"),
        ({"runs": "Adam"}, "depends on the gradients met on the way"),
    ],
    ids=str,
)
def test_the_line_or_why_there_is_none_is_said(visit, link, said):
    crossed(visit, PAGE, {**SMALL, **link})
    fine(visit)
    captions = [caption.value.replace("\u00a0", " ") for caption in visit.caption]
    (words,) = [one for one in captions if "edge" in one]
    assert said in words
    assert bool(sent(visit)["lines"]) == words.startswith("The line is")


@pytest.mark.parametrize("rule", [rule for rule in OPTIMIZERS if not rule.theory], ids=lambda rule: rule.name)
def test_every_rule_without_a_line_says_why(rule):
    own = {
        "Newton": "it divides by the curvature",
        "BFGS": "its line search",
        "L-BFGS": "its line search",
        "Random search": "it does not look",
    }
    reason = own.get(rule.name, "it rescales the gradient. Where it becomes unstable")
    assert view.why_no_edge(rule).startswith(f"No edge is drawn for {rule.name}: {reason}")


def test_ends_may_stand_either_way_round(visit):
    fine(crossed(visit, PAGE, {**SMALL, "from.lr": "0.1", "to.lr": "0.01"}))
    assert [sent(visit)["axes"][0][end] for end in ("low", "high")] == [0.01, 0.1]
    assert sent(visit)["zoomed"]


def test_a_rate_of_zero_off_the_axes_is_survived(visit):
    fine(crossed(visit, PAGE, {**SMALL, "runs": "SGD", "SGD.lr": "0", "across": "x", "up": "y"}))
    assert sent(visit)["lines"] == []


def test_an_axis_that_the_new_run_or_surface_does_not_have_leaves_without_a_word(visit):
    crossed(visit, PAGE, {**SMALL, "runs": "SGD,Momentum", "inspect": "Momentum", "up": "momentum", "to.momentum": "0.5"})
    visit.button_group(key="inspect").set_value("SGD").run()
    fine(visit)
    assert titles(visit) == ["rate α", "condition number κ"]
    visit.selectbox(key="surface").set_value("Himmelblau").run()
    fine(visit)
    assert titles(visit) == ["rate α", "start x"]
    assert not {"up", "to.momentum"} & {*visit.query_params}


def test_a_range_waits_until_its_axis_comes_back(visit):
    crossed(visit, PAGE, {**SMALL, "runs": "Momentum", "up": "kappa", "to.momentum": "0.5"})
    fine(visit)
    assert not sent(visit)["zoomed"]
    visit.selectbox(key="up").set_value("momentum").run()
    fine(visit)
    assert sent(visit)["axes"][1]["high"] == 0.5


def test_a_range_leaves_with_its_surface(visit):
    crossed(visit, PAGE, {**SMALL, "runs": "SGD", "across": "x", "up": "y", "from.x": "-1"})
    visit.selectbox(key="surface").set_value("Booth").run()
    fine(visit)
    assert [sent(visit)["axes"][0][end] for end in ("low", "high")] == [-10, 10]
    assert {*visit.query_params} == {*SMALL, "runs", "across", "up", "surface"} - {"steps"}


def test_the_same_map_is_made_once(visit):
    crossed(visit, PAGE, {**SMALL, "seed": "5"})
    count = kept.currsize
    for colouring in COLOURINGS:
        crossed(visit, PAGE, {**SMALL, "seed": "5", "colour": colouring})
    crossed(visit, PAGE, {**SMALL, "seed": "5", "SGD.lr": "0.5"})  # on the axis: the ring moves, the map stays
    assert kept.currsize == count


def test_without_a_run_the_page_asks_for_one(visit):
    crossed(visit, PAGE, {"runs": ""})
    fine(visit)
    assert "Choose at least one optimizer" in visit.info[0].value


def test_the_way_back_leads_to_the_race_as_it_was(visit):
    race = {"surface": "Himmelblau", "runs": "SGD,Adam", "Adam.lr": "0.3", "view": "3-D"}
    crossed(visit, PAGE, {**race, **SMALL, "inspect": "Adam", "up": "x", "colour": "loss"})
    fine(visit)
    (link,) = [one.proto for one in visit.get("page_link") if one.proto.label == "Back to the race"]
    assert {name: value for name, (value,) in parse_qs(link.query_string).items()} == race | {"steps": "20"}


def test_every_entrant_can_be_chosen(visit):
    crossed(visit, PAGE, {**SMALL, "runs": "SGD,SGD 2", "SGD 2.lr": "0.01", "inspect": "SGD 2"})
    fine(visit)
    assert sent(visit)["picked"][0] == 0.01
    assert any("Maps: SGD 2 on Narrow valley" in getattr(one, "value", "") for one in visit.get("html"))


def test_a_cancelled_map_leaves_the_one_before_and_can_be_asked_for_again(visit, monkeypatch):
    crossed(visit, PAGE, {**SMALL, "seed": "11"})
    before = sent(visit)
    asked, original = [], view.outcome_map
    monkeypatch.setattr(view, "outcome_map", lambda q, *rest: asked.append(q) or original(q, *rest))
    visit.session_state["settings"]["seed"] = 12
    visit.run()
    (q,) = asked
    kept.pop(q.key)
    visit.session_state["cancelled"] = q.key  # as the button does it
    visit.session_state["mapped"] = replace(q, conditions=replace(q.conditions, seed=11))
    visit.run()
    fine(visit)
    assert len(asked) == 1, "a cancelled map was made"
    assert sent(visit) == before | {"stale": True}
    assert "Cancelled. This is the map from before." in [one.value for one in visit.markdown]
    next(one for one in visit.button if one.label == "Compute it after all").click().run()
    fine(visit)
    assert len(asked) == 2
    assert not sent(visit)["stale"]


def test_while_a_slider_is_dragged_a_slow_map_is_coarse_and_a_quick_one_is_not(visit, monkeypatch):
    crossed(visit, PAGE, {"steps": "20", "seed": "21"})
    q = visit.session_state["mapped"]
    with monkeypatch.context() as part:
        part.setattr(waiting, "rest", lambda: None)  # as where the part of the page runs alone
        for took, columns in ((9.0, 64), (0.01, 128)):
            kept[q.key] = replace(kept[q.key], took=took)
            visit.session_state["dragging"] = True
            visit.run()
            fine(visit)
            assert sent(visit)["columns"] == columns
    visit.run()  # the hand is up
    assert sent(visit)["columns"] == 128


def test_a_slow_map_is_whole_once_the_hand_is_up_though_nothing_was_drawn_while_it_moved(visit):
    """A typed value is told as a slider's move and its end at once."""
    crossed(visit, PAGE, {"steps": "20", "seed": "22"})
    q = visit.session_state["mapped"]
    kept[q.key] = replace(kept[q.key], took=9.0)
    visit.session_state["dragging"] = True
    visit.run()
    fine(visit)
    assert sent(visit)["columns"] == 128
