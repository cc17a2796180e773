"""Basins of attraction side by side, ready for `ui/parts/cells.py`: one panel per optimizer, all over the same starts."""

from collections.abc import Mapping, Sequence

import numpy as np

from digits import portion
from landscapes import Landscape
from optimizers import Paths
from plots import maps
from plots.maps import Point
from plots.outcome_map import codes, lowest_is, outcomes_of
from plots.race import Trace
from studies.basins import Basins, Span

HINT = "Click a start, or drag the ring: every optimizer's path from there is drawn. Drag a rectangle to zoom in."
TAPPED = "Tap a start, or drag the ring: every optimizer's path from there is drawn. Press Zoom and drag a rectangle to look closer."


def basins_picture(
    land: Landscape,
    params: Mapping[str, object],
    traces: Sequence[Trace],
    found: Basins,
    paths: Paths,
    window: tuple[Span, Span],
    stale: bool = False,
) -> bytes:
    """The maps, their shares, and each run's path from the race's start; a path ends at the step at which it diverged."""
    outcomes, start = outcomes_of(land, params), paths.theta[0, 0]
    steps = np.arange(paths.theta.shape[1])
    alive = (paths.diverged_at < 0)[:, None] | (steps < paths.diverged_at[:, None])
    titles = f"{land.name} {[one.name for one in traces]}"
    return maps.map_picture(
        maps.MapPicture(
            id=f"basins of {titles} {window}",
            alt=f"Basins on {land.name}: where runs from {found.ended[0].size} starts end.",
            hint=HINT,
            tapped=TAPPED,
            axes=(maps.Axis("start x", *window[0]), maps.Axis("start y", *window[1])),
            outcomes=outcomes,
            code=codes(found.ended, outcomes),
            panels=[
                maps.Panel(one.name, words, one.look.light, one.look.dark, one.look.marker)
                for one, words in zip(traces, captions(found, lowest_is(land)), strict=True)
            ],
            points=[Point(x, y) for x, y in land.minima(*land.numbers(params))],
            picked=(float(start[0]), float(start[1])) if inside(start, window) else None,
            paths=np.where(alive[..., None], paths.theta, np.nan),
            zoomed=window != land.window,
            stale=stale,
        )
    )


def inside(point, window: tuple[Span, Span]) -> bool:
    return all(low <= value <= high for value, (low, high) in zip(point, window, strict=True))


def captions(found: Basins, word: str) -> list[str]:
    """For each run, the shares in few words, of which `word` is for the lowest minima; the legend and the table say the rest."""
    known = len(found.lowest)
    said = []
    for row in found.shares():
        groups = {
            word: row[:known][found.lowest].sum(),
            "other" if known else "in a minimum": row[:known][~found.lowest].sum() + row[known],
            "none": row[known + 1],
            "diverged": row[known + 2],
        }
        said.append(" · ".join(f"{name} {portion(share, 0 if share >= 0.1 else 1)}" for name, share in groups.items() if share))
    return said
