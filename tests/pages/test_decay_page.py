"""The page "Weight decay" run by Streamlit itself."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from landscapes.penalised import PENALISED, hessian, numbers
from optimizers import SCHEDULES, Run, descend
from plots.decay import NAMES
from studies.weight_decay import divisor, ridge_rest
from tests.plots.blob import unpacked
from ui.decay.views import VIEWS
from ui.frame.ways import DECAY as PAGE
from ui.frame.ways import MICROSCOPE as MICROSCOPE
from ui.parts.setups import setups

pytestmark = pytest.mark.usefixtures("compiled_as_for_visitors")

ROOT = Path(__file__).parents[2]
PATHS, ENDS, WHY = VIEWS
SETUPS = setups("regularization/decay")


@pytest.fixture(scope="module")
def app():
    """One visit, which every test sends to another link."""
    return AppTest.from_file(ROOT / "app.py", default_timeout=60).run()


@pytest.fixture
def opened(app):
    def opened(page: str = PAGE, **link: str) -> AppTest:
        """A page as a link opens it."""
        app.query_params.clear()
        for name, value in link.items():
            app.query_params[name] = value
        return app.switch_page(page).run()

    return opened


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def rows(test: AppTest) -> dict[str, list[str]]:
    """The table's cells, by run."""
    (table,) = [text for e in test.get("html") if "<tbody>" in (text := getattr(e, "value", ""))]
    lines = re.findall("<tr>(.*?)</tr>", table)[1:]
    cells = [[re.sub("<.*?>", "", cell) for cell in re.findall("<t[hd].*?>(.*?)</t[hd]>", line)] for line in lines]
    return {first: rest for first, *rest in cells}


def end(test: AppTest, name: str, column: int = 0) -> list[float]:
    return [float(one.replace("−", "-")) for one in rows(test)[name][column].strip("()").split(", ")]


def words(test: AppTest) -> str:
    return next(m.value for m in test.markdown if "**" in m.value)


def sent(test: AppTest, component: str) -> dict:
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == component]
    return unpacked(blob)


def test_the_page_opens_on_four_runs_of_one_lambda(opened):
    test = opened()
    fine(test)
    assert list(rows(test)) == list(NAMES)
    assert [run["name"] for run in sent(test, "basin_player")["runs"]] == list(NAMES)
    assert dict(test.query_params) == {}
    said = words(test)
    assert "**SGD + L2 and SGDW are one path**" in said
    assert float(re.search(r"never more than (\S+?)·10⁻¹⁵", said)[1]) < 100
    ridge = np.linalg.solve(np.diag([1.4, 30.4]), [2, 45])  # H = diag(1, 30), c = (2, 1.5), λ = 0.4
    for name in NAMES[:3]:
        assert end(test, name) == end(test, name, 1) == pytest.approx(ridge, abs=5e-4)
    assert end(test, "AdamW", 1) == [2, 1.5]


@pytest.mark.parametrize("show", [*VIEWS])
@pytest.mark.parametrize("plan", SCHEDULES, ids=lambda plan: plan.name)
def test_every_view_shows_every_schedule(opened, show, plan):
    test = opened(show=show, schedule=plan.name)
    fine(test)
    assert test.segmented_control(key="show").value == show
    assert len(test.get("bidi_component")) >= 6  # the picture, and the panels of sliders


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_as_it_is_written(opened, name):
    test = opened()
    test.selectbox(key="setup").set_value(name).run()
    fine(test)
    assert dict(test.query_params).items() <= SETUPS[name]["link"].items()
    assert SETUPS[name]["say"] in [caption.value for caption in test.caption]


