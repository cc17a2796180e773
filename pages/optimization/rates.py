"""One rule at a row of learning rates: too low, too high, just right."""

import streamlit as st

from ui import controls, exhibit, microscope, page, player, rates


@st.fragment
def picture() -> None:
    """The fan and what it shows. While a slider is dragged only this runs again."""
    page.keep_up()
    race = controls.read()
    if not race.runs:
        st.info("Choose at least one optimizer to look at.")
        return
    name = rates.read(race)
    page.title(f"Learning rate: {name} on {race.land.name}", rates.STORIES[rates.read_lab()])
    rates.choose(race, name)
    rates.show(race, name)


page.begin()
picture()
race = controls.read()
left, right = st.columns([1, 1], gap="large")
with left:
    exhibit.lesson("optimization/rates")
with right:
    if race.runs:
        exhibit.code(race.runs[race.names.index(rates.read(race))].optimizer)
with st.sidebar:
    controls.show(race, "optimization/rates", "Try a setup", tuning=rates.show_sliders)
page.end(passing=(*player.OWN, *microscope.OWN))
