"""A rate that changes between two steps, and what becomes of the velocity then."""

import numpy as np

from digits import brief, percent
from optimizers.microscope import Magnified
from studies.why.words import Sentences, against_last, gone, grew, line_of, said

SUDDEN = 0.1  # of the last rate: what a slow schedule does needs no word at every step


def rate_changed(m: Magnified, room: np.ndarray) -> Sentences:
    """A velocity that is multiplied by today's rate is scaled as a whole; one gathered with the rate of each day is not."""
    rate, label = m.letters["lr"], m.run.optimizer.lr.label or "rate"
    before = np.concatenate([rate[:1], rate[:-1]])
    where = room & suddenly(m) & any("[lr]" in line.formula for line in m.lines)
    kept = line_of(m, "velocity", "move")
    factor = against_last(gone(m))
    carried = m.letters[kept.letter].any(axis=1) & np.isfinite(factor) if kept else np.zeros(len(room), bool)
    fate = "and the old velocity with it" if kept and kept.downhill else "but the velocity keeps what it gathered before"
    return said(where & ~carried, lambda was, now: f"The schedule {turned(label, was, now)}.", before, rate) | said(
        where & carried,
        lambda was, now, factor: f"The schedule {turned(label, was, now)}, {fate}; the step {grew(factor)}.",
        before,
        rate,
        factor,
    )


def suddenly(m: Magnified) -> np.ndarray:
    """The steps before which the schedule changed the rate by more than a slow one does."""
    factor = rate_factor(m)
    return np.abs(factor - 1) > SUDDEN * (1 + 1e-9)


def rate_factor(m: Magnified) -> np.ndarray:
    """Every rate as a multiple of the one before; 1 for the first."""
    rate = m.letters["lr"]
    return np.concatenate([[1.0], rate[1:] / rate[:-1]])


def turned(label: str, was: float, now: float) -> str:
    if was == 0:
        return f"raised the {label} from 0 to {brief(now)}"
    verb, times = ("raised", now / was) if now > was else ("cut", was / now)
    return f"{verb} the {label} {brief(times)}×" if times >= 2 else f"{verb} the {label} by {percent(abs(now / was - 1))}"
