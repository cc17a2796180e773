"""The penalised loss as a surface of its own, and two descents on it: one that jumps about the kink, and one that lands on it."""

from functools import partial

import numpy as np
import streamlit as st

from landscapes.penalised import PENALISED, numbers
from optimizers import Paths, Run, descend
from optimizers.conditions import conditions_of
from optimizers.rules.proximal import PROXIMAL
from optimizers.rules.sgd import SGD
from plots.codec import packed
from plots.race import Scene, Trace, race_parts, surface_id, surface_picture
from plots.theme import DIAMOND, LOOKS, Look
from ui.diamond import setup
from ui.diamond.descent import KINDS, Descent
from ui.diamond.penalised_words import NAMES, PROX, SUB, sentences
from ui.diamond.setup import Asked, Solved
from ui.diamond.words import WEIGHTS
from ui.parts import player
from ui.parts.ear import say
from ui.parts.grasp import Lane, Shown, grasp
from ui.parts.menus import menu
from ui.parts.sliders import Group, Slider, panel, slide

LOOK = {SUB: LOOKS["SGD"], PROX: Look("#B4306C", "#F09CC8", DIAMOND)}


def sliders(descent: Descent) -> list[Slider]:
    return [descent.rate, descent.steps, *descent.start]


def title(asked: Asked) -> tuple[str, str]:
    return "Diamond and circle", "Data loss and penalty as one surface, and two ways down its kink."


def show(asked: Asked) -> None:
    """The race of the two, and how each ended."""
    descent = asked.descent
    one = asked.solved[descent.place]
    if not np.isfinite(one.strength):
        st.info(f"With t = 0 both weights are 0. {one.kind.name} needs λ = ∞ for that, and no surface shows it: raise t, or set a λ.")
        return
    params = numbers(asked.H, asked.c, one.strength, *one.shares)
    steps, rate = int(descent.steps.value), descent.rate.value

    def at_rate(rate: float) -> Paths:
        return descend(PENALISED, runs(descent, one, rate), steps, params=params)

    paths = at_rate(rate)
    traces = [Trace(name, LOOK[name], rate) for name in NAMES]
    header, arrays = race_parts(Scene(PENALISED, params, traces, paths, np.ones(steps)), descent.sight)
    with st.container(key="descent"):
        player.player(
            "player",
            surface_picture(PENALISED, params, linear=True),
            packed({**header, "surface": surface_id(PENALISED, params, linear=True), "inspects": False, "axes": WEIGHTS}, arrays),
            slid=lambda name, value: slide([*setup.every_slider(asked), *sliders(descent)], name, value),
            started=lambda point: put_start(descent, point),
            inspected=lambda name, step: None,
            grasp=partial(grasp, shown(descent, one, params), descent.sight.axis),
        )
    say(sentences(asked.H, asked.c, one, paths, rate, at_rate))


def runs(descent: Descent, one: Solved, rate: float) -> list[Run]:
    """The two at this rate: by subgradients, and by the proximal step."""
    start = tuple(slider.value for slider in descent.start)
    return [Run(SGD, start, rate), Run(PROXIMAL, start, rate, strength=one.strength, l1=one.shares[0], l2=one.shares[1])]


def shown(descent: Descent, one: Solved, params: dict[str, float]) -> Shown:
    """What the player shows of the two: both follow the rate, and the steps."""

    def supposed(name: str, value: float) -> list[Lane]:
        now = {slider.name: slider.value for slider in (descent.rate, descent.steps)}
        if name not in now:
            return []
        rate, steps = (now | {name: value}).values()
        conditions = conditions_of(PENALISED, params, int(steps), "Constant", None, 0.0, 0, None)
        return [(place, conditions, run) for place, run in enumerate(runs(descent, one, rate))]

    return Shown(len(NAMES), sliders(descent), supposed)


def put_start(descent: Descent, point: tuple[float, float]) -> None:
    """The start as the hand put it on the map."""
    for one, value in zip(descent.start, point, strict=True):
        one.set(value)


def steer(asked: Asked) -> None:
    """Which penalty, its strength, and the descents' settings; and what shapes the ellipses."""
    descent = asked.descent
    name = KINDS[descent.place]
    menu("Penalty", "penalty", KINDS, KINDS[0], name)
    own = [s for group in asked.penalties for s in group.sliders if s.name.startswith(f"{name}.")]
    groups = [[asked.knobs[1 + descent.place], *own], [descent.rate, descent.steps], descent.start]
    panel("descent panel", [Group(group) for group in groups])
    st.caption(setup.WEIGHED)
    setup.steer(asked)
