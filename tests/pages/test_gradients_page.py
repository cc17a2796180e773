"""The page "Gradient check" run by Streamlit itself: every view, every menu, every setup, and no answer before it is given."""

import json
import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from landscapes import formula
from studies import gradient_cost
from studies.gradient_check import WAYS, check
from studies.planted_bugs import CASES, NAMES
from ui.gradients.bug import NUMBERS
from ui.gradients.cost import UP_TO
from ui.gradients.setup import LOSSES
from ui.gradients.views import LESSON, VIEWS
from ui.parts.setups import setups

ROOT = Path(__file__).parents[2]
SETUPS = setups(LESSON)
CHECK, DIRECTION, BUG, COST = VIEWS


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(gradient_cost, "ROUNDS", 1)
    monkeypatch.setattr(gradient_cost, "SIZES", (2, 4, 32))


def opened(**link: str) -> AppTest:
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(f"pages/{LESSON}.py")
    for name, value in link.items():
        test.query_params[name] = value
    return test.run()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def said(test: AppTest) -> str:
    return " ".join(m.value for m in [*test.markdown, *test.info])


def tables(test: AppTest) -> list[list[list[str]]]:
    found = [text for e in test.get("html") if "<tbody>" in (text := getattr(e, "value", ""))]
    return [
        [
            [" ".join(unescape(re.sub("<.*?>", " ", cell)).split()) for cell in re.findall("<t[hd].*?>(.*?)</t[hd]>", line)]
            for line in re.findall("<tr>(.*?)</tr>", text, re.S)
        ]
        for text in found
    ]


def blobs(test: AppTest) -> list[bytes]:
    return [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == "basin_charts"]


def charts(test: AppTest) -> dict[str, dict]:
    (blob,) = blobs(test)
    return {chart["id"]: chart for chart in json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])["charts"]}


def test_the_page_opens_on_the_races_surface_with_its_errors_its_map_and_its_slopes():
    test = opened()
    fine(test)
    assert dict(test.query_params) == {}
    assert list(charts(test)) == ["errors", "map", "slice"]
    slopes, libraries = tables(test)
    assert [line[0] for line in slopes[1:]] == ["x", "y", "all"]
    assert [line[2:] for line in libraries[1:]][:3] == [["1", "0"], ["0.5", "0.5"], ["0", "0"]]
    assert "the central one **right**" in said(test)


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_without_complaint(name):
    test = opened(**SETUPS[name]["link"])
    fine(test)
    for key, value in test.query_params.items():
        assert SETUPS[name]["link"][key] == value


SQUARE = "w² at w = 3"


def test_what_the_setups_say_is_so():
    """The numbers in `say`, each from a check of its own."""
    lines = {name: tables(opened(**one["link"]))[0] for name, one in SETUPS.items() if "show" not in one["link"]}
    assert lines[SQUARE][1][1:] == ["6", "6.001", "8.3·10⁻⁵ suspicious", "6", lines[SQUARE][1][5]]
    assert lines["A step that float32 does not see"][1][1:] == ["6", "0", "1 wrong", "0", "1 wrong"]
    assert lines["A kink fails the check"][1][1:] == ["0", "1", "1 kink", "0.5", "1 kink"]
    assert lines["A check that looks over a kink"][1][4:] == ["0.1", "0.818 kink"]
    assert check(formula("abs(x) + y**2"), (1e-6, 0.5), 9e-7).judgement == ["right", "right"]
    assert lines["No slope at all"][1][-1].endswith("no slope")
    assert lines["No slope at all"][2][-1].endswith("right")
    assert all(line[-1].endswith("wrong") for line in lines["Nine weights in float32"][1:10])
    wider = tables(opened(**SETUPS["Nine weights in float32"]["link"] | {"h": "0.03"}))[0]
    assert wider[-1][-1].endswith("acceptable")
    straight = lines["Straight between its kinks"][-1][-1]
    assert re.fullmatch(r"[\d.]+·10⁻¹[⁴⁵⁶⁷⁸⁹] right", straight)


def test_the_setups_of_directions_say_what_is_measured():
    across = said(opened(**SETUPS["Across the gradient"]["link"]))
    assert "at 53.1°: ‖∇f‖ = 10. Here v is across it." in across
    assert "is no cosine" in said(opened(**SETUPS["No cosine at a kink"]["link"]))


@pytest.mark.parametrize("loss", LOSSES[1:])
def test_the_classifier_has_nine_weights_and_fewer_with_fewer_classes(loss):
    test = opened(loss=loss)
    fine(test)
    assert len(tables(test)[0]) == 1 + 9 + 1
    assert list(charts(test)) == ["errors", "points", "slice"]
    test = opened(loss=loss, classes="1", strength="0", along="b₁")
    fine(test)
    assert [line[0] for line in tables(test)[0][1:]] == ["W₁₁", "W₁₂", "b₁", "all"]
    assert {line[-1] for line in tables(test)[0][1:]} == {"0 right"}  # one class alone is never wrong
    assert "One class alone" in said(test)


def test_fewer_classes_take_the_weight_that_was_looked_along_with_them():
    test = opened(loss=LOSSES[1], along="b₃")
    fine(test)
    test.session_state["settings"]["classes"] = 1  # as the slider would
    test.run()
    fine(test)
    assert charts(test)["slice"]["x"]["title"] == "W₁₁"


def test_every_menu_of_the_check_may_be_chosen():
    test = opened()
    for loss in (*LOSSES[1:], LOSSES[0]):
        test.selectbox(key="loss").set_value(loss).run()
        fine(test)
        for along in test.selectbox(key="along").options[-1:]:
            test.selectbox(key="along").set_value(along).run()
            fine(test)
            assert charts(test)["slice"]["x"]["title"] == along
    assert dict(test.query_params) == {"along": "y"}


