"""Optimizers race down a surface, side by side."""

import streamlit as st

from optimizers.engine import descend_under
from plots.race import Scene, race_picture, surface_picture, trace
from studies.report import report
from ui.frame import page, ways
from ui.microscope import inspected
from ui.parts import controls, exhibit, player
from ui.parts.grasp import grasp, of_race
from ui.parts.sliders import slide
from ui.race import fair
from ui.race.report import sentences, table


@page.part
def picture() -> None:
    """The race and how it ended. While a slider is dragged only this runs again."""
    race = controls.read()
    sight = player.read_sight(controls.ENTRANTS, stand=inspected.left_at())
    if not race.runs:
        st.info("Choose at least one optimizer to start a race.")
        return
    page.title(f"Race: {race.land.name}", race.land.story)
    with page.computing(race.land):
        surface = surface_picture(race.land, race.params)
        paths = descend_under(race.conditions, race.runs)
    results = report(race.land, paths, race.params)
    scene = Scene(race.land, race.params, [trace(one) for one in race.entrants], paths, race.conditions.multipliers)
    player.player(
        "player",
        surface,
        race_picture(scene, sight),
        slid=lambda name, value: slide(race.all_sliders(), name, value),
        started=lambda point: controls.drop_start(race.land, point),
        grasp=lambda *hand: grasp(of_race(race), sight.axis, *hand),
        inspected=lambda name, step: page.cross(ways.MICROSCOPE, inspected.link(name, step)),
    )
    fair.table(race, paths)
    table(race, results)
    sentences(race, results)  # below: a sentence that comes and goes must not push the table


page.begin()
inspected.come_back()
picture()
race = controls.read()
left, right = st.columns([1, 1], gap="large")
with left:
    exhibit.rule([run.optimizer for run in race.runs])
with right:
    exhibit.lesson("optimization/race")
with st.sidebar:
    controls.show(race, "optimization/race", "Try a setup", tuning=fair.ask)
page.end()
fair.search(race)
