"""Every schedule is drawn step by step, each with a look of its own."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from optimizers import SCHEDULES, knots
from plots.schedules import schedules_chart
from plots.theme import PAPER

ROOT = Path(__file__).parents[2]
CONFIG, WEB = ROOT / ".streamlit" / "config.toml", ROOT / "ui" / "web"
PLANS = [*SCHEDULES, knots([(0, 0.2), (0.3, 1.4), (1, 0.1)], warmup=0.1)]


def test_every_schedule_is_drawn_with_the_share_that_each_step_takes():
    lines = schedules_chart(PLANS, 100).lines
    assert [line.name for line in lines] == [plan.name for plan in PLANS]
    for line, plan in zip(lines, PLANS, strict=True):
        assert np.array_equal(line.y, plan.multipliers(100))
        assert np.array_equal(line.x, range(100))
        assert line.step  # a step keeps its rate: a cut is a wall, not a ramp


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shelf_and_a_schedule_of_ones_own_differ_in_colour_and_in_dash(scheme):
    lines = schedules_chart(PLANS, 10).lines
    assert len({getattr(line, scheme) for line in lines}) == len(PLANS)
    assert len({line.dash for line in lines}) == len(PLANS)


def test_a_schedule_keeps_its_look_when_others_join_behind_it():
    alone, joined = schedules_chart(PLANS[:2], 10).lines, schedules_chart(PLANS, 10).lines
    assert [(one.light, one.dark, one.dash) for one in alone] == [(one.light, one.dark, one.dash) for one in joined[:2]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_text_has_the_pages_colour_and_the_page_shines_through(scheme):
    page = tomllib.loads(CONFIG.read_text())["theme"][scheme]
    assert (PAPER[scheme].text, PAPER[scheme].label) == (page["textColor"], page["backgroundColor"])
    drawn = (WEB / "charts" / "chart.js").read_text() + (WEB / "shared" / "paper.js").read_text()
    assert "color: theme.text }" in drawn
    assert "bgcolor: theme.background" in drawn
    assert 'paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)"' in drawn


def test_the_axes_say_what_they_count():
    chart = schedules_chart(PLANS, 10)
    assert (chart.x.title, chart.y.title) == ("step", "share of α₀")
    assert chart.y.span
    assert chart.y.span[0] == 0 < max(line.y.max() for line in chart.lines) < chart.y.span[1]


def test_a_run_of_one_step_is_still_a_picture():
    assert all(len(line.y) == 1 for line in schedules_chart(PLANS, 1).lines)


def test_a_rate_of_nothing_but_zeros_is_still_a_picture():
    assert schedules_chart([knots([(0, 0), (1, 0)])], 10).y.span == (0, 1.05)
