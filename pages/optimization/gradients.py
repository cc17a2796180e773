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
views.head()
shown = st.container()
exhibit.lesson(views.LESSON)
with st.sidebar:
    views.steer()
with shown:  # last: all else is there while the cost is measured
    views.compute()
    picture()
page.end(passing=(*ways.OF_RACES, *ways.OF_MICROSCOPE))
