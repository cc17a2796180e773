"""BFGS without the matrix: it keeps the last few moves instead. Superb on the whole data set, lost on mini-batches."""

import jax.numpy as jnp

from optimizers.rules.base import Optimizer
from optimizers.rules.bfgs import costs
from optimizers.rules.line_search import C2, FIRST, again, first_trial, search
from optimizers.rules.plane import dot
from optimizers.rules.substep import SubStep
from parameter import Parameter

M = 10  # pairs there is room for


def direction(g, S, Y, m):
    """−B g by the two loops over the newest m pairs, without ever writing B down. An empty pair has s·y = 0."""
    sy = [dot(S[i], Y[i]) for i in range(M)]
    used = [(i < m) & (sy[i] > 0) for i in range(M)]
    share = [jnp.where(used[i], 1 / jnp.where(used[i], sy[i], 1.0), 0.0) for i in range(M)]
    q, a = g, [0.0] * M
    for i in range(M):  # from the newest pair to the oldest
        a[i] = share[i] * dot(S[i], q)
        q = q - a[i] * Y[i]
    r = jnp.where(used[0], sy[0] / jnp.where(used[0], dot(Y[0], Y[0]), 1.0), 1.0) * q
    for i in reversed(range(M)):
        r = r + (a[i] - share[i] * dot(Y[i], r)) * S[i]
    return -r


def step(x, fg, state, lr, memory, c2):
    loss, g = fg(x)
    s, y = x - state["x"], g - state["g"]
    least = jnp.finfo(x.dtype).tiny  # below it 1 / (s·y) is infinite: the run has long arrived
    teaches = (state["k"] > 0) & (dot(s, y) > least) & (dot(y, y) > least)
    S = jnp.where(teaches, jnp.concatenate([s[None], state["S"][:-1]]), state["S"])
    Y = jnp.where(teaches, jnp.concatenate([y[None], state["Y"][:-1]]), state["Y"])
    d = direction(g, S, Y, memory)
    rest = again(x, g, state)
    t, trials = search(state, fg, x, d, loss, dot(g, d), first_trial(lr, g, state["k"]), c2, rest)
    tried = {"trials": state["trials"] + trials, "last": trials + rest * state["last"]}
    dx = t * d
    return x + dx, {"S": S, "Y": Y, "x": x, "g": g, "k": state["k"] + 1, "length": t, **tried}


MEMORY = Parameter("memory", 5, 1, M, whole=True, symbol="m", label="pairs remembered", help="How many of the latest moves it learns from.")

LBFGS = Optimizer(
    name="L-BFGS",
    step=step,
    told=("fg",),
    costs=costs,
    parameters=(FIRST, MEMORY, C2),
    memory={
        "S": ((0.0, 0.0),) * M,
        "Y": ((0.0, 0.0),) * M,
        "x": (0.0, 0.0),
        "g": (0.0, 0.0),
        "k": 0.0,
        "length": 0.0,
        "trials": 0.0,
        "last": 0.0,
    },
    formula=r"x \leftarrow x - t\,B\,g, \quad B \text{ built anew from the last } m \text{ pairs } (s, y) = (\Delta x, \Delta g)",
    story=__doc__,
    reference="Nocedal (1980); Liu and Nocedal (1989)",
    substeps=(
        SubStep("d", "d", "", "Where to go: −B g by two loops over the remembered pairs", "search", "part", rows=()),
        SubStep("t", "t", "", "How far along: the line search's answer", "search", rows=()),
        SubStep("dx", r"\Delta x", r"[t] \cdot [d]", "The step", "step", "move"),
    ),
)
