"""Two weights under a budget: where a quadratic loss is least among all w with R(w) ≤ R((t, 0)), and the λ that leads there.

The budget t is how far the ball reaches along each axis: ‖w‖₁ ≤ t for L1, ‖w‖ ≤ t for L2 (texts that write ‖w‖² ≤ t mean its square).
The loss is ½ (w − c)ᵀ H (w − c) and R(w) = a ‖w‖₁ + b ½‖w‖², as in `plane.py`. The least point is c itself, or a corner of the
ball, or a point within one of its four sides; each is known exactly, but for a round side's λ, which Newton's method finds to rounding.
"""

import numpy as np

from landscapes.penalties.plane import SIGNS, TOLERANCE

FLAT = 1e-13  # share of the steepest curvature below which a direction counts as flat
CORNERS = np.array([(0, 1), (0, -1), (1, 0), (-1, 0)])  # in the order of `least`, so that a tie goes the same way
SIDES = SIGNS[np.abs(SIGNS).sum(1) == 2]
NEWTON = 30  # steps at most; about six will do
TINY = 1e-300
ROUNDING = 1e-15


def worth(w: np.ndarray, a: float, b: float) -> np.ndarray:
    """R(w) = a ‖w‖₁ + b ½‖w‖² of weights (…, 2)."""
    return a * np.abs(w).sum(-1) + b * 0.5 * (w**2).sum(-1)


def reach(w: np.ndarray, a: float, b: float) -> np.ndarray:
    """The budget t of the ball on whose rim w (…, 2) lies: R((t, 0)) = R(w). A weight alone on its axis is its own budget exactly."""
    w = np.asarray(w, float)
    whole = worth(w, a, b)
    size = np.abs(w)
    with np.errstate(divide="ignore", invalid="ignore"):
        root = 2 * whole / (a + np.sqrt(a**2 + 2 * b * whole))  # of a t + ½ b t² = R
    return np.where(size.min(-1) == 0, size.max(-1), np.where(whole > 0, root, 0.0))


