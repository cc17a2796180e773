"""The picture of basins: one panel a run, its shares in words, its path from the start."""

import numpy as np
import pytest

from digits import portion
from landscapes import formula, landscape
from optimizers import Run, descend
from optimizers.run import Entrant
from plots.basins import basins_picture, captions
from plots.race import trace
from studies.basins import basins
from tests.plots.blob import unpacked

NAMES = ["SGD", "Momentum", "SGD 2"]
RUNS = [Run("SGD", start=(1.8, 1.0)), Run("Momentum", start=(1.8, 1.0)), Run("SGD", start=(1.8, 1.0), lr=100.0)]


def pictured(surface="Two wells", window=None):
    land = landscape(surface)
    found = basins(land, RUNS, 16, window, steps=60)
    paths = descend(land, RUNS, 60)
    entrants = [trace(Entrant(name, run)) for name, run in zip(NAMES, RUNS, strict=True)]
    return found, paths, unpacked(basins_picture(land, {}, entrants, found, paths, window or land.window))


def test_every_run_has_a_panel_over_the_same_starts():
    found, _, header = pictured()
    assert [panel["title"] for panel in header["panels"]] == NAMES
    assert (header["rows"], header["columns"]) == (16, 16)
    assert [(axis["low"], axis["high"]) for axis in header["axes"]] == [(-2, 2), (-2, 2)]
    code = header["code"].reshape(3, 16, 16)
    labels = [one["label"] for one in header["outcomes"]]
    assert labels[:2] == ["global minimum (−0.936, 0)", "minimum (0.905, 0)"]
    for end, place in {0: 0, 1: 1, -1: 2, -2: 3, -3: 4}.items():
        assert ((code == place) == (found.ended == end)).all()
    assert [(point["x"], point["kind"]) for point in header["points"]] == [(m[0], "star") for m in landscape("Two wells").minima()]
    assert not header["zoomed"]


def test_a_path_ends_where_it_diverges():
    _, paths, header = pictured()
    px = header["px"].reshape(3, 61)
    assert header["picked"] == [1.8, 1.0]
    assert np.isfinite(px[:2]).all()
    assert px[0] == pytest.approx(paths.theta[0, :, 0], abs=1e-6)
    lost = int(paths.diverged_at[2])
    assert 0 < lost < 60
    assert np.isfinite(px[2, :lost]).all()
    assert np.isnan(px[2, lost:]).all()


def test_a_start_beside_the_part_shown_has_no_ring():
    _, _, header = pictured(window=((-2.0, 0.0), (-2.0, 0.0)))
    assert header["picked"] is None
    assert header["zoomed"]


def test_captions_say_the_shares_in_few_words():
    found, _, header = pictured()
    rows = found.shares()
    said = [panel["caption"].replace("\u00a0", " ") for panel in header["panels"]]
    assert said[0] == f"global {100 * rows[0, 0]:.0f} % · other {100 * rows[0, 1]:.0f} % · none {100 * rows[0, 3]:.0f} %"
    assert said[2] == "diverged 100 %"
    nowhere = basins(formula("x + y", window=((-5, 5), (-5, 5))), RUNS[:1], 4, steps=5)
    assert captions(nowhere, "lowest known") == ["none 100\u00a0%"]


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (1, "100 %"), (1e-5, "< 0.1 %"), (1 - 1e-5, "> 99.9 %"), (0.0006, "0.1 %"), (0.12345, "12.3 %"), (0.9994, "99.9 %")],
)
def test_a_share_never_rounds_to_nothing_or_everything(share, words):
    assert portion(share).replace("\u00a0", " ") == words
