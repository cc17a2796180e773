"""Weight vectors side by side: what each scores, what each penalty says of it, and which one it prefers at the same score."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from landscapes.penalties import PENALTIES
from landscapes.penalties.elastic_net import MIX
from parameter import Parameter
from reading import number

BETA = Parameter(
    "beta",
    1.0,
    0.0,
    100.0,
    symbol="β",
    label="net with",
    help="How much of Σw² is added to Σ|w| in the elastic net as Stanford's course CS231n writes it.",
    slider=(0.0, 3.0),
)
LARGEST = 1e6
ROUNDING = 1e-14  # of the sum of a score's parts, without their signs
ALIKE = 1e-9  # relative difference of two numbers that count as the same


@dataclass(frozen=True)
class Cost:
    """A way to charge for a vector: its formula in plain words, whose it is, and R(w) for w (…, features)."""

    name: str
    formula: str
    whose: str
    value: Callable[[np.ndarray], np.ndarray]


def costs(beta: float = BETA.default, mix: float = MIX.default) -> list[Cost]:
    """The penalties of the shelf, and those that Stanford's course CS231n writes otherwise."""
    l1, l2, net = PENALTIES

    def squares(w):
        return (w**2).sum(-1)

    return [
        Cost("L1", "Σ|w|", "CS231n and here", lambda w: np.asarray(l1.value(w))),
        Cost("L2", "Σw²", "CS231n", squares),
        Cost("L2 with ½", "½Σw²", "here", lambda w: np.asarray(l2.value(w))),
        Cost("Net with β", f"Σ(βw² + |w|), β = {beta:g}", "CS231n", lambda w: beta * squares(w) + np.abs(w).sum(-1)),
        Cost("Net with m", f"mΣ|w| + (1−m)½Σw², m = {mix:g}", "here", lambda w: np.asarray(net.value(w, mix))),
    ]


def scored(W: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The scores wᵀx (vectors,); one that is only what rounding left of its parts is 0."""
    scores = W @ x
    return np.where(np.abs(scores) <= ROUNDING * (np.abs(W) @ np.abs(x)), 0.0, scores)


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
    """A number as a visitor types it into the table.

    Raises:
        ValueError: what is wrong with it, in a few words.
    """
    value = number(str("" if text is None else text))
    if abs(value) > LARGEST:
        raise ValueError(f"is out of range (allowed: −{LARGEST:.0f} to {LARGEST:.0f})")
    return value
