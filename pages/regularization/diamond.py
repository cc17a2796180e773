"""Why L1 makes weights exactly 0, and L2 does not."""

import streamlit as st

from ui import diamond, exhibit, page, penalised, setups


@st.fragment
def picture() -> None:
    """The balls and their knobs, or the surface and its descents. While a slider is dragged only this runs again."""
    page.keep_up()
    lab, descent = diamond.read(), penalised.read()
    page.title("Diamond and circle", diamond.STORIES[lab.view])
    diamond.choose(lab)
    if lab.view == diamond.BALLS:
        diamond.turn_knobs(lab)
        diamond.show(lab)
    else:
        penalised.show(lab, descent)


page.begin()
picture()
lab, descent = diamond.read(), penalised.read()
exhibit.lesson("regularization/diamond")
with st.sidebar:
    setups.show("regularization/diamond", "Try a setup", diamond.now(lab) | penalised.now(descent))
    if lab.view == diamond.SURFACE:
        penalised.steer(lab, descent)
    diamond.steer(lab)
page.end()
