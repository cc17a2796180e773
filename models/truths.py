"""The curves that points are drawn from: what a fit would have to find."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Truth:
    """A known curve on x from −1 to 1; `curve` takes and returns arrays of one shape."""

    name: str
    curve: Callable[[np.ndarray], np.ndarray]
    formula: str
    story: str


TRUTHS: tuple[Truth, ...] = (
    Truth("Sine", lambda x: np.sin(np.pi * x), r"\sin(\pi x)", "one wave: degree 3 comes near it, degree 5 nearer"),
    Truth("Line", lambda x: 0.8 * x, "0.8\\,x", "whatever a curve adds to it is noise"),
    Truth("Bump", lambda x: 1 / (1 + 25 * x**2), r"1/(1 + 25x^2)", "Runge's function: even without noise a high degree swings at the ends"),
    Truth("Step", lambda x: np.sign(x), r"\mathrm{sign}(x)", "a jump, which no polynomial can follow"),
)
