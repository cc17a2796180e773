"""The page "Paths" run by Streamlit itself."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from landscapes.penalties import PENALTIES
from models.coefficients import fit_paths
from models.split import split
from models.tables import DIABETES
from plots.coefficients import ZERO
from studies.conditioning import conditioned
from ui.parts.presets import PRESETS
from ui.parts.setups import setups
from ui.paths.coefficients import DATA, GRID, MADE
from ui.paths.conditioning import CONVENTIONS, RATES, RUNS
from ui.paths.vectors import NAME
from ui.paths.views import LESSON, VIEWS

ROOT = Path(__file__).parents[2]
PAGE = f"pages/{LESSON}.py"
SETUPS = setups(LESSON)
COEFFICIENTS, VECTORS, CONDITIONING = VIEWS


def opened(**link: str) -> AppTest:
    """The page as a link opens it."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(PAGE)
    for name, value in link.items():
        test.query_params[name] = value
    return test.run()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def said(test: AppTest) -> str:
    return " ".join(m.value for m in [*test.markdown, *test.info])


def table(test: AppTest) -> list[list[str]]:
    """The table's lines, each a list of its cells' words, its heading first."""
    (text,) = [text for e in test.get("html") if "<tbody>" in (text := getattr(e, "value", ""))]
    lines = re.findall("<tr>(.*?)</tr>", text, re.S)
    return [[re.sub("<.*?>", " ", cell).strip() for cell in re.findall("<t[hd].*?>(.*?)</t[hd]>", line)] for line in lines]


def picture(test: AppTest, name: str = "basin_charts") -> dict:
    """The header of what a component was sent."""
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == name]
    return json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])


def fitted(name: str, lambdas, seed: int = 0, mix: float | None = None):
    kind = next(kind for kind in PENALTIES if kind.name == name)
    return fit_paths(DIABETES, *split(442, 0.3, seed), kind, mix, lambdas)


def test_the_page_opens_on_the_lassos_ten_paths_and_says_which_is_0():
    test = opened()
    fine(test)
    assert dict(test.query_params) == {}
    coefficients, errors, counts = picture(test)["charts"]
    assert [line["name"] for line in coefficients["lines"]] == list(DIABETES.names)
    assert len({(line["light"], line["dash"]) for line in coefficients["lines"]}) == 10
    assert [chart["marks"][0]["at"] for chart in (coefficients, errors, counts)] == [10, 10, 10]
    assert all(chart["marks"][0]["grip"] for chart in (coefficients, errors, counts))
    assert "6 of 10 are exactly 0: age, sex, " in said(test)
    assert "LDL is the first to go for good, at λ = 0.419; body mass the last, at 45.8." in said(test)
    row = table(test)[1]
    assert row[0] == "at λ = 10"
    assert dict(zip(table(test)[0][1:], row[1:], strict=True))["LDL"] == "exactly 0"


@pytest.mark.parametrize("name", [kind.name for kind in PENALTIES])
def test_the_table_and_the_sentences_say_what_the_fit_is(name):
    test = opened(penalty=name, **{"lambda": "0.5"})
    fine(test)
    mix = 0.5 if name == "Elastic net" else None
    now, paths = fitted(name, [0.0, 0.5], mix=mix), fitted(name, GRID, mix=mix)
    for row, weights in ((1, now.weights[1]), (2, now.weights[0])):
        for cell, weight in zip(table(test)[row][1:], weights, strict=True):
            assert weight == 0 if cell == "exactly 0" else float(cell.replace("−", "-")) == pytest.approx(weight, rel=1e-3)
    assert f"Validation error {now.validation[1]:.0f}, against {now.validation[0]:.0f} for least squares" in said(test)
    assert f"The best λ of the path is {paths.lambdas[paths.best]:.3g}, with {paths.validation[paths.best]:.0f}" in said(test)
    assert ("never" in table(test)[3]) == (name == "L2")  # the elastic net's reach to 45.8/0.5
    assert ("brings none there for good" in said(test)) == (name == "L2")


def test_each_penalty_names_its_objective_and_scikit_learns():
    for name, theirs in (("L1", "Lasso(alpha=λ)"), ("L2", "Ridge(alpha=Nλ), N = 309"), ("Elastic net", "ElasticNet(alpha=λ, l1_ratio=m)")):
        (scale,) = [one.value for one in opened(penalty=name).caption if "Minimised" in one.value]
        assert theirs in scale
        assert r"\tfrac{1}{2N}" in scale


