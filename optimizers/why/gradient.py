"""What happened to the gradient before the rule was told it."""

import numpy as np

from optimizers.microscope import Magnified
from optimizers.why.endings import asks_for_slope
from optimizers.why.words import SAME, Sentences, digits, length, said


def only_noise(m: Magnified, room: np.ndarray) -> Sentences:
    who = misleader(m)
    where = room & (who != "") & (true_gradient(m) == 0).all(axis=1) & m.letters["g"].any(axis=1)
    return said(where, lambda: f"The true gradient is exactly 0 here: only the {who} moves it.")


def misled(m: Magnified, room: np.ndarray) -> Sentences:
    """Told a gradient that leads uphill."""
    told, true, who = m.letters["g"], true_gradient(m), misleader(m)
    along, across = (told * true).sum(axis=1), told[:, 0] * true[:, 1] - told[:, 1] * true[:, 0]
    turned = np.degrees(np.arctan2(np.abs(across), along))
    return said(
        room & (who != "") & (along < 0),
        lambda angle: f"The {who} turned the gradient {angle:.0f}° away from the true one, so it leads uphill.",
        turned,
    )


def clipped(m: Magnified, room: np.ndarray) -> Sentences:
    norm, longest = m.letters["norm"], m.letters["clip"]
    return said(
        room & (norm > SAME * longest) & asks_for_slope(m),
        lambda was, now: f"Clipping cut the gradient from length {digits(was)} to {digits(now)}, {digits(was / now)}× shorter.",
        norm,
        longest,
    )


def true_gradient(m: Magnified) -> np.ndarray:
    """The whole surface's gradient where the rule asked for it. At a look-ahead point only a mini-batch's may be known."""
    asked_here = (m.letters["at"] == m.letters["x"]).all(axis=1)
    return np.where(asked_here[:, None], m.gradient[:-1], m.letters["slope"])


def misleader(m: Magnified) -> str:
    """What came between the rule and the true gradient; empty if nothing did."""
    if not asks_for_slope(m):
        return ""
    if m.letters["noise"].any():
        return "noise"
    true, seen = true_gradient(m), m.letters["slope"]
    return "mini-batch" if np.nanmax(length(seen - true), initial=0) > 1e-9 * np.nanmax(length(true), initial=0) else ""
