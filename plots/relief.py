"""The heights by which a surface is coloured, so that valleys show."""

import numpy as np


def relief(z: np.ndarray, lowest: float) -> tuple[np.ndarray, float]:
    """log10(z − lowest + ε) and its ε, a small share of the median height.

    `lowest` is the loss at the lowest known minimum, infinite if none is known: then the lowest ground in sight is no
    valley but an edge of the picture, and a whole median of ε keeps it from drawing all eyes.
    """
    above = z - min(float(z.min()), lowest)
    softening = max((1e-3 if np.isfinite(lowest) else 1.0) * float(np.median(above)), 1e-12)
    return np.log10(above + softening), softening
