"""The fair race on its page: what it sets, what it says, when it goes."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from landscapes import landscape
from optimizers import OPTIMIZERS, Run, descend
from studies.tuning import arrivals, tune
from tests.pages.test_race_page import fine, opened, shown
from ui.race.fair import LABEL, Search

BOWL = {"surface": "Round bowl", "steps": "20"}


def press(test: AppTest, label: str) -> AppTest:
    return next(button for button in test.button if button.label.startswith(label)).click().run()


def labels(test: AppTest) -> list[str]:
    return [button.label for button in test.button]


def rows(test: AppTest) -> dict[str, list[str]]:
    """The cells of the fair race's table by run; empty if there is none."""
    found = [h.value for h in test.get("html") if "rate before" in h.value]
    lines = found[0].split("<tr>")[2:] if found else []
    cells = [[re.sub("<[^>]+>", "", cell) for cell in re.findall("<t[hd].*?>(.*?)</t[hd]>", line)] for line in lines]
    return {line[0]: line[1:] for line in cells}


def test_every_rule_gets_its_best_rate_and_the_table_says_what_it_took():
    test = press(opened(**BOWL, runs=",".join(rule.name for rule in OPTIMIZERS)), LABEL)
    fine(test)
    bowl, said = landscape("Round bowl"), rows(test)
    assert list(said) == [rule.name for rule in OPTIMIZERS]
    for rule in OPTIMIZERS:
        found, before = tune(bowl, Run(rule), 20), bowl.rates.get(rule.name, rule.lr.default)
        assert float(test.query_params.get(f"{rule.name}.lr", before)) == found.best, rule.name
        paths = descend(bowl, [Run(rule, lr=found.best)], 20)
        ((step, spent),) = arrivals(bowl, {}, paths)
        budget, cost, was, now, arrived, _, at, after = said[rule.name]
        assert budget == "64 × 9 × 20"
        assert int(cost.replace("\u202f", "")) == found.evaluations
        assert (float(was), arrived) == (before, f"{found.reached.max()} of 9")
        assert now == "1.00·10⁻⁵" if found.best < 1e-3 else float(now) == found.best
        assert (at, after) == (("never", "never") if step < 0 else (str(step), str(spent)))


def test_undo_brings_the_old_rates_back():
    link = {**BOWL, "runs": "SGD,Adam", "SGD.lr": "0.03"}
    test = press(opened(**link), LABEL)
    assert float(test.query_params["SGD.lr"]) == pytest.approx(0.5, rel=0.01)  # 2/(λmin + λmax); the rates tried are 0.6 % apart
    press(test, "Undo")
    fine(test)
    assert dict(test.query_params) == link
    assert rows(test) == {}
    assert LABEL in labels(test)


def test_the_table_goes_with_any_change_and_stays_through_a_change_of_view():
    test = press(opened(**BOWL, runs="SGD"), LABEL)
    for name, value in {"view": "3-D", "axis": "evaluations", "hidden": "SGD"}.items():
        test.session_state["settings"][name] = value
        test.run()
        assert "SGD" in rows(test), name
    test.selectbox(key="clipping").set_value("By norm").run()
    assert rows(test) == {}
    test.selectbox(key="clipping").set_value("Off").run()
    assert "SGD" in rows(test)
    test.selectbox(key="surface").set_value("Booth").run()
    fine(test)
    assert rows(test) == {}
    assert LABEL in labels(test)


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ({"surface": "Monkey saddle", "steps": "20"}, "No minimum is known here"),
        ({"surface": "Your own formula", "formula": "x + y", "steps": "5"}, "The best rate of SGD is the last of its range."),
        ({"surface": "Your own formula", "formula": "log(x)", "window": "-1, 3, -2, 2", "steps": "5"}, "No minimum is known here"),
        ({"surface": "Rosenbrock", "steps": "1"}, "SGD arrived from no start"),
        ({"surface": "Round bowl", "steps": "3", "SGD.lr": "0", "noise": "5"}, "SGD arrived from no start"),
    ],
)
def test_what_cannot_be_reached_is_said(link, word):
    test = press(opened(**link, runs="SGD"), LABEL)
    fine(test)
    assert word in " ".join(caption.value for caption in test.caption)
    assert rows(test)["SGD"][5] == "–"
    assert rows(test)["SGD"][6] == "never"
    assert "nan" not in shown(test)


def test_a_changed_setting_ends_a_search_for_good():
    test = opened(**BOWL, runs="SGD")
    test.session_state["search"] = Search({"surface": "Booth"}, [])
    test.run()
    fine(test)
    assert "search" not in test.session_state
    assert "SGD.lr" not in test.query_params


def test_a_search_goes_on_where_it_was_interrupted():
    test = opened(**BOWL, runs="SGD,Adam")
    kept = tune("Round bowl", Run("SGD"), 3)  # as if found before: other numbers than this race would give
    test.session_state["search"] = Search({**BOWL, "runs": "SGD,Adam"}, [kept])
    test.run()
    fine(test)
    assert rows(test)["SGD"][1] == f"{kept.evaluations:,}".replace(",", "\u202f")
    assert "Adam" in rows(test)


def test_without_runs_there_is_nothing_to_tune():
    test = opened(runs="")
    assert next(button for button in test.button if button.label == LABEL).disabled
