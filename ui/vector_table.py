"""Vectors and their penalties as a table: the least of those that score the same is marked."""

from collections.abc import Sequence
from html import escape

import numpy as np
import streamlit as st

from models.vectors import Cost, preferred
from ui.report import digits

EQUALS = "\u00a0=\u00a0"  # a number stays beside its letter
STYLE = """<style>
.basin-report.basin-vectors :is(th, td) { padding: 0.12rem 0.4rem; }
.basin-report.basin-vectors thead th { min-width: 0; line-height: 1.2; }
.basin-vectors thead small { display: block; font-weight: 400; }
.basin-vectors td small { opacity: 0.75; margin-left: 0.4rem; }
.basin-vectors td.least { font-weight: 700; background: #2a7f4f26; }
</style>"""


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
    heads = "".join(
        f"<th scope='col'>{escape(cost.name)}<small>{escape(cost.formula.replace(' = ', EQUALS))}<br>R, λR</small></th>"
        for cost, _ in values
    )
    least = [{k for group in groups for k in preferred(each.tolist(), group)} for _, each in values]
    lines = []
    for k, (name, w) in enumerate(zip(names, W, strict=True)):
        score = "–" if scores is None else digits(float(scores[k]))
        cells = "".join(
            f"<td{' class=least' if k in best else ''}>{digits(float(each[k]))}<small>{digits(strength * float(each[k]))}</small></td>"
            for (_, each), best in zip(values, least, strict=True)
        )
        lines.append(f"<tr><td>{name} = ({', '.join(digits(float(one)) for one in w)})</td><td>{score}</td>{cells}</tr>")
    head = f"<th scope='col'>vector</th><th scope='col'>score<small>wᵀx</small></th>{heads}"
    classes = "basin-report basin-vectors"
    body = "".join(lines)
    st.html(f"{STYLE}<div class='basin-scroll'><table class='{classes}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")
