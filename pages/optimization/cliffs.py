"""What ruins a descent: walls, flats, saddles, and rules led astray."""

import streamlit as st

from ui.cliffs import views
from ui.frame import page, ways
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
with shown:  # last: all else is there while something long is computed
    views.compute()
    picture()
page.end(passing=(*ways.OF_RACES, *ways.OF_MICROSCOPE))
