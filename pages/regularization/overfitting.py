"""When a curve learns the noise, and what holds it back: a penalty, more data, or stopping early."""

import streamlit as st

from ui import exhibit, overfitting_views, page


@st.fragment
def picture() -> None:
    """The view that is chosen. While a slider is dragged only this runs again."""
    page.keep_up()
    overfitting_views.show()


page.begin()
picture()
exhibit.lesson(overfitting_views.LESSON)
with st.sidebar:
    overfitting_views.steer()
page.end()
