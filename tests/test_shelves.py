"""What every member of every shelf promises: surfaces, rules, schedules, penalties."""

import inspect

import pytest

from landscapes import LANDSCAPES, landscape
from landscapes.penalties import PENALTIES, penalty
from optimizers import OPTIMIZERS, SCHEDULES, optimizer, schedule

SHELVES = {
    "landscape": (LANDSCAPES, landscape),
    "optimizer": (OPTIMIZERS, optimizer),
    "schedule": (SCHEDULES, schedule),
    "penalty": (PENALTIES, penalty),
}
MEMBERS = [(kind, member) for kind, (shelf, _) in SHELVES.items() for member in shelf]


@pytest.fixture(params=MEMBERS, ids=lambda pair: f"{pair[0]} {pair[1].name}")
def member(request):
    return request.param[1]


@pytest.mark.parametrize("kind", SHELVES)
def test_names_are_unique(kind):
    shelf, _ = SHELVES[kind]
    assert len({member.name for member in shelf}) == len(shelf)


@pytest.mark.parametrize(("kind", "member"), MEMBERS, ids=lambda value: getattr(value, "name", value))
def test_a_member_is_found_by_its_name_and_passes_as_itself(kind, member):
    _, find = SHELVES[kind]
    assert find(member.name) is member
    assert find(member) is member


@pytest.mark.parametrize("name", ["rosenbrock", "", None, 3])
@pytest.mark.parametrize("kind", SHELVES)
def test_an_unknown_name_is_refused_with_the_names_there_are(kind, name):
    shelf, find = SHELVES[kind]
    with pytest.raises(ValueError, match=f"{kind} = ") as error:
        find(name)
    assert repr(name) in str(error.value)
    assert all(member.name in str(error.value) for member in shelf)


@pytest.mark.parametrize("text", ["name", "story", "formula", "reference"])
def test_every_text_says_something(member, text):
    assert getattr(member, text).strip()


@pytest.mark.parametrize(("kind", "member"), MEMBERS, ids=lambda value: getattr(value, "name", value))
def test_the_story_is_the_sentence_its_module_opens_with(kind, member):
    """Who opens the file and who opens the card read the same."""
    written = getattr(member, {"landscape": "loss", "optimizer": "step", "schedule": "decay", "penalty": "value"}[kind])
    assert member.story == inspect.getmodule(written).__doc__


def test_every_parameter_explains_itself(member):
    assert all(p.help.strip() for p in member.parameters)


def test_a_parameters_default_and_slider_are_legal(member):
    for p in member.parameters:
        low, high = p.span
        assert p.low <= low < high <= p.high
        assert low <= p.default <= high
        assert low > 0 or not p.log  # a logarithmic slider has no zero
