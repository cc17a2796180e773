"""Every number under the microscope has its slot, every slot its number."""

import re

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Run
from optimizers.microscope import magnify
from plots.microscope import microscope_picture
from plots.theme import ROLES
from tests.plots.blob import unpacked

SLOT = re.compile(r'<span data-of="([^"]+)" data-entry="(\d)"(?: data-squared)?( data-bare)?></span>')
# Every rule, and what its switches change in its lines.
RUNS = [Run(rule) for rule in OPTIMIZERS] + [
    Run("Momentum", form="B"),
    Run("Adam", weight_decay=0.3, bias_correction="off"),
    Run("Newton", damping=2.0, saddle_free="on"),
]


def sent(run: Run, surface="Rosenbrock", look="Follow", stand=(0, 1), **setup) -> dict:
    return unpacked(microscope_picture(magnify(surface, run, **setup), run.optimizer.name, stand, look))


@pytest.mark.parametrize("run", RUNS, ids=repr)
def test_every_slot_has_its_numbers_and_every_formula_is_drawn(run):
    picture = sent(run, steps=20, noise=0.1, clip=2.0)
    for line in picture["lines"]:
        assert line["rule"].startswith("<math")
        assert "[" not in line["rule"] + "".join(line["rows"]), "a name was left in its brackets"
        assert line["role"] in {*ROLES, ""}
        assert line["letter"] in picture["shapes"]
        for letter, entry, _ in SLOT.findall("".join(line["rows"])):
            assert int(entry) < max(1, int(np.prod(picture["shapes"][letter], dtype=int)))
        left = SLOT.sub("", "".join(line["rows"]))
        assert "\\" not in left, "a row holds LaTeX that is not turned into HTML"
        assert "-" not in left, "a hyphen stands for a minus"


@pytest.mark.parametrize("run", RUNS, ids=repr)
def test_the_numbers_sent_are_the_microscopes(run):
    m = magnify("Beale", run, steps=30)
    picture = unpacked(microscope_picture(m, "a name", (0, 1), "Follow"))
    for letter, shape in picture["shapes"].items():
        rows = picture[f"letter {picture['same'].get(letter, letter)}"].reshape(-1, *shape)
        assert len(rows) in (1, picture["steps"])
        np.testing.assert_array_equal(np.broadcast_to(rows, (picture["steps"], *shape)), m.letters[letter][: picture["steps"]])
    assert {"x", "next", "lr"} <= picture["shapes"].keys()
    assert (picture["loss"] == m.paths.loss[0, : picture["steps"] + 1]).all()
    assert picture["run"]["name"] == "a name"


def test_a_line_is_filled_coordinate_by_coordinate():
    lines = {line["letter"]: line for line in sent(Run("Adam"), steps=3)["lines"]}
    first, second = (SLOT.findall(row) for row in lines["m"]["rows"])
    assert [slot[:2] for slot in first] == [("beta1", "0"), ("old m", "0"), ("beta1", "0"), ("total", "0")]
    assert [slot[:2] for slot in second] == [("beta1", "0"), ("old m", "1"), ("beta1", "0"), ("total", "1")]


def test_a_minus_gets_brackets_unless_it_stands_first():
    lines = {line["letter"]: line for line in sent(Run("AdaGrad"), steps=3)["lines"]}
    bare = {letter: bool(mark) for letter, _, mark in SLOT.findall(lines["next"]["rows"][0])}
    assert bare == {"x": True, "dx": False}
    assert [bool(mark) for letter, _, mark in SLOT.findall(lines["s"]["rows"][0]) if letter == "g"] == [False]  # (−3)², not −3²


def test_entries_of_a_matrix_are_counted_row_by_row():
    lines = {line["letter"]: line for line in sent(Run("Newton"), steps=3)["lines"]}
    assert [slot[:2] for slot in SLOT.findall(lines["det"]["rows"][0])] == [("A", "0"), ("A", "3"), ("A", "1")]


def test_where_old_and_new_meet_the_old_one_says_so():
    """lecture.md 1 writes x̃ ← x̃ + v' + ρ(v' − v); here v is the new one, as in the line that computes it."""
    lines = {line["letter"]: line for line in sent(Run("Nesterov"), steps=3)["lines"]}
    assert lines["next at"]["rule"].count("old") == 1
    assert "old" not in lines["v"]["rule"]


def test_a_pull_is_subtracted_not_added_with_a_minus():
    lines = {line["letter"]: line for line in sent(Run("AdamW"), steps=3)["lines"]}
    signs = re.findall(r"<mo>(&#x0002B;|&#x02212;)</mo>", lines["next"]["rule"])
    assert signs == ["&#x0002B;", "&#x02212;"]  # x + Δx − αλx


def test_every_arrow_has_a_name_of_its_own():
    for run in RUNS:
        lines = sent(run, "Beale", steps=3, noise=0.1, clip=1.0)["lines"]
        named = [line["label"] for line in lines if line["draws"]]
        assert len(set(named)) >= len(named) - ("push" in {line["letter"] for line in lines}), run  # −αg is told, and then taken


def test_terms_are_not_broken_apart():
    lines = {line["letter"]: line for line in sent(Run("Nesterov"), steps=3)["lines"]}
    texts = [re.sub("<[^>]+>", "_", term) for term in lines["next at"]["rows"][0].split('<span class="term">')[1:]]
    assert [text.count("(") == text.count(")") for text in texts] == [True, True, True]


def test_a_run_that_diverges_is_sent_up_to_the_step_in_which_it_does():
    m = magnify("Round bowl", Run("SGD", lr=3.0), steps=100)
    picture = unpacked(microscope_picture(m, "SGD", (0, 1), "Follow"))
    diverged = int(m.paths.diverged_at[0])
    assert 0 < diverged < 100
    assert picture["steps"] == diverged
    assert len(picture["loss"]) == diverged + 1
    assert len(picture["why"]) == diverged


def test_a_start_without_a_loss_still_has_one_step():
    picture = sent(Run("SGD", start=(1e6, 1e6)), "Goldstein–Price", steps=5)
    assert picture["steps"] >= 1
    assert len(picture["why"]) == picture["steps"]


def test_the_state_kept_is_that_of_the_lines():
    assert [kept["letter"] for kept in sent(Run("Adam"), steps=2)["kept"]] == ["m", "v"]
    assert [kept["letter"] for kept in sent(Run("BFGS"), steps=2)["kept"]] == ["B"]
    assert sent(Run("SGD"), steps=2)["kept"] == []


def test_where_the_hand_goes_changes_nothing_in_the_message():
    """The step in the link changes at every rest of the hand; the message stays, so a reference to it is sent."""
    m = magnify("Beale", Run("Adam"), steps=20)
    assert microscope_picture(m, "Adam", (3, 1), "Follow") == microscope_picture(m, "Adam", (3, 1), "Follow")
    assert unpacked(microscope_picture(m, "Adam", (7, 2), "Follow"))["stand"] == [7, 2]


def test_what_is_the_same_travels_once():
    picture = sent(Run("Adam"), steps=100)
    assert picture["same"]["total"] == "g"  # no weight decay joins the gradient
    assert len(picture["letter beta1"]) == 1
    assert "letter total" not in picture
