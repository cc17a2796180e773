"""Weight decay in words and numbers: the table of the four runs, and what is worth a sentence."""

from collections.abc import Callable, Sequence
from html import escape

import numpy as np
import streamlit as st

from optimizers import Paths
from optimizers.decay import divisor, ridge_rest, sgd_edges
from plots.decay import DRAWN, NAMES
from ui.decay import Lab
from ui.report import digits, listed, step

HEADINGS = ("Run", "ends at x, y", "theory: rests at", "apart", "size ‖x‖", "loss alone", "diverged at")
LAST = 100  # steps that tell whether a run bounces
NEAR = 0.02  # a run this close to where it rests has arrived
EVERY = SGD_L2, SGDW, ADAM, ADAMW = range(len(NAMES))
STYLE = """<style>
.basin-report.basin-decay :is(th, td) { padding: 0.03rem 0.5rem; }
.basin-report.basin-decay thead th { min-width: 0; }
.basin-legend span { margin-right: 1.5rem; font-weight: 600; white-space: nowrap; }
</style>"""
BREAKS = {"solid": "solid", "dash": "dashed", "dot": "dotted"}


def table(paths: Paths, rests: np.ndarray, sign: Callable[[str], str]) -> None:
    """One line per run: where it ends, and where theory (4, 2) says it rests. `sign` is a run's, as the picture draws it."""
    head = "".join(f"<th scope='col'>{heading}</th>" for heading in HEADINGS)
    rows = "".join(f"<tr>{row(paths, rests, i, sign(NAMES[i]))}</tr>" for i in range(len(NAMES)))
    st.html(
        f"<div class='basin-scroll'><table class='basin-report basin-decay'>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def row(paths: Paths, rests: np.ndarray, i: int, sign: str) -> str:
    end, lost = paths.theta[i, -1], int(paths.diverged_at[i])
    numbers = (
        point(end),
        point(rests[i]),
        digits(apart(end, rests[i]), 3),
        digits(float(np.hypot(*end))),
        digits(float(paths.loss[i, -1])),
    )
    cells = (*numbers, "never") if lost < 0 else ("–", point(rests[i]), "–", "–", "–", step(lost))
    return f"<td>{sign}{escape(NAMES[i])}</td>" + "".join(f"<td>{cell}</td>" for cell in cells)


def dot(name: str) -> str:
    """A run's colour; dashed if its path is."""
    style = f"border: 2px dashed {colour(name)}; box-sizing: border-box" if DRAWN[name].over else f"background: {colour(name)}"
    return f"<i style='{style}'></i>"


def sample(name: str) -> str:
    """A piece of a run's line."""
    drawn = DRAWN[name]
    line = f"{drawn.width:g}px {BREAKS[drawn.dash]} {colour(name)}"
    return f"<i style='width: 2rem; height: 0; border-radius: 0; vertical-align: middle; border-top: {line}'></i>"


def colour(name: str) -> str:
    return f"light-dark({DRAWN[name].look.light}, {DRAWN[name].look.dark})"


def legend(names: Sequence[str]) -> None:
    """Which line is whose."""
    st.html(f"<div class='basin-report basin-legend'>{''.join(f'<span>{sample(name)}{escape(name)}</span>' for name in names)}</div>")


def point(at: np.ndarray) -> str:
    x, y = (digits(round(float(one), 9) + 0.0, 4) for one in at)  # + 0.0, as −0 is 0
    return f"({x}, {y})"


def apart(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.hypot(*(one - other)))


def say(sentences: list[str]) -> None:
    st.markdown("  \n".join(sentences))


def outcome(lab: Lab, paths: Paths, rests: np.ndarray) -> list[str]:
    """What became of the four runs; rests (4, 2)."""
    gone = diverged(lab, paths)
    if lab.weight_decay == 0:
        return [*gone, "**λ = 0: nothing pulls.** SGD + L2 and SGDW are one run, and so are Adam + L2 and AdamW."]
    said = [*gone, *([pair(lab, paths)] if lives(paths, SGD_L2, SGDW) > 1 else [])]
    if not lab.c.any():
        return [*said, "**Nothing to see:** the loss is least at 0 already, which is where the pull leads. Move the minimum away from 0."]
    return [*said, *adams(lab, paths, rests), *at_start(lab)]


def pair(lab: Lab, paths: Paths) -> str:
    """SGD's two: one path, or parted by momentum."""
    lived = lives(paths, SGD_L2, SGDW)
    widest = float(np.hypot(*(paths.theta[SGD_L2, :lived] - paths.theta[SGDW, :lived]).T).max())
    seed = " Under noise a run ends beside its rest; the seed says where." if lab.noise else ""
    if lab.momentum == 0:
        return f"**SGD + L2 and SGDW are one path**, since x − α(g + λx) = (1 − αλ)x − αg: never more than {digits(widest, 2)} apart.{seed}"
    return (
        f"**Momentum parts SGD’s two**, by up to {digits(widest, 3)}: the pull inside gathers speed as gradients do, SGDW’s does not. "
        f"SGDW rests as under (1 − ρ)λ = {digits((1 - lab.momentum) * lab.weight_decay)}.{seed}"
    )


def lives(paths: Paths, *runs: int) -> int:
    """How many points all of these runs have before any of them diverges."""
    ends = [int(paths.diverged_at[run]) for run in runs]
    return min(end if end >= 0 else paths.theta.shape[1] for end in ends)


def adams(lab: Lab, paths: Paths, rests: np.ndarray) -> list[str]:
    """Adam's two: one rests where SGD + L2 does, the other elsewhere."""
    average = " on average" if lab.noise else ""
    said = [
        f"**Adam + L2 rests where SGD + L2 does**{average}, at g + λx = 0: {point(rests[ADAM])}. √v̂ divides slope and pull alike, so it "
        "bends the way, not the end.",
        adamw(lab, rests[ADAMW]),
    ]
    return [words + late(lab, paths, rests, run) for words, run in zip(said, (ADAM, ADAMW), strict=True) if paths.diverged_at[run] < 0]


def late(lab: Lab, paths: Paths, rests: np.ndarray, run: int) -> str:
    """How far from its rest an Adam without noise still is, and why."""
    away = apart(paths.theta[run, -1], rests[run])
    if lab.noise or lab.runs[run].lr == 0 or away <= NEAR:
        return ""
    why = ": it still bounces" if bounces(paths.theta[run]) else memory(lab, paths) if run == ADAMW else ""
    return f" It ends {digits(away, 2)} away{why}."


def bounces(points: np.ndarray) -> bool:
    """Whether a run (steps+1, 2) goes far at its end without getting far."""
    steps = np.diff(points[-LAST:], axis=0)
    return float(np.hypot(*steps.T).sum()) > max(NEAR, 3 * float(np.hypot(*steps.sum(0))))


def adamw(lab: Lab, rest: np.ndarray) -> str:
    """Where AdamW rests, and why."""
    decay, most, wall = lab.weight_decay, lab.weight_decay * float(np.abs(lab.c).max()), digits(1 / lab.weight_decay)
    if lab.noise:
        return (
            f"**AdamW rests at {point(rest)} on average**: √v̂ stays near the noise σ = {digits(lab.noise)}, so its pull amounts to an "
            f"L2 of λσ = {digits(decay * lab.noise)}, with a wall at 1/λ = {wall}."
        )
    if round(most, 9) == 1:
        return f"**AdamW rests at the loss’s own minimum**, {point(lab.c)}, just at its wall: no slope holds a weight beyond 1/λ = {wall}."
    if most < 1:
        return (
            f"**AdamW rests at the loss’s own minimum**, {point(lab.c)}: there λ|x| is {digits(most, 3)} at most, and below 1 next to no "
            "slope holds it."
        )
    return f"**AdamW rests at a wall**, {point(rest)}: no slope holds a weight beyond 1/λ = {wall}."


def memory(lab: Lab, paths: Paths) -> str:
    """Why AdamW is not yet where it will rest."""
    root = divisor(paths, ADAMW, 0.0)[-1]
    today = ridge_rest(lab.H, lab.c, lab.weight_decay * root[None])[0]
    return f": √v̂ still remembers the way. Today slope and pull cancel at {point(today)}"


def diverged(lab: Lab, paths: Paths, runs: Sequence[int] = EVERY) -> list[str]:
    """Which runs diverged where, and why; runs of one reason in one sentence."""
    why: dict[str, list[str]] = {}
    for i in runs:
        lost = int(paths.diverged_at[i])
        if lost >= 0:
            why.setdefault(f"diverged at step {lost}**: {reason(lab, i, lost)}.", []).append(NAMES[i])
    return [f"**{listed(names)} {words}" for words, names in why.items()]


def reason(lab: Lab, i: int, lost: int) -> str:
    """Why run i was thrown out at a step."""
    if lost == 0:
        return "the start is out of sight"
    alpha, decay = float(lab.runs[i].lr or 0.0), lab.weight_decay
    curvature = float(np.linalg.eigvalsh(lab.H)[-1])
    if i in (SGD_L2, SGDW) and alpha > sgd_edges(decay, lab.momentum, curvature)[i]:
        edge = digits(sgd_edges(decay, lab.momentum, curvature)[i], 3)
        formula = ("(2 + 2ρ)/(h + λ)", "(2 + 2ρ)/(h + (1 + ρ)λ)")[i] if lab.momentum else "2/(h + λ)"
        return f"α = {digits(alpha)} is above {formula} = {edge}, where h = {digits(curvature)} is the steepest curvature"
    if i == ADAMW and alpha * decay > 2:
        return f"αλ = {digits(alpha * decay)} is above 2, so the pull alone throws every weight further beyond 0 than it was"
    return f"with α = {digits(alpha)} the steps threw it out of sight"


def at_start(lab: Lab, runs: Sequence[int] = EVERY) -> list[str]:
    """Which runs have no rate."""
    still = [NAMES[i] for i in runs if lab.runs[i].lr == 0]
    return [f"{listed(still)} stayed at the start, with a learning rate of 0."] if still else []
