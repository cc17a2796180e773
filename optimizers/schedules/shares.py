"""At which step a share of a run lies; ui/web/player/shares.js has the same two lines.

A product of two numbers may miss by its last digits, 0.07 · 100 is 7.000000000000001: both rules look past that, so that they
answer as exact arithmetic does for every share of up to eight digits.
"""

import math

HAIR = 1e-9


def first_at(share: float, steps: int) -> int:
    """The first step at or after this share of the run, ⌈share · T⌉."""
    return math.ceil(share * steps - HAIR)


def nearest(share: float, steps: int) -> int:
    """The whole number of steps nearest to this share of them; a half counts up."""
    return math.floor(share * steps + 0.5 + HAIR)
