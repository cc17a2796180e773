"""When a curve learns the noise, and what holds it back: a penalty, more data, or stopping early."""

import streamlit as st

from ui.frame import page
from ui.overfitting import views
from ui.parts import exhibit


@page.part
def picture() -> None:
    """The view that is chosen. While a slider is dragged only this runs again."""
    views.show()


page.begin()
picture()
exhibit.lesson(views.LESSON)
with st.sidebar:
    views.steer()
page.end()
