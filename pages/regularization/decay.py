"""A pull toward 0, inside the gradient or beside it."""

import streamlit as st

from ui.decay import setup, views
from ui.frame import page
from ui.parts import exhibit


@page.part
def picture() -> None:
    """The four runs and what became of them. While a slider or a grip is dragged only this runs again."""
    views.show()


page.begin()
picture()
left, right = st.columns([1, 1], gap="large")
with left:
    exhibit.rule(list(setup.RULES.values()))
with right:
    exhibit.lesson(views.LESSON)
with st.sidebar:
    views.steer()
page.end()
