"""Knots between the table, the link and the schedule."""

from streamlit.testing.v1 import AppTest

from ui.parts.schedule_menu import rows


def test_a_knot_is_written_share_first():
    assert rows("0:1, 0.5:0.25,1:0") == [[0, 1], [0.5, 0.25], [1, 0]]


def edited():
    """The table of three knots after a hand has changed the first, deleted the second, and added one and a half."""
    import streamlit as st

    from ui.frame import settings
    from ui.parts import schedule_menu

    share, multiple = schedule_menu.COLUMNS
    st.session_state[schedule_menu.BEGAN] = [[0.0, 1.0], [0.5, 0.2], [1.0, 0.0]]
    added = [{share: 0.75, multiple: 2.0}, {share: 0.9}]
    st.session_state["knots"] = {"edited_rows": {0: {multiple: 0.5}}, "deleted_rows": [1], "added_rows": added}
    schedule_menu.edited()
    st.text(settings.kept()["knots"])


def test_what_a_hand_changes_in_the_table_is_what_the_link_says():
    test = AppTest.from_function(edited).run()
    assert not test.exception
    assert test.text[0].value == "0:0.5, 1:0, 0.75:2"  # the row that has no multiple yet waits


def test_knots_by_hand_may_have_decimal_commas_with_semicolons_between_them():
    assert rows("0:0,2; 1/2:1; 1:0") == rows("0:0.2, 0.5:1, 1:0") == [[0, 0.2], [0.5, 1], [1, 0]]
