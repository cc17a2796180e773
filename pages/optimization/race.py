"""Optimizers race down a surface, side by side."""

import streamlit as st

from optimizers import descend
from optimizers.report import report
from plots.race import entrant, race_picture, surface_picture
from ui import controls, exhibit, fair, microscope, page, player, settings
from ui.report import sentences, table


@st.fragment
def picture() -> None:
    """The race and how it ended. While a slider is dragged only this runs again."""
    page.keep_up()
    race = controls.read()
    hidden = settings.several("hidden", controls.ENTRANTS, [])
    view = settings.choice("view", ["2-D", "3-D"], "2-D")
    axis = settings.choice("axis", ["steps", "evaluations"], "steps")
    if not race.runs:
        st.info("Choose at least one optimizer to start a race.")
        return
    page.title(f"Race: {race.land.name}", race.land.story)
    with page.compiling(race.land):
        surface = surface_picture(race.land, race.params)
        paths = descend(race.land, race.runs, race.steps, race.schedule, race.clip, race.noise, race.seed, race.params, race.batch)
    results = report(race.land, paths, race.params)
    entrants = [entrant(name, run) for name, run in zip(race.names, race.runs, strict=True)]
    multipliers, stand = race.schedule.multipliers(race.steps), microscope.left_at()
    player.player(
        "player",
        surface,
        race_picture(race.land, race.params, entrants, paths, multipliers, hidden, view, axis, stand),
        slid=lambda name, value: controls.slide(race, name, value),
        started=lambda point: controls.drop_start(race.land, point),
        hid=lambda names: settings.put("hidden", names, []),
        viewed=lambda chosen: settings.put("view", chosen, "2-D"),
        measured=lambda chosen: settings.put("axis", chosen, "steps"),
        inspected=lambda name, step: page.cross(microscope.PAGE, microscope.link(name, step)),
    )
    sentences(race, results)
    fair.table(race, paths)
    table(race, results)


page.begin()
microscope.come_back()
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
