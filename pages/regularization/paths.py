"""What becomes of every coefficient as the penalty grows, what penalties cost, and why L2 speeds descent up."""

import streamlit as st

from ui import exhibit, page, paths


@st.fragment
def picture() -> None:
    """The view that is chosen. While a slider is dragged only this runs again."""
    page.keep_up()
    paths.show()


page.begin()
picture()
exhibit.lesson(paths.LESSON)
with st.sidebar:
    paths.steer()
page.end()
