"""How steep a formula is: the chain rule from part to part, with a slope where parts have a kink, too.

At a kink a slope is chosen that pushes nobody out of a minimum (a subgradient, in Clarke's sense): |u| has the slope 0 at its kink;
max and min have the shortest slope between those of their two sides; √u has the slope 0 where u touches 0 without a slope of its own.
Each part chooses for itself: |x| + x/2 has the slope ½ at 0.
"""

from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes.expression import CALLED, CONSTANTS, Tree, odd_root, power

Slope = tuple[Any, Any]  # along x and along y; the plain number 0.0 where a part does not depend on it


class Part(NamedTuple):
    """A part of a formula at a point: its value, its slope, the slope to one side of a kink, and whether a kink may be here."""

    z: Any
    slope: Slope
    side: Slope
    tie: Any


# What a function's own slope is, from its argument u and its value z.
OWN = {
    "sin": lambda of, u, z: of.cos(u),
    "cos": lambda of, u, z: -of.sin(u),
    "tan": lambda of, u, z: 1 + z**2,
    "atan": lambda of, u, z: 1 / (1 + u**2),
    "sinh": lambda of, u, z: of.cosh(u),
    "cosh": lambda of, u, z: of.sinh(u),
    "tanh": lambda of, u, z: 1 - z**2,
    "exp": lambda of, u, z: z,
    "log": lambda of, u, z: 1 / u,
    "sqrt": lambda of, u, z: 0.5 / z,
    "negative": lambda of, u, z: -1.0,
}
LEVEL = ("exp", "tanh")  # where they are level to the last digit, no slope inside them counts: exp(−1/x²) at 0


def part(tree: Tree, x, y, library) -> Part:
    """The tree at (x, y), by NumPy's functions or by JAX's."""
    match tree:
        case "x":
            return Part(x, (1.0, 0.0), (1.0, 0.0), False)
        case "y":
            return Part(y, (0.0, 1.0), (0.0, 1.0), False)
        case str():
            return constant(CONSTANTS[tree])
        case ("**", base, exponent):
            return raised(part(base, x, y, library), exponent, library)
        case (str() as name, *operands):
            return joined(name, [part(o, x, y, library) for o in operands], library)
    return constant(tree)


def constant(number) -> Part:
    return Part(number, (0.0, 0.0), (0.0, 0.0), False)


def joined(name: str, parts: list[Part], library) -> Part:
    """The part that an operation makes of others."""
    z = getattr(library, CALLED.get(name, name))(*[p.z for p in parts])
    if name == "abs":
        return absolute(parts[0], z, library)
    if name in ("min", "max"):
        return outermost(name, parts[0], parts[1], z, library)
    if name == "sqrt":
        return root(parts[0], z, OWN[name](library, parts[0].z, z), library)
    return Part(z, follow(name, z, parts, "slope", library), follow(name, z, parts, "side", library), tied(*parts))


def follow(name: str, z, parts: list[Part], which: str, library) -> Slope:
    """The chain rule, for smooth operations."""
    slopes = [getattr(p, which) for p in parts]
    match name, [p.z for p in parts], slopes:
        case "+", _, [u, v]:
            return add(u[0], v[0]), add(u[1], v[1])
        case "-", _, [u, v]:
            return add(u[0], times(-1.0, v[0])), add(u[1], times(-1.0, v[1]))
        case "*", [a, b], [u, v]:
            return add(times(b, u[0]), times(a, v[0])), add(times(b, u[1]), times(a, v[1]))
        case "/", [_, b], [u, v]:
            return tuple(times(1 / b, add(p, times(-1.0, times(z, q)))) for p, q in zip(u, v, strict=True))  # type: ignore[return-value]
    own = OWN[name](library, parts[0].z, z)
    if name in LEVEL:
        return tuple(s if plain_zero(s) else library.where(own == 0, 0.0, times(own, s)) for s in slopes[0])  # type: ignore[return-value]
    return times(own, slopes[0][0]), times(own, slopes[0][1])


def absolute(u: Part, z, library) -> Part:
    sign = library.sign(u.z)
    slope = times(sign, u.slope[0]), times(sign, u.slope[1])
    side = tuple(s if plain_zero(s) else library.where(u.z == 0, s, times(sign, s)) for s in u.side)
    return Part(z, slope, side, tied(u) | (u.z == 0))  # type: ignore[arg-type]


