"""What the player is sent of runs with schedules, lengths and batches of their own."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend, schedule
from optimizers.abreast import abreast
from plots.lanes import lanes_picture
from plots.parting import parting_chart
from plots.race import Scene, Sight, Trace
from plots.schedules import look, schedules_chart
from plots.theme import PAPER
from tests.plots.blob import unpacked

CUT = {
    "name": "Step.cut1",
    "label": "Step: first cut at",
    "run": "Step",
    "at": 0.3,
    "since": 2,
    "over": 18,
    "light": "#111111",
    "dark": "#eeeeee",
}


def test_a_shorter_run_ends_early_and_costs_and_cuts_travel_with_it():
    land = landscape("Booth")
    each = [descend(land, [Run("SGD", lr=0.05)], steps, schedule("Step")) for steps in (20, 8)]
    traces = [Trace("Step", look(1), 0.05), Trace("short", look(2), 0.05)]
    multipliers = np.full((2, 20), np.nan)
    for row, paths in zip(multipliers, each, strict=True):
        row[: paths.lr.shape[1]] = paths.lr[0] / 0.05
    sent = unpacked(lanes_picture(Scene(land, {}, traces, abreast(each), multipliers), Sight([], "2-D", "evaluations"), [CUT], "samples"))
    assert sent["cuts"] == [CUT]
    assert sent["spent"] == "samples"
    assert sent["opens"]
    gap = sent["gap"].reshape(2, 21)
    np.testing.assert_array_equal(gap[0], each[0].loss[0].astype(np.float32))
    np.testing.assert_array_equal(gap[1, :9], each[1].loss[0].astype(np.float32))
    assert np.isnan(gap[1, 9:]).all()
    np.testing.assert_array_equal(np.isnan(sent["rate"].reshape(2, 20)[1]), np.arange(20) >= 8)


def test_a_schedule_has_the_colour_it_has_in_the_catalogues_chart():
    plans = [schedule(name) for name in ("Constant", "Step", "Cosine")]
    for theme in ("light", "dark"):
        lines = schedules_chart(plans, 10).lines
        assert [getattr(line, theme) for line in lines] == [getattr(look(place), theme) for place in range(3)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_distance_is_drawn_step_by_step_on_a_logarithmic_axis(scheme):
    chart = parting_chart(np.array([0.0, 1e-15, 0.5, np.nan, 2.0]))
    (line,) = chart.lines
    np.testing.assert_array_equal(line.y, [np.nan, np.nan, 0.5, np.nan, 2.0])  # what is none, or rounding, is left out
    np.testing.assert_array_equal(line.x, range(5))
    assert chart.y.log
    assert chart.y.span
    assert chart.y.span[0] < 0.5 < 2.0 < chart.y.span[1]
    assert getattr(line, scheme) == PAPER[scheme].text


def test_two_runs_that_never_part_have_a_chart_without_a_line():
    chart = parting_chart(np.zeros(3))
    assert chart.y.span is None
    assert np.isnan(chart.lines[0].y).all()
