"""One rule at a row of learning rates: too low, too high, just right."""

import streamlit as st

from ui.frame import page, ways
from ui.parts import controls, exhibit
from ui.rates import views


@page.part
def picture() -> None:
    """The fan and what it shows. While a slider is dragged only this runs again."""
    race = controls.read()
    if not race.runs:
        st.info("Choose at least one optimizer to look at.")
        return
    views.show(race, views.read(race))


page.begin()
picture()
race = controls.read()
left, right = st.columns([1, 1], gap="large")
with left:
    exhibit.lesson("optimization/rates")
with right:
    if race.runs:
        exhibit.code(race.run(views.read(race)).optimizer)
with st.sidebar:
    controls.show(race, "optimization/rates", "Try a setup", tuning=views.steer)
page.end(passing=(*ways.OF_RACES, *ways.OF_MICROSCOPE))
