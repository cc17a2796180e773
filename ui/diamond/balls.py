"""One data loss against three balls for the weights: where the ellipses first touch them."""

import numpy as np
import streamlit as st
from streamlit.components.v2 import component

from digits import digits
from landscapes.penalties.budget import freest, reach, within
from landscapes.penalties.corners import alike, wedges
from plots.codec import told
from plots.diamond import Touch, diamond_picture
from ui.diamond import setup
from ui.diamond.setup import WEIGHED, WINDOW, Asked, Solved, every_slider
from ui.diamond.words import sentences
from ui.frame import begun
from ui.frame.server import component_js
from ui.parts.ear import say
from ui.parts.hearing import heard, hearing
from ui.parts.pictures import sent
from ui.parts.sliders import Group, panel, slide

SWEEP = 121  # budgets of the sweep
FURTHEST = 3 * WINDOW  # beyond it a ball is out of sight
FREE = "Drag the ring c, click where you want it, or move it by the arrow keys; the {} stays."
TAPPED = "Drag the ring c, or tap where you want it; the {} stays."  # what a finger can
PINNED = "c is the least-squares fit to the data, so it cannot be dragged. With other data the {} stays."
CONVENTION = "**t** is a ball’s reach along the axes: ‖w‖₁ ≤ t for L1, ‖w‖ ≤ t for L2; texts with ‖w‖² ≤ t mean its square. " + WEIGHED
COMPONENT = component(
    "basin_diamond",
    html='<div class="basin-diamond" tabindex="0" role="group" aria-label="Sweep of the budget: space plays, arrow keys step"></div>',
    js=component_js("diamond/main.js"),
    isolate_styles=False,
)


def title(asked: Asked) -> tuple[str, str]:
    return "Diamond and circle", "One data loss, three balls for the weights: where the ellipses first touch."


def show(asked: Asked) -> None:
    """The balls against the ellipses."""
    turn_knobs(asked)
    budgets = sweep(asked)
    touches = [touch(asked, one, budgets) for one in asked.solved]
    hint, tapped = ((PINNED if asked.pair else said).format(asked.kept.title or asked.kept.parameter.title) for said in (FREE, TAPPED))
    picture = diamond_picture(asked.H, asked.c, WINDOW, touches, budgets, hint, tapped, bool(asked.pair))
    COMPONENT(
        key="diamond",
        data=sent(told(picture, begun=begun.count()), heard("diamond")),
        on_said_change=hearing(
            "diamond",
            {
                "slid": lambda event: slide(every_slider(asked), event["name"], event["value"]),
                "centred": lambda event: drop(asked, (event["x"], event["y"])),
            },
        ),
    )
    st.caption(CONVENTION)
    say([], besides=[aloud(one, touch) for one, touch in zip(asked.solved, touches, strict=True)])


def turn_knobs(asked: Asked) -> None:
    """The tied sliders, in the picture's own part of the page: all follow while one is dragged."""
    with st.container(key="knobs"):
        panel("knobs panel", [Group([knob]) for knob in asked.knobs])


def aloud(one: Solved, touch: Touch) -> str:
    """A panel in a sentence, as it is written under it."""
    weights = ", ".join(f"w{'₁₂'[i]} is exactly 0" if w == 0 else f"w{'₁₂'[i]} = {digits(float(w))}" for i, w in enumerate(one.w))
    return f"{one.kind.name}: {weights}. {' '.join(touch.words)}"


def sweep(asked: Asked) -> np.ndarray:
    """The budgets that Play goes through, from one that binds no penalty down to 0."""
    largest = max(float(reach(freest(asked.H, asked.c, *one.shares), *one.shares)) for one in asked.solved)
    return np.linspace(min(largest, FURTHEST) or 1.0, 0.0, SWEEP)


def touch(asked: Asked, one: Solved, budgets: np.ndarray) -> Touch:
    """One penalty as it is drawn."""
    path, strengths = within(asked.H, asked.c, budgets, *one.shares)
    polygons = wedges(asked.H, one.t, *one.shares, WINDOW) if asked.shaded else []
    side = alike(asked.H, one.t, one.w, *one.shares) if one.strength > 0 else None
    words = sentences(asked.H, asked.c, one, side is not None, polygons, WINDOW)
    return Touch(one.kind, one.shares, one.t, one.strength, one.w, path, strengths, words, polygons, side)


def drop(asked: Asked, point: tuple[float, float]) -> None:
    """The hand has moved the centre. Not rounded: a drag that is taken away goes back to just what was typed."""
    for group in asked.ground[1:]:
        for one, value in zip(group.sliders, point, strict=True):
            one.set(value)


def steer(asked: Asked) -> None:
    """What shapes the ellipses and the balls."""
    setup.steer(asked)
    panel("penalties panel", asked.penalties)