@pytest.mark.parametrize("text", PRESETS)
def test_the_lectures_strengths_are_one_click_and_0_stands_at_the_left_edge(text):
    test = opened(**{"lambda": "3"})
    test.button_group(key="lambda presets").set_value(text).run()
    fine(test)
    assert test.query_params.get("lambda", "10") == f"{PRESETS[text]:g}"
    assert picture(test)["charts"][0]["marks"][0]["at"] == pytest.approx(PRESETS[text] or ZERO)


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_as_it_is_written(name):
    test = opened()
    test.selectbox(key="setup").set_value(name).run()
    fine(test)
    assert dict(test.query_params).items() <= SETUPS[name]["link"].items()
    assert SETUPS[name]["say"] in [caption.value for caption in test.caption]


def setup(name: str) -> AppTest:
    test = opened(**SETUPS[name]["link"])
    fine(test)
    return test


def weights(test: AppTest, row: int = 1) -> dict[str, float]:
    """The coefficients of a line of the table, by feature."""
    names, cells = table(test)[0][1:], table(test)[row][1:]
    return {n: 0.0 if c == "exactly 0" else float(c.replace("−", "-")) for n, c in zip(names, cells, strict=True)}


def test_the_setups_of_the_diabetes_data_are_true():
    left = {name for name, weight in weights(setup("Lasso, down to four")).items() if weight}
    assert left == {"body mass", "blood pressure", "HDL", "triglycerides"}
    ridge = setup("Ridge keeps all ten")
    assert all(0 < abs(weight) < abs(weights(ridge, 2)[name]) for name, weight in weights(ridge).items())
    assert "no coefficient is exactly 0" in said(ridge)

    undone = setup("Two that undo each other")
    now, least = weights(undone), weights(undone, 2)
    assert (least["cholesterol"], least["LDL"]) == pytest.approx((-48.6, 32.3), abs=0.05)
    assert now["LDL"] == 0
    assert abs(now["cholesterol"]) < 0.1 * abs(least["cholesterol"])
    assert "% less)" in said(undone)
    assert np.corrcoef(DIABETES.X.T)[4, 5] == pytest.approx(0.90, abs=5e-3)

    assert weights(setup("HDL leaves and comes back"))["HDL"] == 0
    before, after = fitted("L1", [0.1, 1.0]).weights[:, 6]
    assert before > 0
    assert after == pytest.approx(-11, abs=0.5)

    assert "The best λ of the path is 0, with" in said(setup("Another split, another best λ"))
    assert "The best λ of the path is 3.16, with" in said(opened(seed="3"))


def test_the_setups_of_made_data_are_true():
    few = setup("Fewer rows than features")
    assert "8 training rows cannot settle 10 coefficients" in said(few)
    least, best = (float(one) for one in re.search(r"Validation error (\d+).*with (\d+)", said(few)).groups())
    assert 13 < least / best < 14

    three = setup("Lasso finds the three that matter")
    now, truth = weights(three), weights(three, 4)
    assert [name for name, weight in now.items() if weight] == [name for name, weight in truth.items() if weight] == ["x₁", "x₂", "x₃"]
    assert all(abs(now[name]) < abs(truth[name]) for name in ("x₁", "x₂", "x₃"))
    assert "The best λ of the path is 1.58, with" in said(three)
    assert (
        sum(weight != 0 for weight in weights(opened(**SETUPS["Lasso finds the three that matter"]["link"] | {"lambda": "1.585"})).values())
        == 7
    )
    assert len(picture(three)["charts"][0]["dots"]) == 10  # the truth, at the left edge

    alike = setup("One of ten look-alikes")
    assert "The best λ of the path is 15.8" in said(alike)
    assert sum(weight != 0 for weight in weights(alike).values()) == 1
    assert all(weights(opened(**SETUPS["One of ten look-alikes"]["link"], penalty="L2")).values())

    nothing = setup("Nothing matters")
    assert all(weights(nothing).values())
    assert "The best λ of the path is any from 3.47 on (every coefficient is 0), with" in said(nothing)
    assert "every coefficient is exactly 0" in said(opened(**SETUPS["Nothing matters"]["link"] | {"lambda": "100"}))


