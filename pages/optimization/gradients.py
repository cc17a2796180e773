"""Is this gradient right? Differences beside the derivative, and whether a failure is a bug."""

import streamlit as st

from ui.frame import page, ways
from ui.gradients import views
from ui.parts import exhibit


@page.part
def picture() -> None:
    """The view that is chosen."""
    views.show()


page.begin()
picture()
exhibit.lesson(views.LESSON)
with st.sidebar:
    views.steer()
page.end(passing=(*ways.OF_RACES, *ways.OF_MICROSCOPE))
