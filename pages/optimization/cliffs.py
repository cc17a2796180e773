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
picture()
exhibit.lesson(views.LESSON)
with st.sidebar:
    views.steer()
page.end(passing=(*ways.OF_RACES, *ways.OF_MICROSCOPE))
