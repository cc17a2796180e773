"""The learning rate over a run: schedules side by side, batches against rates, and momentum's two forms."""

import streamlit as st

from plots.lanes import lanes_picture
from plots.race import surface_picture
from ui import controls, exhibit, lanes, microscope, page, player, schedule_exhibit, schedule_report, schedules, settings


@st.fragment
def picture() -> None:
    """The lanes and how they ended. While a slider or a cut is dragged only this runs again."""
    page.keep_up()
    lab = schedules.read()
    race = lab.race
    schedules.title(lab)
    schedules.choose(lab)
    hidden, view, axis = schedules.read_look(lab)
    if lab.why:
        st.info(lab.why)
        return
    spent = "samples" if lab.view == schedules.BATCH else "evaluations"
    with page.compiling(race.land):
        surface = surface_picture(race.land, race.params)
        each = lanes.ran(race, lab.lanes)
    entrants, paths, multipliers = lanes.together(lab.lanes, each, spent == "samples")
    cuts, stand = schedules.cuts(lab), microscope.left_at()
    with st.container(key="lanes"):
        player.player(
            "player",
            surface,
            lanes_picture(race.land, race.params, entrants, paths, multipliers, hidden, view, axis, cuts, spent, stand),
            slid=lambda name, value: schedules.slide(lab, name, value),
            started=lambda point: controls.drop_start(race.land, point),
            hid=lambda names: settings.put("hidden", names, []),
            viewed=lambda chosen: settings.put("view", chosen, "2-D"),
            measured=lambda chosen: settings.put("axis", chosen, schedules.axis_of(lab)),
            inspected=lambda name, step: schedules.cross(microscope.PAGE, schedules.link(lab, name, step)),
            opened=lambda name: schedules.cross(microscope.RACE, schedules.race_link(lab, name)),
        )
    found = schedule_report.outcomes(lab, each)
    schedule_report.sentences(lab, found, each)
    schedule_report.table(lab, found)


page.begin()
schedules.begin()
picture()
lab = schedules.read()
left, right = st.columns([1, 1], gap="large")
with left:
    schedule_exhibit.show(lab)
with right:
    exhibit.lesson("optimization/schedules")
with st.sidebar:
    schedules.show(lab)
page.end()
