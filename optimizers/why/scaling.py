"""Rules that give each coordinate a rate of its own."""

import numpy as np

from optimizers.microscope import Magnified
from optimizers.why.words import COORDINATES, Sentences, digits, length, percent, said

EQUAL = 1.05  # rates closer than this are called equal
ABOUT = 1.5  # distances closer than this are called about equal
LONE = 1000  # where one coordinate goes this much farther, the other hardly counts
MOMENTS = {"m", "v", "m_hat", "v_hat", "beta1_t", "beta2_t"}


def own_rates_and_gradient(m: Magnified) -> tuple[np.ndarray, np.ndarray] | None:
    """Each coordinate's rate at every step, and the gradient it is multiplied with."""
    line = next((line for line in m.lines if line.draws == "ellipse"), None)
    return (m.letters[line.letter], m.letters[line.of]) if line else None


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
    """The first gradient is divided by its own size."""
    parts = own_rates_and_gradient(m)
    if parts is None:
        return {}
    reach, rate = np.abs(parts[0] * parts[1]), m.letters["lr"]
    low, high = reach.min(axis=1), reach.max(axis=1)

    def sentence(rate: float, reach: float) -> str:
        alpha = "α" if abs(reach / rate - 1) < 0.005 else f"{digits(reach / rate)} α"
        return f"The first gradient is divided by its own size: both coordinates go {alpha} = {digits(reach)}, however steep each is."

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
    reach = np.abs(rates * gradient)

    def sentence(rates, remembered, reach) -> str:
        steep = int(rates[1] < rates[0])  # the coordinate with the smaller rate
        flat = 1 - steep
        slower = rates[flat] / rates[steep]
        if slower < EQUAL:
            return f"Both coordinates remember gradients about as large, so they share one rate: {goes(reach)}."
        return (
            f"In {COORDINATES[steep]} the remembered gradients are {digits(remembered[steep] / remembered[flat])}× as large, "
            f"so its rate is {digits(slower)}× smaller: {goes(reach)}."
        )

    return said(room & (rates > 0).all(axis=1) & (remembered > 0).all(axis=1), sentence, rates, remembered, reach)


def goes(reach) -> str:
    low, high = sorted(reach)
    if high <= ABOUT * low:
        return "both go about equally far"
    far = COORDINATES[reach.index(high)]
    if high > LONE * low:
        return f"as good as only {far} moves"
    return f"{far} goes {digits(high / low)}× as far as {COORDINATES[reach.index(low)]}"


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
        text = f"its rates are down to {x} of their first." if x == y else f"its rate in x is down to {x} of its first, in y to {y}."
        return apart + text if apart else text.capitalize()

    return said(room & falling & (left < 0.99).any(axis=1), sentence, left)
