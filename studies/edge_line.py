"""Theory on a map: where a rule stops being stable on a quadratic, and its best settings."""

import numpy as np

from optimizers.curvature import constant_bend
from studies.outcome_axes import Axis
from studies.outcome_map import Question

FINE = 65  # places along each side at which the edge is looked for: between them it is straight enough
# Why a rule has no edge, by what it is told; the last that holds is said.
NO_EDGE = {
    "g": "it rescales the gradient",
    "H": "it divides by the curvature itself",
    "fg": "its line search tries a step before it takes it",
    "f": "it does not look at the gradient",
}
COARSE = 9  # places along a parameter of the surface at which the curvature is taken


def edge_line(q: Question) -> tuple[np.ndarray, np.ndarray] | None:
    """The stability edge of the rule across the map (x, y); None where theory knows none, or where it lies off the map.

    It is where the rate is `Theory.edge` of the largest curvature, with every setting on the axes or off them in its place.
    """
    theory, share = q.run.optimizer.theory, np.linspace(0, 1, FINE)
    x, y = q.across.at(share), q.up.at(share)
    sharpest = largest_curvature(q) if theory else None
    if theory is None or sharpest is None:
        return None
    here = q.settings | {q.up.name: y[:, None], q.across.name: x[None, :]}
    with np.errstate(divide="ignore", invalid="ignore"):
        edge = theory.edge(sharpest, **{p.name: here[p.name] for p in q.run.optimizer.hyper})
        above = np.broadcast_to(np.log(here["lr"] / edge), (FINE, FINE))
    rows, columns = crossings(above), crossings(above.T)
    if not max(len(rows), len(columns)):
        return None
    along, at = (rows.T if len(rows) >= len(columns) else columns.T[::-1]) / (FINE - 1)
    return q.across.at(along), q.up.at(at)


def crossings(h: np.ndarray) -> np.ndarray:
    """Where h changes its sign along each row: (column, row), the column between two as far as h says."""
    row, column = np.nonzero((h[:, :-1] < 0) != (h[:, 1:] < 0))
    a, b = h[row, column], h[row, column + 1]
    finite = np.isfinite(a) & np.isfinite(b)
    return np.stack([column + a / (a - b), row], -1)[finite]


def largest_curvature(q: Question) -> np.ndarray | None:
    """λmax of a quadratic at the FINE places of the map (rows, columns), or (1, 1) if no axis changes the surface; None for other surfaces.

    Between a few places it is read off the logarithm, which is exact for a condition number.
    """
    axes = [axis if axis.name in q.params else None for axis in (q.up, q.across)]
    tries = [[None] if axis is None else axis.at(np.linspace(0, 1, COARSE)) for axis in axes]
    table = np.empty((len(tries[0]), len(tries[1])))
    for i, up in enumerate(tries[0]):
        for j, across in enumerate(tries[1]):
            swept = {axis.name: float(value) for axis, value in zip(axes, (up, across), strict=True) if axis and value is not None}
            bend = constant_bend(q.land, {**q.params, **swept})
            if bend is None or bend[1] <= 0:
                return None
            table[i, j] = np.log(bend[1])
    places = np.linspace(0, COARSE - 1, FINE)
    if axes[1]:
        table = np.array([np.interp(places, np.arange(COARSE), row) for row in table])
    if axes[0]:
        table = np.array([np.interp(places, np.arange(COARSE), column) for column in table.T]).T
    return np.exp(table)


def best_point(q: Question) -> tuple[float, float] | None:
    """Theory's best settings of the rule on this quadratic, if the axes are what it sets."""
    theory, names = q.run.optimizer.theory, [axis.name for axis in (q.across, q.up)]
    bend = constant_bend(q.land, q.params) if theory else None
    if theory is None or bend is None or bend[0] <= 0:
        return None
    best = theory.best(*bend)
    if {*best} != {*names}:
        return None
    x, y = (best[name] for name in names)
    return (x, y) if inside(q.across, x) and inside(q.up, y) else None


def inside(axis: Axis, value: float) -> bool:
    return axis.low <= value <= axis.high


def is_exact(q: Question) -> bool:
    """Whether the map's runs are what theory speaks of: a constant rate, the whole gradient, nothing clipped, no noise."""
    swept, c = {q.across.name, q.up.name}, q.conditions
    steady = (c.multipliers == 1).all()
    return bool(steady) and c.clip is None and c.batch is None and (c.noise == 0 or "noise" in swept) and not swept & {"noise", "batch"}
