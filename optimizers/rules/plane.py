"""Products in the plane, written out: XLA's sum over two numbers is four times slower."""

import jax.numpy as jnp


def dot(a, b):
    return a[0] * b[0] + a[1] * b[1]


def times(A, b):
    """Matrix times vector."""
    return A[:, 0] * b[0] + A[:, 1] * b[1]


def identity(A):
    """I in the precision of A."""
    return jnp.eye(2, dtype=A.dtype)


def outer(a, b):
    return a[:, None] * b[None, :]


def cramer(A, b):
    """det A times the x with A x = b, for a symmetric A: Cramer's rule before the division."""
    return jnp.stack([A[1, 1] * b[0] - A[0, 1] * b[1], A[0, 0] * b[1] - A[0, 1] * b[0]])


def largest(A):
    """The largest entry of a symmetric A by size; 1 if all are 0, so that one can divide by it."""
    size = jnp.maximum(jnp.maximum(jnp.abs(A[0, 0]), jnp.abs(A[1, 1])), jnp.abs(A[0, 1]))
    return jnp.where(size == 0, 1.0, size)


def solved(A, b):
    """The x with A x = b for a symmetric A; without a single one, the shortest of those that miss b by least (the pseudo-inverse).

    A counts as singular if its determinant is no more than the rounding of its two terms. By scale first: a determinant of tiny
    entries would come out as 0, one of huge entries as infinite.
    """
    scale = largest(A)
    M = A / scale
    straight, crossed = M[0, 0] * M[1, 1], M[0, 1] ** 2
    det = straight - crossed
    singular = jnp.abs(det) <= 4 * jnp.finfo(A.dtype).eps * (jnp.abs(straight) + crossed)
    square = M[0, 0] ** 2 + 2 * crossed + M[1, 1] ** 2
    # λ v vᵀ has the pseudo-inverse v vᵀ / λ, which is itself over λ², the sum of its entries' squares
    shortest = times(M, b) / jnp.where(square == 0, 1.0, square)
    return jnp.where(singular, shortest, cramer(M, b) / jnp.where(singular, 1.0, det)) / scale
