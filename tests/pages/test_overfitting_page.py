"""The page "Overfitting" run by Streamlit itself."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models.early_stopping import descend
from models.errors import both, mean_squared, over_degrees, over_strengths
from models.own_points import read, together
from models.points import Points, drawn, test_set
from models.polynomial import fit, fits, heights, largest
from models.resampling import draw
from models.resampling import over_degrees as spread_over_degrees
from models.truths import TRUTHS
from plots.overfitting import STRENGTHS, WHERE, ZERO
from ui.overfitting.sources import OWN
from ui.overfitting.views import LESSON, VIEWS
from ui.parts.setups import setups

test_set.__test__ = False  # not pytest's
ROOT = Path(__file__).parents[2]
PAGE = f"pages/{LESSON}.py"
SETUPS = setups(LESSON)
FIT, SPREAD, STOPPING = VIEWS


def opened(**link: str) -> AppTest:
    """The page as a link opens it."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(PAGE)
    for name, value in link.items():
        test.query_params[name] = value
    return test.run()


@pytest.fixture(scope="module")
def opening() -> AppTest:
    return opened()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def said(test: AppTest) -> str:
    return " ".join(m.value for m in [*test.markdown, *test.info])


def table(test: AppTest) -> list[list[str]]:
    """The table's lines below its heading, each a list of its cells' words."""
    (text,) = [text for e in test.get("html") if "<tbody>" in (text := getattr(e, "value", ""))]
    return [re.findall("<t[hd].*?>(.*?)</t[hd]>", row) for row in re.findall("<tr>(.*?)</tr>", text)[1:]]


def picture(test: AppTest) -> dict[str, dict]:
    """The charts that were sent, by their names."""
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == "basin_charts"]
    return {chart["id"]: chart for chart in json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])["charts"]}


def mark(test: AppTest, chart: str) -> float:
    return picture(test)[chart]["marks"][0]["at"]


POINTS = drawn(TRUTHS[0], 10, 20, 0.3, 0)  # what the page opens on


def test_it_opens_on_degree_9_through_ten_points(opening):
    fine(opening)
    assert dict(opening.query_params) == {}
    mine, line = table(opening)  # degree 9 at λ = 0 is your own curve, so it is not drawn twice
    assert mine == ["yours: degree 9, λ = 0", "0 (to rounding)", "1.078", "289.6"]
    assert line[0] == "straight line, λ = 0"
    assert [float(one) for one in line[1:3]] == pytest.approx(both(fit(POINTS.x, POINTS.y, 1), POINTS), rel=1e-3)
    assert "passes through every training point: it has as many weights as there are different x, 10" in said(opening)
    assert "The curve swings out of the picture: at x = −0.925 it reaches y = −2.68." in said(opening)
    assert (mark(opening, "degrees"), mark(opening, "strengths")) == (9, ZERO)


def test_the_objective_is_named_beside_the_sliders(opening):
    (words,) = [c.value for c in opening.caption if "Minimised" in c.value]
    for part in (r"\tfrac{1}{2N}", r"\lambda\,\tfrac12 \sum_{j\ge1} w_j^2", "$w_0$ is free", "Ridge(alpha=Nλ)"):
        assert part in words


@pytest.mark.parametrize("words", ["degree", "λ"])
def test_a_click_takes_what_validation_picks(words):
    test = opened()
    test.button(key=f"take {words}").click().run()
    fine(test)
    if words == "degree":
        assert test.query_params["degree"] == str(over_degrees(POINTS, 0.0).best)
    else:
        errors = over_strengths(POINTS, 9, STRENGTHS)
        assert float(test.query_params["lambda"]) == pytest.approx(STRENGTHS[errors.best], rel=0.01)
    assert test.button(key=f"take {words}").disabled


