"""Optimizers race down a surface, side by side."""

import streamlit as st

from optimizers import descend
from optimizers.report import report
from plots.race import race_picture, surface_picture
from ui import controls, exhibit, page, player, settings
from ui.report import sentences, table

page.begin()
race = controls.read()
hidden = settings.several("hidden", controls.ENTRANTS, [])
view = settings.choice("view", ["2-D", "3-D"], "2-D")

if race.runs:
    paths = descend(race.land, race.runs, race.steps, race.schedule, race.clip, race.noise, race.seed, race.params)
    results = report(race.land, paths, race.params)
    page.title(f"Race: {race.land.name}", race.land.story)
    player.player(
        "player",
        surface_picture(race.land, race.params),
        race_picture(race.land, race.params, race.names, paths, race.runs, race.schedule.multipliers(race.steps), hidden, view),
        on_start=lambda point, settled: controls.drop_start(race.land, point, settled),
        on_hidden=lambda names: settings.put("hidden", names, []),
        on_view=lambda chosen: settings.put("view", chosen, "2-D"),
    )
    sentences(race, results)
    table(race, results)
    left, right = st.columns([1, 1], gap="large")
    with left:
        exhibit.rule(list(dict.fromkeys(run.optimizer for run in race.runs)))
    with right:
        exhibit.lesson("optimization/race")
else:
    st.info("Choose at least one optimizer to start a race.")

with st.sidebar:
    controls.show(race)
page.end()
