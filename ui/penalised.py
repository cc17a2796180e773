"""The penalised loss as a surface of its own, and two descents on it: one that jumps about the kink, and one that lands on it."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from landscapes.penalised import PENALISED, numbers
from landscapes.penalties import PENALTIES
from optimizers import Run, descend
from optimizers.engine import STEPS
from optimizers.proximal import PROXIMAL
from optimizers.run import COORDINATE
from optimizers.sgd import SGD
from plots.codec import packed
from plots.race import Entrant, race_parts, surface_picture
from plots.theme import LOOKS, Look
from ui import diamond, player, settings
from ui.diamond import Lab
from ui.menus import menu
from ui.penalised_words import NAMES, PROX, SUB, sentences
from ui.sliders import Group, Slider, panel, slider

LOOK = {SUB: LOOKS["SGD"], PROX: Look("#B4306C", "#F09CC8", "diamond")}
KINDS = [kind.name for kind in PENALTIES]
LENGTH = 100


@dataclass(frozen=True)
class Descent:
    """How the surface is descended: under which penalty of the shelf, and what steers it."""

    place: int
    rate: Slider
    steps: Slider
    start: list[Slider]
    hidden: list[str]
    view: str
    axis: str


def read() -> Descent:
    """What the settings say of the descent."""
    place = KINDS.index(settings.choice("penalty", KINDS, KINDS[0]))
    start = [
        slider(f"start.{axis}", COORDINATE, PENALISED.start[i], title=f"start w{'₁₂'[i]}", span=PENALISED.window[i])
        for i, axis in enumerate("xy")
    ]
    return Descent(
        place,
        slider("lr", PROXIMAL.lr, 0.1),
        slider("steps", STEPS, LENGTH),
        start,
        settings.several("hidden", NAMES, []),
        settings.choice("view", ["2-D", "3-D"], "2-D"),
        settings.choice("axis", ["steps", "evaluations"], "steps"),
    )


def sliders(descent: Descent) -> list[Slider]:
    return [descent.rate, descent.steps, *descent.start]


def show(lab: Lab, descent: Descent) -> None:
    """The race of the two, and how each ended."""
    one = lab.solved[descent.place]
    if not np.isfinite(one.strength):
        st.info(f"With t = 0 both weights are 0. {one.kind.name} needs λ = ∞ for that, and no surface shows it: raise t, or set a λ.")
        return
    params = numbers(lab.H, lab.c, one.strength, *one.shares)
    start, rate, steps = tuple(s.value for s in descent.start), descent.rate.value, int(descent.steps.value)
    share = {"strength": one.strength, "l1": one.shares[0], "l2": one.shares[1]}
    paths = descend(PENALISED, [Run(SGD, start, rate), Run(PROXIMAL, start, rate, **share)], steps, params=params)
    header, arrays = race_parts(
        PENALISED,
        params,
        [Entrant(name, LOOK[name], rate) for name in NAMES],
        paths,
        np.ones(steps),
        descent.hidden,
        descent.view,
        descent.axis,
    )
    with st.container(key="descent"):
        player.player(
            "player",
            surface_picture(PENALISED, params, linear=True),
            packed({**header, "inspects": False}, arrays),
            slid=lambda name, value: diamond.slide(lab, name, value, sliders(descent)),
            started=lambda point: put_start(descent, point),
            hid=lambda names: settings.put("hidden", names, []),
            viewed=lambda chosen: settings.put("view", chosen, "2-D"),
            measured=lambda chosen: settings.put("axis", chosen, "steps"),
            inspected=lambda name, step: None,
        )
    st.markdown("  \n".join(sentences(lab.H, lab.c, one, paths, rate)))


def put_start(descent: Descent, point: tuple[float, float]) -> None:
    """The start as the hand put it on the map."""
    for one, value in zip(descent.start, point, strict=True):
        one.set(round(value, 3))


def steer(lab: Lab, descent: Descent) -> None:
    """Which penalty, its strength, and the descents' settings."""
    name = KINDS[descent.place]
    menu("Penalty", "penalty", KINDS, KINDS[0], name)
    own = [s for group in lab.penalties for s in group.sliders if s.name.startswith(f"{name}.")]
    groups = [[lab.knobs[1 + descent.place], *own], [descent.rate, descent.steps], descent.start]
    panel("descent panel", [Group(group) for group in groups])
    st.caption(diamond.WEIGHED)


def now(descent: Descent) -> dict[str, str]:
    """What a setup may speak of, as its link would say it."""
    return {"penalty": KINDS[descent.place], **{s.name: settings.as_text(s.parameter.spelled(s.value)) for s in sliders(descent)}}
