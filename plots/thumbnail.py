"""Small still pictures for the catalogue: a member of a shelf in, SVG out."""

import numpy as np

from landscapes import Landscape, heights
from landscapes.penalties import Penalty
from optimizers import Optimizer, Run, Schedule, descend
from plots.contours import outlines
from plots.race import GRID, lowest_value
from plots.relief import relief
from plots.svg import GROUND, INK, SIDE, line, picture, ring, star, trace
from plots.theme import LOOKS, SURFACE

BANDS = 9  # half as many as the race draws: the picture is a fifth of its size
THREAD = "light-dark(rgba(255,255,255,.85), rgba(255,255,255,.16))"  # between two bands
STEPS = 200  # of a schedule's curve
MARGIN = 40  # around a curve
BALLS = (1.35, 1.0, 0.65, 0.3)  # how far out on an axis each ball reaches, the largest first


def surface_thumbnail(land: Landscape) -> str:
    """The surface at its defaults, with its minima and its first start."""
    return picture(contours(land) + stars(land) + ring(*placed(land, land.start)[0]))


def rule_thumbnail(rule: Optimizer, land: Landscape) -> str:
    """The path the rule takes on a surface, from its first start at the rate that belongs there."""
    paths = descend(land, [Run(rule, land.start, lr=land.rates.get(rule.name))], steps=land.steps)
    seen = paths.theta[0] if paths.diverged_at[0] < 0 else paths.theta[0, : paths.diverged_at[0]]
    points, look = placed(land, seen), LOOKS[rule.name]
    walked = line(points, GROUND, 18) + line(points, f"light-dark({look.light}, {look.dark})", 9)
    return picture(contours(land) + walked + stars(land) + ring(*points[0]))


def schedule_thumbnail(plan: Schedule) -> str:
    """The share of the rate that each step of a run takes."""
    share = plan.multipliers(STEPS)
    across = np.linspace(MARGIN, SIDE - MARGIN, STEPS)
    curve = np.stack([across, SIDE - MARGIN - share * (SIDE - 2 * MARGIN)], 1)
    corner = np.array([[MARGIN, MARGIN], [MARGIN, SIDE - MARGIN], [SIDE - MARGIN, SIDE - MARGIN]])
    under = f"<path d='{trace(np.vstack([curve, corner[2:], corner[1:2]]))}z' style='fill:{band(0.4)}'/>"
    return picture(under + line(corner, INK, 4, "opacity='.5'") + line(curve, INK, 10))


def penalty_thumbnail(penalty: Penalty) -> str:
    """Balls of several budgets around the origin, with both axes."""
    numbers = [p.default for p in penalty.parameters]
    middle, unit = SIDE / 2, (SIDE / 2 - MARGIN / 2) / BALLS[0]
    balls = []
    for i, reach in enumerate(BALLS):
        points = penalty.ball(float(penalty.value(np.array([reach, 0.0]), *numbers)), *numbers)
        balls.append(
            f"<path d='{trace(middle + unit * points * (1, -1))}z' style='fill:{band(0.8 - 0.25 * i)};stroke:{INK}' stroke-width='5'/>"
        )
    axes = [line(np.array(ends), INK, 4, "opacity='.5'") for ends in ([[0, middle], [SIDE, middle]], [[middle, 0], [middle, SIDE]])]
    return picture("".join(balls + axes))


def placed(land: Landscape, points) -> np.ndarray:
    """Where points of the plane lie in the picture, (n, 2)."""
    (x0, x1), (y0, y1) = land.window
    x, y = np.asarray(points, float).reshape(-1, 2).T
    return np.stack([(x - x0) / (x1 - x0), (y1 - y) / (y1 - y0)], 1) * SIDE


def stars(land: Landscape) -> str:
    return "".join(star(x, y) for x, y in placed(land, land.minima(*land.numbers())))


def contours(land: Landscape) -> str:
    """The surface in bands of equal width in `relief`, the lowest painted last."""
    log = relief(heights(land, points=GRID)[2], lowest_value(land, {}))[0]
    low, high = float(log.min()), float(log.max())
    bands = [f"<rect width='{SIDE}' height='{SIDE}' style='fill:{band(1)}'/>"]
    for i in range(BANDS - 1, 0, -1):
        loops = (loop[:: 1 if len(loop) < 24 else 2] for loop in outlines(log, low + i / BANDS * (high - low)))
        drawn = "".join(f"{trace(loop * SIDE / (GRID - 1) * (1, -1) + (0, SIDE))}z" for loop in loops)
        bands.append(f"<path d='{drawn}' style='fill:{band((i - 1) / (BANDS - 1))}'/>")
    return f"<g fill-rule='evenodd' style='stroke:{THREAD}' stroke-width='2'>{''.join(bands)}</g>"


def band(share: float) -> str:
    """The colour this share of the way from a surface's lowest ground to its highest."""
    return f"light-dark({mixed(SURFACE['light'], share)}, {mixed(SURFACE['dark'], share)})"


def mixed(colours: list[str], share: float) -> str:
    ends = np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in colours])
    red, green, blue = (np.interp(share * (len(colours) - 1), range(len(colours)), channel) for channel in ends.T)
    return f"#{round(red):02x}{round(green):02x}{round(blue):02x}"