def curvatures(H: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The eigenvalues (2,) of H, gentlest first, and its eigenvectors as columns; what is flat but for rounding is 0."""
    values, vectors = np.linalg.eigh(np.asarray(H, float))
    return np.where(values <= FLAT * values[1], 0.0, values), vectors


def freest(H: np.ndarray, c: np.ndarray, a: float, b: float) -> np.ndarray:
    """The w (2,) of least R among those that fit best: c, unless a direction is flat, along which all fit alike."""
    c = np.asarray(c, float)
    values, vectors = curvatures(H)
    if values[1] == 0:
        return np.zeros(2)
    if values[0] > 0:
        return c
    flat = vectors[:, 0]
    crossings = [-c[j] / flat[j] for j in (0, 1) if abs(flat[j]) > FLAT]
    round_sides = [-(a * s @ flat + b * c @ flat) / b for s in SIDES] if b else []
    places = [c + along * flat for along in (*crossings, *round_sides)]
    for j, place in enumerate(places[: len(crossings)]):
        place[[k for k in (0, 1) if abs(flat[k]) > FLAT][j]] = 0.0  # on the axis exactly
    costs = np.array([worth(place, a, b) for place in places])
    return places[int(np.flatnonzero(costs <= costs.min() * (1 + TOLERANCE))[0])] + 0.0


def strongest(H: np.ndarray, c: np.ndarray, a: float) -> float:
    """λmax: from this strength on all weights are 0. Infinite where R has no corner and c is not the origin."""
    pull = float(np.abs(np.asarray(H, float) @ np.asarray(c, float)).max())
    return 0.0 if pull == 0 else pull / a if a else np.inf


def within(H: np.ndarray, c: np.ndarray, budgets, a: float, b: float) -> tuple[np.ndarray, np.ndarray]:
    """For every budget t (n,) the w (n, 2) of least loss with R(w) ≤ R((t, 0)), and the strength λ (n,) that leads to the same w.

    A weight that is 0 is exactly 0. λ is 0 where the budget does not bind. At t = 0 it is the least that brings all weights to 0.
    Where the whole of a side fits alike, w is a corner of it.
    """
    H, c, t = np.asarray(H, float), np.asarray(c, float), np.atleast_1d(np.asarray(budgets, float))
    slope, free = H @ c, freest(H, c, a, b)
    w, strengths = np.broadcast_to(free, (len(t), 2)).copy(), np.zeros(len(t))
    open_ = reach(free, a, b) > t * (1 + TOLERANCE)

    ends, pulls = on_sides(H, c, t, a, b)
    signed = (ends * SIDES > 0).all(-1) & (pulls >= 0)
    lost = np.where(signed, losses(H, c, ends), np.inf)
    best = lost.argmin(-1)
    rows = open_ & signed.any(-1)
    w[rows], strengths[rows] = ends[rows, best[rows]], pulls[rows, best[rows]]

    left = open_.copy()
    for corner in CORNERS:
        j, k = (0, 1) if corner[0] else (1, 0)
        place = t[:, None] * corner
        push = slope - place @ H
        strength = push[:, j] * corner[j] / np.maximum(a + b * t, TINY)
        room = TOLERANCE * (np.abs(slope).max() + np.abs(push).max(-1))
        held = left & (t > 0) & (strength >= 0) & (np.abs(push[:, k]) <= strength * a + room)
        w[held], strengths[held] = place[held], strength[held]
        left &= ~held
    w[t == 0], strengths[t == 0] = 0.0, strongest(H, c, a)
    return w + 0.0, strengths


def losses(H: np.ndarray, c: np.ndarray, w: np.ndarray) -> np.ndarray:
    """½ (w − c)ᵀ H (w − c) of weights (…, 2); what is 0 but for rounding is 0."""
    off = w - c
    lost = 0.5 * ((off @ H) * off).sum(-1)
    return np.where(lost <= ROUNDING * np.abs(H).max() * (off**2).sum(-1), 0.0, lost)


def on_sides(H: np.ndarray, c: np.ndarray, t: np.ndarray, a: float, b: float) -> tuple[np.ndarray, np.ndarray]:
    """The least loss on the curve a s·w + b ½‖w‖² = R((t, 0)) for each of four pairs of signs s: w (n, 4, 2) and λ (n, 4).

    It is a side of the ball only where w has those signs; elsewhere the numbers mean nothing.
    """
    return (round_sides if b else straight_sides)(H, c, t, a, b)


def straight_sides(H, c, t, a, b):
    along = SIDES * (1, -1)
    middle = 0.5 * t[:, None, None] * SIDES
    bend = ((along @ H) * along).sum(-1)
    level = bend <= FLAT * np.abs(H).max()  # all of the side fits alike, so its corners do, too
    share = np.where(level, 0.0, (((c - middle) @ H) * along).sum(-1) / np.where(level, 1.0, bend))
    w = middle + share[..., None] * along
    return w, (((c - w) @ H) * SIDES).sum(-1) / (2 * a)


def round_sides(H, c, t, a, b):
    """The side's w(λ) solves (H + λ b) w = H c − λ a s. Newton on λ, for one over the distance to the circle's middle, −(a/b) s.

    Source: Moré and Sorensen, Computing a trust region step (1983), where a = 0.
    """
    values, vectors = curvatures(H)
    turned, signs, steep = vectors.T @ c, SIDES @ vectors, values > 0
    goal = (a * t + b * 0.5 * t**2)[:, None]
    w, strength = np.empty((len(t), len(SIDES), 2)), np.zeros((len(t), len(SIDES)))
    for _ in range(NEWTON):
        curved = np.where(steep, values + strength[..., None] * b, 1.0)
        w = np.where(steep, (values * turned - strength[..., None] * a * signs) / curved, -a / b * signs)
        pull = a * signs + b * w
        over = (a * signs * w + 0.5 * b * w**2).sum(-1) - goal
        falls = np.where(steep, pull**2 / curved, 0.0).sum(-1)  # −dR/dλ
        aim = np.sqrt((goal + a**2 / b) * 2 * b / np.maximum((pull**2).sum(-1), TINY))
        step = np.where((over > 0) | (strength > 0), over / np.maximum(falls * (aim**2 + aim) / 2, TINY), 0.0)
        strength = np.maximum(strength + step, 0.0)
        if (np.abs(step) <= 1e-14 * strength).all():
            break
    return w @ vectors.T, strength
