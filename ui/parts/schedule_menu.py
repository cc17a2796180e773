"""Which schedule: one of the shelf, or the visitor's own knots in a small table."""

import streamlit as st

from optimizers import SCHEDULES, Schedule, knots, schedule
from reading import number
from ui.frame import settings
from ui.frame.notes import warn
from ui.parts.menus import menu

OWN = "Your own knots"
PLANS = [*(plan.name for plan in SCHEDULES), OWN]
OPENING = PLANS[0]
OPENING_KNOTS = "0:0.2, 0.3:1, 0.7:0.5, 1:0"
COLUMNS = ("share of run", "× α₀")
# The rows that the table began with, to which the editor keeps a difference; and the setting that came of it.
BEGAN, MADE = "knots began", "knots made"


def read() -> Schedule:
    """The schedule that the settings describe, without its numbers."""
    name = settings.choice("schedule", PLANS, OPENING)
    return own() if name == OWN else schedule(name)


def own() -> Schedule:
    """The visitor's own knots."""
    return knots(rows(settings.text("knots", OPENING_KNOTS, lambda text: knots(rows(text)))))


def rows(text: str) -> list[list[float]]:
    """Knots as the link writes them: share:multiple, share:multiple, …

    Raises:
        ValueError: not pairs of numbers.
    """
    try:
        return [[number(one) for one in pair.split(":")] for pair in text.split(";" if ";" in text else ",")]
    except ValueError:
        raise ValueError(f"knots = “{settings.shortened(text)}” are not pairs of numbers such as 0:1, 0.5:0.2, 1:0.") from None


def show(plan: Schedule) -> None:
    """The menu, and under it the table of knots."""
    name = plan.name if plan.name in PLANS else OWN
    menu("Schedule", "schedule", PLANS, OPENING, name, after=new_schedule)
    if name == OWN:
        show_knots()


def show_knots() -> None:
    """The table. What is refused stays in it with the reason under it; the picture stays, too."""
    text = str(settings.kept().get("knots", OPENING_KNOTS))
    if st.session_state.get(MADE) != text:
        st.session_state[BEGAN], st.session_state[MADE] = rows(text), text
        st.session_state.pop("knots", None)
    table = [dict(zip(COLUMNS, row, strict=True)) for row in st.session_state[BEGAN]]
    columns = {name: st.column_config.NumberColumn(required=True) for name in COLUMNS}
    st.data_editor(table, key="knots", num_rows="dynamic", column_config=columns, on_change=edited, hide_index=True, width="stretch")
    if "knots" in settings.refused():
        warn(settings.refused()["knots"])


def edited() -> None:
    """Take over the table, if it is a schedule; rows that are not complete yet wait."""
    settings.by_hand()
    change = st.session_state["knots"]
    table = [dict(zip(COLUMNS, row, strict=True)) for row in st.session_state[BEGAN]]
    for place, cells in change["edited_rows"].items():
        table[int(place)].update(cells)
    table = [row for place, row in enumerate(table) if place not in change["deleted_rows"]] + change["added_rows"]
    points = [[row.get(name) for name in COLUMNS] for row in table]
    points = [point for point in points if None not in point]
    try:
        knots(points)
    except ValueError as error:
        settings.refused()["knots"] = str(error)
        return
    settings.refused().pop("knots", None)
    st.session_state[MADE] = ", ".join(f"{share:g}:{multiple:g}" for share, multiple in points)
    settings.put("knots", st.session_state[MADE], OPENING_KNOTS)


def new_schedule() -> None:
    """A new schedule brings its own numbers."""
    settings.forget(lambda name: name.startswith("schedule.") or name == "knots")
    settings.refused().pop("knots", None)
