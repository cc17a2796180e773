"""The basins page run by Streamlit itself."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from tests.pages.test_microscope_page import crossed, fine
from ui.frame.ways import BASINS as PAGE
from ui.parts.setups import setups

ROOT = Path(__file__).parents[2]
SETUPS = setups("optimization/basins")
FEW = {"starts": "32 × 32", "steps": "40"}


def opened(**link: str) -> AppTest:
    return crossed(AppTest.from_file(ROOT / "app.py", default_timeout=60), PAGE, link)


def answer(test: AppTest) -> str:
    """What the page says to its question."""
    return next(m.value for m in test.markdown if "most often here?" in m.value).replace("\u00a0", " ")


def table(test: AppTest) -> dict[str, dict[str, str]]:
    """The table's cells by run and heading."""
    text = next(h.value for h in test.get("html") if "<table" in h.value).replace("\u00a0", " ")
    lines = [[re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line)] for line in text.split("<tr>")[1:]]
    return {line[0]: dict(zip(lines[0][1:], line[1:], strict=True)) for line in lines[1:]}


def test_the_question_is_answered_with_numbers_and_every_end_has_its_share():
    test = opened(surface="Two wells", runs="SGD,Momentum,Adam", steps="500", **{"Momentum.momentum": "0.95", "starts": "64 × 64"})
    fine(test)
    said, rows = answer(test), table(test)
    assert "the global minimum" in said
    assert f"Momentum, from {rows['Momentum']['global minimum (−0.936, 0)']} of 4\u202f096 starts." in said
    for row in rows.values():
        shares = [float(cell.strip("<> %")) for heading, cell in row.items() if not heading.startswith("from")]
        assert sum(shares) == pytest.approx(100, abs=0.2)
    assert rows["SGD"]["from (1.8, 1)"] == "minimum (0.905, 0)"


def test_a_tie_is_called_a_tie_and_equal_minima_all_count():
    said = answer(opened(surface="Himmelblau", runs="SGD,Nesterov,RMSprop", starts="32 × 32"))
    assert "finds a global minimum most often" in said
    assert "SGD and Nesterov tie: each from 100 % of 1\u202f024 starts. Then RMSprop" in said
    assert " 4 minima are equally low" in said


def test_nobody_is_called_the_finder_where_nobody_finds_it():
    assert "None does, from any of 1\u202f024 starts." in answer(opened(surface="Rosenbrock", runs="SGD", starts="32 × 32", steps="1"))
    said = answer(opened(surface="Monkey saddle", runs="SGD", **FEW))
    assert "No minimum of this surface is known" in said
    formula = {"surface": "Your own formula", "runs": "SGD", **FEW}
    assert answer(opened(formula="x + y", **formula)).endswith("nobody can tell. No run here has ended in one.")
    assert "The maps show which runs end in one all the same." in answer(
        opened(formula="(x + 20)**2 + y**2", **formula, **{"SGD.lr": "0.3"})
    )


def test_every_surface_has_its_basins():
    test = opened(runs="SGD", **FEW)
    for land in LANDSCAPES:
        test.selectbox(key="surface").set_value(land.name).run()
        fine(test)
        assert set(table(test)) == {"SGD"}


def test_every_rule_has_its_basins_and_more_than_six_are_named():
    names = [rule.name for rule in OPTIMIZERS]
    for some in (names[:6], names[6:]):
        test = opened(surface="Round bowl", runs=",".join(some), **FEW)
        fine(test)
        assert list(table(test)) == some
        assert "the first 6 are shown" not in answer(test)
    test = opened(surface="Round bowl", runs=",".join(names), **FEW)
    fine(test)
    assert list(table(test)) == names[:6]
    assert "Of the 11 runs, the first 6 are shown." in answer(test)


