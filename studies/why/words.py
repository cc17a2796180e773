"""How a sentence is said of many steps at once, and how it writes its numbers."""

from collections.abc import Callable, Iterable

import numpy as np

from digits import brief
from optimizers.microscope import Magnified
from optimizers.rules.substep import SubStep

Sentences = dict[int, str]  # by step

COORDINATES = "xy"
SMALL = 0.01  # of the longer coordinate: not worth a word
TELLING = 0.1  # of the longer coordinate: worth a sentence
SAME = 1.005  # lengths closer than this are called the same


def said(where: np.ndarray, sentence: Callable[..., str], *columns: np.ndarray) -> Sentences:
    """The sentence for every step where it is true and all its numbers are finite; a row of the columns makes a sentence."""
    for column in columns:
        finite = np.isfinite(column)
        where = where & (finite if finite.ndim == 1 else finite.all(axis=1))
    steps = np.flatnonzero(where)
    if not columns:
        return dict.fromkeys(steps.tolist(), sentence())
    # One row at a time: thousands of little lists would call the garbage collector, which takes 100 ms beside JAX.
    rows = zip(*(pairs(column[steps]) for column in columns), strict=True)
    return {k: sentence(*row) for k, row in zip(steps.tolist(), rows, strict=True)}


def pairs(column: np.ndarray) -> Iterable:
    """The numbers of a column, or its rows as pairs."""
    return column.tolist() if column.ndim == 1 else zip(*column.T.tolist(), strict=True)


def line_of(m: Magnified, role: str, draws: str) -> SubStep | None:
    """The first line with this part in the step, if there is one."""
    return next((line for line in m.lines if line.role == role and line.draws == draws), None)


def letter_of(m: Magnified, role: str, draws: str) -> str:
    """Its letter; empty if there is none."""
    line = line_of(m, role, draws)
    return line.letter if line else ""


def gone(m: Magnified) -> np.ndarray:
    """How far every step goes, (steps, 2): the rule's own moves, before the point rounds them."""
    return sum((m.letters[line.letter] for line in m.lines if line.draws == "move"), np.zeros_like(m.letters["x"]))


def still(m: Magnified) -> np.ndarray:
    """Where the point stays, to the last digit."""
    return (m.letters["next"] == m.letters["x"]).all(axis=1)


def large(v: np.ndarray, share: float = SMALL) -> np.ndarray:
    """Which coordinates matter beside the larger one."""
    size = np.abs(v)
    return size >= share * size.max(axis=1, keepdims=True)


def length(v: np.ndarray) -> np.ndarray:
    return np.hypot(v[:, 0], v[:, 1])


def against_last(v: np.ndarray) -> np.ndarray:
    """Every length as a multiple of the one before; NaN for the first."""
    size = length(v)
    return np.concatenate([[np.nan], size[1:] / size[:-1]])


def signed(value: float) -> str:
    return f"+{brief(value)}" if value > 0 else brief(value)


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def grew(factor: float) -> str:
    """What became of the step's length."""
    if factor == 0:
        return "shrank to nothing"
    if 1 / SAME < factor < SAME:
        return "is as long as the last"
    return f"grew {brief(factor)}×" if factor > 1 else f"shrank {brief(1 / factor)}×"
