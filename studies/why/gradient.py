"""What happened to the gradient before the rule was told it."""

import numpy as np

from digits import brief
from optimizers.microscope import Magnified
from studies.why.endings import asks_for_slope, on_a_kink
from studies.why.words import SAME, Sentences, length, said

STRETCHED = 2  # times the true length, from which on it deserves a word


def only_noise(m: Magnified, room: np.ndarray) -> Sentences:
    who = misleader(m)
    where = room & (who != "") & (true_gradient(m) == 0).all(axis=1) & m.letters["g"].any(axis=1)
    return said(where, lambda: f"The true gradient is exactly 0 here: only the {who} moves it.")


def misled(m: Magnified, room: np.ndarray) -> Sentences:
    """Told a gradient that points uphill. Past a bend the loss may fall all the same."""
    told, true, who = m.letters["g"], true_gradient(m), misleader(m)
    along, across = (told * true).sum(axis=1), told[:, 0] * true[:, 1] - told[:, 1] * true[:, 0]
    turned = np.degrees(np.arctan2(np.abs(across), along))
    rose = np.diff(m.paths.loss[0]) > 0

    def sentence(angle: float, rose: bool) -> str:
        return f"The {who} turned the gradient {angle:.0f}° away from the true one{', so it leads uphill' if rose else ''}."

    return said(room & (who != "") & (along < 0), sentence, turned, rose)


def stretched(m: Magnified, room: np.ndarray) -> Sentences:
    """Told a gradient of about the right direction that is far too long."""
    who = misleader(m)
    times = length(m.letters["g"]) / length(true_gradient(m))
    mini = who == "mini-batch"
    subject, true = ("This mini-batch's", "that of all samples") if mini else ("With the noise the", "the true one")
    return said(room & (who != "") & (times >= STRETCHED), lambda times: f"{subject} gradient is {brief(times)}× as long as {true}.", times)


def clipped(m: Magnified, room: np.ndarray) -> Sentences:
    norm, longest = m.letters["norm"], m.letters["clip"]
    return said(
        room & (norm > SAME * longest) & asks_for_slope(m),
        lambda was, now: f"Clipping cut the gradient from length {brief(was)} to {brief(now)}, {brief(was / now)}× shorter.",
        norm,
        longest,
    ) | said(
        room & np.isinf(norm) & np.isfinite(m.letters["g"]).all(axis=1) & asks_for_slope(m),
        lambda now: f"The gradient is infinite here: clipping leaves its direction, with the length {brief(now)}.",
        longest,
    )


def kink(m: Magnified, room: np.ndarray) -> Sentences:
    """At a point where the slope jumps one is taken, which the numbers do not show."""
    taken = m.letters["slope"]
    return said(
        room & on_a_kink(m), lambda x, y: f"This is a kink, where the slope jumps: ({brief(x)}, {brief(y)}) is taken for it.", *taken.T
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
