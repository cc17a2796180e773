"""Jump to where the local quadratic is flat: the minimum of a bowl in one step, but just as gladly a saddle or a summit."""

import jax.numpy as jnp

from optimizers.rules.base import Optimizer
from optimizers.rules.plane import cramer, identity, largest, solved, times
from optimizers.rules.substep import SubStep
from parameter import Parameter, choice


def absolute(H):
    """|H|: the same axes, every curvature made positive. For 2 × 2 by Cayley and Hamilton from |M|² = M², with M = H by scale."""
    scale = largest(H)
    M = H / scale
    a, b, c = M[0, 0], M[0, 1], M[1, 1]
    det = jnp.abs(a * c - b**2)
    trace = jnp.sqrt(a**2 + 2 * b**2 + c**2 + 2 * det)  # |λ₁| + |λ₂|
    square = jnp.stack([times(M, M[0]), times(M, M[1])])
    return scale * (square + det * identity(M)) / jnp.where(trace > 0, trace, 1.0)


def step(x, g, H, state, lr, damping, saddle_free):
    A = jnp.where(saddle_free == 1, absolute(H), H) + damping * identity(H)
    # The microscope shows det and w; n is w / det, and where det is 0 the shortest solution.
    det = A[0, 0] * A[1, 1] - A[0, 1] ** 2  # noqa: F841
    w = cramer(A, g)  # noqa: F841
    n = solved(A, g)
    at_rest = (g[0] == 0) & (g[1] == 0)
    dx = jnp.where(at_rest, 0.0, -lr * n)
    return x + dx, state


def costs(k, state, fixed):
    """A gradient and a Hessian a step."""
    return 0 * k, k, k


SHARE = Parameter("lr", 1.0, 0.0, 10.0, symbol="α", label="share", help="1 jumps to the local quadratic's flat point.")
DAMPING = Parameter(
    "damping",
    0.0,
    0.0,
    1e6,
    symbol="λ",
    help="Added to both curvatures: 0 is Newton's step, much is a short downhill step.",
    slider=(0.0, 20.0),
)
SADDLE_FREE = choice(
    "saddle_free", ("off", "on"), label="curvatures made positive", help="On uses |H|, so a saddle repels instead of attracting."
)

PLAIN = {"saddle_free": 0, "damping": 0}

NEWTON = Optimizer(
    name="Newton",
    step=step,
    told=("g", "H"),
    costs=costs,
    parameters=(SHARE, DAMPING, SADDLE_FREE),
    formula=r"x \leftarrow x - \alpha\,(H + \lambda I)^{-1} g",
    story=__doc__,
    reference="CS231n, optimization notes; |H|: Dauphin et al. (2014)",
    substeps=(
        SubStep("A", "A", r"H", "The curvatures here", "curvature", "model", rows=(), when=PLAIN),
        SubStep(
            "A", "A", r"H + \lambda I", "The curvatures here, damped", "curvature", "model", rows=(), when={"saddle_free": 0}, unless=PLAIN
        ),
        SubStep(
            "A",
            "A",
            r"|H| + \lambda I",
            "The curvatures here, made positive and damped",
            "curvature",
            "model",
            rows=(),
            when={"saddle_free": 1},
        ),
        SubStep("det", r"\det A", r"[A.00] \cdot [A.11] - [A.01]^2", "Negative where the curvatures have opposite signs"),
        SubStep(
            "w",
            "w",
            r"(\det A)\, A^{-1} [g]",
            "Cramer's rule, before the division",
            rows=(r"[A.11] \cdot [g.0] - [A.01] \cdot [g.1]", r"[A.00] \cdot [g.1] - [A.01] \cdot [g.0]"),
        ),
        SubStep(
            "n", "n", r"w / \det A", "From the flat point of the local quadratic to here; where det A is 0, the shortest solution", rows=()
        ),
        SubStep("dx", r"\Delta x", r"-[lr] \cdot [n]", "Newton's step", "step", "move"),
    ),
)