def test_the_test_error_is_shown_once_and_then_called_used_up():
    test = opened(degree="3")
    assert "Test error" not in said(test)
    test.button(key="test").click().run()
    error = mean_squared(fit(POINTS.x, POINTS.y, 3), *test_set(TRUTHS[0], 0.3, 0))
    assert f"**Test error: {error:.4g}**, at N = 10, degree 3 and λ = 0, seen once. Change nothing now" in said(test)
    assert test.button(key="test").disabled
    test.button(key="take degree").click().run()  # another degree
    assert f"**Test error: {error:.4g}**, at N = 10, degree 3" in said(test)
    assert "this test set is used up" in said(test)
    test.segmented_control(key="show").set_value(STOPPING).run()
    test.switch_page("pages/optimization/race.py").run()
    test.switch_page(PAGE).run()
    test.segmented_control(key="show").set_value(FIT).run()
    fine(test)
    assert "degree 3 and λ = 0, seen once" in said(test)  # another page does not make it new


@pytest.mark.parametrize(("name", "value"), [("n", "11"), ("noise", "0.31"), ("places", "random"), ("validation", "21")])
def test_other_training_points_do_not_close_a_test_set_that_was_opened(name, value):
    test = opened()
    test.button(key="test").click().run()
    first = re.search(r"Test error: ([\d.]+)", said(test))[1]
    test.query_params[name] = value
    test.run()
    assert test.button(key="test").disabled
    assert f"Test error: {first}" in said(test)
    assert ("used up" in said(test)) == (name != "validation")  # with other validation points it is the same fit


def test_a_new_seed_brings_a_new_test_set():
    test = opened(seed="1")
    assert not test.button(key="test").disabled
    test.button(key="test").click().run()
    first = re.search(r"Test error: ([\d.]+)", said(test))
    test.query_params["seed"] = "2"
    test.run()
    assert "Test error" not in said(test)
    assert not test.button(key="test").disabled
    test.button(key="test").click().run()
    assert first
    assert re.search(r"Test error: ([\d.]+)", said(test))[1] != first[1]


def typed():
    """The table of points after a hand has moved one, deleted one, added two and a half, and mistyped one."""
    import streamlit as st

    from ui.frame import settings
    from ui.overfitting import table

    st.session_state[table.BEGAN] = table.table_of([(-0.5, 0.0, False), (0.25, 1.0, True), (1.0, 2.0, False)])
    added = [{"x": "1/4", "y": "−1,5", "for": "validation"}, {"x": "0.75", "y": "2"}, {"x": "0.1"}, {"x": "2", "y": "1"}, {}]
    st.session_state[table.KEY] = {"edited_rows": {0: {"y": "0.5"}}, "deleted_rows": [1], "added_rows": added}
    table.edited()
    st.text(settings.kept()["points"])
    st.text(" ".join(table.parsed(table.rows())[1]))


def test_points_typed_into_the_table_are_in_the_link_and_what_is_none_is_said():
    test = AppTest.from_function(typed).run()
    assert not test.exception
    assert test.text[0].value == "-0.5:0.5,1:2,0.25:-1.5:v,0.75:2"
    assert test.text[1].value == "Row 6: x = 2 is out of range (allowed: −1 to 1)."


def test_the_table_has_the_points_there_are_and_a_row_to_begin_with_where_there_are_none():
    test = opened(data=OWN, points="-0.5:0,0.25:1:v")
    fine(test)
    assert test.session_state["points table began"] == {"x": ["-0.5", "0.25"], "y": ["0", "1"], "for": ["training", "validation"]}
    next(one for one in test.button if one.label == "Clear all points").click().run()
    fine(test)
    assert test.session_state["points table began"] == {"x": [""], "y": [""], "for": ["training"]}
    assert "points" not in test.query_params


