"""Rules that give each coordinate a rate of its own."""

import re

import numpy as np

from optimizers.microscope import Magnified
from optimizers.substep import SubStep
from optimizers.why.gradient import misleader
from optimizers.why.words import COORDINATES, TELLING, Sentences, capital, digits, gone, large, length, percent, said

EQUAL = 1.05  # rates closer than this are called equal
ABOUT = 1.5  # distances closer than this are called about equal
FALLEN = 0.99  # of a first rate: what is left then has fallen
LONE = 1000  # where one coordinate goes this much farther, the other hardly counts
MOMENTS = {"m", "v", "m_hat", "v_hat", "beta1_t", "beta2_t"}


def own_rates_and_gradient(m: Magnified) -> tuple[np.ndarray, np.ndarray] | None:
    """Each coordinate's rate at every step, and the gradient it is multiplied with."""
    line = ellipse(m)
    return (m.letters[line.letter], m.letters[line.of]) if line else None


def ellipse(m: Magnified) -> SubStep | None:
    """The line with the coordinates' own rates."""
    return next((line for line in m.lines if line.draws == "ellipse"), None)


def followed(m: Magnified) -> str:
    """What the rates are multiplied with, in words or as the lines write it."""
    line = ellipse(m)
    if line is None or line.of == "g":
        return "today's gradient"
    symbol = next((other.symbol for other in m.lines if other.letter == line.of), line.of)
    return re.sub(r"\\hat (\w)", "\\1\N{COMBINING CIRCUMFLEX ACCENT}", symbol)


def uncorrected(m: Magnified, room: np.ndarray) -> Sentences:
    """The step against the one that bias correction would have taken."""
    if not m.letters.keys() >= MOMENTS:
        return {}
    m_hat, v_hat, first, second, beta1_t, beta2_t = (m.letters[n] for n in ("m_hat", "v_hat", "m", "v", "beta1_t", "beta2_t"))
    same = np.array_equal(m_hat, first, equal_nan=True) and np.array_equal(v_hat, second, equal_nan=True)
    if not same or not (beta1_t.any() or beta2_t.any()):
        return {}
    eps = m.letters.get("eps", np.zeros(len(room)))[:, None]
    taken = length(first / (np.sqrt(second) + eps))
    corrected = length(first / (1 - beta1_t)[:, None] / (np.sqrt(second / (1 - beta2_t)[:, None]) + eps))
    times = taken / corrected
    off = np.abs(times - 1) > 0.01
    by_chance = "Bias correction is off, yet this first step is as long as the corrected one: m and √v are too small by the same factor."
    return said(
        room & off, lambda times: f"Without bias correction the scaled step is {digits(times)} times as long as the corrected one.", times
    ) | said(room & ~off & (np.arange(len(room)) == 0), lambda _: by_chance, times)


def first_step(m: Magnified, room: np.ndarray) -> Sentences:
    """The first gradient is divided by its own size, or by the part of it that the memory has taken in."""
    parts, line = own_rates_and_gradient(m), ellipse(m)
    if parts is None or line is None:
        return {}
    memory = re.search(r"\\sqrt\{\[(\w+)\]", line.formula)
    reach, rate = np.abs(parts[0] * parts[1]), m.letters["lr"]
    low, high = reach.min(axis=1), reach.max(axis=1)

    def sentence(rate: float, reach: float) -> str:
        if abs(reach / rate - 1) < 0.005:
            return f"The first gradient is divided by its own size: both coordinates go α = {digits(reach)}, however steep each is."
        go = f"both coordinates go {digits(reach / rate)} α = {digits(reach)}, however steep each is."
        if reach < rate or not memory or line.of != "g":
            return capital(go)
        share = (rate / reach) ** 2
        return (
            f"The first gradient is divided by √{share:.3g} of its own size, "
            f"as {memory[1]} holds only {percent(share)} of its square yet: {go}"
        )

    return said(room & (np.arange(len(room)) == 0) & (low > 0.99 * high) & (low > 0), sentence, rate, high)


def one_sided(m: Magnified, room: np.ndarray) -> Sentences:
    parts = own_rates_and_gradient(m)
    if parts is None:
        return {}
    moves = parts[1] != 0
    return said(
        room & (moves.sum(axis=1) == 1),
        lambda x, y: f"In {COORDINATES[x]} there is no gradient to follow, so only {COORDINATES[y]} moves.",
        *moves.T.astype(int),
    )


