"""Gradients with a fault in them, to be found: what is checked, what claims to be its gradient, and how each fault shows.

The order is mixed on purpose: a case's number tells nothing of its fault.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from landscapes import Landscape, formula, landscape
from models.nine_points import B, W, X, Y
from studies.classifier_look import classifier_look
from studies.gradient_check import Look, look_of

C, D, N = *W.shape, len(X)
LAM = 0.1  # of the penalty, where there is one
WEIGHTS = slice(0, C * D)
BIASES = slice(C * D, None)

Slopes = Callable[[np.ndarray], np.ndarray]  # rows of weights (m, N) to what claims to be the slopes there (m, N)


@dataclass(frozen=True)
class Planted:
    """One case: `loss` says what is checked; `surface` is its ground, None for the classifier; `look` is the loss, with its true slope.

    `name` is what the visitor may call the fault, `shows` how such a fault shows in any loss, `why` what was done here.
    """

    name: str
    shows: str
    why: str
    loss: str
    claimed: Slopes
    look: Callable[[], Look]
    surface: Callable[[], Landscape] | None = None
    start: tuple[float, ...] = (*W.ravel(), *B)


@cache
def hill() -> Landscape:
    return formula("max(x, 0) + y**2/2", ((-2, 2), (-2, 2)))


@cache
def waves() -> Landscape:
    return formula("sin(3*x) + y**2", ((-2, 2), (-2, 2)))


def of_surface(name: str) -> Callable[[], Look]:
    return lambda: look_of(landscape(name))


def scores(rows: np.ndarray) -> np.ndarray:
    """s = Wx + b for rows of weights: (m, N, C)."""
    return np.einsum("mcd,nd->mnc", rows[:, WEIGHTS].reshape(-1, C, D), X) + rows[:, None, BIASES]


def back(ds: np.ndarray) -> np.ndarray:
    """The slopes of all weights (m, 9) from those of the scores (m, N, C), as a mean over the examples."""
    dW = np.einsum("mnc,nd->mcd", ds, X) / N
    return np.concatenate([dW.reshape(len(ds), -1), ds.sum(1) / N], 1)


# What claims to be the gradient, each with its fault.


def straight_softmax(rows):
    e = np.exp(scores(rows))
    p = e / e.sum(2, keepdims=True)
    return back(p - np.eye(C)[Y])


def half_of_it(rows):
    return look_of(landscape("Himmelblau"))(rows)[1] / 2


def own_row_left_out(rows):
    s = scores(rows)
    true = np.eye(C)[Y]
    over = (s - s[:, range(N), Y, None] + 1 > 0) * (1 - true)
    return back(over)


def nothing_wrong(rows):
    x, y = rows.T
    return np.stack([-400 * x * (y - x**2) - 2 * (1 - x), 200 * (y - x**2)], 1)


def sum_for_mean(rows):
    return N * classifier_look("Softmax")(rows)[1]


def one_side(rows):
    x, y = rows.T
    return np.stack([np.where(x > 0, 1.0, 0.0), y], 1)


def half_the_pull(rows):
    pull = np.where(np.arange(rows.shape[1]) < C * D, 0.5 * LAM * rows, 0)
    return classifier_look("Hinge")(rows)[1] + pull


def other_way_round(rows):
    return -look_of(landscape("Beale"))(rows)[1]


def in_float32(rows):
    return classifier_look("Softmax", LAM)(rows.astype(np.float32))[1]


def pulled_biases(rows):
    return classifier_look("Softmax", LAM)(rows)[1] + np.where(np.arange(rows.shape[1]) < C * D, 0, 2 * LAM * rows)


def inner_left_out(rows):
    x, y = rows.T
    return np.stack([np.cos(3 * x), 2 * y], 1)


def hinges(rows):
    return classifier_look("Hinge")(rows)[1]


def two_swapped(rows):
    g = classifier_look("Softmax")(rows)[1].copy()
    g[:, [1, 2]] = g[:, [2, 1]]
    return g


def straight_look(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Softmax as the formula has it: −log(eˢʸ / Σ eˢ)."""
    with np.errstate(all="ignore"):
        e = np.exp(scores(rows))
        return -np.log(e[:, range(N), Y] / e.sum(2)).mean(1), straight_softmax(rows)


