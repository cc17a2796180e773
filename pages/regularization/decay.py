"""A pull toward 0, inside the gradient or beside it."""

import streamlit as st

from ui import decay, decay_views, exhibit, page


@st.fragment
def picture() -> None:
    """The four runs and what became of them. While a slider or a grip is dragged only this runs again."""
    page.keep_up()
    decay_views.show(decay.read())


page.begin()
picture()
lab = decay.read()
left, right = st.columns([1, 1], gap="large")
with left:
    exhibit.rule(list(decay.RULES.values()))
with right:
    exhibit.lesson("regularization/decay")
with st.sidebar:
    decay.show(lab)
page.end()