def test_the_lectures_vectors_are_compared():
    test = setup("Same score, other price")
    rows = {line[0]: line[1:] for line in table(test)[1:]}
    assert rows["w₂ = (0.25, 0.25, 0.25, 0.25)"][:3] == ["1", "1 0.1", "0.25 0.025"]
    assert rows["w₄ = (10, 0, 0, 0)"][:3] == ["10", "10 1", "100 10"]
    assert "**w₁, w₂ and w₃ score 1.** For L1 they tie. All but L1 prefer w₂." in said(test)
    assert "**w₄ and w₅ score 10.** For L1 they tie. All but L1 prefer w₅." in said(test)
    assert "For L1 and Net with β they tie." in said(setup("Without β the elastic net ties, too"))
    assert "For L1 and Net with β they tie." not in said(opened(show=VECTORS, beta="0.001"))


def test_the_setups_of_conditioning_are_true():
    big = table(setup("κ = 100 becomes 34"))
    assert [line[3] for line in big[1:]] == ["100", "34"]
    assert [line[7] for line in big[1:]] == ["346 / 346", "118 / 118"]
    assert [line[3] for line in table(setup("The same λ with the ½"))[1:]] == ["100", "50.5"]
    old = setup("The old best rate is too high now")
    assert conditioned(np.diag([1.0, 30.0]), 0).best == pytest.approx(0.0645, abs=5e-5)
    assert "**The run with L2 never arrives**: α = 0.0645 is not below its edge, 2/λmax = 0.0625." in said(old)
    assert "The run without" not in said(old)
    round_one = setup("A round valley gains nothing")
    assert [line[3] for line in table(round_one)[1:]] == ["1", "1"]
    assert [line[7] for line in table(round_one)[1:]] == ["1 / 1", "1 / 1"]
    assert "the minimum has moved by" in said(round_one)


def test_only_pure_l2_never_brings_a_coefficient_to_0():
    """Elastic net: all are 0 from max |x_jᵀy|/N over m on, 458 here; λ is told up to 100."""
    row = table(opened(penalty="Elastic net", mix="0.1"))[3]
    assert row.count("&gt; 100") == 9
    assert "never" not in row


def test_a_run_that_is_only_too_short_is_not_said_never_to_arrive():
    test = opened(show=CONDITIONING, rates=RATES[1], lr="0.0001")
    assert [line[7].split(" / ")[1] for line in table(test)[1:]] == ["not in 4000"] * 2


@pytest.mark.parametrize(
    ("link", "promised"),
    [
        ({}, "the valley gets rounder, and descent faster."),
        ({"rates": RATES[1], "lr": "0.0645"}, "the valley gets rounder."),  # above the edge with L2
        ({"kappa": "1"}, "the same to every curvature."),
        ({"strength": "0"}, "the same to every curvature."),
    ],
    ids=str,
)
def test_the_title_promises_no_more_than_l2_does(link, promised):
    (story,) = [text for e in opened(show=CONDITIONING, **link).get("html") if "<h1>" in (text := getattr(e, "value", ""))]
    assert f"{promised}</p>" in story


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("rates", RATES)
def test_every_convention_rate_and_contour_is_drawn(convention, rates):
    for contours in RUNS:
        test = opened(show=CONDITIONING, convention=convention, rates=rates, contours=contours, view="3-D", axis="evaluations")
        fine(test)
        sent = picture(test, "basin_player")
        assert [run["name"] for run in sent["runs"]] == list(RUNS)
        assert sent["inspects"] is False
        strength = float(sent["surface"].rsplit("(", 1)[1].rstrip(")").split(",")[5])
        assert strength == (1 if contours == "with L2" else 0)
        assert f"L2 adds {CONVENTIONS[convention]:g} to every eigenvalue" in said(test)


@pytest.mark.parametrize("view", [*VIEWS])
def test_every_view_keeps_the_others_settings_in_the_link(view):
    others = {
        "lambda": "2",
        "penalty": "L2",
        "beta": "2",
        "vectors.lambda": "0.5",
        "kappa": "7",
        "strength": "3",
        "data": MADE,
        "made.noise": "5",
    }
    test = opened(**others)
    test.button_group(key="show").set_value(view).run()
    fine(test)
    assert dict(test.query_params) == others | ({} if view == COEFFICIENTS else {"show": view})


