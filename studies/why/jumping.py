"""Rules that look further than the slope: a local quadratic, a line search, a random try."""

import numpy as np

from digits import brief, percent
from optimizers.curvature import slopes_down
from optimizers.microscope import Magnified
from studies.why.endings import curvatures, singular
from studies.why.words import Sentences, gone, letter_of, said


def model(m: Magnified) -> np.ndarray | None:
    """The matrix of the local quadratic at every step, if the rule has one."""
    letter = letter_of(m, "curvature", "model")
    return m.letters[letter] if letter else None


def flat_point(m: Magnified, room: np.ndarray) -> Sentences:
    """Where the local quadratic is flat, which is where the step heads."""
    A = model(m)
    if A is None:
        return {}
    g, step = m.letters["noisy"], gone(m)  # clipping shortens the way that is gone, not the way there is
    flat, scale = singular(A), np.abs(A).max(axis=(1, 2))
    M = A / scale[:, None, None]  # a determinant of tiny curvatures would come out as 0
    det = M[:, 0, 0] * M[:, 1, 1] - M[:, 0, 1] * M[:, 1, 0]
    way = -np.stack([M[:, 1, 1] * g[:, 0] - M[:, 0, 1] * g[:, 1], M[:, 0, 0] * g[:, 1] - M[:, 1, 0] * g[:, 0]], axis=1)
    way /= (det * scale)[:, None]
    share = (step * way).sum(axis=1) / (way**2).sum(axis=1)

    def sentence(low: float, high: float, share: float) -> str:
        signs, place = (
            ("both positive", "minimum of that quadratic")
            if low > 0
            else ("both negative", "summit of that quadratic")
            if high < 0
            else ("one negative", "saddle of that quadratic")
        )
        goes = "jumps to the" if abs(share - 1) < 1e-3 else f"goes {percent(share)} of the way to the"
        return f"The curvatures it divides by are {brief(low)} and {brief(high)}, {signs}, so the step {goes} {place}."

    none = "One direction has no curvature, so no single point of the quadratic is flat: the step is the shortest to where it is flattest."
    return said(room & ~flat, sentence, *curvatures(A).T, share) | said(room & flat, lambda: none)


def promise(m: Magnified, room: np.ndarray) -> Sentences:
    """What the local quadratic says of the loss, and what the surface says."""
    A = model(m)
    if A is None:
        return {}
    step, loss = gone(m), m.paths.loss[0]
    promised = -(m.letters["noisy"] * step).sum(axis=1) - np.einsum("ki,kij,kj->k", step, A, step) / 2
    drop = -np.diff(loss)

    def sentence(promised: float, drop: float) -> str:
        if abs(drop - promised) < 1e-3 * promised:
            return f"The loss fell by {brief(drop)}, as the quadratic promised."
        return f"It promised a drop in loss of {brief(promised)}; the loss {'fell' if drop > 0 else 'rose'} by {brief(abs(drop))}."

    certain = np.abs(drop) > 1e-9 * np.abs(loss[:-1])  # else rounding speaks
    return said(room & (curvatures(A)[:, 0] > 0) & (promised > 0) & certain, sentence, promised, drop)


def searched(m: Magnified, room: np.ndarray) -> Sentences:
    if not m.letters.keys() >= {"t", "trials"}:
        return {}
    t, trials, d, g = m.letters["t"], m.letters["trials"], direction(m), m.letters["g"]
    along, across = -(d * g).sum(axis=1), d[:, 0] * g[:, 1] - d[:, 1] * g[:, 0]
    off = np.degrees(np.arctan2(np.abs(across), along))

    def sentence(t: float, trials: int, off: float) -> str:
        search = (
            f"The first trial, t = {brief(t)}, was good enough" if trials == 1 else f"After {trials} trials the search took t = {brief(t)}"
        )
        where = "straight down the slope" if off < 0.5 else f"along a direction {off:.0f}° off steepest descent"
        return f"{search}, {where}."

    return said(room & (t != 0), sentence, t, trials, off)


def search_failed(m: Magnified, room: np.ndarray) -> Sentences:
    if not m.letters.keys() >= {"t", "trials"}:
        return {}
    nowhere, trials = room & (m.letters["t"] == 0), m.letters["trials"]
    slope = (direction(m) * m.letters["g"]).sum(axis=1)
    stuck = slopes_down(m.gradient[:-1], np.abs(curvatures(m.hessian[:-1])).max(axis=1), float(np.abs(m.paths.loss[0]).max()))
    return (
        said(nowhere & (trials > 0) & ~stuck, lambda n: f"{tries(n)} found no lower point along d, so it stays.", trials)
        | said(
            nowhere & (trials > 0) & stuck,
            lambda n: f"{tries(n)} found no lower point along d, though the ground slopes: it is stuck.",
            trials,
        )
        | said(nowhere & (trials == 0) & (slope > 0), lambda: "The direction d leads uphill, so it stays without a search.")
        | said(nowhere & (trials == 0) & (slope == 0), lambda: "The slope along d is 0 to the last digit, so it stays without a search.")
        | said(
            nowhere & (trials == 0) & (slope < 0) & ~stuck, lambda: "Nothing has changed since the last search led nowhere, so it stays."
        )
        | said(nowhere & (trials == 0) & (slope < 0) & stuck, lambda: "Nothing has changed since the last search led nowhere: it is stuck.")
    )


def tries(count: int) -> str:
    return f"{count} {'trial' if count == 1 else 'trials'}"


def direction(m: Magnified) -> np.ndarray:
    """Where a line search looks; the step itself if no line says."""
    letter = letter_of(m, "search", "part")
    return m.letters[letter] if letter else gone(m)


def tried(m: Magnified, room: np.ndarray) -> Sentences:
    """A point tried at random, against the best so far."""
    if not letter_of(m, "search", "point") or not m.letters.keys() >= {"best", "found"}:
        return {}
    best, found = m.letters["best"], m.letters["found"]
    seen = seen_through(m, best)

    def compared(f: float, b: float, kept: bool) -> str:
        against, fate = ("lower than", "kept") if kept else ("no lower than", "refused")
        return f"{seen} point tried has a loss of {brief(f)}, {against} {brief(b)} here: it is {fate}."

    return said(room & np.isfinite(found), compared, found, best, found < best) | said(
        room & ~np.isfinite(found), lambda: "The loss is not finite at the point tried: it is refused."
    )


def seen_through(m: Magnified, best: np.ndarray) -> str:
    """Whose losses a rule compares: the surface's own, or what the noise or the mini-batch of the step makes of them."""
    if m.letters["noise"].any():
        return "With the noise of this step the"
    true = m.paths.loss[0, :-1]
    batch = (np.abs(best - true) > 1e-9 * np.abs(true)).any()
    return "On the mini-batch of this step the" if batch else "The"
