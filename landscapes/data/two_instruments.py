"""A fine and a coarse instrument measured one place and disagree: a sharp minimum, and a flat one that is deeper."""

import jax.numpy as jnp
import numpy as np

from landscapes.base import Landscape
from landscapes.data.features import as_exact_as


def spread(count: int) -> np.ndarray:
    """Points (count, 2) spread like a normal distribution: its radii at even shares, each a golden angle on from the last."""
    k = np.arange(count) + 0.5
    radius, angle = np.sqrt(-2 * np.log(1 - k / count)), np.pi * (3 - np.sqrt(5)) * k
    return radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], 1)


FINE, COARSE = 35, 65  # measurements
REACH = np.repeat([0.25, 1.0], [FINE, COARSE])  # beyond which one hardly pulls any more
PLACES = np.repeat([[-1.0, 0.0], [1.0, 0.0]], [FINE, COARSE], axis=0) + 0.5 * REACH[:, None] * np.concatenate(
    [spread(FINE), spread(COARSE)]
)


def pulls(x, y):
    """½u/(1 + u) of each measurement, along a last axis of its own; u is the squared distance, in reaches."""
    (px, py, closeness) = as_exact_as(x, *PLACES.T, 1 / REACH**2)
    u = ((jnp.expand_dims(x, -1) - px) ** 2 + (jnp.expand_dims(y, -1) - py) ** 2) * closeness
    return 0.5 - 0.5 / (1 + u)


def loss(x, y):
    return jnp.mean(pulls(x, y), -1)


def batch_loss(x, y, weights):
    return jnp.sum(weights * pulls(x, y), -1)


TWO_INSTRUMENTS = Landscape(
    name="Two instruments",
    loss=loss,
    batch_loss=batch_loss,
    samples=FINE + COARSE,
    window=((-2.5, 2.5), (-2, 2)),
    starts={
        "Beside the sharp minimum": (-1.25, 0.2),
        "Above the ridge": (-0.7, 1.2),
        "Beyond the sharp minimum": (-2.2, -0.5),
        "Up the flat wall": (2.2, 1.2),
    },
    # By Newton's method; the flat one, in the coarse measurements, then the sharp one.
    minima=lambda: ((0.9845047808309673, -0.00016111633659934748), (-0.9687075832082959, 0.0010649750569568612)),
    trouble="From data",
    formula=r"f(x, y) = \tfrac{1}{2N} \sum_i \frac{d_i^2}{s_i^2 + d_i^2}, \quad d_i^2 = (x - p_i)^2 + (y - q_i)^2",
    story=__doc__,
    reference="S. Geman and D. McClure, Bayesian image analysis (1985): the loss of each sample; the data are ours",
    rates={"SGD": 0.4, "Momentum": 0.1, "Nesterov": 0.1, "AdaGrad": 0.3, "RMSprop": 0.03, "Adam": 0.1, "AdamW": 0.1},
    steps=150,
)