def test_the_setups_show_what_they_say(opened):
    def look(name, **more):
        test = opened(**{**SETUPS[name]["link"], **more})
        fine(test)
        return test

    test = look("AdamW’s wall")
    assert end(test, "AdamW") == pytest.approx([1, 1], abs=2e-3)
    assert end(test, "SGD + L2")[1] == pytest.approx(1.45, abs=5e-3)
    assert 30 * (1.5 - 1) == 15  # the slope in y that does not matter
    test = look("Noise turns the wall into an L2")
    least = re.search(r"an L2 of about (\S+) and (\S+), with", words(test))
    assert 1.2 <= float(least[1]) <= float(least[2])  # λσ = 0.4 · 3 or more
    assert end(test, "AdamW")[0] < 0.7 * min(end(test, name)[0] for name in NAMES[:3])
    test = look("Momentum parts SGD’s two")
    assert "**Momentum parts SGD’s two**" in words(test)
    assert end(test, "SGDW") == pytest.approx(ridge_rest(hessian(30, 0), np.array([2, 1.5]), 0.04)[0], abs=1e-3)
    name = "√v̂ remembers the way"
    far, nearer = (end(look(name, **more), "AdamW")[0] for more in ({}, {"steps": "2000"}))
    assert far < nearer - 0.3 < 2 - 0.3
    assert "still remembers the way" in words(look(name))
    said = words(look("Why: the penalty divided by √v̂"))
    assert "22 times more weakly in y than in x" in said
    assert rows(look("Too strong for SGD"))["SGD + L2"][-1] == rows(look("Too strong for SGD"))["SGDW"][-1] != "never"
    assert "α = 0.06 is above 2/(h + λ) = 0.05" in words(look("Too strong for SGD"))
    assert rows(look("Too strong for SGD", **{"lambda": "0"}))["SGD + L2"][-1] == "never"
    test = look("A valley across the axes")
    assert end(test, "AdamW") == pytest.approx([1, 0.565], abs=5e-3)


def test_at_a_constant_rate_both_adams_bounce_by_0_02_and_at_times_more_and_under_cosine_they_settle():
    """They would rest at the ridge solution, H = diag(1, 30), c = (2, 1.5), λ = 0.4, and at c."""
    setup = {"lr": 0.5, "beta2": 0.99, "weight_decay": 0.4}
    runs = [Run(rule, (-3, 3), **setup) for rule in ("Adam", "AdamW")]
    rests = np.array([[2 / 1.4, 45 / 30.4], [2, 1.5]])
    for plan in ("Constant", "Cosine"):
        theta = descend(PENALISED, runs, 2000, plan, params=numbers(hessian(30, 0), (2, 1.5), 0, 0, 1)).theta
        away = np.hypot(*np.moveaxis(theta[:, -500:] - rests[:, None], -1, 0))
        if plan == "Constant":
            assert ((np.median(away, axis=1) > 0.01) & (np.median(away, axis=1) < 0.03)).all()
            assert ((away.max(1) > 0.05) & (away.max(1) < 0.1)).all()
        else:
            assert (away[:, -1] < 0.02).all()


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"lambda": "NaN"}, "lambda = nan is not a finite number (allowed: 0 to 10). Basin uses 0.4 instead."),
        ({"lambda": "-1"}, "lambda = −1 is out of range (allowed: 0 to 10)"),
        ({"kappa": "0"}, "kappa = 0 is out of range (allowed: 1 to 1000)"),
        ({"cx": "9"}, "cx = 9 is out of range (allowed: −3 to 3)"),
        ({"adam.lr": "fast"}, "adam.lr = “fast” is not a number"),
        ({"sgd.momentum": "1"}, "sgd.momentum = 1 is out of range"),
        ({"show": "Elsewhere"}, "show = “Elsewhere” is not one of Paths, Where they end, Why"),
        ({"schedule": "Never"}, "schedule = “Never” is not one of Constant"),
        ({"at": "1.5", "show": WHY}, "at = 1.5 is not a whole number"),
        ({"hidden": "Adam"}, "hidden = “Adam” is not among SGD + L2, SGDW, Adam + L2, AdamW"),
        ({"start.x": "inf"}, "start.x = inf is not a finite number"),
        ({"unknown": "1"}, "“unknown”"),
    ],
    ids=str,
)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(opened, link, said):
    test = opened(**link)
    assert not test.exception
    (warning,) = test.warning
    assert said in warning.value.replace("\\", "")
    assert set(test.query_params) <= {"show"}


@pytest.mark.parametrize("show", [*VIEWS])
@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"lambda": "0"}, "λ = 0"),
        ({"cx": "0", "cy": "0"}, "**Nothing to see:**"),
        ({"sgd.lr": "0", "adam.lr": "0"}, "stayed at the start, with a learning rate of 0"),
        ({"kappa": "1"}, ""),
        ({"kappa": "1000"}, "diverged at step"),
        ({"lambda": "10", "adam.lr": "1"}, "αλ = 10 is above 2, so the pull alone"),
        ({"sgd.lr": "1000", "adam.lr": "1000"}, "diverged at step"),
        ({"steps": "1"}, ""),
        ({"noise": "1000", "seed": "7"}, ""),
        ({"noise": "1e-9", "lambda": "1"}, ""),
        ({"cx": "-3", "cy": "0", "angle": "45"}, ""),
        ({"start.x": "2", "start.y": "1.5", "lambda": "0"}, ""),
        ({"start.x": "1000000", "start.y": "-1000000"}, "diverged at step 0"),
        ({"adam.beta1": "0", "adam.beta2": "0"}, ""),
        ({"hidden": "SGD + L2,AdamW", "view": "3-D", "axis": "evaluations", "at": "99999"}, ""),
    ],
    ids=str,
)
def test_odd_setups_are_survived_and_said(opened, show, link, said):
    test = opened(show=show, **link)
    fine(test)
    assert words(test)
    assert said in words(test) or show == WHY


