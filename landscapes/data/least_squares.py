"""A line through 150 flowers, petal width from petal length: x is its slope, y its intercept."""

import jax.numpy as jnp
import numpy as np

from landscapes.base import Landscape, Point
from landscapes.data.features import FEATURES, as_exact_as, standardised
from landscapes.data.iris import PETAL_LENGTH, PETAL_WIDTH

RAW, STANDARDISED = PETAL_LENGTH, standardised(PETAL_LENGTH)


def squares(x, y, features):
    """Half the squared error of each flower, along a last axis of its own."""
    length, width = as_exact_as(x, jnp.where(features, STANDARDISED, RAW), PETAL_WIDTH)
    predicted = jnp.expand_dims(x, -1) * length + jnp.expand_dims(y, -1)
    return 0.5 * (predicted - width) ** 2


def loss(x, y, features):
    return jnp.mean(squares(x, y, features), -1)


def batch_loss(x, y, weights, features):
    return jnp.sum(weights * squares(x, y, features), -1)


def fitted(length: np.ndarray) -> tuple[Point]:
    """Slope and intercept where the gradient is 0: covariance over variance, and the means' difference."""
    slope = np.cov(length, PETAL_WIDTH, ddof=0)[0, 1] / length.var()
    return ((float(slope), float(PETAL_WIDTH.mean() - slope * length.mean())),)


MINIMA = fitted(RAW), fitted(STANDARDISED)

LEAST_SQUARES = Landscape(
    name="Least squares",
    loss=loss,
    batch_loss=batch_loss,
    samples=len(PETAL_WIDTH),
    window=((-1.5, 2.5), (-1.5, 2.5)),
    starts={"Falling line": (-1, 0.7), "All zero": (0, 0), "Steep line": (2, -1)},
    minima=lambda features: MINIMA[int(features)],
    trouble="From data",
    formula=r"f(x, y) = \tfrac{1}{2N} \sum_i \left(x\,\text{length}_i + y - \text{width}_i\right)^2",
    story=__doc__,
    reference="R. A. Fisher, Annals of Eugenics 7 (1936) 179: the iris data",
    parameters=(FEATURES,),
    rates={"SGD": 0.1, "Momentum": 0.02, "Nesterov": 0.02, "AdaGrad": 0.5, "RMSprop": 0.02, "Adam": 0.1, "AdamW": 0.1},
    steps=200,
)