def test_your_own_points_begin_as_the_ones_there_are():
    test = opened(n="5", validation="3")
    test.selectbox(key="data").set_value(OWN).run()
    fine(test)
    kept, drawn_first = together(read(test.query_params["points"])), drawn(TRUTHS[0], 5, 3, 0.3, 0)
    np.testing.assert_allclose([*kept.x, *kept.held_y], [*drawn_first.x, *drawn_first.held_y], atol=5e-4)
    chart = picture(test)["points"]
    assert chart["adds"]
    assert all(dots["grip"] for dots in chart["dots"])
    assert [line["name"] for line in chart["lines"]] == ["straight line", "your fit"]  # no truth is known
    assert not [b for b in test.button if b.key == "test"]  # nobody can draw fresh points from an unknown truth
    test.button_group(key="adds").set_value("validation").run()
    assert test.query_params["adds"] == "validation"
    next(b for b in test.button if b.label == "Clear all points").click().run()
    fine(test)
    assert "points" not in test.query_params
    assert "There is no training point, so there is nothing to fit. Click on the chart to add one, or type it into the table." in said(test)


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({"n": "0"}, "There is no training point"),
        ({"n": "1"}, "There is one training point, so no power of x varies"),
        ({"n": "5", "degree": "9"}, "5 different x and 10 weights: endlessly many curves fit equally well"),
        ({"validation": "0"}, "There is no validation point, so nothing here can tell"),
        ({"data": OWN, "points": "0.5:1,0.5:3,0.5:5,0:1:v"}, "All training points have the same x, so no power of x varies"),
        ({"data": OWN, "points": "0.5:1,0.5:1"}, "All training points have the same x"),
        ({"data": OWN, "points": "0.5:2,0:2,-1:2"}, "All training points have the same y, so every degree gives that level line."),
        (
            {"data": OWN, "points": "0:0,0:1,1:1", "degree": "1"},
            "passes through the mean y at every x: it has as many weights",
        ),
        ({"data": OWN}, "Click on the chart to add one"),
        ({"show": SPREAD, "n": "0"}, "Without training points there is nothing to fit."),
        ({"show": STOPPING, "n": "0"}, "There is no training point, so there is nothing to descend."),
        ({"show": STOPPING, "degree": "0"}, "No power of x varies among the training points"),
        ({"show": STOPPING, "n": "1"}, "No power of x varies among the training points"),
        ({"show": STOPPING, "validation": "0"}, "There is no validation point, so nothing says when to stop."),
        ({"show": STOPPING, "rate": "0"}, "With a rate of 0 the descent stays where it began."),
        ({"show": STOPPING, "rate": "1000"}, "is above the edge of stability, 2/λmax = 1.697. Lower the rate."),
        ({"show": STOPPING, "steps": "1", "patience": "100000"}, "Patience never ran out in 1 step. The best weights"),
        ({"show": SPREAD, "data": OWN, "points": "0:0"}, "Your own points play no part here"),
    ],
    ids=str,
)
def test_points_that_leave_a_fit_open_are_answered_in_a_sentence(link, words):
    test = opened(**link)
    fine(test)
    assert words in said(test)


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({"degree": "16"}, "degree = 16 is out of range (allowed: 0 to 15)"),
        ({"degree": "2.5"}, "degree = 2.5 is not a whole number"),
        ({"lambda": "NaN"}, "lambda = nan is not a finite number"),
        ({"lambda": "-1"}, "lambda = −1 is out of range (allowed: 0 to 10)"),
        ({"noise": "1e9"}, "noise = 1000000000 is out of range"),
        ({"n": "1e9"}, "n = 1000000000 is out of range"),
        ({"sets": "501"}, "sets = 501 is out of range (allowed: 2 to 500)"),
        ({"patience": "0"}, "patience = 0 is out of range"),
        ({"truth": "Cosine"}, "truth = “Cosine” is not one of Sine, Line, Bump, Step."),
        ({"show": "All"}, "show = “All” is not one of Fit, Bias and variance, Early stopping."),
        ({"points": "0:nan"}, "points: “0:nan” is not a point"),
        ({"data": OWN, "points": "hello"}, "points: “hello” is not a point"),
        ({"data": OWN, "points": ",".join(["0:0"] * 61)}, "points = a list of 61 is too long (allowed: 60)"),
        ({"unknown": "1"}, "“unknown”"),
    ],
    ids=str,
)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(link, words):
    test = opened(**link)
    assert not test.exception
    (warning,) = test.warning
    assert words in warning.value.replace("\\", "")