@pytest.mark.parametrize(
    "link",
    [
        {"formula": "x + y"},
        {"formula": "log(x)"},
        {"formula": "0*x"},
        {"formula": "x**2 - y**2"},
        {"SGD.lr": "0"},
        {"SGD.lr": "1000"},
        {"start.x": "1000000"},
        {"noise": "3", "schedule": "Cosine", "clipping": "By norm"},
        {"surface": "Least squares", "batch": "8"},
        {"x.from": "0", "x.to": "0.5"},
        {"tol": "1e-9"},
    ],
)
def test_odd_settings_are_survived(link):
    surface = {"surface": "Your own formula"} if "formula" in link else {}
    test = opened(runs="SGD", **FEW, **surface, **link)
    fine(test)
    assert set(table(test)) == {"SGD"}


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ({"x.from": "1", "x.to": "-1"}, "no window"),
        ({"x.from": "nan"}, "x.from"),
        ({"starts": "5"}, "starts"),
        ({"tol": "-1"}, "tol"),
        ({"nonsense": "1"}, "nonsense"),
    ],
)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(link, word):
    test = opened(surface="Round bowl", runs="SGD", steps="20", **{"starts": "32 × 32", **link})
    assert not test.exception
    assert len(test.warning) == 1
    assert word in test.warning[0].value


def test_without_runs_there_is_a_word():
    test = opened(runs="")
    fine(test)
    assert "Choose at least one optimizer" in test.info[0].value


def test_a_part_of_the_window_is_named_in_the_answer():
    test = opened(surface="Two wells", runs="SGD", **FEW, **{"x.from": "0.6", "x.to": "1.2", "y.from": "-0.3", "y.to": "0.3"})
    fine(test)
    assert "starts in this part" in answer(test)
    assert test.query_params["x.from"] == "0.6"


def test_cancelled_basins_leave_a_word_and_a_way_on():
    test = opened(surface="Two wells", runs="SGD", **FEW)
    test.session_state["cancelled"] = asked_key(test, steps=41)
    test.session_state["settings"]["steps"] = 41
    test.run()
    fine(test)
    assert "Cancelled. These are the basins from before." in [m.value for m in test.markdown]
    next(b for b in test.button if b.label == "Compute it after all").click().run()
    fine(test)
    assert "Cancelled" not in " ".join(m.value for m in test.markdown)
    assert answer(test)


def asked_key(test: AppTest, steps: int):
    """What tells the basins of one more setting from all others."""
    from dataclasses import replace

    asked = test.session_state["shown basins"]
    return replace(asked, race=replace(asked.race, conditions=replace(asked.race.conditions, steps=steps))).key


def test_the_start_opens_in_the_race():
    test = opened(surface="Two wells", runs="SGD", tol="0.01", **FEW, **{"start.x": "0.5"})
    next(b for b in test.button if b.label == "Open this start in the race").click().run()
    assert not test.exception
    assert test.query_params["start.x"] == "0.5"
    assert "tol" not in test.query_params


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_says_what_its_page_shows(name):
    test = opened(**SETUPS[name]["link"])
    fine(test)
    assert dict(test.query_params).items() <= SETUPS[name]["link"].items()
    shown = answer(test) + " ".join(cell for row in table(test).values() for cell in row.values())
    for share in re.findall(r"\d+\.\d %", SETUPS[name]["say"]):
        assert share in shown, share


def test_the_setups_name_the_winner_they_show():
    assert "?** Adam, from 66.9 %" in answer(opened(**SETUPS["The claim: Adam wins most starts"]["link"]))
    assert "?** Momentum, from 78.4 %" in answer(opened(**SETUPS["The claim, overturned"]["link"]))
    late = SETUPS["Stopped too early"]["link"]
    assert "?** Adam" in answer(opened(**late))
    assert table(opened(**late))["Momentum"]["in no minimum yet"] == "98.4 %"
    assert "?** Momentum" in answer(opened(**late | {"steps": "1000"}))
    assert "?** Momentum" in answer(opened(**SETUPS["Who reaches the middle of the egg box?"]["link"]))
    apart = answer(opened(**SETUPS["The two coordinates decide apart"]["link"]))
    assert "?** Momentum, from 30.8 %" in apart
    assert "Then SGD, Nesterov, AdaGrad and Adam 26.6 % each." in apart
