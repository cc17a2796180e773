"""The page "Diamond and circle": the ellipses, the balls, and the two knobs, budget and strength, of which the one moved last is kept."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import streamlit as st
from streamlit.components.v2 import component

from landscapes.data.pairs import PAIRS, Pair
from landscapes.penalised import hessian
from landscapes.penalties import PENALTIES, Penalty
from landscapes.penalties.budget import freest, reach, within
from landscapes.penalties.corners import alike, wedges
from landscapes.penalties.plane import least
from parameter import Parameter, choice
from plots.diamond import Touch, diamond_picture
from ui import settings
from ui.diamond_words import facts, sentences
from ui.menus import keep, menu
from ui.player import passing
from ui.server import component_js
from ui.sliders import Group, Slider, panel, slider

LESSON = "regularization/diamond"
BALLS, SURFACE = VIEWS = ("Ball and ellipses", "Penalised loss")
STORIES = {
    BALLS: "One data loss, three balls for the weights: where the ellipses first touch.",
    SURFACE: "Data loss and penalty as one surface, and two ways down its kink.",
}
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
SWEEP = 121  # budgets of the sweep
FURTHEST = 3 * WINDOW  # beyond it a ball is out of sight
FREE = "Drag the ring c, click where you want it, or move it by the arrow keys; the {} stays."
PINNED = "c is the least-squares fit to the data, so it cannot be dragged. With other data the {} stays."
OPENING_CENTRE = {"c1": 2.6, "c2": 1.6}
WEIGHED = "**λ** weighs R in ½(w − c)ᵀH(w − c) + λR, with L2’s ½; for the lecture’s R = Σw² it is half."
CONVENTION = "**t** is a ball’s reach along the axes: ‖w‖₁ ≤ t for L1, ‖w‖ ≤ t for L2; texts with ‖w‖² ≤ t mean its square. " + WEIGHED
COMPONENT = component(
    "basin_diamond",
    html='<div class="basin-diamond" tabindex="0" role="group" aria-label="Sweep of the budget: space plays, arrow keys step"></div>',
    js=component_js("diamond/main.js", "diamond/diamond.css"),
    isolate_styles=False,
)


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
class Lab:
    """What the settings describe: the data loss ½ (w − c)ᵀ H (w − c), and every penalty under the same budget."""

    view: str
    pair: Pair | None
    H: np.ndarray
    c: np.ndarray
    solved: list[Solved]
    shaded: bool
    knobs: list[Slider]
    kept: Slider
    ground: list[Group]
    penalties: list[Group]


def is_knob(name: str) -> bool:
    return name == BUDGET.name or name.startswith(f"{STRENGTH.name}.")


def read() -> Lab:
    """The data loss, the penalties and the knobs that the settings describe."""
    view = settings.choice("show", VIEWS, BALLS)
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
    return Lab(view, pair, H, c, solved, bool(shade.value), tied, kept, ground, [Group(mixes), Group([shade])])


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


def slide(lab: Lab, name: str, value: float, more: list[Slider] | None = None) -> None:
    """A slider of this page is being dragged."""
    groups = [*lab.ground, *lab.penalties, Group(lab.knobs), Group(more or [])]
    for one in (s for group in groups for s in group.sliders if s.name == name):
        one.set(value)


def choose(lab: Lab) -> None:
    """Which view."""
    keep("show", lab.view)

    def changed() -> None:
        settings.put("show", st.session_state["show"], BALLS)
        st.session_state["whole page"] = True  # its sliders stand outside the picture

    st.segmented_control("View", VIEWS, key="show", on_change=changed, required=True, label_visibility="collapsed")


def turn_knobs(lab: Lab) -> None:
    """The tied sliders, in the picture's own part of the page: all follow while one is dragged."""
    with st.container(key="knobs"):
        panel("knobs panel", [Group([knob]) for knob in lab.knobs])


def show(lab: Lab) -> None:
    """The balls against the ellipses."""
    budgets = sweep(lab)
    touches = [touch(lab, one, budgets) for one in lab.solved]
    hint = (PINNED if lab.pair else FREE).format(lab.kept.title or lab.kept.parameter.title)
    picture = diamond_picture(lab.H, lab.c, WINDOW, touches, budgets, hint, bool(lab.pair))
    passed_on = partial(passing, "diamond")
    COMPONENT(
        key="diamond",
        data=picture,
        on_slid_change=passed_on("slid", lambda event: slide(lab, event["name"], event["value"])),
        on_centred_change=passed_on("centred", lambda event: drop(lab, (event["x"], event["y"]))),
    )
    st.caption(CONVENTION)


def sweep(lab: Lab) -> np.ndarray:
    """The budgets that Play goes through, from one that binds no penalty down to 0."""
    largest = max(float(reach(freest(lab.H, lab.c, *one.shares), *one.shares)) for one in lab.solved)
    return np.linspace(min(largest, FURTHEST) or 1.0, 0.0, SWEEP)


def touch(lab: Lab, one: Solved, budgets: np.ndarray) -> Touch:
    """One penalty as it is drawn."""
    path, strengths = within(lab.H, lab.c, budgets, *one.shares)
    polygons = wedges(lab.H, one.t, *one.shares, WINDOW) if lab.shaded else []
    side = alike(lab.H, one.t, one.w, *one.shares) if one.strength > 0 else None
    words = sentences(lab.H, lab.c, one, side is not None, polygons, WINDOW)
    return Touch(one.kind, one.shares, one.t, one.strength, one.w, path, strengths, words, polygons, side)


def drop(lab: Lab, point: tuple[float, float]) -> None:
    """The hand has moved the centre."""
    for group in lab.ground[1:]:
        for one, value in zip(group.sliders, point, strict=True):
            one.set(round(value, 2))


def steer(lab: Lab) -> None:
    """What shapes the ellipses and the balls."""
    menu("Data loss", "data", SOURCES, BY_HAND, lab.pair.name if lab.pair else BY_HAND, after=new_source)
    if lab.pair:
        st.caption(facts(lab.pair))
    else:
        panel("ground panel", lab.ground)
    if lab.view == BALLS:
        panel("penalties panel", lab.penalties)


def new_source() -> None:
    """Other data bring their own ellipses and their own centre."""
    settings.forget(lambda name: name in (KAPPA.name, TILT.name, LEVEL.name, *OPENING_CENTRE))


def now(lab: Lab) -> dict[str, str]:
    """What a setup may speak of, as its link would say it."""
    sliders = [s for group in (*lab.ground, *lab.penalties) for s in group.sliders]
    numbers = {s.name: settings.as_text(s.parameter.spelled(s.value)) for s in sliders}
    tied = {one.name: settings.as_text(one.value) if one.name == lab.kept.name else "" for one in lab.knobs}
    return {"show": lab.view, "data": lab.pair.name if lab.pair else BY_HAND, **numbers, **tied}
