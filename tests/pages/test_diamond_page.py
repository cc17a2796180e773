"""The page "Diamond and circle" run by Streamlit itself."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from landscapes.data.pairs import PAIRS
from landscapes.penalties import PENALTIES
from ui.diamond.setup import BY_HAND, SOURCES
from ui.diamond.views import LESSON, VIEWS
from ui.parts.setups import setups

ROOT = Path(__file__).parents[2]
BALLS, SURFACE = VIEWS
PAGE = f"pages/{LESSON}.py"
SETUPS = setups(LESSON)
NAMES = [kind.name for kind in PENALTIES]
ARRIVE = "Subgradient descent arrives. Proximal gradient arrives."


def opened(**link: str) -> AppTest:
    """The page as a link opens it."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    for name, value in link.items():
        test.query_params[name] = value
    return test.switch_page(PAGE).run()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def sent(test: AppTest, component: str = "basin_diamond") -> dict:
    """The header of what a component was sent."""
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == component]
    return json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])


def panels(test: AppTest) -> dict[str, dict]:
    return {one["name"]: one for one in sent(test)["panels"]}


def knobs(test: AppTest) -> dict[str, dict]:
    """The tied sliders, as the browser is told of them."""
    rows = [
        row
        for one in test.get("bidi_component")
        if one.proto.component_name == "basin_sliders"
        for group in json.loads(one.proto.json)["groups"]
        for row in group["rows"]
    ]
    return {row["name"]: row for row in rows}


def said(test: AppTest) -> str:
    return " ".join(m.value for m in test.markdown)


