"""Rules that keep a velocity and push it: whether the two agree."""

import numpy as np

from optimizers.microscope import Magnified
from optimizers.why.words import COORDINATES, SAME, Sentences, against_last, digits, grew, letter_of, percent, said, signed

SMALL = 0.01  # of the longer coordinate: not worth a word
UNCHANGED = 0.05  # of a push: the gradient is as good as constant
NEAR = 0.9  # of the limit


def kept_and_push(m: Magnified) -> tuple[np.ndarray, np.ndarray] | None:
    """The velocity's part of every step and the gradient's, if the rule's step is their sum."""
    kept, push = letter_of(m, "velocity", "move"), letter_of(m, "gradient", "move")
    return (m.letters[kept], m.letters[push]) if kept and push else None


def no_velocity(m: Magnified, room: np.ndarray) -> Sentences:
    moves = kept_and_push(m)
    if moves is None:
        return {}
    none, first = (moves[0] == 0).all(axis=1), np.arange(len(room)) == 0
    return said(room & none & first, lambda: "There is no velocity yet, so the first step is plain descent.") | said(
        room & none & ~first, lambda: "No velocity is kept, so the step is plain descent."
    )


def at_the_limit(m: Magnified, room: np.ndarray) -> Sentences:
    """An unchanging push adds up to 1/(1 − ρ) of it, and no more."""
    moves = kept_and_push(m)
    if moves is None:
        return {}
    kept, push = moves
    step, steady = kept + push, np.zeros((len(room), 2), bool)
    limit = np.full((len(room), 2), np.nan)
    limit[1:] = 1 / (1 - kept[1:] / step[:-1])  # at a constant rate kept is ρ times the last step
    steady[1:] = (np.abs(np.diff(push, axis=0)) <= UNCHANGED * np.abs(push[1:])) & (np.diff(m.letters["lr"]) == 0)[:, None]
    reached = step / push
    near = steady & (limit > 1.5) & (reached >= NEAR * limit) & (reached <= limit * (1 + 1e-9)) & large(step)
    which = np.where(near, np.abs(step), -1).argmax(axis=1)
    each, both = np.arange(len(room)), near.all(axis=1) & (np.abs(reached[:, 0] / reached[:, 1] - 1) < 1e-3)

    def sentence(which: int, both: bool, times: float, most: float) -> str:
        where = "x and y" if both else COORDINATES[which]
        return (
            f"In {where} the gradient hardly changes, so the pushes add up: the step has reached {digits(times)} of at most "
            f"{digits(most)} times the push."
        )

    return said(room & near.any(axis=1), sentence, which, both, reached[each, which], limit[each, which])


def agreement(m: Magnified, room: np.ndarray) -> Sentences:
    """Coordinate by coordinate: what is cancelled, what adds up, and what it does to the step's length."""
    moves = kept_and_push(m)
    if moves is None:
        return {}
    kept, push = moves
    matters = large(np.maximum(np.abs(kept), np.abs(push)))
    agree, oppose = matters & (kept * push > 0), matters & (kept * push < 0)
    share = np.minimum(np.abs(kept), np.abs(push)) / np.maximum(np.abs(kept), np.abs(push))
    told = m.letters["g"]
    before = np.concatenate([np.zeros((1, 2)), told[:-1]])
    return said(
        room & (agree | oppose).any(axis=1),
        agreed,
        agree,
        oppose,
        np.nan_to_num(share),
        np.abs(push) > np.abs(kept),
        before,
        told,
        against_last(kept + push),
    )


def agreed(agree, oppose, share, push_wins, before, told, factor: float) -> str:
    """One step's sentence, each argument a pair but the last."""
    if all(oppose):
        x, y = (f"{percent(s)} of the {'push' if wins else 'velocity'}" for s, wins in zip(share, push_wins, strict=True))
        return f"The gradient is against the velocity, which cancels {x} in x and {y} in y: the step {grew(factor)}."
    if any(oppose):
        i = oppose.index(True)
        letter, flipped = COORDINATES[i], before[i] * told[i] < 0
        cause = (
            f"The gradient flipped sign in {letter} ({signed(before[i])} → {signed(told[i])}), so"
            if flipped
            else f"In {letter} the gradient is against the velocity:"
        )
        who, whose = ("the old velocity", "push") if push_wins[i] else ("the push", "old velocity")
        other = f"; in {COORDINATES[1 - i]} they agree, and" if agree[1 - i] else ", and"
        return f"{cause} {who} cancels {percent(share[i])} of the {whose}{other} the step {grew(factor)}."
    where = "x and y" if all(agree) else COORDINATES[agree.index(True)]
    balance = "so they add up" if factor >= SAME else "and the push makes up for what the velocity has lost"
    balance = "but the push adds less than the velocity has lost" if factor <= 1 / SAME else balance
    return f"Velocity and gradient agree in {where}, {balance}: the step {grew(factor)}."


def large(v: np.ndarray) -> np.ndarray:
    """Which coordinates matter beside the larger one."""
    size = np.abs(v)
    return size >= SMALL * size.max(axis=1, keepdims=True)
