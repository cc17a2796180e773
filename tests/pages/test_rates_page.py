"""The page "Learning rate" run by Streamlit itself."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS, Run, descend
from ui.frame.ways import RATES as PAGE
from ui.parts.setups import setups
from ui.rates.fan import NO_EDGE

ROOT = Path(__file__).parents[2]
SETUPS = setups("optimization/rates")


def opened(page: str = PAGE, **link: str) -> AppTest:
    """A page as a link opens it."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    for name, value in link.items():
        test.query_params[name] = value
    return test.switch_page(page).run()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def rows(test: AppTest) -> list[list[str]]:
    """The table's lines, each a list of its cells' words."""
    (table,) = [text for e in test.get("html") if "<tbody>" in (text := getattr(e, "value", ""))]
    lines = re.findall("<tr.*?>(.*?)</tr>", table)[1:]
    return [[re.sub("<.*?>", "", cell) for cell in re.findall("<t[hd].*?>(.*?)</t[hd]>", line)] for line in lines]


def sent(test: AppTest) -> dict:
    """The header of what the player was sent."""
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == "basin_player"]
    return json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])


def test_the_page_opens_on_a_fan_of_five_rates_and_the_visitors_own():
    test = opened()
    fine(test)
    assert [row[0] for row in rows(test)] == ["α = 0.0002", "α = 0.000648", "α = 0.0021", "α = 0.00679", "α = 0.022", "your α = 0.019"]
    assert [row[1] for row in rows(test)] == ["too low"] * 4 + ["too high", "good"]
    header = sent(test)
    assert header["edge"] == {"slider": "SGD.lr", "words": "2/λmax"}
    assert header["factor"] == pytest.approx(0.981)  # max(|1 − 0.019|, |1 − 1.9|)
    assert dict(test.query_params) == {}


def test_the_measured_factors_in_the_table_agree_with_theory():
    for rule, rate, factor in (("SGD", "0.0198019802", 99 / 101), ("Nesterov", "0.0026", None)):
        test = opened(runs=rule, **{f"{rule}.lr": rate, "steps": "400"})
        for row in rows(test):
            theory, run = row[-1].split(" / ")
            assert run == "too early" or float(run) == pytest.approx(float(theory), abs=2e-3)
        if factor:
            assert rows(test)[-1][-1] == f"{factor:.4f} / {factor:.4f}"


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.name)
def test_every_rule_has_a_mark_or_a_reason(rule):
    test = opened(runs=rule.name, surface="Himmelblau")
    fine(test)
    edge = sent(test)["edge"]
    if rule.theory:
        assert edge == {"slider": f"{rule.name}.lr", "words": rule.theory.edge_words}
    else:
        assert edge["why"].startswith(f"{rule.name} has no fixed edge: it")
        assert any(reason in edge["why"] for reason in NO_EDGE.values())


def test_every_surface_has_a_fan():
    test = opened(runs="SGD,Momentum")
    for land in LANDSCAPES:
        test.selectbox(key="surface").set_value(land.name).run()
        fine(test)
        assert len(rows(test)) == 6
        factors = "λmin" in " ".join(m.value for m in test.markdown if m.value.startswith("Here"))
        assert factors == (sent(test)["factor"] is not None) == (land.name in QUADRATICS)


QUADRATICS = ("Round bowl", "Narrow valley", "Booth", "Matyas", "Least squares", "Thousand points")


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_as_it_is_written(name):
    test = opened()
    test.selectbox(key="setup").set_value(name).run()
    fine(test)
    assert dict(test.query_params).items() <= SETUPS[name]["link"].items()
    assert SETUPS[name]["say"] in [caption.value for caption in test.caption]


def curves(name: str) -> list[str]:
    return [row[1] for row in rows(opened(**SETUPS[name]["link"]))]


def test_the_setups_show_the_curves_that_they_name():
    assert curves("The four canonical curves") == ["too low", "too low", "good", "high", "too high", "good"]
    assert curves("A heavy ball has a wider edge")[-1] == "good"
    assert curves("Too restless for either well") == ["too low", "too low", "good", "good", "high", "good"]
    assert curves("Adam forgives") == ["too low", "too low", "good", "good", "good", "good"]
    assert curves("A real loss sharpens, too")[3:] == ["high", "too high", "good"]
    assert curves("Exactly on the edge")[-1] == "high"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"fan.low": "0.1", "fan.high": "0.01"}, "The fan’s lowest rate, 0.1, is not below its highest, 0.01. Basin uses 0.0002 to 0.022"),
        ({"fan.low": "NaN"}, "fan.low = nan is not a finite number"),
        ({"fan.high": "0"}, "fan.high = 0 is out of range"),
        ({"fan.count": "50"}, "fan.count = 50 is out of range (allowed: 3 to 9)"),
        ({"fan.hidden": "42"}, "fan.hidden = “42” is not among 1, 2, 3, 4, 5, 6, 7, 8, 9, yours. Basin uses none instead."),
        ({"SGD.lr": "NaN"}, "SGD.lr = nan is not a finite number"),
        ({"lab": "Elsewhere"}, "lab = “Elsewhere” is not one of"),
        ({"inspect": "Nobody"}, "inspect = “Nobody” is not one of SGD"),
        ({"unknown": "1"}, "“unknown”"),
    ],
    ids=str,
)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(link, said):
    test = opened(**link)
    assert not test.exception
    (warning,) = test.warning
    assert said in warning.value.replace("\\", "")
    assert dict(test.query_params) == {}


