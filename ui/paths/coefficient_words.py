"""What the coefficient paths say, in words and in a table."""

from itertools import cycle

import numpy as np

from digits import digits, listed
from landscapes.penalties import Penalty
from models.coefficients import Paths
from plots.theme import ROW
from ui.parts.table import Cell, dot, tabulate

# How scikit-learn calls the same fit; N is the number of training rows.
SCIKIT = {
    "L1": "Lasso(alpha=λ)",
    "L2": "Ridge(alpha=Nλ), N = {rows} training rows; where a text writes R = Σw², its λ is half of this one",
    "Elastic net": "ElasticNet(alpha=λ, l1_ratio=m)",
}
ROUNDING = 1e-13  # of the largest coefficient: less is not told from 0
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
    if paths.trained == 1:
        return ["One training row tells no slope, so every coefficient is 0, whatever λ."]
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
        counted = f"{len(zeros)} of {len(weights)} {'is' if len(zeros) == 1 else 'are'} exactly 0: {listed(zeros)}"
    else:
        counted = "no coefficient is exactly 0"
    said.append(f"**{called}, λ = {digits(strength)}:** {counted}. {leaving(paths) if sparse else NEVER}")
    said.append(worth(paths, now))
    free = int((~paths.flat).sum())
    if paths.rank < free and strength == 0:
        said.append(
            f"{paths.trained} training rows cannot settle {free} coefficients: many fit equally well. "
            "At λ = 0 the shortest of them are shown."
        )
    return said


def leaving(paths: Paths) -> str:
    """Which coefficients are the first to go for good, and which is the last."""
    going = [(at, name) for at, name, flat in zip(paths.leaves, paths.names, paths.flat, strict=True) if np.isfinite(at) and not flat]
    if not going:
        return f"Up to λ = {digits(paths.lambdas[-1])} none is gone for good."
    soonest, (latest, last) = min(going)[0], max(going)
    early = [name for at, name in going if at <= soonest * (1 + 1e-9)]
    first = f"{early[0]} is" if len(early) == 1 else f"{listed(early) if len(early) < 4 else f'{len(early)} of them'} are"
    said = f"{first} the first to go for good, {'by' if soonest <= paths.lambdas[1] else 'at'} λ = {digits(soonest, 3)}"
    if len(going) < len(paths.names) - paths.flat.sum():
        return f"{said}; the last goes beyond λ = {digits(paths.lambdas[-1])}."
    return f"{said}; {last} the last, at {digits(latest, 3)}." if last not in early else f"{said}."


def worth(paths: Paths, now: Paths) -> str:
    """The validation error against that of least squares, and the best λ of the path."""
    if paths.best is None or paths.best_strength is None:
        return "No row is kept for validation, so nothing tells which λ is best."
    least, here, best = now.validation[0], now.validation[-1], paths.validation[paths.best]
    versus = "" if now.lambdas[-1] == 0 else f", against {digits(least)} for least squares ({change(here, least)})"
    empty = not paths.weights[paths.best].any() and not paths.still
    which = f"any from {digits(paths.best_strength, 3)} on (every coefficient is 0)" if empty else digits(paths.best_strength, 3)
    return f"Validation error {digits(here)}{versus}. The best λ of the path is {which}, with {digits(best)} ({change(best, least)})."


def change(error: float, least: float) -> str:
    """An error beside that of least squares."""
    if least == 0:
        return "least squares makes none"
    if error >= 2 * least:
        return f"{error / least:.3g} times as much"
    percent = 100 * (error / least - 1)
    if abs(percent) < 0.05:
        return "the same" if digits(error) == digits(least) else "nearly the same"
    return f"{abs(percent):.1f} % {'more' if percent > 0 else 'less'}"


def table(paths: Paths, now: Paths, sparse: bool) -> None:
    """One column per feature: its coefficient at λ and by least squares, the λ from which it is 0 for good, and the truth if known."""
    lines = [*zip(paths.names, ROW, cycle([None]), strict=False)]
    headings = ["Weights", *(Cell(name, dot(look)) for name, look, _ in lines)]
    strength, rounding = now.lambdas[-1], ROUNDING * np.abs(now.weights[0]).max()

    def weights(row):
        return [weight(one, rounding) for one in row]

    rows = [(f"at λ = {digits(strength)}", weights(now.weights[-1]))] if strength else []
    rows.append(("least squares", weights(now.weights[0])))
    rows.append(("0 for good from λ =", [goes(at, paths.lambdas, sparse) for at in paths.leaves]))
    if paths.truth is not None:
        rows.append(("the truth", weights(paths.truth)))
    tabulate(headings, [[label, *cells] for label, cells in rows], "basin-weights")


def weight(value: float, rounding: float) -> str | Cell:
    """A coefficient as it is said."""
    if value == 0:
        return Cell("exactly 0", kind="zero")
    return "≈ 0" if abs(value) <= rounding else digits(value)


def goes(at: float, lambdas: np.ndarray, sparse: bool) -> str:
    """The λ from which a coefficient is 0 for good, as far as it is told."""
    if np.isinf(at):
        return f"> {digits(lambdas[-1])}" if sparse else "never"
    return f"≤ {at:g}" if at and at == lambdas[1] else digits(at, 3)
