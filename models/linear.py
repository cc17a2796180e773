"""A linear classifier: a score for each class, s = Wx + b, and four losses that say how good scores are.

N examples x (D,) of C classes y: X (N, D), y (N,), W (C, D), b (C,). The full loss is (1/N) Σ Lᵢ + λ R(W); biases are not penalised.
All is computed in the precision of W, and can be compiled, batched and differentiated by JAX.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp

from landscapes import jax_settings as jax_settings  # which lets JAX compute in float64

Array = jax.Array


class Evaluated(NamedTuple):
    """A classifier on examples: the mean loss of the data, λR, their sum, each example's loss (N,), the scores (N, C), and the sum's
    gradient, dW (C, D) and db (C,)."""

    data: Array
    penalty: Array
    total: Array
    per_example: Array
    scores: Array
    dW: Array
    db: Array


def softmax(s: Array, true: Array, margin: Array) -> tuple[Array, Array]:
    """Lᵢ = −log pᵧ, p = softmax(s): the cross-entropy. Its slope is p − 1[k = y]. The margin plays no part."""
    s = s - s.max(1, keepdims=True)  # or e^s overflows
    log_p = s - jnp.log(jnp.exp(s).sum(1, keepdims=True))
    return -(true * log_p).sum(1), jnp.exp(log_p) - true


def hinge(s: Array, true: Array, margin: Array) -> tuple[Array, Array]:
    """Lᵢ = Σ over j ≠ y of max(0, sⱼ − sᵧ + Δ), Weston and Watkins (1999): every other class is to stay a margin below the true one."""
    m = (1 - true) * (s - own(s, true) + margin)
    over = jnp.where(m > 0, 1 - true, 0)
    return jnp.maximum(m, 0).sum(1), over - true * over.sum(1, keepdims=True)


def one_vs_all(s: Array, true: Array, margin: Array) -> tuple[Array, Array]:
    """Lᵢ = Σ max(0, Δ − tₖ sₖ) with t = +1 for the true class and −1 for the others: a yes or no for each class by itself."""
    t = 2 * true - 1
    m = margin - t * s
    return jnp.maximum(m, 0).sum(1), jnp.where(m > 0, -t, 0)


def structured(s: Array, true: Array, margin: Array) -> tuple[Array, Array]:
    """Lᵢ = max over all j of (sⱼ + Δ 1[j ≠ y]) − sᵧ, Crammer and Singer (2001): only the worst class counts, and of equal ones the
    first."""
    m = s + margin * (1 - true)
    worst = jax.nn.one_hot(m.argmax(1), s.shape[1], dtype=s.dtype)
    return m.max(1) - own(s, true)[:, 0], worst - true


def own(s: Array, true: Array) -> Array:
    """The score of the true class (N, 1)."""
    return (true * s).sum(1, keepdims=True)


LOSSES = {"Softmax": softmax, "Hinge": hinge, "One-vs-all": one_vs_all, "Structured": structured}
PENALTIES = {
    "L2": lambda W: ((W**2).sum(), 2 * W),
    "L1": lambda W: (jnp.abs(W).sum(), jnp.sign(W)),
}


def evaluate(W, b, X, y, loss: str = "Softmax", strength: float = 0.0, penalty: str = "L2", margin: float = 1.0) -> Evaluated:
    """The loss of a linear classifier, and its gradient in one pass back.

    `loss` is one of LOSSES. `strength` is λ; `penalty` is "L2", R = ΣW² with no ½, or "L1", R = Σ|W|. `margin` is Δ.

    Raises:
        ValueError: a loss or a penalty of another name.
    """
    for name, given, known in (("loss", loss, LOSSES), ("penalty", penalty, PENALTIES)):
        if given not in known:
            raise ValueError(f"{name} = {given!r} is not one of the options (allowed: {', '.join(known)}).")
    W = jnp.asarray(W)
    b, X = jnp.asarray(b, W.dtype), jnp.asarray(X, W.dtype)
    s = X @ W.T + b
    true = jax.nn.one_hot(jnp.asarray(y), W.shape[0], dtype=W.dtype)
    per_example, ds = LOSSES[loss](s, true, jnp.asarray(margin, W.dtype))
    R, dR = PENALTIES[penalty](W)
    lam, n = jnp.asarray(strength, W.dtype), X.shape[0]
    data = per_example.mean()
    return Evaluated(data, lam * R, data + lam * R, per_example, s, ds.T @ X / n + lam * dR, ds.sum(0) / n)