@pytest.mark.parametrize(
    "link",
    [
        {"SGD.lr": "0"},
        {"SGD.lr": "1000", "fan.low": "1", "fan.high": "1000"},
        {"surface": "Your own formula", "formula": "x + y"},
        {"surface": "Your own formula", "formula": "log(x)", "start.x": "-1"},
        {"surface": "Your own formula", "formula": "x**2", "fan.count": "9"},
        {"surface": "Your own formula", "formula": "x**2 - 3*y**2"},
        {"surface": "Your own formula", "formula": "1e-8*(x**2 + y**2)"},
        {"surface": "Your own formula", "formula": "-x**2 - y**2"},
        {"steps": "1"},
        {"runs": "Random search", "Random search.lr": "1"},
        {"schedule": "Cosine", "noise": "1", "clipping": "By norm"},
        {"surface": "Logistic regression", "batch": "8"},
    ],
    ids=str,
)
def test_odd_setups_are_survived(link):
    test = opened(**{"runs": "SGD"} | link)
    fine(test)
    assert all(row[1] for row in rows(test))


def test_what_theory_does_not_cover_is_said_and_not_drawn():
    for link in ({"noise": "1"}, {"schedule": "Cosine"}, {"clipping": "By norm"}, {"schedule.warmup": "0.2"}):
        test = opened(**link)
        fine(test)
        assert sent(test)["factor"] is None
        assert any("predicted factor holds for a constant rate" in caption.value for caption in test.caption)
    assert sent(opened(surface="Least squares", batch="8"))["factor"] is None


@pytest.mark.parametrize(
    ("rule", "settings"),
    [
        ("SGD", {"SGD.lr": 2 / 101}),
        ("Momentum", {"Momentum.lr": 0.0330578512, "Momentum.momentum": 0.6694214876}),
        ("Nesterov", {"Nesterov.lr": 0.01, "Nesterov.momentum": 9 / 11}),
        ("SGD 2", {"SGD 2.lr": 2 / 101}),
    ],
)
def test_the_best_settings_are_one_click(rule, settings):
    """Lecture, §3: the published numbers for eigenvalues 1 and 100."""
    test = opened(runs=rule)
    test.button(key="best settings").click().run()
    fine(test)
    link = dict(test.query_params)
    assert {name: float(link[name]) for name in settings} == pytest.approx(settings, abs=5e-11)


def test_best_settings_beyond_what_is_allowed_are_refused_in_a_sentence():
    test = opened(surface="Your own formula", formula="0.0001*(x**2 + y**2)", runs="SGD")  # α* = 5000
    test.button(key="best settings").click().run()
    assert not test.exception
    assert "lr = 5000 is out of range" in test.warning[0].value.replace("\\", "")


def test_from_the_setups_start_no_other_constant_rate_does_better_after_any_number_of_steps():
    """½ (x² (1 − α)²ᵏ + 100 y² (1 − 100 α)²ᵏ) is convex in α; at α* = 2/101 its derivative is 0 for every k where x² = 10⁴ y²."""
    link = SETUPS["The best constant rate for κ = 100"]["link"]
    start = float(link["start.x"]), float(link["start.y"])
    rates = [float(link["SGD.lr"]), *np.linspace(0.0005, 0.0199, 98), 2 / 101 + 1e-5, 2 / 101 - 1e-5]
    losses = descend(link["surface"], [Run("SGD", start, lr=rate) for rate in rates], 200).loss
    assert (losses[:1, 1:] < losses[1:, 1:]).all()
    assert rows(opened(**link))[-1][1:3] == ["good", "the lowest of the fan"]


def test_from_a_start_in_the_minimum_there_is_no_factor_to_measure():
    test = opened(runs="SGD", **{"start.x": "0", "start.y": "0"})
    fine(test)
    assert {row[-1].split(" / ")[1] for row in rows(test)} == {"no distance"}
    assert sent(test)["factor"] is None


def test_the_way_back_to_the_race_carries_the_races_settings_alone():
    test = opened(runs="SGD,Adam", inspect="Adam", **{"fan.count": "7", "axis": "evaluations"})
    fine(test)
    (back,) = [one.proto for one in test.get("page_link") if one.proto.label == "Back to the race"]
    assert "fan" not in back.query_string
    assert "inspect" not in back.query_string
    assert "axis=evaluations" in back.query_string
    assert "runs=SGD%2CAdam" in back.query_string


def test_without_a_run_the_page_asks_for_one():
    test = opened(runs="")
    fine(test)
    assert "Choose at least one optimizer" in test.info[0].value


def test_hidden_runs_are_kept_by_their_place():
    test = opened(**{"fan.hidden": "1,yours"})
    fine(test)
    assert sent(test)["hidden"] == ["1", "yours"]
    assert [run["label"] for run in sent(test)["runs"] if run["name"] in ("1", "yours")] == ["α = 0.0002", "your α = 0.019"]
