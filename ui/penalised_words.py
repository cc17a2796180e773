"""How two descents of a penalised loss ended, in sentences."""

import numpy as np

from landscapes.penalties.plane import least
from optimizers import Paths
from optimizers.curvature import eigenvalues
from optimizers.landing import landed, swing
from ui.diamond_words import Solution
from ui.report import digits

SUB, PROX = NAMES = ("Subgradient descent", "Proximal gradient")
AT_REST = 1e-6  # of a weight


def sentences(H: np.ndarray, c: np.ndarray, one: Solution, paths: Paths, rate: float) -> list[str]:
    """Where the surface is lowest, and how each descent ended; weight by weight where the lowest point has a 0."""
    goal = least(H, c, one.strength, *one.shares)
    said = [f"With λ = {digits(one.strength)} the lowest point is w = ({digits(goal[0])}, {digits(goal[1])}); x is w₁ and y is w₂."]
    gone = [(name, at) for name, at in zip(NAMES, paths.diverged_at.tolist(), strict=True) if at >= 0]
    if gone:
        return [*said, *(diverged(name, at, H) for name, at in gone)]
    zeros = [j for j in (0, 1) if goal[j] == 0]
    if zeros and one.strength * one.shares[0] > 0:
        return [*said, *(f"{jumping(j, paths, rate * one.strength * one.shares[0])} {landing(j, paths)}" for j in zeros)]
    why = "No weight is 0 there" if one.shares[0] else "This R has no kink"
    return [*said, f"{why}: {' '.join(arrival(name, theta, goal) for name, theta in zip(NAMES, paths.theta, strict=True))}"]


def diverged(name: str, at: int, H: np.ndarray) -> str:
    """When a descent was lost, and which rate the data loss allows."""
    return f"{name} diverged at step {at}. On the data loss alone rates below 2/λmax(H) = {digits(2 / float(eigenvalues(H)[1]))} hold."


def arrival(name: str, theta: np.ndarray, goal: np.ndarray) -> str:
    """How near a descent came to the lowest point."""
    away = float(np.hypot(*(theta[-1] - goal)))
    return f"{name} arrives." if away < AT_REST else f"{name} ends {digits(away, 2)} away from it."


def jumping(j: int, paths: Paths, jump: float) -> str:
    """What subgradient descent does with one weight whose best value is 0; beside the kink its step is about `jump` = αλ."""
    weight, (low, high) = f"w{'₁₂'[j]}", swing(paths.theta[0, :, j])
    since = landed(paths.theta[0, :, j])
    if since >= 0:
        return f"{SUB}’s {weight} is at exactly 0 since step {since}: it began there, or its steps fit by chance."
    if high - low < AT_REST:
        return f"{SUB}’s {weight} stays at {digits(high, 2)}."
    pull = f"L1’s part of a step is αλ = {digits(jump, 2)}, however near 0 it is."
    return f"{SUB}’s {weight} still jumps between {digits(low, 2)} and {digits(high, 2)}. {pull}"


def landing(j: int, paths: Paths) -> str:
    """From when on the proximal step keeps one weight at 0."""
    weights, weight = paths.theta[1, :, j], f"w{'₁₂'[j]}"
    since = landed(weights)
    return f"{PROX}’s {weight} " + (
        f"is at exactly 0 since step {since}."
        if since >= 0
        else f"is {digits(float(weights[-1]), 2)}: it needs more steps, or a larger rate."
    )
