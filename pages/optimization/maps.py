"""Ten thousand runs at once: how each of them ends, over any two settings."""

import streamlit as st

from ui.frame import page, ways
from ui.maps import view
from ui.parts import controls, exhibit


@page.part
def picture() -> None:
    """The map. While a slider is dragged only this runs again."""
    view.show(controls.read())


page.begin()
race = controls.read()
asked = view.read(race) if race.runs else None
if asked:
    page.title(f"Maps: {asked.name} on {race.land.name}", "Every cell is one run; its colour says how it ended.")
    view.choose(race, asked.name)
else:
    st.info("Choose at least one optimizer to map.")
map_side, steering = st.columns([5, 2], gap="medium")
left, right = st.columns([1, 1], gap="large")
with left:
    exhibit.lesson("optimization/maps")
if asked:
    with steering:
        view.steer(race, asked.question)
    with right:
        exhibit.code(asked.question.run.optimizer)
with st.sidebar:
    controls.show(race, "optimization/maps", "Try a setup")
page.end(passing=(*ways.OF_RACES, *ways.OF_MICROSCOPE))
if asked:
    with map_side, st.container(key="map side"):  # last: all else is there while the map is computed
        view.compute(asked.question)
        picture()
