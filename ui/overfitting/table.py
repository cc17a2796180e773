"""The visitor's own points as a table to type into: what the hand does on the chart, keys do here."""

from collections.abc import Mapping, Sequence

import streamlit as st

from models import own_points
from models.own_points import Own
from models.vectors import number_in
from ui.frame import settings
from ui.frame.notes import warn

KEY, BEGAN, MADE = "points table", "points table began", "points table made"
TRAINING, VALIDATION = KINDS = ("training", "validation")
X, Y, FOR = COLUMNS = ("x", "y", "for")
LONGEST = 24  # letters of a cell


def show(own: Sequence[Own]) -> None:
    """The table, and what is wrong in it."""
    text = own_points.spelled(list(own))
    if st.session_state.get(MADE) != text or KEY not in st.session_state:  # the points have changed elsewhere, or the table has been away
        st.session_state[BEGAN], st.session_state[MADE] = table_of(own), text
        st.session_state.pop(KEY, None)
    st.caption(f"Your points, one a row: x from −1 to 1, y from −{own_points.TALLEST:g} to {own_points.TALLEST:g}")
    numbers = {name: st.column_config.TextColumn(max_chars=LONGEST, width=60) for name in (X, Y)}
    st.data_editor(
        st.session_state[BEGAN],
        key=KEY,
        num_rows="dynamic",
        column_config={**numbers, FOR: st.column_config.SelectboxColumn(options=KINDS, default=TRAINING, width=90)},
        column_order=COLUMNS,
        on_change=edited,
        hide_index=True,
        width="stretch",
        height=245,
        row_height=31,
    )
    _, wrong = parsed(rows())
    if wrong:
        warn(" ".join(wrong))


def table_of(own: Sequence[Own]) -> dict[str, list[str]]:
    """The points as the editor's columns; where there is none, a row to begin with."""
    if not own:
        return {X: [""], Y: [""], FOR: [TRAINING]}
    return {
        X: [own_points.short(x) for x, _, _ in own],
        Y: [own_points.short(y) for _, y, _ in own],
        FOR: [KINDS[held] for _, _, held in own],
    }


def rows() -> list[Mapping[str, str | None]]:
    """The table as it is typed."""
    began, change = st.session_state[BEGAN], st.session_state.get(KEY) or {}
    typed = [dict(zip(COLUMNS, cells, strict=True)) for cells in zip(*(began[name] for name in COLUMNS), strict=True)]
    for place, cells in change.get("edited_rows", {}).items():
        typed[int(place)].update(cells)
    return [row for place, row in enumerate(typed) if place not in change.get("deleted_rows", ())] + change.get("added_rows", [])


def parsed(typed: Sequence[Mapping[str, str | None]]) -> tuple[list[Own], list[str]]:
    """The rows that are points, and a sentence for each that is none; one that lacks a number is still being typed."""
    own, wrong = [], []
    for place, row in enumerate(typed, 1):
        if not row.get(X) or not row.get(Y):
            continue
        try:
            x, y = (coordinate(name, row[name], most) for name, most in ((X, 1.0), (Y, own_points.TALLEST)))
        except ValueError as error:
            wrong.append(f"Row {place}: {error}.")
            continue
        own.append((x, y, row.get(FOR) == VALIDATION))
    if len(own) > own_points.MOST:
        wrong.append(f"{own_points.MOST} points are the most that a link can hold; the last {len(own) - own_points.MOST} are left out.")
    return own[: own_points.MOST], wrong


def coordinate(name: str, typed: object, most: float) -> float:
    """A number within −most and most. ValueError says which it is, and why not."""
    try:
        value = number_in(typed)
    except ValueError as error:
        raise ValueError(f"{name} = “{settings.shortened(str(typed))}” {error}") from None
    if abs(value) > most:
        raise ValueError(f"{name} = {settings.shortened(str(typed))} is out of range (allowed: −{most:g} to {most:g})")
    return value


def edited() -> None:
    """Take over what is whole; the editor stands as it is, so that a row may be typed one number after the other."""
    settings.by_hand()
    own, _ = parsed(rows())
    st.session_state[MADE] = own_points.spelled(own)
    settings.put("points", st.session_state[MADE], "")
