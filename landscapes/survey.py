"""What can be learnt about an unknown surface by looking: slopes, curvatures, minima.

All of it in NumPy, where nothing is compiled. The window is the unit square here, so that lengths are shares of it;
`f` takes points (..., 2) of that square.
"""

import numpy as np

H = 1e-4  # how far the differences reach
RING = 1e-3  # a minimum is lower than all points this far away
CELLS = 64  # of the grid the search begins on, along each side
A_CELL_AWAY = np.array([(1, 0), (-1, 0), (0, 1), (0, -1)]) / CELLS
MOST_TRIED = 32  # of the grid's lowest dents


def stencil() -> tuple[np.ndarray, np.ndarray]:
    """Thirteen points, and the weights that make f_x, f_y, f_xx, f_xy, f_yy of the values there.

    Along the axes by differences of fourth order: (1, −8, 0, 8, −1)/12h and (−1, 16, −30, 16, −1)/12h².
    """
    along = (-2, -1, 1, 2)
    points = np.array([(0, 0), *((k, 0) for k in along), *((0, k) for k in along), (1, 1), (1, -1), (-1, 1), (-1, -1)])
    weights = np.zeros((13, 5))
    weights[1:5, 0] = weights[5:9, 1] = np.array([1, -8, 8, -1]) / (12 * H)
    weights[0, [2, 4]] = -30 / (12 * H**2)
    weights[1:5, 2] = weights[5:9, 4] = np.array([-1, 16, 16, -1]) / (12 * H**2)
    weights[9:, 3] = np.array([1, -1, -1, 1]) / (4 * H**2)
    return H * points, weights


POINTS, WEIGHTS = stencil()


def derivatives(f, at: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Value (n,), gradient (n, 2) and Hessian (n, 2, 2) at points (n, 2), by differences; not finite where f is not."""
    values = f(at[:, None] + POINTS)
    f_x, f_y, f_xx, f_xy, f_yy = (values @ WEIGHTS).T
    return values[:, 0], np.stack([f_x, f_y], -1), np.stack([np.stack([f_xx, f_xy], -1), np.stack([f_xy, f_yy], -1)], -1)


def grid() -> np.ndarray:
    """The corners (CELLS+1, CELLS+1, 2) of the cells."""
    return np.stack(np.meshgrid(*2 * [np.linspace(0, 1, CELLS + 1)], indexing="ij"), -1)


def inside() -> np.ndarray:
    """A point (CELLS², 2) in each cell, on none of the lines where a formula likes to have its kinks."""
    return (grid()[:-1, :-1] + np.array([0.37, 0.59]) / CELLS).reshape(-1, 2)


def minima(f) -> np.ndarray:
    """The isolated minima (n, 2) inside the unit square, the lowest first.

    A valley that is level along its floor has no isolated minimum, so none is listed for it. A minimum in a kink is
    listed only if its sides are equally steep: elsewhere differences cannot tell its place.
    """
    at = polished(f, dents(f))
    at = at[np.all((at > 0) & (at < 1), axis=1)]
    at = at[holds(f, at)]
    bottom, from_centre = f(at), np.linalg.norm(at - 0.5, axis=1)
    # Equal minima differ by rounding: among them the one nearest the centre comes first.
    grain = 1e-9 * np.abs(f(at + RING) - bottom).max(initial=0)
    order = np.lexsort([from_centre, np.round(bottom / grain)])
    found: list[np.ndarray] = []
    for point in at[order]:
        if all(np.linalg.norm(point - other) > RING for other in found):
            found.append(point)
    return np.array(found).reshape(-1, 2)


def dents(f) -> np.ndarray:
    """The lowest grid points (n, 2) that none of their eight neighbours is below."""
    points = grid()
    heights = finite_or_high(f(points))
    shape, inner = heights.shape, heights[1:-1, 1:-1]
    around = [heights[1 + i : shape[0] - 1 + i, 1 + j : shape[1] - 1 + j] for i in (-1, 0, 1) for j in (-1, 0, 1)]
    dent = (inner <= np.min(around, 0)) & np.isfinite(inner)
    return points[1:-1, 1:-1][dent][np.argsort(inner[dent], kind="stable")[:MOST_TRIED]]


def polished(f, at: np.ndarray) -> np.ndarray:
    """Each point led downhill by Newton steps, the best of several lengths each time."""
    lengths = np.array([1, 2, 3, *0.5 ** np.arange(1, 31), 0])  # 3 is exact for x⁴
    for _ in range(60):
        step = newton_step(f, at)
        tries = at[:, None] + lengths[:, None] * step[:, None]
        best = np.argmin(finite_or_high(f(tries)), 1)
        after = tries[np.arange(len(at)), best]
        moved, at = np.abs(after - at).max(initial=0), after
        if moved < 1e-10:
            break
    # Below the square root of rounding f tells the lengths apart no more; the gradient still does.
    step = newton_step(f, at)
    return np.where(np.all(np.abs(step) < 1e-6, axis=1)[:, None], at + step, at)


def newton_step(f, at: np.ndarray) -> np.ndarray:
    """−|H|⁻¹ g, which goes downhill whatever the curvature's sign, at most a grid cell along each axis of curvature."""
    _, g, hessian = derivatives(f, at)
    curvature, axes = np.linalg.eigh(finite_or_none(hessian))
    along = np.einsum("nij,ni->nj", axes, finite_or_none(g))
    shares = along / np.maximum(np.abs(curvature), CELLS * np.abs(along))
    return -np.einsum("nij,nj->ni", axes, finite_or_none(shares))


def holds(f, at: np.ndarray) -> np.ndarray:
    """Whether each point is a minimum: the gradient vanishes, and the ground rises all around, as ground does."""
    bottom, g, _ = derivatives(f, at)
    width = 2 * np.pi / 32
    turns = width * np.arange(32) + np.zeros((len(at), 1))
    rise = around(f, at, RING, turns) - bottom[:, None]
    highest, best = rise.max(1), np.take_along_axis(turns, rise.argmin(1)[:, None], 1)
    for _ in range(12):  # the lowest point of the ring, to a millionth of a turn: a level valley must not slip through
        turns = best + width * np.linspace(-1, 1, 9)
        best = np.take_along_axis(turns, around(f, at, RING, turns).argmin(1)[:, None], 1)
        width /= 3
    lowest = around(f, at, RING, best)[:, 0] - bottom
    near = around(f, at, H, best)[:, 0] - bottom
    rises = lowest > 1e-10 * highest + 1e-13 * np.abs(bottom)
    level = np.linalg.norm(g, axis=1) <= 0.1 * lowest / RING
    no_pole = near < 0.5 * lowest  # log(x) has a bottom in no point: it falls as much in each tenth of the way
    return np.isfinite(bottom) & rises & level & no_pole


def around(f, at: np.ndarray, radius: float, turns: np.ndarray) -> np.ndarray:
    """The values (n, m) on a circle around each point, at angles (n, m)."""
    return finite_or_high(f(at[:, None] + radius * np.stack([np.cos(turns), np.sin(turns)], -1)))


def finite_or_high(values: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(values), values, np.inf)


def finite_or_none(values: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(values), values, 0.0)
