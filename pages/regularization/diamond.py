"""Why L1 makes weights exactly 0, and L2 does not."""

import streamlit as st

from ui.diamond import views
from ui.frame import page
from ui.parts import exhibit


@page.part
def picture() -> None:
    """The balls and their knobs, or the surface and its descents. While a slider is dragged only this runs again."""
    views.show()


page.begin()
picture()
exhibit.lesson(views.LESSON)
with st.sidebar:
    views.steer()
page.end()
