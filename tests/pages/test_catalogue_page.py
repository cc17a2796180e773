"""The catalogue run by Streamlit itself: every shelf, every card."""

import inspect
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from digits import exact
from tests.pages.listing import listings
from ui.catalogue.card import distance
from ui.catalogue.view import SHELVES

ROOT = Path(__file__).parents[2]
PAGE = str(ROOT / "pages/reference/catalogue.py")


def opened(**link: str) -> AppTest:
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(PAGE)
    for name, value in link.items():
        test.query_params[name] = value
    return test.run()


def shown(test: AppTest) -> str:
    return unescape(" ".join(e.value for e in test.get("html")))


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


@pytest.mark.parametrize("title", SHELVES)
def test_a_card_shows_all_there_is_to_know_of_a_member(title):
    test = opened(shelf=title)
    fine(test)
    text, formulas, sources = shown(test), " ".join(e.value for e in test.latex), listings(test)
    for member in SHELVES[title].members:
        assert f">{member.name}</h2>" in text
        assert member.story in text
        assert member.reference in text
        assert member.formula.strip() in formulas
        for p in member.parameters:
            assert p.title in text
            assert p.help in text
            assert all(o in text for o in p.options) if p.options else exact(p.high) in text
        for function in SHELVES[title].functions(member):
            assert any(inspect.getsource(function).strip() in source for source in sources)
    assert len(sources) == len(SHELVES[title].members)


def test_every_shelf_can_be_chosen_and_the_link_says_which():
    test = opened()
    for title in (*SHELVES, "Surfaces"):
        test.button_group(key="shelf").set_value(title).run()
        fine(test)
        assert f">{SHELVES[title].members[0].name}</h2>" in shown(test)
        assert dict(test.query_params) == ({} if title == "Surfaces" else {"shelf": title})


def cards(test: AppTest) -> list[str]:
    """The names of the cards shown, in their order; each is linked to above them."""
    text = shown(test)
    names = re.findall(r"<h2 id='(.*?)'>(.*?)</h2>", text)
    assert re.findall(r'<a href="#(.*?)">(.*?)</a>', text) == names
    return [name for _, name in names]


def test_a_surface_bears_the_trouble_it_shows_and_all_stand_in_one_grid():
    test = opened()
    text = shown(test)
    assert cards(test) == [land.name for land in SHELVES["Surfaces"].members]
    for land in SHELVES["Surfaces"].members:
        assert re.search(rf"<p class='label'>{land.trouble}</p><h2 id='[^']*'>{land.name}</h2>", text)


def test_cards_are_found_by_words_and_by_trouble_and_the_link_says_so():
    test = opened()
    test.text_input(key="find").set_value(" STEEPER other ").run()
    fine(test)
    assert cards(test) == ["Narrow valley"]  # its story: "One direction is κ times steeper than the other, …"
    assert dict(test.query_params) == {"find": "STEEPER other"}
    test.text_input(key="find").set_value("").run()
    test.button_group(key="trouble").set_value(["Saddle", "Egg box"]).run()
    assert cards(test) == ["Rastrigin", "Ackley", "Saddle", "Monkey saddle"]
    assert dict(test.query_params) == {"trouble": "Egg box,Saddle"}
    assert cards(opened(trouble="Egg box", find="cos")) == []
    test.button_group(key="shelf").set_value("Rules").run()
    fine(test)
    assert cards(test) == [rule.name for rule in SHELVES["Rules"].members]


def test_a_search_that_finds_nothing_says_so():
    test = opened(find="no such card")
    fine(test)
    assert cards(test) == []
    assert "No card has all of that" in test.info[0].value


def test_every_surface_rule_and_schedule_leads_to_its_race():
    for title in ("Surfaces", "Rules", "Schedules"):
        links = [e.proto.query_string for e in opened(shelf=title).get("page_link")]
        assert len(links) == len(SHELVES[title].members)


def test_the_schedules_are_compared_in_one_chart_that_warms_up():
    test = opened(shelf="Schedules", warmup="0.5")
    fine(test)
    (shown,) = [one for one in test.get("bidi_component") if one.proto.component_name == "basin_charts"]
    assert shown.proto.bytes


def test_nonsense_in_a_link_is_answered_by_one_plain_sentence():
    test = opened(shelf="Cupboard")
    assert not test.exception
    assert len(test.warning) == 1
    assert "Cupboard" in test.warning[0].value


def test_numbers_are_written_with_every_digit_they_have():
    assert [exact(v) for v in (0.9999, 1e-8, 10000, -0.5, 1)] == ["0.9999", "1·10⁻⁸", "10000", "−0.5", "1"]


def test_a_difference_of_nothing_is_called_equal():
    assert distance(0) == "exactly equal"
    assert distance(3e-15) == "largest difference 3·10⁻¹⁵"
