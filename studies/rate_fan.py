"""A fan: one rule from one start with a row of rates, from far too low to too high."""

from collections.abc import Mapping

import numpy as np

from landscapes import Landscape
from optimizers.curvature import constant_bend
from optimizers.run import Run

BELOW, ABOVE = 100.0, 10.0  # how far a fan reaches below and above the surface's usual rate
PAST = 1.1  # the edge: from here on a run on a quadratic diverges within some fifty steps
DIGITS = 3  # of a rate: what a label can show


def default_span(land: Landscape, params: Mapping[str, object] | None, run: Run) -> tuple[float, float]:
    """The lowest and the highest rate worth seeing for this run.

    On a quadratic a rule with a theory goes from a hundredth of its edge to just past it; otherwise around the surface's usual rate.
    """
    return span_on(land, constant_bend(land, params), run)


def span_on(land: Landscape, bend: tuple[float, float] | None, run: Run) -> tuple[float, float]:
    """The same where the curvatures of the surface are known: (λmin, λmax) of a quadratic, None for every other."""
    rule = run.optimizer
    if rule.theory and bend and bend[1] > 0:
        edge = float(rule.theory.edge(bend[1], **run.hyper))
        low, high = edge / BELOW, edge * PAST
    else:
        usual = land.rates.get(rule.name, rule.lr.default)
        low, high = usual / BELOW, usual * ABOVE
    return rounded(min(low, rule.lr.high / BELOW)), rounded(min(high, rule.lr.high))


def fan_rates(low: float, high: float, count: int) -> list[float]:
    """Rates (count,) in even ratios from low to high, with as many digits as keep them apart."""
    ratio = (high / low) ** (1 / (count - 1))
    digits = max(DIGITS, 2 - int(np.floor(np.log10(ratio - 1))))
    return [rounded(low * ratio**i, digits) for i in range(count)]


def rounded(value: float, digits: int = DIGITS) -> float:
    return float(f"{value:.{digits}g}")
