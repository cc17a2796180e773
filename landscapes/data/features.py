"""How features are measured: as they are, or in units of their own spread."""

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