def test_reset_forgets_all_but_the_view():
    test = opened(show=CONDITIONING, kappa="7", strength="3")
    next(one for one in test.button if one.label == "Reset").click().run()
    assert dict(test.query_params) == {"show": CONDITIONING}


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ({"lambda": "NaN"}, "lambda = nan is not a finite number"),
        ({"lambda": "-1"}, "lambda = −1 is out of range (allowed: 0 to 100)"),
        ({"penalty": "L3"}, "penalty = “L3” is not one of L1, L2, Elastic net"),
        ({"penalty": "Elastic net", "mix": "2"}, "mix = 2 is out of range (allowed: 0 to 1)"),
        ({"share": "nan"}, "share = nan is not a finite number"),
        ({"share": "1.5"}, "share = 1.5 is out of range"),
        ({"seed": "x"}, "seed = “x” is not a number"),
        ({"data": "Iris"}, "data = “Iris” is not one of Diabetes"),
        ({"data": MADE, "made.rows": "4"}, "made.rows = 4 is out of range (allowed: 5 to 400)"),
        ({"data": MADE, "made.correlation": "1"}, "made.correlation = 1 is out of range"),
        ({"show": "Nothing"}, "show = “Nothing” is not one of"),
        ({"show": VECTORS, "vectors": ";" * 40}, "vectors have 41 rows (allowed: 12)"),
        ({"show": VECTORS, "beta": "inf"}, "beta = inf is not a finite number"),
        ({"show": CONDITIONING, "kappa": "0"}, "kappa = 0 is out of range"),
        ({"show": CONDITIONING, "start.x": "nan"}, "start.x = nan is not a finite number"),
        ({"show": CONDITIONING, "start.x": "1e5"}, "start.x = 100000 is out of range (allowed: −1000 to 1000)"),
        ({"show": CONDITIONING, "contours": "3"}, "contours = “3” is not one of"),
        ({"unknown": "1"}, "“unknown”"),
    ],
    ids=str,
)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(link, sentence):
    test = opened(**link)
    assert not test.exception
    (warning,) = test.warning
    assert sentence in warning.value.replace("\\", "")


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ({"share": "1"}, "All 442 rows are kept for validation, so none is left to fit to."),
        ({"share": "0"}, "No row is kept for validation, so nothing tells which λ is best."),
        ({"share": "0.9977"}, "One training row tells no slope"),
        ({"share": "0.99", "seed": "2", "lambda": "0"}, "4 training rows cannot settle 10 coefficients"),
        ({"data": MADE, "made.rows": "5", "made.correlation": "0.999", "lambda": "0"}, "cannot settle 10 coefficients"),
        ({"data": MADE, "made.noise": "0", "made.matter": "0"}, "All targets of the training rows are equal"),
        ({"data": MADE, "made.noise": "0", "share": "0"}, "nothing tells which λ is best"),
        ({"share": "0.995"}, "8 of them are the first to go for good, by λ = 1.0·10⁻⁴; age the last, at"),  # as soon as λ is more than 0
        ({"penalty": "Elastic net", "mix": "0.1"}, "the last goes beyond λ = 100."),  # at 45.84/0.1
        ({"data": MADE, "made.noise": "0", "lambda": "0"}, "Validation error 0. The best λ of the path is 0, with 0"),
        ({"lambda": "100"}, "every coefficient is exactly 0"),
        ({"penalty": "Elastic net", "mix": "0", "lambda": "0"}, "brings none there for good"),
        ({"penalty": "Elastic net", "mix": "0.001"}, "Up to λ = 100 none is gone for good."),
        ({"show": VECTORS, "vectors": ""}, "No row is a vector yet."),
        ({"show": VECTORS, "vectors": "0,0,0,0"}, "No two vectors score the same"),
        ({"show": VECTORS, "vectors": "0,0,0,0;0,0,0,0", "vectors.lambda": "0"}, "they tie"),
        ({"show": CONDITIONING, "strength": "0"}, "λ = 0: nothing is added, so both runs are the same."),
        ({"show": CONDITIONING, "strength": "0", "rates": RATES[1], "lr": "10"}, "**Neither run ever arrives**: α = 10 is not below"),
        ({"show": CONDITIONING, "rates": RATES[1], "lr": "0"}, "With a rate of 0 neither run leaves the start."),
        ({"show": CONDITIONING, "rates": RATES[1], "lr": "1000"}, "**The run without a penalty never arrives**"),
        ({"show": CONDITIONING, "kappa": "1000"}, "without L2 after 3454 steps."),
        ({"show": CONDITIONING, "kappa": "1"}, "after 1 step, without L2 after 1 step."),
        ({"show": CONDITIONING, "start.x": "2", "start.y": "1.5"}, "without L2 after 0 steps"),  # it starts in the minimum
        ({"show": CONDITIONING, "start.x": "1000"}, "L2 adds 2"),
    ],
    ids=str,
)
def test_what_is_odd_is_survived_and_said(link, sentence):
    test = opened(**link)
    fine(test)
    assert sentence in said(test)
    assert dict(test.query_params) == link


