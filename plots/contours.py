"""Closed outlines of the ground below a level, for pictures that are drawn without Plotly."""

import numpy as np

HIGH = 1e30  # a wall around the grid, so that every outline closes


def outlines(z: np.ndarray, level: float) -> list[np.ndarray]:
    """The loops around {z < level}, each (n, 2): column and row in the grid, the low ground on the left.

    Marching squares (Lorensen and Cline's marching cubes, 1987, in the plane): the outline crosses a cell from the
    side where a walk round its corners leaves the low ground to the side where it next comes back.
    """
    walled = np.pad(z, 1, constant_values=HIGH)
    low = walled < level
    rows, columns = np.indices(walled.shape)
    corner = [
        (slice(0, -1), slice(0, -1)),
        (slice(0, -1), slice(1, None)),
        (slice(1, None), slice(1, None)),
        (slice(1, None), slice(0, -1)),
    ]
    inside = [low[c] for c in corner]
    sides = 2 * (rows * walled.shape[1] + columns)  # even: to the next column; odd: to the next row
    side = [sides[corner[0]], sides[corner[1]] + 1, sides[corner[3]], sides[corner[0]] + 1]

    follows = {}
    for k in range(4):
        leaves = inside[k] & ~inside[(k + 1) % 4]
        back = np.where(inside[(k + 2) % 4], side[(k + 1) % 4], np.where(inside[(k + 3) % 4], side[(k + 2) % 4], side[(k + 3) % 4]))
        follows.update(zip(side[k][leaves].tolist(), back[leaves].tolist(), strict=True))

    loops = []
    while follows:
        first, after = follows.popitem()
        loop = [first]
        while after != first:
            loop.append(after)
            after = follows.pop(after)
        loops.append(crossings(walled, np.array(loop), level))
    return loops


def crossings(walled: np.ndarray, sides: np.ndarray, level: float) -> np.ndarray:
    """Where the level lies on these sides of cells, in the grid's columns and rows."""
    row, column = np.divmod(sides // 2, walled.shape[1])
    down = sides % 2
    a, b = walled[row, column], walled[row + down, column + 1 - down]
    share = (level - a) / (b - a)
    points = np.stack([column + share * (1 - down), row + share * down], 1) - 1
    return np.clip(points, 0, np.array(walled.shape[::-1]) - 3)