@pytest.mark.parametrize(
    ("points", "kept", "words"),
    [
        ("0:0,0:nan,0.50:1", "0:0,0.50:1", "points: “0:nan” is not a point (allowed: x:y such as 0.5:1 or, for validation, x:y:v, with"),
        ("0:inf,1:2,0:1e400", "1:2", "points: “0:inf”, “0:1e400” are not points"),
        ("0,5:1;7:7;0:1,5:v", "0.5:1,0:1.5:v", "points: “7:7” is not a point"),
        ("0,5:1,0.5:0:v,0:1", "0.5:0:v,0:1", "“0”, “5:1” are not points"),
        (",".join(["0:0"] * 61), ",".join(["0:0"] * 60), "points = a list of 61 is too long (allowed: 60). The other 60 stay."),
    ],
    ids=["nan", "inf", "semicolons", "decimal comma", "too many"],
)
def test_one_bad_point_is_named_and_the_others_stay(points, kept, words):
    test = opened(data=OWN, points=points)
    assert not test.exception
    (warning,) = test.warning
    told = warning.value.replace("\\", "")
    assert words in told
    count = len(kept.split(","))
    assert told.endswith("The other one stays." if count == 1 else f"The other {count} stay.")
    assert test.query_params["points"] == kept
    drawn_ones = [dots["count"] for dots in picture(test)["points"]["dots"]]
    assert sum(drawn_ones) == count


@pytest.mark.parametrize("truth", [truth.name for truth in TRUTHS])
def test_every_truth_in_every_view(truth):
    test = opened()
    test.selectbox(key="truth").set_value(truth).run()
    for view in VIEWS:
        test.segmented_control(key="show").set_value(view).run()
        fine(test)
        assert "truth" in [line["name"] for chart in picture(test).values() for line in chart["lines"]]


def test_each_view_keeps_its_settings_while_another_is_shown():
    test = opened(show=STOPPING, patience="7", sets="50", degree="4")
    test.segmented_control(key="show").set_value(SPREAD).run()
    fine(test)
    assert dict(test.query_params) == {"show": SPREAD, "patience": "7", "sets": "50", "degree": "4"}
    next(b for b in test.button if b.label == "Reset").click().run()
    assert dict(test.query_params) == {"show": SPREAD}


def test_the_curves_to_compare_with_can_be_put_away():
    test = opened(degree="3")
    assert [row[0] for row in table(test)] == ["yours: degree 3, λ = 0", "straight line, λ = 0", "degree 9, λ = 0"]
    test.toggle(key="compared").set_value(False).run()
    fine(test)
    assert test.query_params["compare"] == "off"
    assert [row[0] for row in table(test)] == ["yours: degree 3, λ = 0"]


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_the_sum_and_the_measured_error_are_printed(scale):
    test = opened(show=SPREAD, scale=scale)
    fine(test)
    found = spread_over_degrees(TRUTHS[0], 0.3, draw(TRUTHS[0], 10, 0.3, False, 0), 0.0)
    sum_, measured = re.search(r"variance = ([\d.]+)\. Measured on fresh noisy points: ([\d.]+)", said(test)).groups()
    assert float(sum_) == pytest.approx(found.total[9], rel=0.005)
    assert float(measured) == pytest.approx(found.measured[9], rel=0.005)
    assert f"The sum is least at degree {found.total.argmin()}." in said(test)
    assert picture(test)["sum-degrees"]["y"]["log"] == (scale == "log")


# Setups: each is opened, and what it says is so.


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_as_it_is_written(name):
    test = opened()
    test.selectbox(key="setup").set_value(name).run()
    fine(test)
    assert dict(test.query_params).items() <= SETUPS[name]["link"].items()
    assert SETUPS[name]["say"] in [caption.value for caption in test.caption]


def points_of(name: str) -> Points:
    """The points of a setup that draws them."""
    link = SETUPS[name]["link"]
    if "points" in link:
        return together(read(link["points"]))
    truth = next(truth for truth in TRUTHS if truth.name == link.get("truth", "Sine"))
    sigma, random = float(link.get("noise", "0.3")), link.get("places") == "random"
    return drawn(truth, int(link.get("n", "10")), 20, sigma, int(link.get("seed", "0")), random)


def spread_of(name: str):
    link = SETUPS[name]["link"]
    truth = next(truth for truth in TRUTHS if truth.name == link.get("truth", "Sine"))
    sets = draw(truth, int(link.get("n", "10")), 0.3, link.get("places") == "random", 0)
    return spread_over_degrees(truth, 0.3, sets, float(link.get("lambda", "0")))


def swing(points: Points, degree: int, strength: float = 0.0) -> float:
    return float(np.abs(heights(fit(points.x, points.y, degree, strength), WHERE)).max())