def test_why_speaks_of_the_two_adams_alone(opened):
    assert "SGD" not in words(opened(show=WHY, **{"sgd.lr": "1000"}))
    assert "Adam + L2 and AdamW stayed at the start" in words(opened(show=WHY, **{"sgd.lr": "0", "adam.lr": "0"}))


def test_the_words_name_the_wall_the_bounce_the_noise_and_no_minus_0(opened):
    assert "just at its wall" in words(opened(**{"lambda": "0.5"}))  # λ|x| = 0.5 · 2 = 1
    assert "it still bounces" in words(opened(**SETUPS["A constant rate keeps bouncing"]["link"]))
    assert "the seed says where" in words(opened(noise="1"))
    assert "(−0" not in str(rows(opened(cx="0", noise="0")))


def test_a_run_that_diverged_leaves_the_sweep_at_its_lambda(opened):
    """α(h + λ) = 0.06 (30 + λ) passes 2 at λ = 3.33: from there on both SGDs have no end."""
    charts = sent(opened(show=ENDS, **{"sgd.lr": "0.06", "schedule": "Constant"}), "basin_charts")
    for place in (4, 5):
        one = charts["charts"][1]["lines"][place]
        part = slice(one["start"], one["start"] + one["count"])
        decays, ends = charts["x"][part], charts["y"][part]
        assert np.isfinite(ends[decays < 3.3]).all()
        assert np.isnan(ends[decays > 4]).all()


@pytest.mark.parametrize(("run", "name"), [(2, "Adam"), (3, "AdamW")])
def test_the_way_into_the_microscope_shows_the_same_run_and_leads_back(opened, run, name):
    """The quadratic is written out to the last digit, so every number is the page's own, to 1e-9."""
    own = {"show": WHY, "at": "25", "angle": "20", "cx": "-1", "lambda": "0.7", "noise": "0.5", "adam.lr": "0.05"}
    test = opened(**own)
    test.button(key=f"inspect {run}").click().run()
    fine(test)
    assert f"Microscope: {name} on Your own formula" in next(e.value for e in test.get("html") if "<h1>" in getattr(e, "value", ""))
    assert test.query_params["step"] == "25"
    (back,) = [one.proto for one in test.get("page_link") if one.proto.label == "Back to weight decay"]
    assert {key: value for key, (value,) in parse_qs(back.query_string).items()} == own
    surface = numbers(hessian(30, 20), (-1, 1.5), 0, 0, 1)
    paths = descend(PENALISED, [Run(name, (-3, 3), 0.05, beta2=0.99, weight_decay=0.7)], 2000, "Cosine", noise=0.5, params=surface)
    shown, steps = sent(test, "basin_microscope"), sent(test, "basin_steps")
    assert shown["path"].reshape(-1, 2) == pytest.approx(paths.theta[0], abs=1e-9)
    part = slice(steps["first"], steps["first"] + steps["count"])
    assert 25 in range(2001)[part]
    assert np.sqrt(steps["letter v_hat"].reshape(-1, 2)) + 1e-8 == pytest.approx(divisor(paths, 0, 1e-8)[part], rel=1e-9)


def test_the_link_into_the_microscope_is_the_one_that_page_writes_itself(opened):
    """So that the browser's Back leads here in one go."""
    link = {"show": WHY, "adam.beta1": "0.8", "schedule": "Constant", "steps": "200", "start.x": "-2.8", "at": "0"}
    test = opened(**link)
    test.button(key="inspect 2").click().run()
    there = dict(test.query_params)
    again = opened(MICROSCOPE, **there)
    fine(again)
    assert dict(again.query_params) == there == again.session_state["link"]
    assert not {"schedule", "steps", "noise", "seed", "step", "inspect"} & set(there)
