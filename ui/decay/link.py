"""The way from weight decay into the microscope: the same run on the quadratic written out as a formula, and the way back."""

import numpy as np

from landscapes import formula
from landscapes.penalised import PENALISED
from optimizers import Run, optimizer
from plots.decay import NAMES
from ui.decay.setup import Asked
from ui.frame import page, settings, ways
from ui.parts import surface_menu
from ui.parts.controls import OPENING_RUNS
from ui.parts.schedule_menu import OPENING
from ui.parts.surface_menu import OWN

WINDOW = ", ".join(f"{end:g}" for side in PENALISED.window for end in side)
# The rule of the shelf that takes the same steps, without momentum and with it. Inside the gradient the pull is the slope of a penalty
# on the surface; beside it that is so as long as no velocity gathers.
ON_SHELF = {"SGD + L2": ("SGD", "Momentum"), "SGDW": ("SGD", None), "Adam + L2": ("Adam", "Adam"), "AdamW": ("AdamW", "AdamW")}
ADAMS = ("Adam + L2", "AdamW")  # they go together


def quadratic(H: np.ndarray, c: np.ndarray, weight_decay: float = 0.0) -> str:
    """½ (x − c)ᵀ H (x − c), and the penalty ½λ‖x‖² if it has one, as a visitor would type it; to the last digit."""
    u, v = (f"({letter} {'-' if centre >= 0 else '+'} {number(abs(centre))})" for letter, centre in zip("xy", c, strict=True))
    cross = f" + {number(2 * H[0, 1])}*{u}*{v}" if H[0, 1] else ""
    loss = f"0.5*({number(H[0, 0])}*{u}**2{cross} + {number(H[1, 1])}*{v}**2)"
    return loss + (f" + {number(weight_decay / 2)}*(x**2 + y**2)" if weight_decay else "")


def number(value: float) -> str:
    return settings.as_text(float(value))


def on_shelf(asked: Asked, name: str) -> tuple[dict[str, Run], str, str] | None:
    """The runs of the shelf that the microscope is to have, the one that is this run, and the formula they run on; None if there is none.

    A rule without a λ of its own runs on the loss with the penalty, whose slope is λx.
    """
    rule = ON_SHELF[name][asked.momentum > 0]
    if rule is None:
        return None
    runs = {rule: run_of(rule, asked, name)}
    if "weight_decay" not in runs[rule].hyper:
        return runs, rule, quadratic(asked.H, asked.c, asked.weight_decay)
    return {other: run_of(other, asked, one) for one, (other, _) in ON_SHELF.items() if one in ADAMS}, rule, quadratic(asked.H, asked.c)


def run_of(rule: str, asked: Asked, name: str) -> Run:
    """This run of the page by a rule of the shelf."""
    own = asked.runs[NAMES.index(name)]
    return Run(rule, asked.start, own.lr, **{p.name: own.hyper[p.name] for p in optimizer(rule).hyper if p.name in own.hyper})


def link(asked: Asked, name: str, step: int) -> dict[str, str] | None:
    """The microscope's link with this run and this step under it, without what a link leaves out."""
    found = on_shelf(asked, name)
    if found is None:
        return None
    runs, inspected, text = found
    land = formula(text, surface_menu.corners(WINDOW))
    usual = {
        "runs": OPENING_RUNS,
        "inspect": next(iter(runs)),
        "schedule": OPENING,
        "steps": land.steps,
        "noise": 0.0,
        "seed": 0,
        "step": 0,
    }
    said = {
        "runs": list(runs),
        "inspect": inspected,
        "schedule": asked.plan.name,
        "steps": asked.steps,
        "noise": asked.noise,
        "seed": asked.seed,
    }
    said |= {"step": min(step, asked.steps - 1)}
    for axis, value, default in zip("xy", asked.start, land.start, strict=True):
        said[f"start.{axis}"], usual[f"start.{axis}"] = value, default
    for rule, run in runs.items():
        said[f"{rule}.lr"], usual[f"{rule}.lr"] = run.lr, land.rates.get(rule, optimizer(rule).lr.default)
        for p in run.optimizer.hyper:
            said[f"{rule}.{p.name}"], usual[f"{rule}.{p.name}"] = p.spelled(run.hyper[p.name]), p.spelled(p.default)
    changed = {key: settings.as_text(value) for key, value in said.items() if value != usual[key]}
    return {"surface": OWN, "formula": text, "window": WINDOW, **changed}


def inspect(asked: Asked, name: str, step: int) -> None:
    """Put a step of this run under the microscope, or say why that cannot be."""
    sent = link(asked, name, step)
    if sent is None:
        settings.notes().append(
            "The microscope has the rules of the shelf, and SGDW with momentum is not among them. Set ρ to 0, or inspect AdamW."
        )
        return
    page.cross(ways.MICROSCOPE, sent, back=("Back to weight decay", ways.DECAY, settings.as_link()))