def test_each_view_is_shown_and_the_link_says_which():
    test = opened()
    for view in (*list(VIEWS)[1:], CHECK):
        test.button_group(key="show").set_value(view).run()
        fine(test)
        assert dict(test.query_params) == ({} if view == CHECK else {"show": view})


@pytest.mark.parametrize(
    ("name", "value"),
    [("h", "0"), ("h", "nan"), ("dtype", "float16"), ("along", "z"), ("case", "Case 99"), ("angle", "NaN"), ("w1", "1e99")],
)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(name, value):
    test = opened(**{name: value})
    assert not test.exception
    assert len(test.warning) == 1
    assert value in test.warning[0].value or value.lower() in test.warning[0].value


@pytest.mark.parametrize("h", ["1e-15", "0.1"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_step_at_either_end_is_a_true_picture(h, dtype):
    fine(opened(h=h, dtype=dtype))
    fine(opened(h=h, dtype=dtype, loss=LOSSES[1]))
    fine(opened(h=h, dtype=dtype, show=DIRECTION))


@pytest.mark.parametrize("text", ["log(x)", "1/x", "sqrt(x)", "abs(x)", "0*x"])
@pytest.mark.parametrize("view", [CHECK, DIRECTION])
def test_a_formula_without_a_slope_is_shown_as_it_is(text, view):
    fine(opened(surface="Your own formula", formula=text, window="-2,2,-2,2", **{"start.x": "0", "start.y": "0"}, show=view))


def everything(test: AppTest) -> str:
    """All that a visitor's browser gets: words, tables, titles, pictures, and the link; the list of faults is left out."""
    words = [str(getattr(one, "value", "")) for one in [*test.markdown, *test.caption, *test.get("html"), *test.info]]
    pictures = [one.proto.bytes.decode("latin-1") + one.proto.json for one in test.get("bidi_component")]
    return unescape(" ".join([*words, *pictures, json.dumps(dict(test.query_params))])).replace("\\u2019", "’")


@pytest.mark.parametrize("number", range(len(CASES)))
def test_the_answer_is_nowhere_before_it_is_given(number):
    test = opened(show=BUG, case=NUMBERS[number])
    fine(test)
    before, case = everything(test), CASES[number]
    lesson = (ROOT / f"lessons/{LESSON}.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if name in before.replace(lesson, "")] == []
    assert [one.claimed.__name__ for one in CASES if one.claimed.__name__ in before] == []
    assert case.why not in before
    assert [word for one in CASES for word in (one.why, one.shows) if word in before] == []
    menu = test.selectbox(key=f"named {number + 1}")
    assert list(menu.options) == NAMES  # the same list for all
    assert menu.value is None


def test_an_answer_is_judged_explained_and_counted_and_the_link_keeps_quiet():
    test = opened(show=BUG, case=NUMBERS[4])
    right = CASES[4]
    wrong = next(case for case in CASES if case is not right)
    test.selectbox(key="named 5").set_value(wrong.name).run()
    fine(test)
    assert "**No.**" in said(test)
    assert right.why not in said(test)
    assert "Found so far: 0 of 13." in [one.value for one in test.caption]
    test.selectbox(key="named 5").set_value(right.name).run()
    fine(test)
    assert "**Right.**" in said(test)
    assert right.why in said(test)
    assert right.claimed.__name__ in everything(test)  # the code itself
    assert "Found so far: 1 of 13." in [one.value for one in test.caption]
    assert dict(test.query_params) == {"show": BUG, "case": "Case 5"}
    test.selectbox(key="case").set_value("Case 6").run()
    fine(test)
    assert "**Right.**" not in said(test)
    test.selectbox(key="case").set_value("Case 5").run()
    assert "**Right.**" in said(test)


def test_a_new_case_begins_where_it_begins():
    test = opened(show=BUG, case="Case 2", **{"at.x": "3", "h": "0.001"})
    fine(test)
    test.selectbox(key="case").set_value("Case 8").run()
    assert dict(test.query_params) == {"show": BUG, "case": "Case 8", "h": "0.001"}


def test_the_bugs_table_says_the_band_and_leaves_the_word_kink_to_the_visitor():
    k = next(i for i, case in enumerate(CASES) if "kink" in case.name)
    (lines,) = tables(opened(show=BUG, case=NUMBERS[k]))
    assert lines[1][3:] == ["1 wrong", "0.5", "1 wrong"]
    (lines,) = tables(opened(show=BUG, case=NUMBERS[k], **{"at.x": "0.5"}))
    assert all(line[-1].endswith("right") for line in lines[1:])
    scaled = tables(opened(show=BUG, case=NUMBERS[0], scale="1000"))[0]
    assert any(line[-1].endswith("no slope") for line in scaled[1:])


@pytest.mark.parametrize("most", UP_TO)
def test_the_cost_is_measured_and_said(most):
    test = opened(show=COST, most=most)
    fine(test)
    assert list(charts(test)) == ["evaluations", "seconds"]
    assert "At N = 32 central differences ask for 64 losses" in said(test)
    assert [line[:2] for line in tables(test)[0][1:]] == [["2", "4"], ["4", "8"], ["32", "64"]]


def test_both_ways_of_the_table_are_the_studys():
    lines = tables(opened(surface="Rosenbrock", h="0.01"))[0]
    for column, way in zip((2, 4), WAYS, strict=True):
        for i, axis in enumerate("xy"):
            numeric = check("Rosenbrock", (-1.2, 1.0), 0.01, way=way).numeric[i]
            assert float(lines[i + 1][column].replace("−", "-")) == pytest.approx(numeric, rel=1e-7)
            assert lines[i + 1][0] == axis
    assert np.isfinite(numeric)
