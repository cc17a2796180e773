"""A plane through a thousand made points: x and y are its two slopes; enough samples for small batches and large ones."""

import jax.numpy as jnp
import numpy as np

from landscapes.base import Landscape, Point
from landscapes.data.features import FEATURES, as_exact_as, standardised

POINTS, SEED = 1000, 20
TRUTH = np.array([1.0, 0.8])  # the slopes that the points were made with
SPREADS = np.array([1.5, 0.12])  # of the two features as measured: the second hardly counts
NOISE = 1.0  # standard deviation of what no plane explains


def made(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The features (POINTS, 2) and what is measured at them (POINTS,), the same for the same seed."""
    chance = np.random.RandomState(seed)  # a stream that NumPy promises to keep
    features = SPREADS * chance.standard_normal((POINTS, 2))
    return features, features @ TRUTH + NOISE * chance.standard_normal(POINTS)


RAW, MEASURED = made(SEED)
BOTH = np.stack([RAW, standardised(RAW)])  # (2, POINTS, 2)
# The sums that a squared error is made of. With them the loss of all points costs no more than that of one.
CURVATURE = np.einsum("fni,fnj->fij", BOTH, BOTH) / POINTS
MINIMA = np.linalg.solve(CURVATURE, np.einsum("fni,n->fi", BOTH, MEASURED)[..., None] / POINTS)[..., 0]
LEFT = np.array([0.5 * np.mean((MEASURED - features @ best) ** 2) for features, best in zip(BOTH, MINIMA, strict=True)])


def loss(x, y, features):
    """½ (w − c)ᵀ H (w − c) above the least loss, which is the mean of the squares."""
    H, (a, b), left = as_exact_as(x, *(jnp.where(features, one[1], one[0]) for one in (CURVATURE, MINIMA, LEFT)))
    return left + 0.5 * (H[0, 0] * (x - a) ** 2 + 2 * H[0, 1] * (x - a) * (y - b) + H[1, 1] * (y - b) ** 2)


def batch_loss(x, y, weights, features):
    points, measured = as_exact_as(x, jnp.where(features, BOTH[1], BOTH[0]), MEASURED)
    predicted = jnp.expand_dims(x, -1) * points[:, 0] + jnp.expand_dims(y, -1) * points[:, 1]
    return jnp.sum(weights * 0.5 * (predicted - measured) ** 2, -1)


def fitted(features: np.ndarray) -> tuple[Point, ...]:
    return ((float(features[0]), float(features[1])),)


THOUSAND_POINTS = Landscape(
    name="Thousand points",
    loss=loss,
    batch_loss=batch_loss,
    samples=POINTS,
    window=((-1.5, 2.5), (-2.0, 2.0)),
    starts={"Far": (-1, -1.2), "All zero": (0, 0), "Across": (2, 1.6)},
    minima=lambda features: fitted(MINIMA[int(features)]),
    trouble="From data",
    formula=r"f(x, y) = \tfrac{1}{2N} \sum_i \left(x\,u_i + y\,v_i - t_i\right)^2",
    story=__doc__,
    reference="Basin’s own: 1000 points made from a seed, noise of deviation 1 about a plane",
    parameters=(FEATURES,),
    rates={"SGD": 0.1, "Momentum": 0.02, "Nesterov": 0.02, "AdaGrad": 0.5, "RMSprop": 0.02, "Adam": 0.1, "AdamW": 0.1},
    steps=200,
)
