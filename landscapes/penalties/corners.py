"""From which centres of the data loss the least point within a budget is a corner of the ball, so that a weight is exactly 0.

At a corner p = (t, 0) the penalty a ‖w‖₁ + b ½‖w‖² pulls with any force from the cone of (a + b t, −a) to (a + b t, a). The data's
slope H (c − p) is held there if it lies in that cone (the normal cone of the ball at p). So these centres fill the wedge
p + H⁻¹ cone. Without an L1 share the cone is a line, and so is the wedge.
With a flat direction there is a strip besides, where the budget does not bind: of all weights that fit alike the least R is on an axis.
Source: Boyd and Vandenberghe, Convex Optimization (2004), 4.2.3.
"""

import numpy as np

from landscapes.penalties.budget import CORNERS, FLAT, curvatures

ROUNDING = 1e-12  # of a window's side
NONE = np.empty((0, 2))


def wedges(H: np.ndarray, t: float, a: float, b: float, window: float) -> list[np.ndarray]:
    """The centres for each of four corners, as the polygon (n, 2) that a window from −`window` to `window` shows of them; and the strip.

    A polygon without area is a line, one without points is out of sight. A flat direction along a side leaves a corner none, as the
    whole side does as well. At t = 0 the ball is one point, and every centre leads to it.
    """
    square = window * np.array([(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)])
    if t == 0:
        return [square]
    return [*(wedge(H, square, corner, t, a, b) for corner in CORNERS), *strip(H, square, t, a, b)]


def wedge(H: np.ndarray, square: np.ndarray, corner: np.ndarray, t: float, a: float, b: float) -> np.ndarray:
    """The part (n, 2) of a square of centres that leads to one corner."""
    across = np.array([-corner[1], corner[0]])
    first, last = ((a + b * t) * corner + a * side * across for side in (-1, 1))
    # The slope lies left of the cone's first edge, right of its last, and outward.
    edges = [H @ (-first[1], first[0]), H @ (last[1], -last[0]), H @ corner]
    kept = [edge for edge in edges if np.linalg.norm(edge) > FLAT * np.abs(H).max() * (a + b * t)]
    if len(kept) < len(edges) and (a or not (H @ corner).any()):
        return NONE  # a whole side does as well, or no centre's slope points there
    found = cut(square, kept, t * corner)
    level = curvatures(H)[0][0] == 0  # then a line is where there is no slope at all: nothing is held there
    return NONE if level and area(found) == 0 else found


def strip(H: np.ndarray, square: np.ndarray, t: float, a: float, b: float) -> list[np.ndarray]:
    """The part (n, 2) of a square of centres whose line of equal fit has its least R on an axis, within the budget; [] if there is none.

    On the line n · w = n · c it is the axis j of the larger |n_j|, as long as R's pull a + b |w_j| there, times |n_k|, is at most a |n_j|.
    """
    values, vectors = curvatures(H)
    if values[0] > 0 or values[1] == 0:
        return []
    steep = vectors[:, 1]
    least, most = np.sort(np.abs(steep))
    alone = least <= FLAT  # the data say nothing about the other weight
    slack = a * (most - least) / most  # beyond rounding, if an axis is nearer at all
    if not alone and slack <= FLAT:
        return []
    furthest = t if alone or not b else min(t, a * (most - least) / (b * least))
    edges, p = (steep, -steep), furthest * most * steep
    return [cut(cut(square, edges[:1], -p), edges[1:], p)]


def cut(polygon: np.ndarray, edges, p: np.ndarray) -> np.ndarray:
    """What is left of a polygon where edge · (c − p) ≥ 0 for every edge.

    Source: Sutherland and Hodgman, Reentrant polygon clipping (1974).
    """
    smallest = ROUNDING * np.abs(polygon).max()
    for edge in edges:
        inside = (polygon - p) @ edge / np.linalg.norm(edge)
        inside = np.where(np.abs(inside) <= smallest, 0.0, inside)
        kept = []
        for k in range(len(polygon)):
            here, there = inside[k - 1], inside[k]
            if here * there < 0:
                kept.append(polygon[k - 1] + here / (here - there) * (polygon[k] - polygon[k - 1]))
            if there >= 0:
                kept.append(polygon[k])
        polygon = np.array(kept).reshape(-1, 2)
    return polygon


def share(polygons: list[np.ndarray], window: float) -> float:
    """How much of the window the polygons fill, from 0 to 1."""
    filled = float(sum(area(one) for one in polygons) / (2 * window) ** 2)
    return filled if filled > ROUNDING else 0.0


def area(polygon: np.ndarray) -> float:
    """The shoelace formula."""
    x, y = polygon.reshape(-1, 2).T
    return 0.5 * abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)))


def alike(H: np.ndarray, t: float, w: np.ndarray, a: float, b: float) -> np.ndarray | None:
    """The ends (2, 2) of the ball's side on which all weights fit as well as w (2,), or None: a straight side along a flat direction."""
    values, vectors = curvatures(H)
    if b or t == 0 or values[0] > 0 or values[1] == 0:
        return None
    flat = vectors[:, 0]
    if abs(abs(flat[0]) - abs(flat[1])) > FLAT:
        return None
    signs = np.where(w != 0, np.sign(w), -np.sign(w.sum()) * np.sign(flat.prod()))
    return np.diag(t * signs)
