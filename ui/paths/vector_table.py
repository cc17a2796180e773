"""Vectors and their penalties as a table: the least of those that score the same is marked."""

from collections.abc import Sequence

import numpy as np

from digits import digits
from models.vectors import Cost, preferred
from ui.parts.table import Cell, tabulate

EQUALS = "\u00a0=\u00a0"  # a number stays beside its letter


def names_of(count: int) -> list[str]:
    """w₁, w₂, …"""
    return ["w" + "".join("₀₁₂₃₄₅₆₇₈₉"[int(d)] for d in str(k + 1)) for k in range(count)]


def table(
    names: Sequence[str],
    W: np.ndarray,
    scores: np.ndarray | None,
    values: Sequence[tuple[Cost, np.ndarray]],
    groups: Sequence[Sequence[int]],
    strength: float,
) -> None:
    """One line a vector: its score, and for each penalty R(w) and, small, λR(w)."""
    heads = [Cell(cost.name, small=f"{cost.formula.replace(' = ', EQUALS)}\nR, λR") for cost, _ in values]
    least = [{k for group in groups for k in preferred(each.tolist(), group)} for _, each in values]
    lines = []
    for k, (name, w) in enumerate(zip(names, W, strict=True)):
        score = "–" if scores is None else digits(float(scores[k]))
        cells = [
            Cell(digits(float(each[k])), small=digits(strength * float(each[k])), kind="least" if k in best else "")
            for (_, each), best in zip(values, least, strict=True)
        ]
        lines.append([f"{name} = ({', '.join(digits(float(one)) for one in w)})", score, *cells])
    tabulate(["vector", Cell("score", small="wᵀx"), *heads], lines, "basin-vectors")
