import tomllib
from pathlib import Path

import numpy as np
import pytest

from optimizers import SCHEDULES, knots
from plots.schedules import schedules_figure
from plots.theme import PAPER

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
PLANS = [*SCHEDULES, knots([(0, 0.2), (0.3, 1.4), (1, 0.1)], warmup=0.1)]


@pytest.mark.parametrize("dark", [False, True])
def test_every_schedule_is_drawn_with_the_share_that_each_step_takes(dark):
    lines = schedules_figure(PLANS, 100, dark).data
    assert [line.name for line in lines] == [plan.name for plan in PLANS]
    for line, plan in zip(lines, PLANS, strict=True):
        assert np.array_equal(line.y, plan.multipliers(100))
        assert line.x is None  # Plotly then counts from 0, as steps do


@pytest.mark.parametrize("dark", [False, True])
def test_the_shelf_and_a_schedule_of_ones_own_differ_in_colour_and_in_dash(dark):
    lines = schedules_figure(PLANS, 10, dark).data
    assert len({line.line.color for line in lines}) == len(PLANS)
    assert len({line.line.dash for line in lines}) == len(PLANS)


def test_a_schedule_keeps_its_look_when_others_join_behind_it():
    alone, joined = schedules_figure(PLANS[:2], 10).data, schedules_figure(PLANS, 10).data
    assert [line.line for line in alone] == [line.line for line in joined[:2]]


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_text_has_the_pages_colour_and_the_page_shines_through(scheme, dark):
    page = tomllib.loads(CONFIG.read_text())["theme"][scheme]
    layout = schedules_figure(PLANS, 10, dark).layout
    assert layout.font.color == PAPER[scheme].text == page["textColor"]
    assert layout.hoverlabel.bgcolor == page["backgroundColor"]
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"


def test_the_axes_say_what_they_count():
    layout = schedules_figure(PLANS, 10).layout
    assert (layout.xaxis.title.text, layout.yaxis.title.text) == ("step", "share of α₀")
    assert layout.yaxis.rangemode == "tozero"


def test_a_run_of_one_step_is_still_a_picture():
    assert all(len(line.y) == 1 for line in schedules_figure(PLANS, 1).data)
