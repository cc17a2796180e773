"""What the player is sent of runs with schedules, lengths and batches of their own."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend, schedule
from optimizers.abreast import abreast
from plots.lanes import lanes_picture
from plots.parting import parting_figure
from plots.race import Entrant
from plots.schedules import look, schedules_figure
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
    entrants = [Entrant("Step", look(1), 0.05), Entrant("short", look(2), 0.05)]
    multipliers = np.full((2, 20), np.nan)
    for row, paths in zip(multipliers, each, strict=True):
        row[: paths.lr.shape[1]] = paths.lr[0] / 0.05
    sent = unpacked(lanes_picture(land, {}, entrants, abreast(each), multipliers, [], "2-D", "evaluations", [CUT], "samples"))
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
    for dark, theme in ((False, "light"), (True, "dark")):
        lines = schedules_figure(plans, 10, dark).data
        assert [line.line.color for line in lines] == [getattr(look(place), theme) for place in range(3)]


@pytest.mark.parametrize("dark", [False, True])
def test_the_distance_is_drawn_step_by_step_on_a_logarithmic_axis(dark):
    figure = parting_figure(np.array([0.0, 1e-15, 0.5, np.nan, 2.0]), dark)
    (line,) = figure.data
    np.testing.assert_array_equal(line.y, [np.nan, np.nan, 0.5, np.nan, 2.0])  # what is none, or rounding, is left out
    assert line.x is None  # Plotly then counts from 0, as steps do
    assert figure.layout.yaxis.type == "log"
    assert figure.layout.font.color == PAPER["dark" if dark else "light"].text
