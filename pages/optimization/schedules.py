"""The learning rate over a run: schedules side by side, batches against rates, and momentum's two forms."""

from functools import partial

import streamlit as st

from plots.lanes import lanes_picture
from plots.race import Scene, surface_picture
from ui.frame import page, ways
from ui.microscope import inspected
from ui.parts import controls, exhibit, player
from ui.parts.sliders import slide
from ui.schedules import crossing, lanes, report, setup, steering
from ui.schedules.outcome import outcomes


@page.part
def picture() -> None:
    """The lanes and how they ended. While a slider or a cut is dragged only this runs again."""
    asked, view = setup.read(), setup.VIEWS.view()
    race = asked.race
    setup.show_heading(asked, partial(crossing.turn, asked))
    sight = player.read_sight(setup.LANES, view.AXIS, inspected.left_at())
    if asked.why:
        st.info(asked.why)
        return
    with page.computing(race.land):
        surface, each = surface_picture(race.land, race.params), lanes.ran(race, asked.lanes)
    drawn = Scene(race.land, race.params, *lanes.together(asked.lanes, each, view.SPENT == "samples"))
    with st.container(key="lanes"):
        player.player(
            "player",
            surface,
            lanes_picture(drawn, sight, setup.cuts(asked), view.SPENT),
            slid=lambda name, value: slide(setup.every_slider(asked), name, value),
            started=lambda point: controls.drop_start(race.land, point),
            inspected=lambda name, step: crossing.cross(ways.MICROSCOPE, crossing.link(asked, name, step)),
            opened=lambda name: crossing.cross(ways.RACE, crossing.race_link(asked, name)),
            axis=view.AXIS,
            grasp=setup.follow(asked, sight.axis),
        )
    found = outcomes(asked, each)
    report.table(asked, found)
    report.sentences(asked, found, each)  # below: a sentence that comes and goes must not push the table


page.begin()
crossing.begin()
picture()
asked = setup.read()
left, right = st.columns([1, 1], gap="large")
with left:
    setup.show_code(asked)
with right:
    exhibit.lesson("optimization/schedules")
with st.sidebar:
    steering.steer(asked)
page.end(idle=crossing.idle(), instead=" Here the schedules are “plans”, and their numbers “warmup”, “Step.gamma” and so on.")