def own_rates(m: Magnified, room: np.ndarray) -> Sentences:
    """What each coordinate remembers sets its rate; the two together set the step's direction."""
    parts = own_rates_and_gradient(m)
    if parts is None:
        return {}
    rates, gradient = parts
    remembered = m.letters["lr"][:, None] / rates - m.letters.get("eps", np.zeros(len(room)))[:, None]
    name = followed(m)

    def sentence(rates, remembered, gradient) -> str:
        reach = [rate * g for rate, g in zip(rates, gradient, strict=True)]
        steep = int(rates[1] < rates[0])  # the coordinate with the smaller rate
        flat = 1 - steep
        slower = rates[flat] / rates[steep]
        if slower < EQUAL:
            shared = "Both coordinates remember gradients about as large, so they share one rate"
            return f"{shared}{because(name, reach, gradient, None)}."
        return (
            f"In {COORDINATES[steep]} the remembered gradients are {digits(remembered[steep] / remembered[flat])}× as large, "
            f"so its rate is {digits(slower)}× smaller{because(name, reach, gradient, steep)}."
        )

    where = room & (rates > 0).all(axis=1) & (remembered > 0).all(axis=1)
    return said(where & (gradient != 0).all(axis=1), sentence, rates, remembered, np.abs(gradient))


def because(name: str, reach, gradient, steep: int | None) -> str:
    """How far each goes, and why: the rates are half of the reason, what they are multiplied with is the other."""
    low, high = sorted(reach)
    if high <= ABOUT * low:
        return ": both go about equally far"
    far = reach.index(high)
    near = 1 - far
    goes = (
        f"{COORDINATES[near]} hardly moves"
        if high > LONE * low
        else f"{COORDINATES[far]} goes {digits(high / low)}× as far as {COORDINATES[near]}"
    )
    times = gradient[far] / gradient[near]
    if far == steep:
        return f", yet {name} is {digits(times)}× as large: {goes}"
    if times < 1 / EQUAL:
        return f", while {name} is only {digits(1 / times)}× as large: {goes}"
    if times <= EQUAL:
        return f", while {name} is about as large in both: {goes}"
    return f", and {name} is {digits(times)}× as large in {COORDINATES[far]}: {goes}"


def remembered_uphill(m: Magnified, room: np.ndarray) -> Sentences:
    """A mean of gradients may still point the way that today's gradient no longer does."""
    parts = own_rates_and_gradient(m)
    if parts is None:
        return {}
    g, step, mean, name = m.letters["g"], gone(m), parts[1], followed(m)
    joined = m.letters.get("total", g)  # with a pull in it, which may be what turned the mean
    fell = np.diff(m.paths.loss[0]) < 0
    telling = large(step, TELLING) & (large(step, 1 / 2) | ~fell[:, None])
    against = (step * g > 0) & (mean * g < 0) & (mean * joined < 0) & telling
    certain = not misleader(m)

    def sentence(against, fell: bool) -> str:
        where, who = ("x and y", "the step") if all(against) else (COORDINATES[against.index(True)],) * 2
        climbs = "uphill" if certain and not (all(against) and fell) else "on that way"
        return f"In {where} {name} still points the other way than today's gradient, so {who} goes {climbs}."

    return said(room & against.any(axis=1), sentence, against, fell)


def fallen_rates(m: Magnified, room: np.ndarray) -> Sentences:
    """How much is left of the first rates, as long as they have only ever fallen. The schedule is another matter."""
    parts = own_rates_and_gradient(m)
    if parts is None:
        return {}
    rate = m.letters["lr"]
    own = parts[0] / rate[:, None]
    left = own / own[0]
    falling = np.concatenate([[True], np.logical_and.accumulate((np.diff(own, axis=0) <= 1e-9 * own[1:]).all(axis=1))])
    apart = "" if (rate == rate[0]).all() else "Apart from the schedule "

    def sentence(left) -> str:
        x, y = map(percent, left)
        if x == y:
            text = f"the rates of both coordinates are down to {x} of their first."
        elif max(left) >= FALLEN:
            i = left.index(min(left))
            text = f"the rate in {COORDINATES[i]} is down to {percent(left[i])} of its first."
        else:
            text = f"the rate in x is down to {x} of its first, in y to {y}."
        return capital(apart + text)

    return said(room & falling & (left < FALLEN).any(axis=1), sentence, left)
