"""How two descents of a penalised loss ended, in sentences."""

import numpy as np

from landscapes.penalties.budget import curvatures, losses, reach, worth
from landscapes.penalties.corners import alike
from landscapes.penalties.plane import least
from optimizers import Paths
from optimizers.landing import landed, swing
from ui.diamond_words import WEIGHTS, Solution
from ui.report import digits

SUB, PROX = NAMES = ("Subgradient descent", "Proximal gradient")
AT_REST = 1e-6  # of a weight
LEVEL = 1e-9  # of a loss, relative to the lowest, or to 1


def sentences(H: np.ndarray, c: np.ndarray, one: Solution, paths: Paths, rate: float) -> list[str]:
    """Where the surface is lowest, and how each descent ended; weight by weight where the lowest point has a 0."""
    (a, b), pull = one.shares, one.strength * one.shares[0]
    goal = least(H, c, one.strength, a, b)
    many = lowest_side(H, one, goal)
    said = [f"With λ = {digits(one.strength)} {many or f'the lowest point is w = {point(goal)}'}; x is w₁ and y is w₂."]
    gone = [(name, at) for name, at in zip(NAMES, paths.diverged_at.tolist(), strict=True) if at >= 0]
    left = [(name, theta[-1]) for name, theta, at in zip(NAMES, paths.theta, paths.diverged_at, strict=True) if at < 0]
    arrivals = [above(name, w, goal, H, c, one) if many else arrival(name, w, goal) for name, w in left]
    if gone:
        return [*said, " ".join((*(diverged(name, at, H, b, one.strength) for name, at in gone), *arrivals))]
    zeros = [j for j in (0, 1) if goal[j] == 0]
    if zeros and pull > 0 and not many:
        return [*said, *(f"{jumping(j, paths, rate * pull)} {landing(j, paths)}" for j in zeros)]
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
    """When a descent was lost, and which rates hold: L2's share b steepens the subgradient's surface, and calms the proximal step.

    A proximal step multiplies what is off along a curvature μ by (1 − αμ) / (1 + αbλ), a subgradient's by 1 − α (μ + bλ).
    """
    sign, curved = (1, "+") if name == SUB else (-1, "−")
    said = f"(λmax(H) {curved} {'λ' if b == 1 else '(1 − m)λ'})" if b * strength else "λmax(H)"
    most = float(curvatures(H)[0][1]) + sign * b * strength
    return f"{name} diverged at step {at}: it needs a rate below 2/{said} = {digits(2 / most)}."


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


def jumping(j: int, paths: Paths, jump: float) -> str:
    """What subgradient descent does with one weight whose best value is 0; beside the kink its step is about `jump` = αλ."""
    weight, (low, high) = WEIGHTS[j], swing(paths.theta[0, :, j])
    since = landed(paths.theta[0, :, j])
    if since >= 0:
        return f"{SUB}’s {weight} is at exactly 0 since step {since}: it began there, or its steps fit by chance."
    if high - low < AT_REST:
        return f"{SUB}’s {weight} stays at {digits(high, 2)}."
    pull = f"L1’s part of a step is αλ = {digits(jump, 2)}, however near 0 it is."
    return f"{SUB}’s {weight} still jumps between {digits(low, 2)} and {digits(high, 2)}. {pull}"


def landing(j: int, paths: Paths) -> str:
    """From when on the proximal step keeps one weight at 0."""
    weights, weight = paths.theta[1, :, j], WEIGHTS[j]
    since = landed(weights)
    return f"{PROX}’s {weight} " + (
        f"is at exactly 0 since step {since}."
        if since >= 0
        else f"is {digits(float(weights[-1]), 2)}: it needs more steps, or a larger rate."
    )
