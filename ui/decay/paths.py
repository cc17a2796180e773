"""The race of the four: the same pull toward 0, inside the gradient and beside it."""

from functools import partial

import numpy as np

from landscapes.penalised import PENALISED
from plots.decay import decay_traces
from plots.race import Scene, Sight, race_picture, surface_picture
from ui.decay import link, report, setup
from ui.decay.setup import Asked
from ui.parts import player
from ui.parts.ear import say
from ui.parts.grasp import grasp
from ui.parts.sliders import slide

ROOM, HIGHEST = 31.0, 760  # rem of the page that are not the picture's, and the pixels it has at most


def title(asked: Asked, sight: Sight, at: int) -> tuple[str, str]:
    return "Weight decay", "The same pull toward 0, inside the gradient and beside it: four runs, one λ."


def show(asked: Asked, sight: Sight, at: int) -> None:
    """The four runs side by side."""
    paths, rests = setup.ran(asked, asked.runs), setup.rests(asked, np.array([asked.weight_decay]))[:, 0]
    traces = decay_traces([float(run.lr or 0.0) for run in asked.runs])
    player.player(
        "player",
        surface_picture(PENALISED, asked.params),
        race_picture(Scene(PENALISED, asked.params, traces, paths, asked.plan.multipliers(asked.steps)), sight),
        slid=partial(slide, setup.every_slider(asked)),
        started=setup.drop_start,
        inspected=partial(link.inspect, asked),
        grasp=partial(grasp, setup.shown(asked), sight.axis),
    )
    report.table(paths, rests, report.dot)
    say(report.outcome(asked, paths, rests))
