"""Which minimum each optimizer ends in, from every start of the window."""

import streamlit as st

from ui.basins import view
from ui.frame import page, ways
from ui.parts import controls, exhibit


@page.part
def picture() -> None:
    """The maps and their table. While a slider is dragged only this runs again."""
    view.show(controls.read())


page.begin()
race = controls.read()
asked = view.read(race) if race.runs else None
page.title(f"Basins: {race.land.name}", "Every cell is a start; its colour says in which minimum the run ends.")
if not asked:
    st.info("Choose at least one optimizer to map its basins.")
map_side = st.container(key="map side")
if asked:
    with map_side:
        view.steer()
exhibit.lesson("optimization/basins")
with st.expander("The answer, with numbers"):
    exhibit.lesson("optimization/basins_answer")
with st.sidebar:
    controls.show(race, "optimization/basins", "Try a setup")
page.end(passing=(*ways.OF_RACES, *ways.OF_MICROSCOPE))
if asked:
    with map_side:  # last: all else is there while the basins are computed
        view.compute(asked)
        picture()