def look_in_float32(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return classifier_look("Softmax", LAM)(rows.astype(np.float32))


SOFTMAX, HINGE = "Softmax on nine points", "Hinge on nine points"
HELD = f"with λΣW², λ = {LAM}"

CASES = (
    Planted(
        "The largest score is not taken off",
        "All is right until a score passes 709; then eˢ overflows, and slopes are missing.",
        "Here the gradient is right wherever it is a number. Scale the weights up: beyond 709 eˢ is infinite in float64, ∞/∞ is NaN. "
        "With the largest score taken off first no exponent is above 0.",
        f"{SOFTMAX}, no penalty",
        straight_softmax,
        lambda: straight_look,
    ),
    Planted(
        "A factor 2 is forgotten",
        "Every slope is half of what it should be, so every relative error is 1/3, wherever you are.",
        "Here all slopes are halved, as when u² is given the slope u for 2u: |a − 2a| / (|a| + |2a|) = 1/3.",
        "Himmelblau",
        half_of_it,
        of_surface("Himmelblau"),
        lambda: landscape("Himmelblau"),
        (1.5, -2.0),
    ),
    Planted(
        "The true class is left out",
        "Summed over the classes the claimed slopes are not 0, as they must be where a loss sees differences of scores alone.",
        "Here a violated margin pushes the other class's score down, but nothing pushes the true class's up: −1 for each is missing.",
        f"{HINGE}, no penalty",
        own_row_left_out,
        lambda: classifier_look("Hinge"),
    ),
    Planted(
        "Nothing is wrong",
        "With central differences in float64 and h near ∛ε the check passes everywhere.",
        "Here the gradient is Rosenbrock's own. What a forward difference, a long h or float32 makes suspicious is the difference's doing.",
        "Rosenbrock",
        nothing_wrong,
        of_surface("Rosenbrock"),
        lambda: landscape("Rosenbrock"),
        (-1.2, 1.0),
    ),
    Planted(
        "The mean’s 1/N is forgotten",
        "Every slope is N times too large, so every relative error is (N − 1)/(N + 1): with nine points 0.8.",
        "Here the loss is a mean over nine points and the gradient a sum: 9a for a, and (9 − 1)/(9 + 1) = 0.8.",
        f"{SOFTMAX}, no penalty",
        sum_for_mean,
        lambda: classifier_look("Softmax"),
    ),
    Planted(
        "It is a kink, not a bug",
        "The check fails in one place and passes a little beside it, and there the difference lies between two slopes of the loss.",
        "Here x = 0 is the kink of max(x, 0). The claimed slope is 0, the central difference ½; every slope from 0 to 1 is a subgradient. "
        "Move x by more than h and the check passes.",
        "max(x, 0) + ½y²",
        one_side,
        lambda: look_of(hill()),
        hill,
        (0.0, 1.0),
    ),
    Planted(
        "The penalty’s slope is ½λW, not 2λW",
        "The biases pass, the weights fail, and the more the larger they are.",
        "Here the loss adds λΣW², whose slope is 2λW, and the gradient ½λW. A widely used demonstration does just that.",
        f"{HINGE}, {HELD}",
        half_the_pull,
        lambda: classifier_look("Hinge", LAM),
    ),
    Planted(
        "The sign is wrong",
        "Every relative error is 1, with a difference of the right size and the other sign.",
        "Here the gradient points downhill: it is −∇f, the direction of a step, and was taken for ∇f.",
        "Beale",
        other_way_round,
        of_surface("Beale"),
        lambda: landscape("Beale"),
        (1.0, 1.2),
    ),
    Planted(
        "It is computed in float32",
        "Errors are large at h = 10⁻⁵ and shrink as h grows to 10⁻²: rounding, and no slope is wrong.",
        "Here loss and gradient are right but have seven digits. A difference over h = 10⁻⁵ leaves two or three of them. Check in float64.",
        f"{SOFTMAX}, {HELD}",
        in_float32,
        lambda: look_in_float32,
    ),
    Planted(
        "The biases are penalised, too",
        "The weights pass, and every bias that is not 0 fails.",
        "Here 2λb stands in the gradient, but the loss penalises W alone. At b₁ = 0 nothing shows: move, and it does.",
        f"{SOFTMAX}, {HELD}",
        pulled_biases,
        lambda: classifier_look("Softmax", LAM),
    ),
    Planted(
        "An inner derivative is forgotten",
        "One slope is off by the same factor everywhere, and the others pass.",
        "Here sin 3x was given the slope cos 3x, without the 3 of the chain rule: (3 − 1)/(3 + 1) = ½ wherever x is.",
        "sin 3x + y²",
        inner_left_out,
        lambda: look_of(waves()),
        waves,
        (0.3, 1.0),
    ),
    Planted(
        "It is another loss’s gradient",
        "Every weight fails, each by another amount, and no factor mends it.",
        "Here the hinge's gradient was pasted under softmax. It is not even far off: both push scores the same way.",
        f"{SOFTMAX}, no penalty",
        hinges,
        lambda: classifier_look("Softmax"),
    ),
    Planted(
        "Two slopes are swapped",
        "Two weights fail, each has the other's number, and the rest passes.",
        "Here W₁₂ and W₂₁ have changed places, as when a matrix is read column by column.",
        f"{SOFTMAX}, no penalty",
        two_swapped,
        lambda: classifier_look("Softmax"),
    ),
)
NAMES = sorted(case.name for case in CASES)
