"""The same fit on many data sets: how far off it is on average, and how much it depends on the points it happened to get."""

from dataclasses import dataclass
from functools import lru_cache

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes import jax_settings  # noqa: F401  float64
from models.errors import told
from models.points import SETS, evenly
from models.polynomial import TOP, fits, heights, powers
from models.truths import Truth
from parameter import Parameter

MOST = 500
DATA_SETS = Parameter("sets", MOST, 2, MOST, whole=True, label="data sets", help="Each with noise of its own.")
FRESH = 64  # test points of each data set
NODES, SHARES = np.polynomial.legendre.leggauss(64)  # Gauss: exact for the mean of a polynomial up to degree 127 over [−1, 1]
SHARES = SHARES / 2
PADDED = (16, 32, 64, 128)  # so many points, of which some may not count, share a compiled program


@dataclass(frozen=True, eq=False)
class Sets:
    """Data sets of one truth: x and y, (sets, N). Test points: the powers of their x, (sets, TOP + 1, FRESH), and test_y (sets, FRESH).

    quiet_x, quiet_y: the same without noise, (sets, N), or (1, N) where all data sets share their x.
    """

    x: np.ndarray
    y: np.ndarray
    quiet_x: np.ndarray
    quiet_y: np.ndarray
    powers: np.ndarray
    test_y: np.ndarray


@dataclass(frozen=True, eq=False)
class Spread:
    """What the error is made of, along degrees or strengths. All are mean squared distances over x from −1 to 1.

    bias: of the mean curve from the truth, squared. variance: of the curves from the mean curve. noise: σ², the same everywhere.
    A fit is linear in y, so noise moves no mean: the mean curve is that of the fits to the points without noise, with weights `mean`
    (along, powers). With even x it is exact.
    measured: of fresh noisy test points from the curves, which owes nothing to the other three; deviation: its standard error.
    typical: the median over the data sets of what `measured` is the mean of. few: how many of the data sets make half of the variance.
    """

    along: np.ndarray
    mean: np.ndarray
    bias: np.ndarray
    variance: np.ndarray
    noise: np.ndarray
    measured: np.ndarray
    deviation: np.ndarray
    typical: np.ndarray
    few: np.ndarray

    @property
    def total(self) -> np.ndarray:
        return self.bias + self.variance + self.noise


@lru_cache(maxsize=8)
def draw(truth: Truth, count: int, sigma: float, random: bool, seed: int, sets: int = MOST) -> Sets:
    """Data sets whose x are drawn anew for each, or the same evenly spaced ones; more data sets are added to those there are."""
    chance = np.random.default_rng([seed, SETS])
    places = chance.uniform(-1, 1, (MOST, count))[:sets]
    noise = chance.standard_normal((MOST, count))[:sets]
    x = places if random else np.broadcast_to(evenly(count), (sets, count))
    test_x = stratified(chance.uniform(0, 1, (MOST, FRESH)))[:sets]
    test_noise = chance.standard_normal((MOST, FRESH))[:sets]
    each = np.ascontiguousarray(np.swapaxes(powers(test_x, TOP), 1, 2))
    y, quiet = truth.curve(x), slice(None) if random else slice(1)
    return Sets(x, y + sigma * noise, x[quiet], y[quiet], each, truth.curve(test_x) + sigma * test_noise)


def stratified(share: np.ndarray) -> np.ndarray:
    """One x in each of so many equal parts of [−1, 1]: every x is as likely as any other, and no part is missed."""
    parts = share.shape[-1]
    return 2 * (np.arange(parts) + share) / parts - 1


