"""Overflow: a descent that grows until its numbers no longer fit, once in float32 and once in float64."""

from dataclasses import dataclass

import numpy as np

PRECISIONS = {"float32": np.float32, "float64": np.float64}
NAMES = X, SQUARE, LOSS, SLOPE, STEP = "x", "x²", "½λx²", "λx", "αλx"
MOST = 2000  # steps that are taken
SLACK = 1e-9  # of a step: a power that meets the largest number exactly is beyond it, and rounded to ∞


@dataclass(frozen=True)
class Overflow:
    """One descent on ½λx² in one precision, up to its first NaN or for MOST steps.

    values (steps+1, 5): what is computed at each step, in the order of NAMES. first_inf, first_nan: at which step each is so first, −1
    for never. predicted: the step at which each is expected to be; law: at which |x₀| |1 − αλ|ᵏ alone is too large; −1 for never.
    """

    precision: str
    values: np.ndarray
    first_inf: dict[str, int]
    first_nan: dict[str, int]
    predicted: dict[str, int]
    law: int

    @property
    def over(self) -> bool:
        """Whether anything became infinite."""
        return max(self.first_inf.values()) >= 0

    def telling(self) -> list[int]:
        """The steps worth reading: before, at and after each that is the first of its kind."""
        firsts = {k for k in (*self.first_inf.values(), *self.first_nan.values()) if k >= 0}
        last = len(self.values) - 1
        return sorted({j for k in firsts for j in (k - 1, k) if 0 <= j <= last} or {0, last})


def growth(rate: float, curvature: float) -> float:
    """What every step multiplies |x| by."""
    return abs(1 - rate * curvature)


def largest(precision: str) -> float:
    return float(np.finfo(PRECISIONS[precision]).max)


def overflow(precision: str, start: float, rate: float, curvature: float) -> Overflow:
    """x ← x − αλx, every product rounded to this precision as it is computed."""
    real = PRECISIONS[precision]
    x, a, c, half = real(start), real(rate), real(curvature), real(0.5)
    rows = []
    with np.errstate(all="ignore"):
        for _ in range(MOST + 1):
            square, slope = x * x, c * x
            rows.append((x, square, half * c * square, slope, a * slope))
            if np.isnan(x):
                break
            x = x - a * slope
    values = np.array(rows, float)
    expected = predicted(largest(precision), start, rate, curvature)
    return Overflow(precision, values, firsts(np.isinf(values)), firsts(np.isnan(values)), *expected)


def firsts(is_so: np.ndarray) -> dict[str, int]:
    """For each column the first row that is so."""
    return {name: int(column.argmax()) if column.any() else -1 for name, column in zip(NAMES, is_so.T, strict=True)}


def predicted(most: float, start: float, rate: float, curvature: float) -> tuple[dict[str, int], int]:
    """The first k at which each number is beyond `most`, if |xₖ| = |x₀| |1 − αλ|ᵏ; and at which x is by that law alone.

    A step of ∞ takes x along, and x all the others; so x may be ∞ before the law has it too large.
    """
    grows = growth(rate, curvature)
    if grows <= 1 or start == 0:
        return dict.fromkeys(NAMES, -1), -1
    room, begun, tilt = np.log(most), np.log(abs(start)), np.log(curvature)
    limits = {X: room, SQUARE: room / 2, LOSS: min(room, room - tilt + np.log(2)) / 2, SLOPE: room - tilt}
    limits[STEP] = min(limits[SLOPE], room - tilt - np.log(rate))
    at = {name: max(0, int(np.ceil((limits[name] - begun) / np.log(grows) - SLACK))) for name in NAMES}
    taken = min(at[X], at[STEP] + 1)
    return {name: min(k, taken) for name, k in at.items()}, at[X]


def shares(precision: str, scores: np.ndarray, shift: bool) -> np.ndarray:
    """Softmax of the scores in this precision; with `shift` the largest is subtracted first."""
    s = np.asarray(scores, PRECISIONS[precision])
    with np.errstate(all="ignore"):
        powers = np.exp(s - s.max() if shift else s)
        return (powers / powers.sum()).astype(float)