def test_the_page_opens_on_a_diamond_that_cuts_and_a_circle_that_does_not():
    test = opened()
    fine(test)
    assert dict(test.query_params) == {}
    shown = panels(test)
    assert list(shown) == NAMES
    assert shown["L1"]["w"] == [1.5, 0]
    assert all(w > 0.1 for w in shown["L2"]["w"])
    assert {one["t"] for one in shown.values()} == {1.5}
    rows = knobs(test)
    assert rows["t"]["value"] == 1.5
    for name, one in shown.items():
        assert rows[f"lambda.{name}"]["value"] == pytest.approx(one["strength"])
        assert one["wedges"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_strength_in_the_link_moves_the_budget_and_all_others(name):
    before = panels(opened(t="1.2"))
    test = opened(**{f"lambda.{name}": repr(before[name]["strength"])})
    fine(test)
    after = panels(test)
    for other in NAMES:
        assert after[other]["w"] == pytest.approx(before[other]["w"], abs=1e-9)
        assert after[other]["strength"] == pytest.approx(before[other]["strength"], rel=1e-9)
    assert after[name]["t"] == pytest.approx(1.2, rel=1e-9)
    assert "λ of" in sent(test)["hint"]


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_as_it_is_written(name):
    test = opened()
    test.selectbox(key="setup").set_value(name).run()
    fine(test)
    assert dict(test.query_params).items() <= SETUPS[name]["link"].items()
    assert SETUPS[name]["say"] in [caption.value for caption in test.caption]


def weights(name: str) -> dict[str, list[float]]:
    return {kind: one["w"] for kind, one in panels(opened(**SETUPS[name]["link"])).items()}


def test_what_the_setups_say_of_the_weights_is_so():
    cut = weights("L1 cuts, L2 shrinks")
    assert (cut["L1"][1], [round(w, 3) for w in cut["L2"]]) == (0, [1.292, 0.762])
    soft = panels(opened(**SETUPS["Soft threshold: round ellipses, λ = 1"]["link"]))
    assert soft["L1"]["w"] == pytest.approx([1.6, 0], abs=1e-15)
    strength = soft["L2"]["strength"]
    assert strength < 1
    assert soft["L2"]["w"] == pytest.approx([2.6 / (1 + strength), 0.8 / (1 + strength)], rel=1e-12)
    assert min(weights("Not even L1 gives a zero")["L1"]) > 0.5
    link = SETUPS["Not even L1 gives a zero"]["link"]
    assert min(panels(opened(**link | {"t": "0.399"}))["L1"]["w"]) == 0 < min(panels(opened(**link | {"t": "0.401"}))["L1"]["w"])
    larger = weights("L1 drops the larger weight")
    assert larger["L1"] == [0, 1]
    assert min(larger["L2"]) > 0.5
    flat = panels(opened(**SETUPS["A flat direction: the data cannot choose"]["link"]))
    assert flat["L1"]["w"][0] == 0
    assert np.hypot(*flat["L2"]["w"]) < np.hypot(*flat["L1"]["w"])
    assert {one["strength"] for one in flat.values()} == {0}
    twice = weights("The same feature twice: L1 picks one, the elastic net shares")
    assert [round(w, 3) for w in twice["L2"] + twice["Elastic net"]] == [1.061, 1.061, 0.904, 0.904]
    alike = weights("Two features that say nearly the same")
    assert (alike["L1"][1], round(alike["L2"][1], 3), round(PAIRS[1].c[1], 3), round(PAIRS[1].H[0, 1], 1)) == (0, 0.358, -0.631, 0.9)
    assert (PAIRS[1].H @ PAIRS[1].c)[1] > 0  # alone, LDL goes with more illness
    lasso = weights("Two features from data: the lasso drops one")
    assert (lasso["L1"][1], round(lasso["L2"][1], 3), round(PAIRS[0].c[1], 3)) == (0, 0.553, 0.859)


def test_the_shaded_map_says_half_the_window_and_lines():
    shown = panels(opened(**SETUPS["From which centres? Half the window, or a line"]["link"]))
    assert "from 51 % of the centres" in shown["L1"]["words"][1]
    assert shown["L2"]["words"][1] == "Exact zeros: only from centres on a line without width."
    assert len(shown["L1"]["wedges"]) == len(shown["L2"]["wedges"]) == 4


def test_what_the_setups_say_of_the_descents_is_so():
    jumps = said(opened(**SETUPS["Subgradient descent jumps about the kink"]["link"]))
    assert "Proximal gradient’s w₂ is at exactly 0 since step 27." in jumps
    coarse = [float(x.replace("−", "-")) for x in re.findall(r"between (\S+) and (\S+)\. ", jumps)[0]]
    finer = said(opened(**SETUPS["A smaller rate jumps less, but never lands"]["link"]))
    fine_ = [float(x.replace("−", "-")) for x in re.findall(r"between (\S+) and (\S+)\. ", finer)[0]]
    assert (coarse[1] - coarse[0]) / (fine_[1] - fine_[0]) == pytest.approx(10, rel=0.1)
    smooth = said(opened(**SETUPS["L2 has no kink"]["link"]))
    assert "This R has no kink: Subgradient descent arrives. Proximal gradient arrives." in smooth


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("view", [*VIEWS])
def test_every_view_of_every_data_loss_opens(view, source):
    test = opened(show=view)
    test.selectbox(key="data").set_value(source).run()
    fine(test)
    if view == BALLS:
        assert sent(test)["fixed"] == (source != BY_HAND)
    else:
        for name in NAMES:
            test.selectbox(key="penalty").set_value(name).run()
            fine(test)
            assert ("a whole side is lowest" if name == "L1" and "twice" in source else "the lowest point is") in said(test)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"t": "-1"}, "t = −1 is out of range (allowed: 0 to 1000). Basin uses 1.5 instead"),
        ({"t": "NaN"}, "t = nan is not a finite number"),
        ({"lambda.L1": "inf"}, "lambda.L1 = inf is not a finite number"),
        ({"lambda.L9": "1"}, "“lambda.L9”"),
        ({"lambda.L1": "-3"}, "lambda.L1 = −3 is out of range (allowed: 0 to 1000000). Basin uses 7.171 instead"),
        ({"kappa": "0.5"}, "kappa = 0.5 is out of range (allowed: 1 to 100)"),
        ({"tilt": "north"}, "tilt = “north” is not a number"),
        ({"c1": "1e9"}, "c1 = 1000000000 is out of range"),
        ({"Elastic net.mix": "2"}, "Elastic net.mix = 2 is out of range (allowed: 0 to 1)"),
        ({"data": "Wine"}, "data = “Wine” is not one of"),
        ({"show": "Nothing"}, "show = “Nothing” is not one of"),
        ({"shade": "perhaps"}, "shade = “perhaps” is not one of the options (allowed: off, on)"),
        ({"penalty": "L0"}, "penalty = “L0” is not one of L1, L2, Elastic net"),
        ({"lr": "-1"}, "lr = −1 is out of range"),
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


def test_a_link_with_two_knobs_keeps_the_strength_and_says_so():
    test = opened(**{"t": "1", "lambda.L1": "2"})
    assert "“lambda.L1” and “t”" in test.warning[0].value
    assert "λ of L1" in sent(test)["hint"]
    assert knobs(test)["t"]["shown"] == "3.186"  # ‖c − λ H⁻¹ (1, 1)‖₁ = 4.2 − 2 (0.134 / 1 + 1.866 / 5)
    assert dict(test.query_params) == {"lambda.L1": "2"}


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({"t": "0"}, {"L1": "as for every λ from 13.17 on", "L2": "that takes λ = ∞", "Elastic net": "from 26.34 on"}),
        ({"lambda.L1": "0"}, dict.fromkeys(NAMES, "does not bind")),
        ({"lambda.L2": "0"}, {"L2": "does not bind", "L1": "touches a side"}),
        ({"lambda.L1": "1000000"}, {"L1": "All weights are 0", "L2": "that takes λ = ∞"}),
        ({"c1": "0", "c2": "0"}, dict.fromkeys(NAMES, "The optimum is 0 already")),
        ({"kappa": "1", "c1": "2", "c2": "0"}, {"L1": "corner", "L2": "because c lies on just this line"}),
        ({"c1": "1000", "c2": "-1000"}, {"L2": "both weights shrink"}),
        ({"kappa": "1"}, {"L2": "both weights shrink"}),
        ({"kappa": "100", "tilt": "90"}, {"L2": "both weights shrink"}),
        ({"level": "on", "tilt": "0"}, {"L1": "touches a corner", "L2": "The data say nothing about w₁"}),
        ({"level": "on", "tilt": "90"}, {"L2": "The data say nothing about w₂"}),
        ({"level": "on", "tilt": "-45", "t": "0.5"}, {"L1": "A whole side fits equally well"}),
        ({"level": "on", "tilt": "20", "shade": "on"}, {"L1": "All of the dashed line"}),
        ({"Elastic net.mix": "0"}, {"Elastic net": "No corners"}),
        ({"Elastic net.mix": "1"}, {"Elastic net": "touches a corner"}),
        ({"data": "Blood pressure twice", "t": "1000", "shade": "on"}, dict.fromkeys(NAMES, "does not bind")),
        ({"data": "Blood pressure twice", "lambda.L1": "0"}, {"L1": "does not bind"}),
    ],
    ids=str,
)
def test_odd_setups_are_survived_and_said(link, words):
    test = opened(**link)
    fine(test)
    for name, sentence in words.items():
        assert sentence in panels(test)[name]["words"][0], name
    fine(opened(show=SURFACE, **link))


