"""What a step along the gradient does, what pulls beside it, and what became of the loss."""

import numpy as np

from digits import brief, percent
from optimizers.microscope import Magnified
from studies.why.gradient import misleader
from studies.why.words import COORDINATES, Sentences, gone, length, said, signed

MANY = 10  # shares above this are no longer counted


def overshoot(m: Magnified, room: np.ndarray) -> Sentences:
    """Plain descent multiplies the slope of a parabola by 1 − α H each step: for α H above 1 it changes sign, above 2 it grows."""
    slope, rate = m.gradient, m.letters["lr"]
    before, after = slope[:-1], slope[1:]
    larger = np.maximum(np.abs(before), np.abs(after))
    flips = (before * after < 0) & (larger >= 0.01 * larger.max(axis=1, keepdims=True))
    curvature = np.diagonal(m.hessian, axis1=1, axis2=2)
    product, cupped = rate[:, None] * curvature[:-1], (curvature[:-1] > 0) & (curvature[1:] > 0)
    which, each = np.where(flips, product, -np.inf).argmax(axis=1), np.arange(len(room))
    honest = length(m.letters["g"] - before) <= 1e-9 * length(before)  # told the true gradient

    slope_named = "true slope" if misleader(m) else "slope"

    def sentence(i: int, was: float, now: float, product: float, cupped: bool, honest: bool) -> str:
        flip = f"In {COORDINATES[i]} the {slope_named} flips ({signed(was)} → {signed(now)})"
        if not cupped:
            return f"{flip} on the way."
        if not honest or product <= 1:
            return f"{flip}: the step goes past the bottom."
        if product > 2 and abs(now) > abs(was):
            return f"{flip}: rate times curvature is {brief(product)}, and above 2 a step lands further up the other side."
        return f"{flip}: rate times curvature is {brief(product)}, and above 1 a step lands on the other side."

    columns = which, before[each, which], after[each, which], product[each, which], cupped[each, which], honest
    return said(room & plain(m) & flips.any(axis=1), sentence, *columns)


def plain_step(m: Magnified, room: np.ndarray) -> Sentences:
    loss = m.paths.loss[0]

    def sentence(g: float, rate: float, step: float, was: float, now: float) -> str:
        return f"A gradient of length {brief(g)} times the rate {brief(rate)} makes a step of {brief(step)}, and the loss {went(was, now)}."

    columns = length(m.letters["g"]), m.letters["lr"], length(gone(m)), loss[:-1], loss[1:]
    return said(room & plain(m), sentence, *columns)


def plain(m: Magnified) -> np.ndarray:
    """Where the step is the rate times the gradient and nothing else."""
    step = gone(m)
    miss = length(step + m.letters["lr"][:, None] * m.letters["g"])
    return (length(step) > 0) & (miss <= 1e-9 * length(step))


def pull(m: Magnified, room: np.ndarray) -> Sentences:
    """How much of the step, or of the gradient it joins, is not the loss's own doing."""
    line = next((line for line in m.lines if line.role == "pull"), None)
    if line is None:
        return {}
    moves = line.draws == "move"
    size = length(m.letters[line.letter])
    share = size / (length(gone(m)) if moves else m.letters["lr"] * length(m.letters["g"]))
    of = "the whole step" if moves else "the gradient it joins"

    def sentence(share: float) -> str:
        return f"The pull is {percent(share) if share <= MANY else 'many times'} as long as {of}."

    return said(room & (share >= 0.001), sentence, share)


def rose(m: Magnified, room: np.ndarray) -> Sentences:
    loss = m.paths.loss[0]
    where = room & (np.diff(loss) > 1e-12 * np.maximum(1, np.abs(loss[:-1])))
    return said(where, lambda was, now: f"The loss {went(was, now)}.", loss[:-1], loss[1:])


def loss_change(m: Magnified, room: np.ndarray) -> Sentences:
    """What is always true to say."""
    loss = m.paths.loss[0]
    return said(room, lambda was, now: f"The loss {went(was, now)}.", loss[:-1], loss[1:])


def went(was: float, now: float) -> str:
    """What the loss did, as a share where shares make sense."""
    if was == now:
        return "stays as it is"
    direction = "rose" if now > was else "fell"
    if was > 0 and now >= 2 * was:
        return f"rose from {brief(was)} to {brief(now)}"
    if was > 0 and now >= 0:
        return f"{direction} by {percent(abs(was - now) / was)}"
    if brief(was) != brief(now):
        return f"{direction} from {brief(was)} to {brief(now)}"
    return f"{direction} by {brief(abs(was - now))}"
