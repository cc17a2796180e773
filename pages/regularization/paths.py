"""What becomes of every coefficient as the penalty grows, what penalties cost, and why L2 speeds descent up."""

import streamlit as st

from ui.frame import page
from ui.parts import exhibit
from ui.paths import views


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
