"""Why nothing more is to be said: the run is lost, or it stands still."""

import numpy as np

from digits import brief
from optimizers.microscope import Magnified
from studies.why.words import Sentences, against_last, gone, length, letter_of, said, still


def had_diverged(m: Magnified, room: np.ndarray) -> Sentences:
    lost = int(m.paths.diverged_at[0])
    when = "The start is already out of sight or without a loss" if lost == 0 else f"The run had already diverged at step {lost}"
    return said(room & (lost >= 0) & (np.arange(len(room)) >= lost), lambda: f"{when}: from there on the numbers mean nothing.")


def diverges(m: Magnified, room: np.ndarray) -> Sentences:
    k = int(m.paths.diverged_at[0]) - 1
    return {k: blown_up(m, k)} if k >= 0 else {}


def blown_up(m: Magnified, k: int) -> str:
    """What was the first to be no number, or too large."""
    step, loss, rates = gone(m), m.paths.loss[0], letter_of(m, "scale", "ellipse")
    if not np.isfinite(m.letters["next"][k]).all():
        if asks_for_slope(m) and not np.isfinite(m.letters["g"][k]).all():
            return "The gradient is not finite here, so the next point is not either: the run diverges."
        if letter_of(m, "curvature", "model") and not np.isfinite(m.hessian[k]).all():
            return "The curvature is not finite here, so the next point is not either: the run diverges."
        if rates and not np.isfinite(m.letters[rates][k]).all():
            return "The own rate of a coordinate divides by 0, as it remembers no gradient and ε is 0: the run diverges."
        return "The numbers have outgrown what a computer can hold, so the next point is not finite: the run diverges."
    if np.isnan(loss[k + 1]):
        return "The step lands where the loss has no value: the run diverges."
    if np.isinf(loss[k + 1]):
        return "The step lands where the loss is not finite: the run diverges."
    if loss[k + 1] < loss[: k + 1].min():
        return f"The loss is at its lowest, {brief(loss[k + 1])}, and the point is out of sight: the run diverges downhill."
    growth = against_last(step)[k]
    compared = f", {brief(growth)} times the last," if np.isfinite(growth) else ""
    return f"A step of length {brief(length(step)[k])}{compared} throws the point out of sight: the run diverges."


def rate_is_zero(m: Magnified, room: np.ndarray) -> Sentences:
    rate, stays = m.letters["lr"], still(m)
    label = m.run.optimizer.lr.label or "rate"
    cause = f"The schedule sets the {label} to 0 here" if rate.any() else f"The {label} is 0"
    where = room & (rate == 0)
    return said(where & stays, lambda: f"{cause}, so nothing moves.") | said(where & ~stays, lambda: f"{cause}: only {memory(m)} it on.")


def at_rest(m: Magnified, room: np.ndarray) -> Sentences:
    """Exactly no gradient and no move; the curvatures tell where."""
    where = room & told_nothing(m) & still(m)
    ground = np.where((m.gradient[:-1] == 0).all(axis=1), flat_ground(m.hessian[:-1]), 0)
    ground = np.where(on_a_kink(m), len(GROUND) - 1, ground)
    return said(where, lambda kind: f"{GROUND[kind]}, so nothing moves.", ground)


GROUND = (
    "The gradient it is told is exactly 0",
    "The gradient is exactly 0 in this minimum",
    "The gradient is exactly 0 on this saddle",
    "The gradient is exactly 0 on this summit",
    "The gradient and a curvature are exactly 0 here",
    "The slope jumps here, in a kink, and the one that is taken for it is 0",
)


def on_a_kink(m: Magnified) -> np.ndarray:
    """Where the rule asks for a slope at a point where it jumps."""
    nowhere = np.zeros(len(m.letters["x"]), bool)
    return m.land.kinked(*m.letters["at"].T) if m.land.kinked and asks_for_slope(m) else nowhere


def level(m: Magnified, room: np.ndarray) -> Sentences:
    """A Newton step that stays although the ground slopes: no curvature that way."""
    A = m.letters.get(letter_of(m, "curvature", "model"))
    if A is None:
        return {}
    where = room & still(m) & ~told_nothing(m) & singular(A)
    return said(where, lambda: "The slope here points where there is no curvature. Newton takes no step in such a direction, so it stays.")


def singular(A: np.ndarray) -> np.ndarray:
    """Where symmetric matrices (n, 2, 2) leave a direction without curvature, as `plane.solved` judges it."""
    scale = np.abs(A).max(axis=(1, 2), keepdims=True)
    M = A / np.where(scale > 0, scale, 1.0)
    straight, crossed = M[:, 0, 0] * M[:, 1, 1], M[:, 0, 1] ** 2
    return np.abs(straight - crossed) <= 4 * np.finfo(float).eps * (np.abs(straight) + crossed)


def flat_ground(hessian: np.ndarray) -> np.ndarray:
    """Which of GROUND a point without slope is, by its two curvatures."""
    low, high = curvatures(hessian).T
    return np.select([~np.isfinite(low + high), low > 0, low * high < 0, high < 0], [0, 1, 2, 3], 4)


def curvatures(matrix: np.ndarray) -> np.ndarray:
    """The two eigenvalues of every symmetric matrix, the smaller first."""
    a, b, c = matrix[:, 0, 0], (matrix[:, 0, 1] + matrix[:, 1, 0]) / 2, matrix[:, 1, 1]
    middle, apart = (a + c) / 2, np.hypot((a - c) / 2, b)
    far = middle + np.where(middle < 0, -apart, apart)  # the other by the determinant: a difference would lose its digits
    near = np.where(far == 0, 0.0, (a * c - b**2) / far)
    return np.stack([np.minimum(near, far), np.maximum(near, far)], axis=1)


def carried_on(m: Magnified, room: np.ndarray) -> Sentences:
    pull = next((m.letters[line.letter] for line in m.lines if line.role == "pull"), np.zeros((len(room), 2)))
    where, pulled = room & told_nothing(m) & ~still(m), pull.any(axis=1)
    return said(where & pulled, lambda: "The gradient is exactly 0 here, but the pull is not.") | said(
        where & ~pulled, lambda: f"The gradient is exactly 0 here, but {memory(m)} it on."
    )


def too_short(m: Magnified, room: np.ndarray) -> Sentences:
    """A step that rounding swallows. A search may decide to stay, and says so itself."""
    searches = any(line.role == "search" for line in m.lines)
    where = room & (not searches) & still(m)
    return said(where, lambda: "The step is so short that rounding swallows it: the point stays.")


def told_nothing(m: Magnified) -> np.ndarray:
    """Where the gradient that the rule is told is exactly 0."""
    return (m.letters["g"] == 0).all(axis=1) & asks_for_slope(m)


def asks_for_slope(m: Magnified) -> bool:
    return bool({"g", "fg"} & set(m.run.optimizer.told))


def memory(m: Magnified) -> str:
    """Who moves the point when the gradient does not."""
    return "the velocity carries" if letter_of(m, "velocity", "move") else "the gradients it remembers carry"
