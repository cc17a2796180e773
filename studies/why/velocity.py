"""Rules that keep a velocity and push it: whether the two agree."""

import numpy as np

from digits import brief, percent
from optimizers.microscope import Magnified
from studies.why.schedule import rate_factor, suddenly
from studies.why.words import COORDINATES, SAME, TELLING, Sentences, against_last, grew, large, length, letter_of, line_of, said, signed

UNCHANGED = 0.05  # of a push: the gradient is as good as constant
NEAR = 0.9  # of the limit
FAINT = 0.1  # of what the velocity loses in a step: a push that hardly counts

SILENT, AGREE, OPPOSE, ALONE = range(4)  # how velocity and push stand to each other in a coordinate


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
    """An unchanging push adds up to 1/(1 − ρ) of it, and no more: after n of them to 1 − ρⁿ of that."""
    moves = kept_and_push(m)
    if moves is None:
        return {}
    kept, push = moves
    step, steady = kept + push, np.zeros((len(room), 2), bool)
    limit = np.full((len(room), 2), np.nan)
    limit[1:] = 1 / (1 - kept[1:] / step[:-1])  # at a constant rate kept is ρ times the last step
    steady[1:] = (np.abs(np.diff(push, axis=0)) <= UNCHANGED * np.abs(push[1:])) & (np.diff(m.letters["lr"]) == 0)[:, None]
    enough = np.log(1 - NEAR) / np.log(1 - 1 / limit)
    reached = step / push
    near = (pushes(steady) >= enough) & (limit > 1.5) & (reached >= NEAR * limit) & (reached <= limit * (1 + 1e-9)) & large(step)
    each, which = np.arange(len(room)), larger(kept, push)
    both = near.all(axis=1) & (np.abs(reached[:, 0] / reached[:, 1] - 1) < 1e-3)

    def sentence(which: int, both: bool, times: float, most: float) -> str:
        where = "x and y" if both else COORDINATES[which]
        return (
            f"In {where} the gradient hardly changes, so the pushes add up: the step has reached {brief(times)} of at most "
            f"{brief(most)} times the push."
        )

    return said(room & near[each, which], sentence, which, both, reached[each, which], limit[each, which])


def pushes(steady: np.ndarray) -> np.ndarray:
    """How many pushes in a row have been about the same, today's among them."""
    k = np.arange(len(steady))[:, None]
    return k - np.maximum.accumulate(np.where(steady, 0, k)) + 1


def larger(kept: np.ndarray, push: np.ndarray) -> np.ndarray:
    """The coordinate in which more is going on."""
    return np.maximum(np.abs(kept), np.abs(push)).argmax(axis=1)


def agreement(m: Magnified, room: np.ndarray) -> Sentences:
    """Coordinate by coordinate: what is cancelled, what adds up, what goes on alone, and what it does to the step's length."""
    moves = kept_and_push(m)
    if moves is None:
        return {}
    kept, push = moves
    today = np.where(scaled_as_a_whole(m), rate_factor(m), 1)  # the last step as it would be at today's rate
    factor = against_last(kept + push)
    lost = np.concatenate([[np.nan], 1 - length(kept)[1:] / (length(kept + push)[:-1] * today[1:])])
    old = np.abs(kept) / (1 - lost)[:, None]  # the velocity before it lost its share
    loses = lost[:, None] * old
    most = np.maximum(np.abs(kept), np.abs(push))
    matters, telling = large(most) & (kept != 0), large(most, TELLING)
    alone = np.abs(push) < FAINT * loses
    cases = (~matters, SILENT), (telling & alone, ALONE), (kept * push > 0, AGREE), (telling & ~alone & (kept * push < 0), OPPOSE)
    bond = np.select([case for case, _ in cases], [name for _, name in cases], SILENT)
    wins = np.abs(push) > np.abs(kept)
    told = m.letters["g"]
    return said(
        room & (bond != SILENT).any(axis=1),
        agreed,
        larger(kept, push),
        bond,
        np.nan_to_num(np.where(wins, np.abs(kept) / np.abs(push), np.abs(push) / old)),
        wins,
        np.abs(push) < loses,
        np.concatenate([np.zeros((1, 2)), told[:-1]]),
        told,
        lost,
        np.nan_to_num(np.abs(kept + push) / old),
        factor / today,
        np.where(suddenly(m), 0, factor),
        suddenly(m),
    )


def scaled_as_a_whole(m: Magnified) -> bool:
    """Whether the velocity is multiplied by today's rate, whenever it was gathered."""
    line = line_of(m, "velocity", "move")
    return line is not None and line.downhill


def agreed(main: int, bond, share, push_wins, less_than_lost, before, told, lost, left, balance, factor: float, scheduled: bool) -> str:  # noqa: PLR0913 one number of every column
    """One step's sentence: of the coordinate in which the two are against each other, else of the larger one.

    share: what is cancelled or added, of the longer of push and old velocity. left: the new velocity as a share of the old.
    """

    def closed(text: str, joint: str) -> str:  # of a change of rate the length of the step was told already
        return f"{text}." if scheduled else f"{text}{joint} the step {grew(factor)}."

    if bond[main] == ALONE or set(bond) <= {ALONE, SILENT}:
        i = main if bond[main] == ALONE else bond.index(ALONE)
        joint = ":" if factor < 1 else ";"
        if told[i] == 0:
            text = "the gradient is exactly 0, so the velocity carries on alone and loses"
        else:
            text = f"the push is only {percent(share[i])} of the old velocity, which at every step loses"
        return closed(f"In {COORDINATES[i]} {text} {percent(lost)}", joint)
    if all(b == OPPOSE for b in bond):
        x, y = (f"{percent(s)} of the {'push' if wins else 'old velocity'}" for s, wins in zip(share, push_wins, strict=True))
        return closed(f"The gradient is against the velocity, which cancels {x} in x and {y} in y", ":" if factor < 1 else ";")
    if OPPOSE in bond:
        i = bond.index(OPPOSE)
        letter = COORDINATES[i]
        flipped = before[i] * told[i] < 0
        cause = f"The gradient flipped sign in {letter} ({signed(before[i])} → {signed(told[i])}), so"
        cause = cause if flipped else f"In {letter} the gradient is against the velocity:"
        who, whose = ("what is left of the velocity", "push") if push_wins[i] else ("the push", "old velocity")
        other = f"; in {COORDINATES[1 - i]} they agree" if bond[1 - i] == AGREE else ""
        beside = f", on top of the {percent(lost)} that it loses" if less_than_lost[i] else other
        return closed(f"{cause} {who} cancels {percent(share[i])} of the {whose}{'' if scheduled else beside}", ", and")
    agree = [i for i in (0, 1) if bond[i] == AGREE]
    where, gain = ("x and y", balance) if len(agree) == 2 else (COORDINATES[agree[0]], left[agree[0]])
    result = "so they add up" if gain >= SAME else "and the push makes up for what the velocity has lost"
    result = "but the push adds less than the velocity has lost" if gain <= 1 / SAME else result
    return closed(f"Velocity and gradient agree in {where}, {result}", ":" if (gain - 1) * (factor - 1) >= 0 else ";")
