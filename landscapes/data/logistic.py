"""Versicolor or virginica, told by two weights on sepal length and width; as measured, one weight can undo the other."""

import jax.numpy as jnp
import numpy as np

from landscapes.base import Landscape, Point
from landscapes.data.features import FEATURES, as_exact_as, standardised
from landscapes.data.iris import SEPAL_LENGTH, SEPAL_WIDTH, SPECIES

OVERLAPPING = SPECIES > 0  # versicolor and virginica; setosa stands apart
RAW = np.stack([SEPAL_LENGTH, SEPAL_WIDTH], 1)[OVERLAPPING]
# As measured, with no intercept, the model can only part the flowers by a line through 0 cm and hardly beats a coin.
# Standardising moves 0 into the flowers' midst, which mends the model as well as the ravine.
STANDARDISED = standardised(RAW)
SIGN = np.where(SPECIES[OVERLAPPING] == 2, 1.0, -1.0)  # +1 virginica


def log_losses(x, y, features):
    """log(1 + e^(−margin)) of each flower, along a last axis of its own; no exponent is positive, so none overflows."""
    flowers, sign = as_exact_as(x, jnp.where(features, STANDARDISED, RAW), SIGN)
    length, width = flowers.T
    margin = sign * (jnp.expand_dims(x, -1) * length + jnp.expand_dims(y, -1) * width)
    size = jnp.abs(margin)
    return 0.5 * (size - margin) + jnp.log1p(jnp.exp(-size))  # a grid takes a tenth of jnp.logaddexp's time


def loss(x, y, features):
    return jnp.mean(log_losses(x, y, features), -1)


def batch_loss(x, y, weights, features):
    return jnp.sum(weights * log_losses(x, y, features), -1)


def fitted(flowers: np.ndarray) -> tuple[Point]:
    """The weights where the gradient is 0, by Newton's method from 0; after ten steps only rounding is left."""
    weights = np.zeros(2)
    for _ in range(10):
        p = 1 / (1 + np.exp(-flowers @ weights))
        gradient = flowers.T @ (p - (SIGN > 0))
        hessian = (flowers.T * (p * (1 - p))) @ flowers
        weights = weights - np.linalg.solve(hessian, gradient)
    return ((float(weights[0]), float(weights[1])),)


MINIMA = fitted(RAW), fitted(STANDARDISED)

LOGISTIC = Landscape(
    name="Logistic regression",
    loss=loss,
    batch_loss=batch_loss,
    samples=len(SIGN),
    window=((-2, 3), (-3, 2)),
    starts={"Up the wall": (-1.5, 0.5), "All zero": (0, 0), "Beyond the minimum": (2, -2.5)},
    minima=lambda features: MINIMA[int(features)],
    trouble="From data",
    formula=r"f(x, y) = \tfrac{1}{N} \sum_i \log\left(1 + e^{-s_i (x\,\text{length}_i + y\,\text{width}_i)}\right), \quad s_i = \pm 1",
    story=__doc__,
    reference="R. A. Fisher, Annals of Eugenics 7 (1936) 179: the iris data",
    parameters=(FEATURES,),
    rates={"SGD": 0.15, "Momentum": 0.05, "Nesterov": 0.05, "AdaGrad": 0.5, "RMSprop": 0.03, "Adam": 0.1, "AdamW": 0.1},
    steps=400,
)
