"""Where each of the four ends, for every λ."""

from functools import partial

import numpy as np

from plots.decay import NAMES, OverLambda, ends_picture
from plots.race import Sight
from ui.decay import report, setup
from ui.decay.setup import Asked
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import slide

ROOM, HIGHEST = 27.6, 520  # rem of the page that are not the charts', and the pixels they have at most
SMOOTH = 150  # λ at which theory's curves are drawn


def title(asked: Asked, sight: Sight, at: int) -> tuple[str, str]:
    return "Weight decay", "The same four runs for every λ, from weak to strong."


def show(asked: Asked, sight: Sight, at: int) -> None:
    """Where each run ends, for every λ."""
    every, paths = setup.swept(asked)
    lost = paths.diverged_at.reshape(len(NAMES), -1) >= 0
    ends = np.where(lost[..., None], np.nan, paths.theta[:, -1].reshape(len(NAMES), -1, 2))
    own, rest = setup.ran(asked, asked.runs), setup.rests(asked, np.array([asked.weight_decay]))[:, 0]
    ended = np.where(own.diverged_at[:, None] < 0, own.theta[:, -1], np.nan)
    smooth = np.unique(np.append(every, np.geomspace(every[0], every[-1], SMOOTH)))
    charts(
        "ends",
        ends_picture(asked.H, asked.c, OverLambda(every, ends), OverLambda(smooth, setup.rests(asked, smooth)), asked.weight_decay, ended),
        slid=partial(slide, setup.every_slider(asked)),
        dragged=partial(dragged, asked),
    )
    report.table(own, rest, report.sample)
    say(report.outcome(asked, own, rest))


def dragged(asked: Asked, chart: str, name: str, place: int, x: float, y: float) -> None:
    """λ's grip, or the minimum, is being dragged."""
    if place < 0:
        slide(setup.every_slider(asked), "lambda", float(f"{x:.3g}"))
    else:
        setup.move_centre(asked, x, y)
