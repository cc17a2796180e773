"""Few samples, a rough slope: what the noise does, and what it is good for."""

import streamlit as st

from ui.frame import page, ways
from ui.noise import views
from ui.parts import exhibit


@page.part
def picture() -> None:
    """The view that is chosen."""
    views.show()


page.begin()
views.head()
picture()
exhibit.lesson(views.LESSON)
with st.sidebar:
    views.steer()
page.end(passing=(*ways.OF_RACES, *ways.OF_MICROSCOPE))
