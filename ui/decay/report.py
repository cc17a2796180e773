"""Weight decay in words and numbers: the table of the four runs, and what is worth a sentence."""

from collections.abc import Callable, Sequence
from html import escape

import numpy as np
import streamlit as st

from digits import digits, listed, step
from optimizers import Paths
from plots.decay import DRAWN, NAMES
from studies.bouncing import bounces
from studies.lost import THROWN, why_diverged
from studies.weight_decay import divisor, ridge_rest, sgd_edges
from ui.decay.setup import Asked
from ui.parts import table as under
from ui.parts.table import Cell, colour, tabulate

HEADINGS = ("Run", "ends at x, y", "theory: rests at", "apart", "size ‖x‖", "loss alone", "diverged at")
NEAR = 0.02  # a run this close to where it rests has arrived
NEARLY = 0.25  # of the way to where it rests: so near to where slope and pull cancel today, √v̂ is what holds a run
SHORT = 0.9  # of β₂: from there on √v̂ is smooth enough for theory to hold within a hundredth
NOISY = 1.05  # times the noise: up to that √v̂ is near it
EVERY = SGD_L2, SGDW, ADAM, ADAMW = range(len(NAMES))
BREAKS = {"solid": "solid", "dash": "dashed", "dot": "dotted"}


def table(paths: Paths, rests: np.ndarray, sign: Callable[[str], str]) -> None:
    """One line per run: where it ends, and where theory (4, 2) says it rests. `sign` is a run's, as the picture draws it."""
    tabulate(HEADINGS, [row(paths, rests, i, sign(NAMES[i])) for i in range(len(NAMES))], "basin-decay")


def row(paths: Paths, rests: np.ndarray, i: int, sign: str) -> tuple[str | Cell, ...]:
    end, lost = paths.theta[i, -1], int(paths.diverged_at[i])
    numbers = (
        point(end),
        point(rests[i]),
        digits(apart(end, rests[i]), 3),
        digits(float(np.hypot(*end))),
        digits(float(paths.loss[i, -1])),
    )
    cells = (*numbers, "never") if lost < 0 else ("–", point(rests[i]), "–", "–", "–", step(lost))
    return (Cell(NAMES[i], sign), *cells)


def dot(name: str) -> str:
    """A run's colour; dashed if its path is."""
    return under.dot(DRAWN[name].look, dashed=bool(DRAWN[name].over))


def sample(name: str) -> str:
    """A piece of a run's line."""
    drawn = DRAWN[name]
    line = f"{drawn.width:g}px {BREAKS[drawn.dash]} {colour(drawn.look)}"
    return f"<i style='width: 2rem; height: 0; border-radius: 0; vertical-align: middle; border-top: {line}'></i>"


def legend(names: Sequence[str]) -> None:
    """Which line is whose."""
    st.html(f"<div class='basin-report basin-legend'>{''.join(f'<span>{sample(name)}{escape(name)}</span>' for name in names)}</div>")


def point(at: np.ndarray) -> str:
    x, y = (digits(round(float(one), 9) + 0.0, 4) for one in at)  # + 0.0, as −0 is 0
    return f"({x}, {y})"


def apart(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.hypot(*(one - other)))


def outcome(asked: Asked, paths: Paths, rests: np.ndarray) -> list[str]:
    """What became of the four runs; rests (4, 2)."""
    gone = diverged(asked, paths)
    if asked.weight_decay == 0:
        return [*gone, "**λ = 0: nothing pulls.** SGD + L2 and SGDW are one run, and so are Adam + L2 and AdamW."]
    said = [*gone, *([pair(asked, paths)] if lives(paths, SGD_L2, SGDW) > 1 else [])]
    if not asked.c.any():
        return [*said, "**Nothing to see:** the loss is least at 0 already, which is where the pull leads. Move the minimum away from 0."]
    return [*said, *adams(asked, paths, rests), *at_start(asked)]


def pair(asked: Asked, paths: Paths) -> str:
    """SGD's two: one path, or parted by momentum."""
    lived = lives(paths, SGD_L2, SGDW)
    widest = float(np.hypot(*(paths.theta[SGD_L2, :lived] - paths.theta[SGDW, :lived]).T).max())
    seed = " Under noise a run ends beside its rest; the seed says where." if asked.noise else ""
    if asked.momentum == 0:
        return f"**SGD + L2 and SGDW are one path**, since x − α(g + λx) = (1 − αλ)x − αg: never more than {digits(widest, 2)} apart.{seed}"
    return (
        f"**Momentum parts SGD’s two**, by up to {digits(widest, 3)}: the pull inside gathers speed as gradients do, SGDW’s does not. "
        f"SGDW rests as under (1 − ρ)λ = {digits((1 - asked.momentum) * asked.weight_decay)}.{seed}"
    )


def lives(paths: Paths, *runs: int) -> int:
    """How many points all of these runs have before any of them diverges."""
    ends = [int(paths.diverged_at[run]) for run in runs]
    return min(end if end >= 0 else paths.theta.shape[1] for end in ends)


