"""Your own: straight lines from knot to knot."""

import numpy as np

from optimizers.schedules.base import Schedule
from parameter import Parameter

FEWEST, MOST = 2, 12
SHARE = Parameter("share", 0.0, 0.0, 1.0)
MULTIPLIER = Parameter("multiplier", 1.0, 0.0, 10.0)


def knots(points, warmup: float = 0.0) -> Schedule:
    """A schedule of your own: straight lines from knot to knot.

    `points` is a table of 2 to 12 rows (share of the run, multiple of α₀), in any order. Before the first knot and
    behind the last the rate stays as it is there. `warmup` is the share of the run before all that; the knots share out the rest.

    Raises:
        ValueError: not such a table, a number out of its range, or two knots at one share.
    """
    shares, multiples = checked(points)

    def decay(t, T):
        return np.interp(t / T, shares, multiples)

    return Schedule(
        name="Knots",
        decay=decay,
        formula=r"\alpha_t = \alpha_0 \left(m_i + \frac{t/T - s_i}{s_{i+1} - s_i}\, (m_{i+1} - m_i)\right)"
        r"\quad\text{where } s_i \le t/T \le s_{i+1}",
        story=__doc__,
        reference="Piecewise linear rates: Smith (2017)",
    ).set(warmup=warmup)


def checked(points) -> tuple[np.ndarray, np.ndarray]:
    """The knots' shares, rising, and their multiples."""
    allowed = f"allowed: {FEWEST} to {MOST} rows of (share of the run, multiplier)"
    try:
        table = np.array(points, dtype=object)  # as objects, so that a wrong one can be named
    except ValueError:
        table = np.array(None)
    if table.ndim != 2 or table.shape[1] != 2:
        raise ValueError(f"knots = {points!r} is not a table of two columns ({allowed}).")
    if not FEWEST <= len(table) <= MOST:
        raise ValueError(f"knots: the number of rows is {len(table)} ({allowed}).")
    rows = [
        (SHARE.check(share, f"share of knot {i}"), MULTIPLIER.check(multiple, f"multiplier of knot {i}"))
        for i, (share, multiple) in enumerate(table, 1)
    ]
    shares, multiples = np.array(sorted(rows)).T
    for twice in shares[1:][np.diff(shares) == 0]:
        raise ValueError(f"knots: two lie at share {twice:.12g} (allowed: one at each share).")
    return shares, multiples
