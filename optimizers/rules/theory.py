"""What is known of a rule on a quadratic, in closed form.

Along each eigenvector of the Hessian a linear rule repeats one step of one number: the error there shrinks by a factor
a step, which depends on the rate α, that direction's curvature λ and the momentum β. Functions take numbers or arrays.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Theory:
    """A rule's closed forms.

    edge(curvature, **settings): the rate from which on the error along that curvature grows; infinite where it never does.
    shrinks(lr, curvature, **settings): the factor a step by which the error shrinks in the long run.
    best(smallest, largest): the settings that theory names for two curvatures, as best_words says: those that make the worse of the two
    factors smallest, or the usual ones, which come near that.
    The formulas are LaTeX, for λmax, λmin and κ = λmax/λmin. edge_words is the edge as plain text; best_words says what `best` gives.
    """

    edge: Callable
    shrinks: Callable
    best: Callable[[float, float], Mapping[str, float]]
    edge_formula: str
    edge_words: str
    best_formula: str
    best_words: str

    def worst(self, lr, curvatures, **settings):
        """The factor of the slowest direction: what the loss plot shows in the end."""
        return np.maximum(*(self.shrinks(lr, curvature, **settings) for curvature in curvatures))


def larger_root(b, c):
    """The modulus of the larger root of z² − b z + c."""
    inside = np.asarray(b**2 - 4 * c)
    inside = np.where(np.abs(inside) <= 1e-12 * b**2, 0, inside)  # two equal roots, but for rounding
    return np.where(inside < 0, np.sqrt(np.abs(c)), (np.abs(b) + np.sqrt(np.maximum(inside, 0))) / 2)


def over(numerator, curvature):
    """numerator / λ; infinite where the ground does not bend upwards."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.asarray(curvature) > 0, numerator / np.asarray(curvature, float), np.inf)


# Gradient descent: e ← (1 − αλ) e. Polyak (1964); CS231n notes as quoted in the lecture, §3.
DESCENT = Theory(
    edge=lambda curvature: over(2, curvature),
    shrinks=lambda lr, curvature: np.abs(1 - lr * curvature),
    best=lambda smallest, largest: {"lr": 2 / (smallest + largest)},
    edge_formula=r"\alpha < \frac{2}{\lambda_{\max}}",
    edge_words="2/λmax",
    best_formula=r"\alpha^* = \frac{2}{\lambda_{\min} + \lambda_{\max}}, \quad \text{factor } \frac{\kappa - 1}{\kappa + 1}",
    best_words="the best rate in the long run",
)


def heavy_ball_best(smallest: float, largest: float) -> dict[str, float]:
    low, high = np.sqrt(smallest), np.sqrt(largest)
    return {"lr": float((2 / (low + high)) ** 2), "momentum": float(((high - low) / (high + low)) ** 2)}


# Heavy ball: eₖ₊₁ = (1 + β − αλ) eₖ − β eₖ₋₁, in either form while the rate is constant. Polyak (1964).
HEAVY_BALL = Theory(
    edge=lambda curvature, momentum, form=0: over(2 + 2 * momentum, curvature),
    shrinks=lambda lr, curvature, momentum, form=0: larger_root(1 + momentum - lr * curvature, momentum),
    best=heavy_ball_best,
    edge_formula=r"\alpha < \frac{2 + 2\rho}{\lambda_{\max}}",
    edge_words="(2 + 2ρ)/λmax",
    best_formula=r"\alpha^* = \Big(\tfrac{2}{\sqrt{\lambda_{\min}} + \sqrt{\lambda_{\max}}}\Big)^2, \quad "
    r"\rho^* = \Big(\tfrac{\sqrt\kappa - 1}{\sqrt\kappa + 1}\Big)^2, \quad \text{factor } \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1}",
    best_words="the best in the long run",
)


def nesterov_best(smallest: float, largest: float) -> dict[str, float]:
    root = np.sqrt(largest / smallest)
    return {"lr": 1 / largest, "momentum": float((root - 1) / (root + 1))}


# Nesterov: eₖ₊₁ = (1 − αλ)((1 + β) eₖ − β eₖ₋₁) at the look-ahead point. Nesterov (1983, 2004): the usual settings, not the
# best there are: those have α = 4/(3 λmax + λmin) and the factor 1 − 2/√(3κ + 1) (Lessard, Recht, Packard 2016).
ACCELERATED = Theory(
    edge=lambda curvature, momentum: over((2 + 2 * momentum) / (1 + 2 * momentum), curvature),
    shrinks=lambda lr, curvature, momentum: larger_root((1 + momentum) * (1 - lr * curvature), momentum * (1 - lr * curvature)),
    best=nesterov_best,
    edge_formula=r"\alpha < \frac{2 + 2\rho}{(1 + 2\rho)\,\lambda_{\max}}",
    edge_words="(2 + 2ρ)/((1 + 2ρ) λmax)",
    best_formula=r"\alpha = \frac{1}{\lambda_{\max}}, \quad \rho = \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1}, \quad "
    r"\text{factor } 1 - \frac{1}{\sqrt\kappa}",
    best_words="the usual",
)
