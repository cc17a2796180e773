"""How features are measured: as they are, or in units of their own spread."""

import jax.numpy as jnp
import numpy as np

from parameter import choice

FEATURES = choice(
    "features",
    ("raw", "standardised"),
    help="Raw: in cm, as measured. Standardised: each feature less its mean, over its standard deviation.",
)


def standardised(feature: np.ndarray) -> np.ndarray:
    """The feature (samples, …) with mean 0 and standard deviation 1."""
    return (feature - feature.mean(0)) / feature.std(0)


def as_exact_as(x, *data):
    """The data in the precision of x: a sweep in float32 would else compute in float64, six times as slowly."""
    return (jnp.asarray(one, jnp.result_type(x, 1.0)) for one in data)