def test_a_feature_that_is_the_same_in_all_training_rows_is_named():
    test = next(
        test
        for seed in range(20)
        if "is the same in all training rows" in said(test := opened(share="0.993", seed=str(seed), data=DATA[0]))
    )
    fine(test)
    name = re.search(r"(\w[\w .÷]*) is the same in all", said(test)).group(1)
    assert weights(test)[name] == 0


def test_what_is_wrong_in_the_typed_table_names_its_cell_and_the_rest_stays():
    test = opened(show=VECTORS, vectors="1,0,0,0;abc,1,,2;nan,1,1,1;1,2;1/4,1/4,1/4,1/4")
    assert not test.exception
    (warning,) = test.warning
    for sentence in (
        "w₂, j = 1: “abc” is not a number.",
        "w₂ is not whole yet.",
        "w₃, j = 1: “nan” is not a finite number.",
        "w₄ has 2 numbers (allowed: 4).",
        "The other rows stay.",
    ):
        assert sentence in warning.value.replace("\\", "")
    assert [line[0] for line in table(test)[1:]] == ["w₁ = (1, 0, 0, 0)", "w₅ = (0.25, 0.25, 0.25, 0.25)"]
    assert "**w₁ and w₅ score 1.**" in said(test)


def test_without_an_input_the_penalties_stay_and_nothing_is_compared():
    test = opened(show=VECTORS, x="1,1,one,1")
    assert "x, j = 3: “one” is not a number." in test.warning[0].value.replace("\\", "")
    assert [line[1] for line in table(test)[1:]] == ["–"] * 5
    assert "Without a whole x there is no score" in said(test)
    assert "other rows" not in test.warning[0].value


def edited():
    """The table of vectors after a hand has changed a cell, deleted a row, and added one and a half."""
    import streamlit as st

    from ui.frame import settings
    from ui.paths import vectors

    st.session_state["vectors began"] = vectors.table_of("1,0,0,0;0.9,0.1,0,0;10,0,0,0")
    added = [{"j = 1": "0,5", "j = 2": "1/2", "j = 3": "0", "j = 4": "0"}, {"j = 2": "7;8"}, {}]
    st.session_state["vectors"] = {"edited_rows": {0: {"j = 4": "x"}}, "deleted_rows": [1], "added_rows": added}
    vectors.edited("vectors")
    st.text(settings.kept()["vectors"])


def test_what_a_hand_changes_in_the_table_is_what_the_link_says():
    test = AppTest.from_function(edited).run()
    assert not test.exception
    assert test.text[0].value == "1,0,0,x;10,0,0,0;0.5,1/2,0,0;,7；8,,"  # a semicolon stays, full-width: it parts no rows


def test_the_table_is_there_as_typed_after_a_visit_to_another_view():
    """An edit leaves the rows that the editor began with as they were: the editor itself keeps the difference, until it is gone."""
    test = opened(show=VECTORS, vectors="1,0,0,0")
    began = test.session_state["vectors began"]
    test.session_state["settings"]["vectors"] = test.session_state["vectors made"] = "0,1,0,0"  # what `edited` does
    test.run()
    assert test.session_state["vectors began"] == began
    for view in (CONDITIONING, VECTORS):
        test.button_group(key="show").set_value(view).run()
        fine(test)
    assert test.session_state["vectors began"] == [{NAME: "w₁", "j = 1": "0", "j = 2": "1", "j = 3": "0", "j = 4": "0"}]


def test_the_lesson_promises_only_views_that_there_are():
    text = (ROOT / f"lessons/{LESSON}.md").read_text(encoding="utf-8")
    for quoted in re.findall("“(.+?)”", text):
        assert quoted in (*VIEWS, *DATA), quoted


def test_a_link_of_before_the_view_was_renamed_still_opens_it():
    test = opened(show="The lecture’s vectors")
    assert test.session_state["settings"]["show"] == "Weight vectors"
    assert not test.warning
