"""What the settings of the page "Diamond and circle" describe: the ellipses, the balls, and the two knobs, budget and strength.

Budget and strength are tied, and the one moved last is kept.
"""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from landscapes.data.pairs import PAIRS, Pair
from landscapes.penalised import hessian
from landscapes.penalties import PENALTIES, Penalty
from landscapes.penalties.budget import freest, reach, within
from landscapes.penalties.plane import least
from parameter import Parameter, choice
from ui.diamond import descent
from ui.diamond.descent import Descent
from ui.diamond.words import facts
from ui.frame import settings
from ui.parts.menus import menu
from ui.parts.sliders import Group, Slider, all_of, panel, slider

BY_HAND = "By hand"
SOURCES = [BY_HAND, *(pair.name for pair in PAIRS)]
WINDOW = 4.0
KAPPA = Parameter(
    "kappa",
    5.0,
    1.0,
    100.0,
    log=True,
    symbol="κ",
    label="stretch",
    help="The steepest curvature. The gentlest is 1, or 0 with the flat direction on.",
)
TILT = Parameter(
    "tilt", -60.0, -90.0, 90.0, symbol="φ", label="tilt", help="Degrees by which the ellipses' long axis is turned against w₁."
)
LEVEL = choice("level", ("off", "on"), label="flat direction", help="On: along the long axis the data loss does not change at all.")
CENTRE = Parameter("c", 0.0, -1000.0, 1000.0, help="The optimum without a penalty. Drag the ring in a panel.", slider=(-WINDOW, WINDOW))
BUDGET = Parameter(
    "t", 1.5, 0.0, 1000.0, symbol="t", label="budget", help="How far the ball reaches along each axis.", slider=(0.0, WINDOW)
)
STRENGTH = Parameter(
    "lambda", 1.0, 0.0, 1e6, log=True, symbol="λ", help="Weight of the penalty beside the data loss; 0 may be typed.", slider=(1e-3, 1e3)
)
SHADE = choice("shade", ("off", "on"), label="shade exact zeros", help="The centres from which this budget makes a weight exactly 0.")
OPENING_CENTRE = {"c1": 2.6, "c2": 1.6}
WEIGHED = "**λ** weighs R in ½(w − c)ᵀH(w − c) + λR, with L2’s ½; where a text writes R = Σw² it is half."


@dataclass(frozen=True)
class Knob(Slider):
    """A slider of the budget or of a strength. They are tied, so the one that moves is kept and the others are forgotten."""

    def set(self, value: float) -> None:
        try:
            number = self.parameter.check(value)
        except ValueError as error:
            settings.notes().append(str(error))
            return
        settings.forget(is_knob)
        settings.kept()[self.name] = number


@dataclass(frozen=True)
class Solved:
    """One penalty with its numbers: R(w) = a ‖w‖₁ + b ½‖w‖² by `shares` (a, b), its strength λ, its budget t, and the weights (2,)."""

    kind: Penalty
    shares: tuple[float, float]
    t: float
    strength: float
    w: np.ndarray


@dataclass(frozen=True)
class Asked:
    """What the settings describe: the data loss ½ (w − c)ᵀ H (w − c), and every penalty under the same budget."""

    pair: Pair | None
    H: np.ndarray
    c: np.ndarray
    solved: list[Solved]
    shaded: bool
    knobs: list[Slider]
    kept: Slider
    ground: list[Group]
    penalties: list[Group]
    descent: Descent


def is_knob(name: str) -> bool:
    return name == BUDGET.name or name.startswith(f"{STRENGTH.name}.")


def read() -> Asked:
    """The data loss, the penalties and the knobs that the settings describe."""
    source = settings.choice("data", SOURCES, BY_HAND)
    pair = next((one for one in PAIRS if one.name == source), None)
    H, c, ground = (pair.H, pair.c, []) if pair else by_hand()
    numbers = [[slider(f"{kind.name}.{p.name}", p) for p in kind.parameters] for kind in PENALTIES]
    shares = [kind.shares(*(s.value for s in one)) for kind, one in zip(PENALTIES, numbers, strict=True)]
    solved = solve(H, c, shares)
    shade = slider("shade", SHADE)
    mixes = [s for one in numbers for s in one]
    tied = knobs(H, c, solved)
    kept = next((one for one in tied if one.name in settings.kept()), tied[0])
    return Asked(pair, H, c, solved, bool(shade.value), tied, kept, ground, [Group(mixes), Group([shade])], descent.read())


