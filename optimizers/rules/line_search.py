"""How far to go along a line: far enough down, and to where it is flat enough (the Wolfe conditions)."""

import jax.numpy as jnp
from jax import lax

from optimizers.rules.plane import dot
from parameter import Parameter

C1 = 1e-4  # share of the slope's promise that a step must keep (Nocedal and Wright 2006, section 3.1)
C2 = Parameter(
    "c2",
    0.9,
    1e-6,
    0.999,
    log=True,
    symbol="c₂",
    label="line search stops at slope",
    help="Share of the first slope that may be left. Small is an almost exact line search.",
)
FIRST = Parameter("lr", 1.0, 0.0, 10.0, symbol="α", label="first trial", help="Where each line search starts; 1 suits a good direction.")
MOST_TRIALS = 25


def wolfe(fg, x, d, loss, slope, first, c2, rest):
    """The step length t, with f(x + t d) ≤ f(x) + c₁ t slope and |slope at t| ≤ c₂ |slope|, and the trials it took.

    The bracket runs from `low`, the best length so far, to `high`, one known to be too far (infinite: none yet).
    `first` is the first trial. Without a length that goes down, t is 0.
    It is 0 at once if `rest` is true. After Nocedal and Wright, algorithms 3.5 and 3.6.
    """
    slack = 4 * jnp.finfo(loss.dtype).eps * jnp.abs(loss)  # losses closer than rounding are equal

    def searching(state):
        _, _, _, found, trials = state
        return ~found & (trials < MOST_TRIALS)

    def look(state):
        t, low, high, _, trials = state
        value, g = fg(x + t * d)
        here = (t, value, dot(g, d))
        too_far = ~((value <= loss + C1 * t * slope + slack) & (value <= low[1] + slack))  # not a number is too far, too
        found = ~too_far & (jnp.abs(here[2]) <= -c2 * slope)
        rising = ~too_far & (here[2] * jnp.sign(high[0] - low[0]) >= 0)
        further = jnp.where(jnp.isinf(high[0]), extrapolated(low, here), t)
        high = pick(too_far, here, pick(rising, low, high))
        low = pick(too_far, low, here)
        t_next = jnp.where(jnp.isinf(high[0]), further, interpolated(low, high))
        return jnp.where(found, t, t_next), low, high, found, trials + 1

    start = (jnp.zeros_like(slope), loss, slope)
    nowhere = (jnp.full_like(slope, jnp.inf), loss, slope)
    rest = rest | ~(first * slope < 0)  # or not downhill, or not moving
    t, low, _, found, trials = lax.while_loop(searching, look, (first, start, nowhere, rest, 0))
    best = jnp.where(low[1] < loss - slack, low[0], 0.0)
    return jnp.where(rest, 0.0, jnp.where(found, t, best)), trials


def search(state, *line):
    """The line search's answer: the one found before if the microscope replays a step, for a tie may fall otherwise the second time."""
    return state["found"] if "found" in state else wolfe(*line)


def first_trial(lr, g, k):
    """Before anything is learned, a direction may be far too long: at most a length of about 1."""
    return lr * jnp.where(k == 0, jnp.minimum(1.0, 1 / (jnp.abs(g[0]) + jnp.abs(g[1]))), 1.0)


def again(x, g, state):
    """Whether the last search ran and led nowhere, and nothing has changed since: the next would fail as it did."""
    return (state["last"] > 0) & jnp.all(x == state["x"]) & jnp.all(g == state["g"])


def pick(condition, a, b):
    return tuple(jnp.where(condition, p, q) for p, q in zip(a, b, strict=True))


def extrapolated(low, here):
    """Further out: where the slope would vanish if it went on as it changed, between 1.1 and 10 times as far."""
    (t0, _, s0), (t, _, s) = low, here
    t_next = t + (t - t0) * s / (s0 - s)
    return jnp.where(s > s0, jnp.clip(t_next, 1.1 * t, 10 * t), 4 * t)


def interpolated(low, high):
    """Between: the lowest point of the cubic through both ends' losses and slopes, kept off the ends."""
    (t0, f0, s0), (t1, f1, s1) = low, high
    width = t1 - t0
    d1 = s0 + s1 - 3 * (f1 - f0) / width
    d2 = jnp.sign(width) * jnp.sqrt(d1**2 - s0 * s1)
    share = 1 - (s1 + d2 - d1) / (s1 - s0 + 2 * d2)
    return t0 + width * jnp.where(jnp.isfinite(share), jnp.clip(share, 0.05, 0.95), 0.5)
