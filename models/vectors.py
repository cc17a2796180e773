"""Weight vectors side by side: what each scores, what each penalty says of it, and which one it prefers at the same score."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from landscapes.penalties import PENALTIES
from landscapes.penalties.elastic_net import MIX
from parameter import Parameter

BETA = Parameter(
    "beta",
    1.0,
    0.0,
    100.0,
    symbol="β",
    label="lecture’s",
    help="How much of Σw² the lecture's elastic net adds to Σ|w|.",
    slider=(0.0, 3.0),
)
LARGEST = 1e6
ALIKE = 1e-9  # relative difference of two numbers that count as the same


@dataclass(frozen=True)
class Cost:
    """A way to charge for a vector: its formula in plain words, whose it is, and R(w) for w (…, features)."""

    name: str
    formula: str
    whose: str
    value: Callable[[np.ndarray], np.ndarray]


def costs(beta: float = BETA.default, mix: float = MIX.default) -> list[Cost]:
    """The penalties of the shelf, and those that the lecture writes otherwise."""
    l1, l2, net = PENALTIES

    def squares(w):
        return (w**2).sum(-1)

    return [
        Cost("L1", "Σ|w|", "lecture and Basin", lambda w: np.asarray(l1.value(w))),
        Cost("L2", "Σw²", "lecture", squares),
        Cost("L2 with ½", "½Σw²", "Basin", lambda w: np.asarray(l2.value(w))),
        Cost("Lecture’s net", f"Σ(βw² + |w|), β = {beta:g}", "lecture", lambda w: beta * squares(w) + np.abs(w).sum(-1)),
        Cost("Basin’s net", f"mΣ|w| + (1−m)½Σw², m = {mix:g}", "Basin", lambda w: np.asarray(net.value(w, mix))),
    ]


def same_score(scores: Sequence[float]) -> list[list[int]]:
    """The places of vectors that score the same, two or more together, in the order of the first."""
    groups: list[list[int]] = []
    for place, score in enumerate(scores):
        alike = next((group for group in groups if same(score, scores[group[0]])), None)
        groups.append([place]) if alike is None else alike.append(place)
    return [group for group in groups if len(group) > 1]


def preferred(values: Sequence[float], group: Sequence[int]) -> list[int]:
    """The places of a group whose penalty is least; several in a tie."""
    least = min(values[place] for place in group)
    return [place for place in group if same(values[place], least)]


def same(a: float, b: float) -> bool:
    return bool(abs(a - b) <= ALIKE * max(abs(a), abs(b)))


def number_in(text: object) -> float:
    """A number as a visitor types it: 0.25, 0,25, 1/4, ¼ or −3.

    Raises:
        ValueError: what is wrong with it, in a few words.
    """
    typed = str("" if text is None else text).strip().replace("−", "-").replace(",", ".")
    if not typed:
        raise ValueError("is empty")
    try:
        top, stroke, bottom = typed.partition("/")
        number = part(top) / (part(bottom) if stroke else 1.0)
    except (ValueError, ZeroDivisionError):
        raise ValueError("is not a number") from None
    if not np.isfinite(number):
        raise ValueError("is not a finite number")
    if abs(number) > LARGEST:
        raise ValueError(f"is out of range (allowed: −{LARGEST:.0f} to {LARGEST:.0f})")
    return number


def part(text: str) -> float:
    """A number without a stroke; one letter may be a fraction such as ¼."""
    sign, rest = (-1.0, text.strip()[1:]) if text.strip().startswith("-") else (1.0, text.strip())
    return sign * (unicodedata.numeric(rest) if len(rest) == 1 else float(rest))
