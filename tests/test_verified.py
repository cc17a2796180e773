"""The file behind the catalogue's "verified against": every member has an entry, and the rules by which it is kept."""

import json

import pytest

from tests import verified
from ui.catalogue.view import SHELVES

MEMBERS = [(title.lower(), member.name) for title, shelf in SHELVES.items() for member in shelf.members]
ADVICE = "call the fixture `verified` in the test of its judge, run the tests, and keep the lessons/reference/verified.json they write"


@pytest.mark.parametrize(("shelf", "name"), MEMBERS)
def test_every_member_of_a_shelf_has_been_verified(shelf, name):
    assert verified.read().get(shelf, {}).get(name), f"Nobody has verified {name}: {ADVICE}."


def test_every_entry_names_a_member_of_a_shelf():
    entries = {(shelf, name) for shelf, names in verified.read().items() for name in names}
    assert not entries - set(MEMBERS), "These are on no shelf any more: delete them from lessons/reference/verified.json."


def test_every_entry_says_how_far_and_of_what():
    for names in verified.read().values():
        for judges in names.values():
            for judge, found in judges.items():
                assert set(found) == {"difference", "unit"}, judge
                assert found["difference"] >= 0, judge
                assert found["unit"].strip(), judge


def test_differences_are_rounded_up_to_one_digit():
    assert [verified.rounded_up(d) for d in (0, 3e-15, 3.0001e-15, 9.1e-15, 0.25)] == [0, 3e-15, 4e-15, 1e-14, 0.3]


def found(difference, unit="θ"):
    return ("rules", "Adam", "torch", difference, unit)


def test_the_largest_difference_stays():
    kept = verified.merge({}, [found(2e-15)])
    assert kept == {"rules": {"Adam": {"torch": {"difference": 2e-15, "unit": "θ"}}}}
    assert verified.merge(json.loads(json.dumps(kept)), [found(1e-15)]) == kept
    assert verified.merge({}, [found(2e-15), found(5e-15), found(3e-15)])["rules"]["Adam"]["torch"]["difference"] == 5e-15


def test_another_comparison_by_the_same_judge_takes_the_place_of_the_old_one():
    kept = verified.merge({}, [found(2e-3, "loss")])
    assert verified.merge(kept, [found(1e-15)])["rules"]["Adam"]["torch"] == {"difference": 1e-15, "unit": "θ"}


def test_a_run_that_finds_nothing_new_leaves_the_file_alone(tmp_path, monkeypatch):
    file = tmp_path / "verified.json"
    monkeypatch.setattr(verified, "FILE", file)
    verified.keep([found(2.5e-15)])
    written = file.read_bytes()
    file.chmod(0o444)
    before = file.stat().st_mtime_ns
    verified.keep([found(1e-15), found(2.5e-15)])
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (written, before)


def test_a_read_only_checkout_still_runs_the_tests(tmp_path, monkeypatch):
    monkeypatch.setattr(verified, "FILE", tmp_path)  # a folder cannot be written to, whoever runs this
    monkeypatch.setattr(verified, "read", dict)
    monkeypatch.setattr(type(tmp_path), "read_text", lambda *_, **__: "")
    verified.keep([found(1e-15)])
