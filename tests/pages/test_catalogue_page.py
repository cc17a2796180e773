"""The catalogue run by Streamlit itself: every shelf, every card."""

import inspect
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.card import distance, written
from ui.catalogue import SHELVES

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
    text, formulas, sources = shown(test), " ".join(e.value for e in test.latex), [e.value for e in test.code]
    for member in SHELVES[title].members:
        assert f"<h3>{member.name}</h3>" in text
        assert member.story in text
        assert member.reference in text
        assert member.formula.strip() in formulas
        for p in member.parameters:
            assert p.title in text
            assert p.help in text
            assert all(o in text for o in p.options) if p.options else written(p.high) in text
        for function in SHELVES[title].functions(member):
            assert any(inspect.getsource(function).strip() in source for source in sources)
    assert len(sources) == len(SHELVES[title].members)


def test_every_shelf_can_be_chosen_and_the_link_says_which():
    test = opened()
    for title in (*SHELVES, "Surfaces"):
        test.button_group(key="shelf").set_value(title).run()
        fine(test)
        assert f"<h3>{SHELVES[title].members[0].name}</h3>" in shown(test)
        assert dict(test.query_params) == ({} if title == "Surfaces" else {"shelf": title})


def test_surfaces_stand_under_the_trouble_they_show():
    text = shown(opened())
    for land in SHELVES["Surfaces"].members:
        assert text.index(f">{land.trouble}</h2>") < text.index(f"<h3>{land.name}</h3>")


def test_every_surface_rule_and_schedule_leads_to_its_race():
    for title in ("Surfaces", "Rules", "Schedules"):
        links = [e.proto.query_string for e in opened(shelf=title).get("page_link")]
        assert len(links) == len(SHELVES[title].members)


def test_the_schedules_are_compared_in_one_chart_that_warms_up():
    test = opened(shelf="Schedules", warmup="0.5")
    fine(test)
    assert len(test.get("plotly_chart")) == 1


def test_nonsense_in_a_link_is_answered_by_one_plain_sentence():
    test = opened(shelf="Cupboard")
    assert not test.exception
    assert len(test.warning) == 1
    assert "Cupboard" in test.warning[0].value


def test_numbers_are_written_with_every_digit_they_have():
    assert [written(v) for v in (0.9999, 1e-8, 10000, -0.5, 1)] == ["0.9999", "1·10⁻⁸", "10000", "−0.5", "1"]


def test_a_difference_of_nothing_is_called_equal():
    assert distance(0) == "exactly equal"
    assert distance(3e-15) == "largest difference 3·10⁻¹⁵"
