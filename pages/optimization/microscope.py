"""One step of one rule, magnified: every number on the way from a point to the next."""

import streamlit as st

from optimizers.microscope import magnify
from plots.microscope import microscope_picture
from plots.race import surface_picture
from ui import controls, exhibit, microscope, page, player, settings


@st.fragment
def picture() -> None:
    """The step and its arithmetic. While a slider is dragged only this runs again."""
    page.keep_up()
    race = controls.read()
    if not race.runs:
        st.info("Choose at least one optimizer to look at.")
        return
    name, look = microscope.read(race)
    run = race.runs[race.names.index(name)]
    page.title(f"Microscope: {name} on {race.land.name}", run.optimizer.story)
    microscope.choose(race, name)
    with page.compiling(race.land):
        surface = surface_picture(race.land, race.params)
        magnified = magnify(race.land, run, race.steps, race.schedule, race.clip, race.noise, race.seed, race.params, race.batch)
    step = microscope.read_step(name, magnified)
    microscope.microscope(
        "microscope",
        surface,
        microscope_picture(magnified, name, microscope.stand(step), look),
        slid=lambda slider, value: controls.slide(race, slider, value),
        went=microscope.go,
        looked=lambda chosen: settings.put("look", chosen, microscope.LOOKS[0]),
    )


page.begin()
picture()
race = controls.read()
left, right = st.columns([1, 1], gap="large")
with left:
    if race.runs:
        exhibit.code(race.runs[race.names.index(microscope.read(race)[0])].optimizer)
with right:
    exhibit.lesson("optimization/microscope")
with st.sidebar:
    controls.show(race, "optimization/microscope", "Try a worked example")
page.end(passing=(*player.OWN, *microscope.OWN))
