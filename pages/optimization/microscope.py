"""One step of one rule, magnified: every number on the way from a point to the next."""

import streamlit as st

from plots.microscope import microscope_picture
from plots.race import surface_picture
from plots.sheet import window_picture
from ui.frame import page, settings, ways
from ui.microscope import inspected, sheets, view
from ui.parts import controls, exhibit
from ui.parts.sliders import slide


@page.part
def picture() -> None:
    """The step and its arithmetic. While a slider is dragged only this runs again."""
    race = controls.read()
    if not race.runs:
        st.info("Choose at least one optimizer to look at.")
        return
    name, look = inspected.read(race)
    run = race.run(name)
    page.title(f"Microscope: {name} on {race.land.name}", run.optimizer.story)
    inspected.choose(race, name)
    with page.computing(race.land):
        surface = surface_picture(race.land, race.params)
        sheet = sheets.sheet_under(race.conditions, run)
    step = inspected.read_step(name, sheet.m)
    stand = inspected.stand(step)
    view.microscope(
        "microscope",
        surface,
        window_picture(sheet, inspected.near(step, sheet.m)),
        microscope_picture(sheet, name, stand, look),
        slid=lambda slider, value: slide(race.all_sliders(), slider, value),
        went=inspected.go,
        neared=inspected.come_near,
        looked=lambda chosen: settings.put("look", chosen, inspected.LOOKS[0]),
    )


page.begin()
picture()
race = controls.read()
left, right = st.columns([1, 1], gap="large")
with left:
    if race.runs:
        exhibit.code(race.run(inspected.read(race)[0]).optimizer)
with right:
    exhibit.lesson("optimization/microscope")
with st.sidebar:
    controls.show(race, "optimization/microscope", "Try a worked example")
page.end(passing=(*ways.OF_RACES, *ways.OF_MICROSCOPE))