def each_degree(x, y, counts, pull):
    """The weights (TOP + 1, TOP + 1) of the fits of every degree to points (N,); those count whose `counts` is 1. pull is Nλ.

    Polynomials q₀, q₁, … of rising degree are made orthonormal in ⟨p, q⟩ = Σᵢ p(xᵢ) q(xᵢ) + Nλ Σⱼ pⱼ qⱼ, j ≥ 1: it holds the penalty.
    Then the fit of degree d is ⟨y, q₀⟩ q₀ + … + ⟨y, q_d⟩ q_d: one pass serves all degrees. Each new one begins as x times the last,
    never as a power of x, which keeps it sound (Brubeck, Nakatsukasa and Trefethen, Vandermonde with Arnoldi, SIAM Review 2021).
    """
    K = TOP + 1
    cost = pull * (jnp.arange(K) > 0)

    def once(d, carry):
        Q, W, q, w, c = carry  # the polynomials so far, by their values and by their weights; the next one; ⟨y, q⟩
        for _ in range(2):  # once more takes off what rounding left
            h = Q.T @ (counts * q) + W.T @ (cost * w)
            q, w = q - Q @ h, w - W @ h
        size = jnp.sqrt(counts * q @ q + cost * w @ w)
        q, w = q / size, w / size
        return Q.at[:, d].set(q), W.at[:, d].set(w), x * q, jnp.roll(w, 1), c.at[d].set(counts * y @ q)

    nothing = jnp.zeros((len(x), K)), jnp.zeros((K, K)), jnp.ones_like(x), jnp.eye(K)[0], jnp.zeros(K)
    _, W, _, _, c = lax.fori_loop(0, K, once, nothing)
    return jnp.cumsum(c[:, None] * W.T, 0)


all_degrees = jax.jit(jax.vmap(each_degree, in_axes=(0, 0, None, None)))


def fit_degrees(x: np.ndarray, y: np.ndarray, strength: float) -> np.ndarray:
    """The weights of every degree for every data set: x, y (sets, N) give (sets, TOP + 1, TOP + 1), powers last."""
    sets, N = x.shape
    rows = next(size for size in PADDED if size >= N)
    data = [np.pad(one, ((0, MOST - sets), (0, rows - N))) for one in (x, y)]
    W = np.array(all_degrees(*data, (np.arange(rows) < N).astype(float), np.float64(N * strength)))[:sets]
    if strength == 0:
        for degree in range(N, TOP + 1):  # more weights than points: the shortest of those that fit
            W[:, degree] = np.pad(shortest(x, y, degree), ((0, 0), (0, TOP - degree)))
    return W


def shortest(x: np.ndarray, y: np.ndarray, degree: int) -> np.ndarray:
    same = (x == x[0]).all()
    return fits(x[:1] if same else x, y, degree, [0.0])[:, 0]


def fit_strengths(x: np.ndarray, y: np.ndarray, degree: int, strengths) -> np.ndarray:
    """The weights of one degree at every λ for every data set: (sets, λ, degree + 1); without a penalty those of `fit_degrees`."""
    weights, free = fits(x, y, degree, strengths), np.asarray(strengths) == 0
    if free.any():
        weights[:, free] = fit_degrees(x, y, 0.0)[:, None, degree, : degree + 1]
    return weights


def spread(weights: np.ndarray, quiet: np.ndarray, along: np.ndarray, truth: Truth, sigma: float, sets: Sets) -> Spread:
    """What the error of these fits is made of; weights (sets, along, powers), and those of the fits to the points without noise."""
    mean, real = quiet.mean(0), truth.curve(NODES)
    size = float(real**2 @ SHARES)
    away = told(((heights(weights, NODES) - heights(mean, NODES)) ** 2) @ SHARES, size)  # (sets, along)
    tested = told(((weights @ sets.powers[:, : weights.shape[-1]] - sets.test_y[:, None]) ** 2).mean(-1), size)
    heaviest = np.cumsum(np.sort(away, axis=0)[::-1], axis=0)
    return Spread(
        along,
        mean,
        told(((heights(mean, NODES) - real) ** 2) @ SHARES, size),
        away.mean(0),
        np.full(len(along), sigma**2),
        tested.mean(0),
        tested.std(0, ddof=1) / np.sqrt(len(tested)),
        np.median(tested, 0),
        1 + (heaviest < heaviest[-1] / 2).sum(0),
    )


def over_degrees(truth: Truth, sigma: float, sets: Sets, strength: float) -> Spread:
    """What the error is made of for every degree, 0 to TOP, at one λ."""
    weights, quiet = (fit_degrees(x, y, strength) for x, y in ((sets.x, sets.y), (sets.quiet_x, sets.quiet_y)))
    return spread(weights, quiet, np.arange(TOP + 1), truth, sigma, sets)


def over_strengths(truth: Truth, sigma: float, sets: Sets, degree: int, strengths) -> Spread:
    """What the error is made of at every λ, for one degree."""
    weights, quiet = (fit_strengths(x, y, degree, strengths) for x, y in ((sets.x, sets.y), (sets.quiet_x, sets.quiet_y)))
    return spread(weights, quiet, np.asarray(strengths, float), truth, sigma, sets)
