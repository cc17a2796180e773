"""Rules that give each coordinate a rate of its own."""

import re

import numpy as np

from digits import brief, percent
from optimizers.microscope import Magnified
from optimizers.rules.substep import SubStep
from studies.why.gradient import misleader
from studies.why.words import COORDINATES, TELLING, Sentences, capital, gone, large, length, line_of, said

EQUAL = 1.05  # rates closer than this are called equal
ABOUT = 1.5  # distances closer than this are called about equal
FALLEN = 0.99  # of a first rate: what is left then has fallen
UNSEEN = 5e-4  # of a step: a pull that adds less is not worth a word
LONE = 1000  # where one coordinate goes this much farther, the other hardly counts
MOMENTS = {"m", "v", "m_hat", "v_hat", "beta1_t", "beta2_t"}


def own_rates_and_gradient(m: Magnified) -> tuple[np.ndarray, np.ndarray] | None:
    """Each coordinate's rate at every step, and the gradient it is multiplied with."""
    line = ellipse(m)
    return (m.letters[line.letter], m.letters[line.of]) if line else None


def ellipse(m: Magnified) -> SubStep | None:
    """The line with the coordinates' own rates."""
    return next((line for line in m.lines if line.draws == "ellipse"), None)


def pulled_beside(m: Magnified) -> np.ndarray:
    """Where a pull that is not scaled takes the point another way than the scaled step alone."""
    parts = own_rates_and_gradient(m)
    beside = line_of(m, "pull", "move")
    if parts is None or beside is None:
        return np.zeros(len(m.letters["x"]), bool)
    scaled = np.abs(parts[0] * parts[1])
    return np.any(np.abs(m.letters[beside.letter]) > UNSEEN * scaled, axis=1)


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
        room & off, lambda times: f"Without bias correction the scaled step is {brief(times)} times as long as the corrected one.", times
    ) | said(room & ~off & (np.arange(len(room)) == 0), lambda _: by_chance, times)


def first_step(m: Magnified, room: np.ndarray) -> Sentences:
    """The first gradient is divided by its own size, or by the part of it that the memory has taken in."""
    parts, line = own_rates_and_gradient(m), ellipse(m)
    if parts is None or line is None:
        return {}
    memory = re.search(r"\\sqrt\{\[(\w+)\]", line.formula)
    reach, rate = np.abs(parts[0] * parts[1]), m.letters["lr"]
    low, high = reach.min(axis=1), reach.max(axis=1)

    def sentence(rate: float, reach: float, beside: bool) -> str:
        whole = abs(reach / rate - 1) < 0.005
        far = f"{'' if whole else brief(reach / rate) + ' '}α = {brief(reach)}"
        go = f"the scaled step goes {far} in both coordinates" if beside else f"both coordinates go {far}"
        go = f"{go}, however steep each is."
        if whole:
            return f"The first gradient is divided by its own size: {go}"
        if reach < rate or not memory or line.of != "g":
            return capital(go)
        share = (rate / reach) ** 2
        return (
            f"The first gradient is divided by √{share:.3g} of its own size, "
            f"as {memory[1]} holds only {percent(share)} of its square yet: {go}"
        )

    return said(room & (np.arange(len(room)) == 0) & (low > 0.99 * high) & (low > 0), sentence, rate, high, pulled_beside(m))


def one_sided(m: Magnified, room: np.ndarray) -> Sentences:
    parts = own_rates_and_gradient(m)
    if parts is None:
        return {}
    follows, moves = parts[1] != 0, gone(m) != 0
    lone = room & (follows.sum(axis=1) == 1) & (follows <= moves).all(axis=1)
    which = follows[:, 1].astype(int)  # the one that has a gradient

    def sentence(which: int, both: bool) -> str:
        letter, other = COORDINATES[1 - which], COORDINATES[which]
        return f"In {letter} there is no gradient to follow, so only {f'the pull moves {letter}' if both else f'{other} moves'}."

    return said(lone, sentence, which, moves.all(axis=1))


def own_rates(m: Magnified, room: np.ndarray) -> Sentences:
    """What each coordinate remembers sets its rate; the two together set the step's direction."""
    parts = own_rates_and_gradient(m)
    if parts is None:
        return {}
    rates, gradient = parts
    remembered = m.letters["lr"][:, None] / rates - m.letters.get("eps", np.zeros(len(room)))[:, None]
    name, scaled = followed(m), pulled_beside(m)
    reach = np.where(scaled[:, None], np.abs(rates * gradient), np.abs(gone(m)))

    def sentence(rates, remembered, gradient, reach, scaled: bool) -> str:
        steep = int(rates[1] < rates[0])  # the coordinate with the smaller rate
        flat = 1 - steep
        slower, larger = rates[flat] / rates[steep], remembered[steep] / remembered[flat]
        if slower < EQUAL:
            shared = "Both coordinates remember gradients about as large, so they share one rate"
            if larger > ABOUT:
                shared = f"In {COORDINATES[steep]} the remembered gradients are {brief(larger)}× as large, but ε outweighs both"
            return f"{shared}{because(name, reach, gradient, None, scaled)}."
        return (
            f"In {COORDINATES[steep]} the remembered gradients are {brief(larger)}× as large, "
            f"so its rate is {brief(slower)}× smaller{because(name, reach, gradient, steep, scaled)}."
        )

    where = room & (rates > 0).all(axis=1) & (remembered > 0).all(axis=1)
    return said(where & (gradient != 0).all(axis=1), sentence, rates, remembered, np.abs(gradient), reach, scaled)


def because(name: str, reach, gradient, steep: int | None, scaled: bool) -> str:
    """How far each goes, and why: the rates are half of the reason, what they are multiplied with is the other.

    scaled: a pull moves the point as well, so this is said of the scaled step alone.
    """
    low, high = sorted(reach)
    if high <= ABOUT * low:
        return f": {'the scaled step goes about equally far in both' if scaled else 'both go about equally far'}"
    far = reach.index(high)
    near = 1 - far
    x, y = COORDINATES[far], COORDINATES[near]
    if high > LONE * low:
        goes = f"the scaled step hardly moves {y}" if scaled else f"{y} hardly moves"
    else:
        times = f"goes {brief(high / low)}× as far"
        goes = f"the scaled step {times} in {x} as in {y}" if scaled else f"{x} {times} as {y}"
    times = gradient[far] / gradient[near]
    if far == steep:
        return f", yet {name} is {brief(times)}× as large: {goes}"
    if times < 1 / EQUAL:
        return f", while {name} is only {brief(1 / times)}× as large: {goes}"
    if times <= EQUAL:
        return f", while {name} is about as large in both: {goes}"
    return f", and {name} is {brief(times)}× as large in {COORDINATES[far]}: {goes}"


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