def by_hand() -> tuple[np.ndarray, np.ndarray, list[Group]]:
    """The visitor's own ellipses, and the sliders that shape them."""
    shape = [slider("kappa", KAPPA), slider("tilt", TILT), slider("level", LEVEL)]
    centre = [slider(name, CENTRE, first, title=f"optimum c{'₁₂'[i]}") for i, (name, first) in enumerate(OPENING_CENTRE.items())]
    kappa, tilt, level = (s.value for s in shape)
    H = hessian(kappa, tilt, 0.0 if level else 1.0)
    return H, np.array([s.value for s in centre]), [Group(shape), Group(centre)]


def solve(H: np.ndarray, c: np.ndarray, shares: list[tuple[float, float]]) -> list[Solved]:
    """Every penalty at the knob that is kept: the same budget for all, or the strength of one, whose budget then holds for all."""
    names = [f"{STRENGTH.name}.{kind.name}" for kind in PENALTIES]
    present = [name for name in (*names, BUDGET.name) if name in settings.kept()]
    if len(present) > 1:
        settings.notes().append(
            f"This link sets {' and '.join(f'“{name}”' for name in present)}. Only one can hold: Basin keeps {present[0]}."
        )
        settings.forget(lambda name: name in present[1:])
    kept = names.index(present[0]) if present and present[0] in names else None
    strength = given(names[kept], usual(H, c, shares[kept])) if kept is not None else None
    if kept is None or strength is None:
        t = settings.number(BUDGET.name, BUDGET)
    else:
        found = least(H, c, strength, *shares[kept]) if strength else freest(H, c, *shares[kept])
        t = float(reach(found, *shares[kept]))
    solved = []
    for i, (kind, (a, b)) in enumerate(zip(PENALTIES, shares, strict=True)):
        w, tied = within(H, c, t, a, b)
        solved.append(Solved(kind, (a, b), t, strength if i == kept and strength is not None else float(tied[0]), w[0]))
    return solved


def given(name: str, instead: float) -> float | None:
    """A strength that is set, or None if it is refused. It stays in the link whatever it is: that it is there says which knob is kept."""
    told = len(settings.notes())
    value = settings.number(name, STRENGTH, instead)
    if len(settings.notes()) > told:
        return None
    settings.kept()[name] = value
    return value


def usual(H: np.ndarray, c: np.ndarray, shares: tuple[float, float]) -> float:
    """The strength that the opening budget asks for, to four digits."""
    return min(float(f"{within(H, c, BUDGET.default, *shares)[1][0]:.4g}"), STRENGTH.high)


def knobs(H: np.ndarray, c: np.ndarray, solved: list[Solved]) -> list[Slider]:
    """The budget's slider and one for every strength."""
    budget = Knob(BUDGET.name, BUDGET, solved[0].t, BUDGET.default, shown=short(BUDGET.name, solved[0].t))
    strengths = []
    for one in solved:
        name, value = f"{STRENGTH.name}.{one.kind.name}", min(one.strength, STRENGTH.high)
        first = usual(H, c, one.shares)
        strengths.append(Knob(name, STRENGTH, value, first, title=f"λ of {one.kind.name}", shown=short(name, one.strength)))
    return [budget, *strengths]


def short(name: str, value: float) -> str:
    """How a knob's number is written: the one that is kept as it is, those that follow with four digits."""
    if not np.isfinite(value):
        return "∞"
    return "" if name in settings.kept() else settings.as_text(float(f"{value:.4g}"))


def every_slider(asked: Asked) -> list[Slider]:
    """All sliders of this page."""
    return all_of([*asked.ground, *asked.penalties, Group(asked.knobs)])


def steer(asked: Asked) -> None:
    """What shapes the ellipses."""
    menu("Data loss", "data", SOURCES, BY_HAND, asked.pair.name if asked.pair else BY_HAND, after=new_source)
    if asked.pair:
        st.caption(facts(asked.pair))
    else:
        panel("ground panel", asked.ground)


def new_source() -> None:
    """Other data bring their own ellipses and their own centre."""
    settings.forget(lambda name: name in (KAPPA.name, TILT.name, LEVEL.name, *OPENING_CENTRE))
