"""What the coefficient paths say, in words and in a table."""

from html import escape
from itertools import cycle

import numpy as np
import streamlit as st

from landscapes.penalties import Penalty
from models.coefficients import Paths
from plots.theme import LOOKS
from ui.report import digits, listed

STYLE = """<style>
.basin-weights td.zero { opacity: 0.7; font-style: italic; font-variant-numeric: normal; }
.basin-report.basin-weights thead th { min-width: 0; white-space: normal; line-height: 1.15; }
.basin-report.basin-weights :is(th, td) { padding: 0.12rem 0.4rem; }
.basin-weights tbody th { font-weight: 600; white-space: nowrap; }
</style>"""
# How scikit-learn calls the same fit; N is the number of training rows.
SCIKIT = {
    "L1": "Lasso(alpha=λ)",
    "L2": "Ridge(alpha=Nλ), N = {rows} training rows; where a text writes R = Σw², its λ is half of this one",
    "Elastic net": "ElasticNet(alpha=λ, l1_ratio=m)",
}
NEVER = "However large λ is, this penalty brings none there for good."


def scale(kind: Penalty, rows: int) -> str:
    """The objective beside the slider, and the same in scikit-learn's numbers."""
    return (
        r"Minimised: $\tfrac{1}{2N}\lVert y - Xw\rVert^2 + \lambda R(w)$, with "
        f"${kind.formula}$. In scikit-learn: {SCIKIT[kind.name].format(rows=rows)}."
    )


def sentences(paths: Paths, now: Paths, called: str, sparse: bool) -> list[str]:
    """What is so at this λ, what it is worth, and how the coefficients go, one sentence each. `sparse`: the penalty has a share of L1."""
    strength, weights = now.lambdas[-1], now.weights[-1]
    said = []
    if paths.still:
        return ["All targets of the training rows are equal, so every coefficient is 0, whatever λ."]
    if paths.flat.any():
        alike = [name for name, flat in zip(paths.names, paths.flat, strict=True) if flat]
        one = len(alike) == 1
        said.append(
            f"{listed(alike)} {'is' if one else 'are'} the same in all training rows, so {'its' if one else 'their'} coefficient is 0."
        )
    zeros = [name for name, weight in zip(paths.names, weights, strict=True) if weight == 0]
    if len(zeros) == len(weights):
        counted = "every coefficient is exactly 0"
    elif zeros:
        counted = f"{len(zeros)} of {len(weights)} coefficients {'is' if len(zeros) == 1 else 'are'} exactly 0: {listed(zeros)}"
    else:
        counted = "no coefficient is exactly 0"
    said.append(f"**{called}, λ = {digits(strength)}:** {counted}. {leaving(paths) if sparse else NEVER}")
    said.append(worth(paths, now))
    if paths.trained - 1 < len(paths.names) and strength == 0:
        said.append(underdetermined(paths))
    return said


def underdetermined(paths: Paths) -> str:
    return (
        f"{paths.trained} training rows cannot settle {len(paths.names)} coefficients: many fit equally well. "
        "At λ = 0 the shortest of them are shown."
    )


def leaving(paths: Paths) -> str:
    """Which coefficients go first, and which stays longest."""
    going = [(at, name) for at, name, flat in zip(paths.leaves, paths.names, paths.flat, strict=True) if np.isfinite(at) and not flat]
    if not going:
        return f"Up to λ = {digits(paths.lambdas[-1])} none is gone for good."
    soonest, latest = min(going)[0], max(going)
    early = [name for at, name in going if at <= soonest * (1 + 1e-9)]
    first = early[0] if len(early) == 1 else listed(early) if len(early) < 4 else f"{len(early)} of them"
    end = "" if len(going) < len(paths.names) - paths.flat.sum() else f", and {latest[1]} last, at λ = {digits(latest[0], 3)}"
    return f"As λ grows, {first} leave{'s' if len(early) == 1 else ''} first{end}."


def worth(paths: Paths, now: Paths) -> str:
    """The validation error against that of least squares, and the best λ of the path."""
    if paths.best is None:
        return "No row is kept for validation, so nothing tells which λ is best."
    least, here, best = now.validation[0], now.validation[-1], paths.validation[paths.best]
    versus = "" if now.lambdas[-1] == 0 else f", against {digits(least)} for least squares ({change(here, least)})"
    return (
        f"Validation error {digits(here)}{versus}. "
        f"The best λ of the path is {digits(paths.lambdas[paths.best], 3)}, with {digits(best)} ({change(best, least)})."
    )


def change(error: float, least: float) -> str:
    """An error beside that of least squares."""
    if least == 0:
        return "least squares makes none"
    if error >= 2 * least:
        return f"{error / least:.3g} times as much"
    percent = 100 * (error / least - 1)
    return "the same" if abs(percent) < 0.05 else f"{abs(percent):.1f} % {'more' if percent > 0 else 'less'}"


def table(paths: Paths, now: Paths) -> None:
    """One column per feature: its coefficient at λ and by least squares, the λ at which it leaves, and the truth if known."""
    lines = [*zip(paths.names, LOOKS.values(), cycle([None]), strict=False)]
    head = "<th></th>" + "".join(
        f"<th scope='col'><i style='background: light-dark({look.light}, {look.dark})'></i>{escape(name)}</th>" for name, look, _ in lines
    )
    strength = now.lambdas[-1]
    rows = [(f"at λ = {digits(strength)}", [*map(weight, now.weights[-1])])] if strength else []
    rows.append(("λ = 0, least squares", [*map(weight, now.weights[0])]))
    rows.append(("exactly 0 from λ =", [(goes(at, paths.lambdas), "") for at in paths.leaves]))
    if paths.truth is not None:
        rows.append(("the truth", [*map(weight, paths.truth)]))
    body = "".join(
        f"<tr><th scope='row'>{label}</th>{''.join(f'<td class={kind!r}>{escape(text)}</td>' for text, kind in cells)}</tr>"
        for label, cells in rows
    )
    classes = "basin-report basin-weights"
    st.html(f"{STYLE}<div class='basin-scroll'><table class='{classes}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


def weight(value: float) -> tuple[str, str]:
    """A coefficient as it is said, and the kind of its cell."""
    return ("exactly 0", "zero") if value == 0 else (digits(value), "")


def goes(at: float, lambdas: np.ndarray) -> str:
    """The λ at which a coefficient goes, as far as it is told."""
    if np.isinf(at):
        return "never"
    return f"≤ {at:g}" if at and at == lambdas[1] else digits(at, 3)