def adams(asked: Asked, paths: Paths, rests: np.ndarray) -> list[str]:
    """Adam's two: one rests where SGD + L2 does, the other elsewhere."""
    average = " on average" if asked.noise else ""
    said = [
        f"**Adam + L2 rests where SGD + L2 does**{average}, at g + λx = 0: {point(rests[ADAM])}. √v̂ divides slope and pull alike, so it "
        "bends the way, not the end.",
        adamw(asked, rests[ADAMW]),
    ]
    said = [words + late(asked, paths, rests, run) for words, run in zip(said, (ADAM, ADAMW), strict=True) if paths.diverged_at[run] < 0]
    memory = asked.runs[ADAM].hyper["beta2"]
    if said and asked.noise and memory < SHORT:
        said.append(f"β₂ = {digits(memory)} is a short memory: √v̂ jumps with every noisy gradient, so these places hold only roughly.")
    return said


def late(asked: Asked, paths: Paths, rests: np.ndarray, run: int) -> str:
    """How far from its rest an Adam without noise still is, and why."""
    away = apart(paths.theta[run, -1], rests[run])
    if asked.noise or asked.runs[run].lr == 0 or away <= NEAR:
        return ""
    if bounces(paths.theta[run], paths.loss[run], NEAR):
        return f" It ends {digits(away, 2)} away: it still bounces."
    today = ridge_rest(asked.H, asked.c, asked.weight_decay * divisor(paths, run, 0.0)[-1][None])[0]
    if run == ADAMW and apart(paths.theta[run, -1], today) <= max(NEAR, NEARLY * away):
        return f" It ends {digits(away, 2)} away: √v̂ still remembers the way. Today slope and pull cancel at {point(today)}."
    nearer = away < apart(paths.theta[run, 0], rests[run])
    return f" It ends {digits(away, 2)} away: {'it is still on its way' if nearer else 'so far its steps have not led it nearer'}."


def adamw(asked: Asked, rest: np.ndarray) -> str:
    """Where AdamW rests, and why."""
    decay, most, wall = asked.weight_decay, asked.weight_decay * float(np.abs(asked.c).max()), digits(1 / asked.weight_decay)
    if asked.noise:
        root = np.hypot(asked.noise, (rest - asked.c) @ asked.H)  # √(σ² + g²): noise and slope together
        if root.max() <= NOISY * asked.noise:
            return (
                f"**AdamW rests at {point(rest)} on average**: √v̂ stays near the noise σ = {digits(asked.noise)}, so its pull amounts to "
                f"an L2 of λσ = {digits(decay * asked.noise)}, with a wall at 1/λ = {wall}."
            )
        (x, y), (as_x, as_y) = ([digits(one, 2) for one in of] for of in (root, decay * root))
        return (
            f"**AdamW rests at {point(rest)} on average**: √v̂ = √(σ² + g²) is about {x} in x and {y} in y, so its pull amounts to an L2 of "
            f"about {as_x} and {as_y}, with a wall at 1/λ = {wall}."
        )
    if round(most, 9) == 1:
        return (
            f"**AdamW rests at the loss’s own minimum**, {point(asked.c)}, just at its wall: no slope holds a weight beyond 1/λ = {wall}."
        )
    if most < 1:
        return (
            f"**AdamW rests at the loss’s own minimum**, {point(asked.c)}: there λ|x| is {digits(most, 3)} at most, and below 1 next to no "
            "slope holds it."
        )
    return f"**AdamW rests at a wall**, {point(rest)}: no slope holds a weight beyond 1/λ = {wall}."


def diverged(asked: Asked, paths: Paths, runs: Sequence[int] = EVERY) -> list[str]:
    """Which runs diverged where, and why; runs of one reason in one sentence."""
    why: dict[str, list[str]] = {}
    for i in runs:
        lost = int(paths.diverged_at[i])
        if lost >= 0:
            why.setdefault(f"diverged at step {lost}**: {reason(asked, i, lost)}.", []).append(NAMES[i])
    return [f"**{listed(names)} {words}" for words, names in why.items()]


def reason(asked: Asked, i: int, lost: int) -> str:
    """Why run i was thrown out at a step: by which edge, where this page knows one."""
    if lost == 0:
        return "the start is out of sight"
    alpha, decay = float(asked.runs[i].lr or 0.0), asked.weight_decay
    curvature = float(np.linalg.eigvalsh(asked.H)[-1])
    if i in (SGD_L2, SGDW) and alpha > sgd_edges(decay, asked.momentum, curvature)[i]:
        edge = digits(sgd_edges(decay, asked.momentum, curvature)[i], 3)
        formula = ("(2 + 2ρ)/(h + λ)", "(2 + 2ρ)/(h + (1 + ρ)λ)")[i] if asked.momentum else "2/(h + λ)"
        return f"α = {digits(alpha)} is above {formula} = {edge}, where h = {digits(curvature)} is the steepest curvature"
    if i == ADAMW and alpha * decay > 2:
        return f"αλ = {digits(alpha * decay)} is above 2, so the pull alone throws every weight further beyond 0 than it was"
    return why_diverged(asked.runs[i], THROWN)  # on a quadratic there is no other way to be lost


def at_start(asked: Asked, runs: Sequence[int] = EVERY) -> list[str]:
    """Which runs have no rate."""
    still = [NAMES[i] for i in runs if asked.runs[i].lr == 0]
    return [f"{listed(still)} stayed at the start, with a learning rate of 0."] if still else []
