"""Learn the inverse curvature from how the gradient changes along the way, and search each line for a good length."""

import jax.numpy as jnp

from optimizers.rules.base import Optimizer
from optimizers.rules.line_search import C2, FIRST, again, first_trial, search
from optimizers.rules.plane import dot, identity, outer, times
from optimizers.rules.substep import SubStep


def learned(B, s, y, k):
    """B ≈ H⁻¹, now that a move s is known to change the gradient by y. A pair with s·y ≤ 0 teaches nothing."""
    sy, teaches = dot(s, y), (k > 0) & (dot(s, y) > 0)
    B = jnp.where(teaches & (k == 1), identity(B) * sy / dot(y, y), B)  # the first pair sets the scale
    By = times(B, y)
    better = B + (1 + dot(y, By) / sy) * (outer(s, s) / sy) - outer(By, s) / sy - outer(s, By) / sy
    return jnp.where(teaches, better, B)


def step(x, fg, state, lr, c2):
    loss, g = fg(x)
    B = learned(state["B"], x - state["x"], g - state["g"], state["k"])
    d = -times(B, g)
    rest = again(x, g, state)
    t, trials = search(state, fg, x, d, loss, dot(g, d), first_trial(lr, g, state["k"]), c2, rest)
    tried = {"trials": state["trials"] + trials, "last": trials + rest * state["last"]}
    dx = t * d
    return x + dx, {"B": B, "x": x, "g": g, "k": state["k"] + 1, "length": t, **tried}


def costs(k, state, fixed):
    """A loss and a gradient for each trial, and for the point itself: once, or again whenever the sample changes."""
    asked = state["trials"].astype(int) + ((k > 0) if fixed else k)
    return asked, asked, 0 * k


BFGS = Optimizer(
    name="BFGS",
    step=step,
    told=("fg",),
    costs=costs,
    parameters=(FIRST, C2),
    memory={"B": ((1.0, 0.0), (0.0, 1.0)), "x": (0.0, 0.0), "g": (0.0, 0.0), "k": 0.0, "length": 0.0, "trials": 0.0, "last": 0.0},
    formula=r"""\begin{aligned}
x &\leftarrow x - t\,B\,g, \quad t \text{ by line search}; \qquad s = \Delta x,\ y = \Delta g \\
B &\leftarrow \left(I - \frac{s\,y^\top}{s^\top y}\right) B \left(I - \frac{y\,s^\top}{s^\top y}\right) + \frac{s\,s^\top}{s^\top y}
\end{aligned}""",
    story=__doc__,
    reference="Broyden, Fletcher, Goldfarb, Shanno (1970); Nocedal and Wright (2006), chapter 6",
    substeps=(
        SubStep("B", "B", "", "The inverse curvature, as learned so far", "curvature", "inverse model", rows=()),
        SubStep(
            "d",
            "d",
            r"-B [g]",
            "Where to go",
            "search",
            "part",
            rows=(r"-[B.00] \cdot [g.0] - [B.01] \cdot [g.1]", r"-[B.10] \cdot [g.0] - [B.11] \cdot [g.1]"),
        ),
        SubStep("t", "t", "", "How far along: the line search's answer", "search", rows=()),
        SubStep("dx", r"\Delta x", r"[t] \cdot [d]", "The step", "step", "move"),
    ),
)
