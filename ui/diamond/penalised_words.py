"""How two descents of a penalised loss ended, in sentences."""

from collections.abc import Callable

import numpy as np

from digits import digits
from landscapes.penalties.budget import curvatures, losses, reach, worth
from landscapes.penalties.corners import alike
from landscapes.penalties.plane import least
from optimizers import Paths
from optimizers.rules.proximal import PROXIMAL
from studies.exact_zeros import landed, swing
from ui.diamond.words import WEIGHTS, Solution

SUB, PROX = NAMES = ("Subgradient descent", "Proximal gradient")
AT_REST = 1e-6  # of a weight
OTHERS = {2.0: "twice", 0.5: "half"}  # rates that may land sooner
LEVEL = 1e-9  # of a loss, relative to the lowest, or to 1


def sentences(H: np.ndarray, c: np.ndarray, one: Solution, paths: Paths, rate: float, at_rate: Callable[[float], Paths]) -> list[str]:
    """Where the surface is lowest, and how each descent ended; weight by weight where the lowest point has a 0.

    `at_rate` descends the same surface at another rate.
    """
    (a, b), pull = one.shares, one.strength * one.shares[0]
    goal = least(H, c, one.strength, a, b)
    many = lowest_side(H, one, goal)
    said = [f"With λ = {digits(one.strength)} {many or f'the lowest point is w = {point(goal)}'}."]
    gone = [(name, at) for name, at in zip(NAMES, paths.diverged_at.tolist(), strict=True) if at >= 0]
    left = [(name, theta[-1]) for name, theta, at in zip(NAMES, paths.theta, paths.diverged_at, strict=True) if at < 0]
    arrivals = [above(name, w, goal, H, c, one) if many else arrival(name, w, goal) for name, w in left]
    if gone:
        return [*said, " ".join((*(diverged(name, at, H, b, one.strength) for name, at in gone), *arrivals))]
    zeros = [j for j in (0, 1) if goal[j] == 0]
    if zeros and pull > 0 and not many:
        holds = edge(PROX, H, b, one.strength)
        letters = "αλ" if one.shares[0] == 1 else "αmλ"
        return [*said, *(f"{jumping(j, paths, letters, rate * pull)} {landing(j, paths, rate, holds, at_rate)}" for j in zeros)]
    why = (
        "" if many else "With λ = 0 there is no kink: " if one.strength == 0 else "No weight is 0 there: " if a else "This R has no kink: "
    )
    return [*said, f"{why}{' '.join(arrivals)}"]


def point(w: np.ndarray) -> str:
    return f"({digits(w[0])}, {digits(w[1])})"


def lowest_side(H: np.ndarray, one: Solution, goal: np.ndarray) -> str:
    """What is lowest along a flat direction that the penalty leaves undecided; "" if one point alone is lowest."""
    if curvatures(H)[0][0] > 0:
        return ""
    if one.strength == 0:
        return f"a whole line is lowest, through w = {point(goal)}"
    side = alike(H, float(reach(goal, *one.shares)), goal, *one.shares)
    return f"a whole side is lowest, from w = {point(side[0])} to {point(side[1])}" if side is not None else ""


def diverged(name: str, at: int, H: np.ndarray, b: float, strength: float) -> str:
    """When a descent was lost, and which rates hold."""
    return f"{name} begins out of sight." if at == 0 else f"{name} diverged at step {at}: it needs {below(*edge(name, H, b, strength))}."


def edge(name: str, H: np.ndarray, b: float, strength: float) -> tuple[str, float]:
    """The rate from which on a descent grows, and how it is written: L2's share b steepens the subgradient's surface, and calms the
    proximal step.

    A proximal step multiplies what is off along a curvature μ by (1 − αμ) / (1 + αbλ), a subgradient's by 1 − α (μ + bλ).
    """
    sign, curved = (1, "+") if name == SUB else (-1, "−")
    most = float(curvatures(H)[0][1]) + sign * b * strength
    return f"(λmax(H) {curved} {'λ' if b == 1 else '(1 − m)λ'})" if b * strength else "λmax(H)", 2 / most if most > 0 else np.inf


def below(written: str, rate: float) -> str:
    return f"a rate below 2/{written} = {digits(rate)}"


def arrival(name: str, w: np.ndarray, goal: np.ndarray) -> str:
    """How near a descent came to the lowest point."""
    away = float(np.hypot(*(w - goal)))
    return f"{name} arrives." if away < AT_REST else f"{name} ends {digits(away, 2)} away from it."


def above(name: str, w: np.ndarray, goal: np.ndarray, H: np.ndarray, c: np.ndarray, one: Solution) -> str:
    """How far above the lowest loss a descent ended, where many points share it."""
    there, lowest = (float(losses(H, c, v) + one.strength * worth(v, *one.shares)) for v in (w, goal))
    return (
        f"{name} arrives."
        if there - lowest <= LEVEL * max(1.0, lowest)
        else f"{name} ends with a loss {digits(there - lowest, 2)} above it."
    )


def jumping(j: int, paths: Paths, letters: str, jump: float) -> str:
    """What subgradient descent does with one weight whose best value is 0; L1's part of its step is always `jump`, αλ in `letters`."""
    weight, (low, high) = WEIGHTS[j], swing(paths.theta[0, :, j])
    since = landed(paths.theta[0, :, j])
    if since >= 0:
        return f"{SUB}’s {weight} is at exactly 0 since step {since}: it began there, or its steps fit by chance."
    if high - low < AT_REST:
        return f"{SUB}’s {weight} stays at {digits(high, 2)}."
    pull = f"L1’s part of a step is {letters} = {digits(jump, 2)}, however near 0 it is."
    return f"{SUB}’s {weight} still jumps between {digits(low, 2)} and {digits(high, 2)}. {pull}"


def landing(j: int, paths: Paths, rate: float, holds: tuple[str, float], at_rate: Callable[[float], Paths]) -> str:
    """From when on the proximal step keeps one weight at 0; if it does not yet, whether another rate would."""
    weights, weight = paths.theta[1, :, j], WEIGHTS[j]
    since = landed(weights)
    if since >= 0:
        return f"{PROX}’s {weight} is at exactly 0 since step {since}."
    is_at = f"{PROX}’s {weight} is {digits(float(weights[-1]), 2)}"
    if rate == 0:
        return f"{is_at}: with a rate of 0 it stays."
    if rate >= holds[1]:
        return f"{is_at}, and swings wider: it needs {below(*holds)}."
    for times, other in OTHERS.items():
        if times * rate > PROXIMAL.lr.high:
            continue
        instead = landed(at_rate(times * rate).theta[1, :, j])
        if instead >= 0:
            return f"{is_at}: it needs more steps. At {other} the rate it lands at step {instead}."
    return f"{is_at}: it needs more steps."