@pytest.mark.parametrize("link", [{"c1": "0.5", "c2": "0.5"}, {"level": "on", "tilt": "20"}], ids=str)
def test_a_strength_of_0_stays_in_the_link_where_the_opening_budget_asks_for_0_too(link):
    test = opened(**link, **{"lambda.L1": "0"})
    fine(test)
    assert dict(test.query_params) == link | {"lambda.L1": "0"}
    L1 = panels(test)["L1"]
    assert np.abs(L1["w"]).sum() == pytest.approx(L1["t"])
    assert knobs(test)["lambda.L1"]["value"] == 0


def test_with_a_flat_direction_the_least_r_cuts_a_weight_from_every_centre():
    shown = panels(opened(level="on", tilt="20", shade="on"))
    assert "from all of the centres" in shown["L1"]["words"][1]
    assert shown["L2"]["words"][1] == "Exact zeros: from no centre shown."


def test_a_setups_words_stay_when_a_number_they_speak_of_changes_and_it_is_said():
    name = "From which centres? Half the window, or a line"
    test = opened()
    test.selectbox(key="setup").set_value(name).run()
    test.session_state["settings"]["t"] = 0.5
    test.run()
    fine(test)
    assert SETUPS[name]["say"] in [caption.value for caption in test.caption]
    assert "You have changed it since. Choose it again to begin anew." in [one.value for one in test.markdown]


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({"level": "on", "tilt": "45", "lambda.L1": "0.1", "steps": "400"}, ["a whole side is lowest, from w = ", f"{ARRIVE}"]),
        ({"level": "on", "tilt": "20", "penalty": "L2", "steps": "400"}, ["With λ = 0 a whole line is lowest", f"{ARRIVE}"]),
        ({"penalty": "L2", "lambda.L2": "100"}, ["below 2/(λmax(H) + λ) = 0.01905.", "Proximal gradient arrives."]),
        ({"lr": "0.5"}, ["Subgradient descent diverged", "below 2/λmax(H) = 0.4."]),
        ({"c1": "0", "c2": "0"}, ["w = (0, 0)", f"With λ = 0 there is no kink: {ARRIVE}"]),
    ],
    ids=str,
)
def test_what_is_lowest_and_who_arrives_is_said_as_it_is(link, words):
    """λmax(H) = κ = 5: 2/105 and 2/5."""
    shown = said(opened(show=SURFACE, **{"steps": "400", **link}))
    for sentence in words:
        assert sentence in shown


def test_an_endless_strength_is_shown_as_such():
    test = opened(t="0")
    assert panels(test)["L2"]["strength"] is None
    assert knobs(test)["lambda.L2"]["shown"] == "∞"
    assert "needs λ = ∞" in opened(t="0", show=SURFACE, penalty="L2").info[0].value


@pytest.mark.parametrize("link", [{"lr": "0"}, {"lr": "5"}, {"steps": "1"}, {"start.x": "0", "start.y": "0"}, {"view": "3-D"}], ids=str)
def test_odd_descents_are_survived(link):
    test = opened(show=SURFACE, **link)
    fine(test)
    assert sent(test, "basin_player")["inspects"] is False
    if link.get("lr") == "5":
        assert "Subgradient descent diverged at step" in said(test)


def test_exact_zeros_and_ends_of_the_mix_are_the_other_penalties():
    for mix, twin in (("0", "L2"), ("1", "L1")):
        shown = panels(opened(**{"Elastic net.mix": mix, "shade": "on"}))
        assert shown["Elastic net"]["w"] == pytest.approx(shown[twin]["w"], abs=1e-12)
        assert shown["Elastic net"]["wedges"] == shown[twin]["wedges"]
