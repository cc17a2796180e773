"""The same sweep by other means: optax, NumPy, torch, and C by hand.

Each maker takes every run's rate, β₁ and start (float32: one value per run, or a single one for all) and returns
a function that does the whole sweep and gives the final losses as a NumPy array.
"""

import ctypes
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch
from jax import lax

RUNS, STEPS, B, BETA2, EPS = 65_536, 500, 100.0, 0.999, 1e-8


def optax_adam(lr, beta1, x, y):
    """`optax.adam` in jit(vmap(scan)), as its documentation composes it."""

    def loss(q):
        return (1 - q[0]) ** 2 + B * (q[1] - q[0] ** 2) ** 2

    def one(lr, beta1, x, y):
        rule = optax.adam(lr, b1=beta1, b2=BETA2, eps=EPS)

        def step(carry, _):
            q, state = carry
            updates, state = rule.update(jax.grad(loss)(q), state)
            return (optax.apply_updates(q, updates), state), None

        start = jnp.stack([x, y])
        (q, _), _ = lax.scan(step, (start, rule.init(start)), length=STEPS)
        return loss(q)

    values = (lr, beta1, x, y)
    every = jax.jit(jax.vmap(one, in_axes=[0 if value.ndim else None for value in values]))
    return lambda: np.asarray(every(*values))


def descent(lr, beta1, x, y, sqrt):
    """Adam on whole arrays of runs, in place where that saves an array: serves NumPy and torch alike."""
    mx, my, vx, vy, beta1_t, beta2_t = 0 * x, 0 * x, 0 * x, 0 * x, 0 * beta1 + 1, 1.0
    for _ in range(STEPS):
        bend = y - x * x
        gx, gy = -2 * (1 - x) - 4 * B * x * bend, 2 * B * bend
        beta1_t *= beta1
        beta2_t *= BETA2
        for q, g, m, v in ((x, gx, mx, vx), (y, gy, my, vy)):
            m *= beta1
            m += (1 - beta1) * g
            v *= BETA2
            v += (1 - BETA2) * g * g
            q -= lr * (m / (1 - beta1_t)) / (sqrt(v / (1 - beta2_t)) + EPS)
    return (1 - x) ** 2 + B * (y - x * x) ** 2


def numpy_adam(lr, beta1, x, y):
    """NumPy on whole arrays of runs."""
    return lambda: descent(lr, beta1, one_each(x), one_each(y), np.sqrt)


def torch_adam(lr, beta1, x, y):
    """Eager torch on whole arrays of runs, gradient written out, no graph recorded."""
    rates, keep = torch.tensor(lr), torch.tensor(beta1)

    @torch.no_grad()
    def run():
        return descent(rates, keep, torch.tensor(one_each(x)), torch.tensor(one_each(y)), torch.sqrt).numpy()

    return run


def c_adam(lr, beta1, x, y):
    """adam.c, compiled here and now; None where there is no gcc."""
    if not shutil.which("gcc"):
        return None
    with TemporaryDirectory() as folder:
        source, made, library = Path(__file__).with_name("adam.c"), Path(folder) / "adam.o", Path(folder) / "adam.so"
        subprocess.run(["gcc", "-O3", "-march=native", "-ffast-math", "-fPIC", "-c", source, "-o", made], check=True)
        # Linked without -ffast-math: with it, loading the library makes this whole process flush tiny numbers to zero.
        subprocess.run(["gcc", "-shared", made, "-o", library, "-lm"], check=True)
        function = ctypes.CDLL(str(library)).adam
    array = np.ctypeslib.ndpointer(np.float32, flags="C_CONTIGUOUS")
    function.argtypes = [ctypes.c_long] * 2 + [ctypes.c_float] * 3 + [array] * 5
    function.restype = None
    values = [one_each(value) for value in (lr, beta1, x, y)]

    def run():
        loss = np.empty(RUNS, np.float32)
        function(RUNS, STEPS, B, BETA2, EPS, *values, loss)
        return loss

    return run


def one_each(value) -> np.ndarray:
    """A fresh array with one value per run."""
    return np.array(np.broadcast_to(value, RUNS), np.float32)
