"""How sure a share is that was counted: an interval that holds the true one in 95 of 100 such counts."""

import numpy as np

Z = 1.959963985  # of the normal distribution: 95 % lie within


def wilson(hits: np.ndarray | int, of: int) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's interval for a share: its two ends, of so many hits among `of`.

    E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209. It stays within 0 and 1, and holds for few hits, too.
    """
    share = np.asarray(hits) / of
    middle = (share + Z**2 / (2 * of)) / (1 + Z**2 / of)
    half = Z / (1 + Z**2 / of) * np.sqrt(share * (1 - share) / of + Z**2 / (4 * of**2))
    return np.maximum(middle - half, 0), np.minimum(middle + half, 1)