def root(u: Part, z, own, library) -> Part:
    """A root, steep without end at 0, unless its argument has no slope there: √(x² + y²) is a cone, and its tip a minimum."""
    at_zero = u.z == 0

    def of(s, side):
        return (
            s
            if plain_zero(s) and plain_zero(side)
            else library.where(at_zero & (side == 0), 0.0, times(own, library.where(at_zero, side, s)))
        )

    slope, side = (tuple(of(s, one) for s, one in zip(slopes, u.side, strict=True)) for slopes in (u.slope, u.side))
    return Part(z, slope, side, tied(u) | at_zero)  # type: ignore[arg-type]


def raised(u: Part, exponent: float, library) -> Part:
    """A power."""
    z = power(u.z, exponent, library)
    if exponent == 0:
        return Part(z, (0.0, 0.0), (0.0, 0.0), tied(u))
    if fraction := odd_root(exponent):  # as a function of |u|, turned round where u < 0 if it is even
        even = fraction[0] % 2 == 0
        own = exponent * power(library.abs(u.z), exponent - 1, library) * (library.where(u.z < 0, -1.0, 1.0) if even else 1.0)
    else:
        own = exponent * power(u.z, exponent - 1, library)
    if 0 < exponent < 1:
        return root(u, z, own, library)
    slope, side = ((times(own, s[0]), times(own, s[1])) for s in (u.slope, u.side))
    return Part(z, slope, side, tied(u))


def outermost(name: str, u: Part, v: Part, z, library) -> Part:
    """The larger of two, or the smaller; where they are equal, the shortest slope between theirs."""
    first, equal = (u.z > v.z if name == "max" else u.z < v.z), u.z == v.z
    apart = [add(p, times(-1.0, q)) for p, q in zip(u.slope, v.slope, strict=True)]
    towards = -(v.slope[0] * apart[0] + v.slope[1] * apart[1])
    far = apart[0] * apart[0] + apart[1] * apart[1]
    some = (far > 0) & (far < np.inf)
    share = library.where(some, library.clip(towards / library.where(some, far, 1.0), 0.0, 1.0), 0.5)
    share = lax.stop_gradient(share) if library is jnp else share  # a choice, which has no slope of its own

    def of(p, q, mixed):
        return 0.0 if plain_zero(p) and plain_zero(q) else library.where(equal, mixed, library.where(first, p, q))

    slope = tuple(of(p, q, add(q, times(share, d))) for p, q, d in zip(u.slope, v.slope, apart, strict=True))
    side = tuple(of(p, q, library.where(share < 0.5, p, q)) for p, q in zip(u.side, v.side, strict=True))  # the one further away
    return Part(z, slope, side, tied(u, v) | equal)  # type: ignore[arg-type]


def tied(*parts: Part):
    found = parts[0].tie
    for other in parts[1:]:
        found = found | other.tie
    return found


def plain_zero(s) -> bool:
    """Whether a slope is 0 wherever one stands, so that nothing need be computed."""
    return isinstance(s, float) and s == 0


def add(a, b):
    return b if plain_zero(a) else a if plain_zero(b) else a + b


def times(a, b):
    return 0.0 if plain_zero(a) or plain_zero(b) else a * b


def kinked(tree: Tree, x: np.ndarray, y: np.ndarray, reach: float) -> np.ndarray:
    """Where the slope jumps, of points (n,): where two sides of a part meet to the last digit, and the formula turns there.

    It turns if f(q + h) − 2 f(q) + f(q − h) shrinks no faster than h; where it is smooth, that shrinks with h².
    """
    x, y = np.asarray(x, float) + 0.0, np.asarray(y, float) + 0.0

    def turn(h: float) -> np.ndarray:
        ways = h * np.array([(1, 0), (0, 1), (0.6, 0.8), (0.6, -0.8)])[:, :, None]
        ahead, behind = (part(tree, x + s * ways[:, 0], y + s * ways[:, 1], np).z for s in (1, -1))
        return np.abs(ahead - 2 * here.z + behind) / h

    with np.errstate(all="ignore"):
        here = part(tree, x, y, np)
        wide, narrow = turn(reach), turn(reach / 8)
        turns = (narrow > 0.5 * wide) & (narrow > 1e-9 * np.abs(here.z) / reach)
    return here.tie & turns.any(0) & np.isfinite(here.z)
