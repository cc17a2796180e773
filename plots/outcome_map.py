"""A map of outcomes, ready for `ui/parts/cells.py`: what its codes mean, theory's lines over it."""

from collections.abc import Mapping

import numpy as np

from landscapes import LANDSCAPES, Landscape
from optimizers.sweep import CRAWLING, DIVERGED, ELSEWHERE
from plots import maps
from plots.maps import Line, Outcome, Point
from studies.basins import lowest
from studies.edge_line import best_point, edge_line, is_exact
from studies.outcome_map import Outcomes, Question

HINT = "Click a cell to open its run in the race, or drag a rectangle to zoom in. Arrow keys move over the cells, Enter opens one."
TAPPED = "Tap a cell to open its run in the race, or press Zoom and drag a rectangle."


def outcomes_of(land: Landscape, params: Mapping[str, object], moving: bool = False) -> list[Outcome]:
    """The ways for a run to end on this surface: in each known minimum, in another, under way, diverged; `codes` are their places.

    Minima are called by where they are, unless they are `moving` because the surface changes over the map.
    """
    points, low = land.minima(*land.numbers(params)), lowest(land, params)
    known = []
    for place, (x, y) in enumerate(points):
        where = (str(place + 1) if len(points) > 1 else "") if moving else f"({number(x)}, {number(y)})"
        rank = f"{lowest_is(land)} minimum" if low[place] and (not low.all() or len(points) == 1) else "minimum"
        known.append(maps.minimum(place, f"{rank} {where}".strip()))
    return [*known, maps.elsewhere("another minimum" if known else "in a minimum"), maps.CRAWLING, maps.DIVERGED]


def lowest_is(land: Landscape) -> str:
    """What the lowest of the known minima is called: those of a visitor's formula were only searched for, and only in its window."""
    return "global" if land in LANDSCAPES else "lowest known"


def codes(ended: np.ndarray, outcomes: list[Outcome]) -> np.ndarray:
    """The place in `outcomes` of each end that a sweep tells of."""
    count = len(outcomes)
    last = {ELSEWHERE: count - 3, CRAWLING: count - 2, DIVERGED: count - 1}
    return np.select([ended == end for end in last], list(last.values()), ended)


def number(value: float) -> str:
    """Three digits, with a minus as it is printed; what is next to nothing is 0."""
    return f"{value if abs(value) > 1e-12 else 0.0:.3g}".replace("-", "−")


def outcome_picture(q: Question, found: Outcomes, colouring: str, zoomed: bool, stale: bool = False) -> bytes:
    """The map of a question: coloured by "outcome", "steps" or "loss", with theory's edge and best settings where there are any."""
    sides = (q.across, q.up)
    names = q.across.name, q.up.name
    axes = [maps.Axis(axis.parameter.title, *axis.edges(q.side), log=axis.parameter.log, whole=axis.parameter.whole) for axis in sides]
    outcomes = outcomes_of(q.land, q.params, moving=bool({*names} & {*q.params}))
    rule = q.run.optimizer
    return maps.map_picture(
        maps.MapPicture(
            id=f"{q.land.name} {rule.name} {names}",
            alt=f"{rule.name} on {q.land.name}: how {found.ended.size} runs end, over {axes[0].title} and {axes[1].title}.",
            hint=HINT,
            tapped=TAPPED,
            axes=(axes[0], axes[1]),
            outcomes=outcomes,
            code=codes(found.ended, outcomes)[None],
            steps=found.steps[None],
            loss=np.where(found.ended == DIVERGED, np.nan, found.loss)[None],  # what lies out of sight has no colour of its own
            log=found.bottom,
            colouring=colouring,
            lines=edge(q),
            points=[*best(q), *minima(q, names)],
            picked=present(q, names),
            click="open",
            zoomed=zoomed,
            stale=stale,
        )
    )


def edge(q: Question) -> list[Line]:
    """The stability edge, dashed where the runs are not quite what theory speaks of."""
    line, theory = edge_line(q), q.run.optimizer.theory
    if line is None or theory is None:
        return []
    return [Line(f"edge α = {theory.edge_words}", line[0].tolist(), line[1].tolist(), dashed=not is_exact(q))]


def best(q: Question) -> list[Point]:
    point, theory = best_point(q), q.run.optimizer.theory
    if point is None or theory is None:
        return []
    values = ", ".join(f"{axis.parameter.symbol} = {number(value)}" for axis, value in zip((q.across, q.up), point, strict=True))
    return [Point(*point, f"{theory.best_words}: {values}", "best")]


def minima(q: Question, names: tuple[str, str]) -> list[Point]:
    """Where the axes are the start's coordinates, the map is the surface, and its minima are places on it."""
    if {*names} != {"x", "y"}:
        return []
    i, j = ("xy".index(name) for name in names)
    return [Point(point[i], point[j]) for point in q.land.minima(*q.land.numbers(q.params))]


def present(q: Question, names: tuple[str, str]) -> tuple[float, float] | None:
    """The run as its sliders stand, if it is on the map."""
    values = [q.settings[name] for name in names]
    on = all(axis.low <= value <= axis.high for axis, value in zip((q.across, q.up), values, strict=True))
    return (float(values[0]), float(values[1])) if on else None