def test_what_the_setups_of_the_fit_say_is_so():
    points = points_of("Straight line against degree 9")
    line, nine = (both(fit(points.x, points.y, degree), points) for degree in (1, 9))
    assert nine[0] < 1e-20
    assert 2 <= nine[1] / line[1] < 2.1
    assert swing(points, 9) > 2  # where the picture ends

    points = points_of("λ tames degree 15")
    wild, tame = fit(points.x, points.y, 15), fit(points.x, points.y, 15, 1e-3)
    assert largest(wild) == pytest.approx(27_900, rel=2e-3)
    assert largest(tame) < 3
    assert [round(float(both(w, points)[1]), 2) for w in (wild, tame)] == [0.96, 0.16]

    many = points_of("More data tames it, too")
    assert len(many.x) == 100
    assert largest(fit(many.x, many.y, 9)) == pytest.approx(10, abs=0.5)
    assert largest(fit(POINTS.x, POINTS.y, 9)) == pytest.approx(290, abs=1)
    assert [round(float(both(fit(p.x, p.y, 9), p)[1]), 2) for p in (POINTS, many)] == [1.08, 0.14]

    stiff, best = both(fit(POINTS.x, POINTS.y, 9, 10.0), POINTS), over_strengths(POINTS, 9, STRENGTHS)
    assert min(stiff) > 3 * best.validation.min()  # “Too much λ”
    assert np.ptp(heights(fit(POINTS.x, POINTS.y, 9, 10.0), WHERE)) < 0.2

    points = points_of("It swings without noise, too")
    np.testing.assert_allclose(points.y, 1 / (1 + 25 * points.x**2))
    w = heights(fit(points.x, points.y, 10), WHERE)
    assert w[np.abs(WHERE) > 0.9].max() > 1.5
    assert swing(points, 10, 5e-8) < 1.05

    points = points_of("One wild point")
    off = points.y - 0.5 * points.x
    assert (np.abs(off) > 1e-12).sum() == 1
    np.testing.assert_allclose(points.held_y, 0.5 * points.held_x)
    assert heights(fit(points.x, points.y, 6), np.zeros(1))[0] > 1
    assert heights(fit(points.x, points.y, 6, 0.1), np.zeros(1))[0] < 0.5


def test_what_the_setups_of_bias_and_variance_say_is_so():
    found = spread_of("Bias falls, variance grows")
    assert found.total.argmin() == 3
    assert (found.bias[:2] > 10 * found.variance[:2]).all()
    assert (found.variance[9:] > 10 * found.bias[9:]).all()
    assert found.variance[15] == pytest.approx(4.3, abs=0.05)
    assert spread_of("λ buys less variance with bias").variance[15] == pytest.approx(0.053, abs=5e-4)
    assert spread_of("Where the mean misleads").few[9] == 1
    sets = draw(TRUTHS[0], 20, 0.3, True, 0)
    ends = heights(fits(sets.x, sets.y, 9, [0.0])[:, 0], np.ones(1))[:, 0]
    assert sets.x[np.abs(ends).argmax()].max() == pytest.approx(0.24, abs=5e-3)
    assert spread_of("Bias that stays").bias[15] == pytest.approx(0.04, abs=0.001)
    assert spread_over_degrees(TRUTHS[0], 0.3, draw(TRUTHS[0], 30, 0.3, False, 0), 0.0).bias[15] < 1e-4


def test_what_the_setups_of_early_stopping_say_is_so():
    descent = descend(points_of("Stopped before the noise is learnt"), 9, 0.5, 20_000, 500)
    assert (np.diff(descent.training) < 0).all()
    assert descent.stopped == descent.best + 500
    assert descent.validation[-1] > descent.validation.min()

    points = points_of("Patience too short")
    short, long = (descend(points, 15, 0.5, 20_000, patience) for patience in (10, 500))
    assert (short.best, long.best) == (14, 604)
    assert long.validation.min() < short.validation[np.searchsorted(short.steps, 14)] / 2

    assert descend(points_of("The plane of two weights"), 2, 0.5, 20_000, 500).ground.s.shape == (2,)
    edge = descend(points_of("Above the edge"), 9, 2.0, 20_000, 500)
    assert edge.ground.edge == pytest.approx(1.697, abs=5e-4)
    assert edge.diverged is not None
