"""L2 and the shape of the valley on the page: eigenvalues before and after, and both descents in the player."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from landscapes.penalised import PENALISED, hessian, numbers
from landscapes.penalties.coefficients import STRENGTH
from optimizers import Run, descend, optimizer
from optimizers.run import COORDINATE
from parameter import Parameter
from plots.conditioning import conditioning_picture
from plots.race import Sight, Trace, lowest_value, surface_picture
from plots.theme import PALETTE
from studies.conditioning import Conditioning, conditioned, steps_to
from ui.frame import settings
from ui.parts import controls
from ui.parts.ear import say
from ui.parts.menus import buttons, menu
from ui.parts.player import player, read_sight
from ui.parts.presets import presets
from ui.parts.sliders import Group, Slider, panel, slide, slider
from ui.paths.conditioning_table import Descent, sentences, table

LAMBDA = replace(STRENGTH, name="strength", default=1.0, high=100.0, slider=(1e-3, 10.0), help="Weight of the penalty; 0 may be typed.")
KAPPA = Parameter(
    "kappa", 30.0, 1.0, 1000.0, log=True, symbol="κ", label="without penalty", help="Steepest curvature over gentlest, which is 1."
)
TILT = Parameter("tilt", 25.0, 0.0, 90.0, symbol="φ", label="tilt", help="Degrees the gentle direction is turned against x.")
# What R is, by its convention: so much of ½‖w‖², which is what is added to every eigenvalue for λ = 1.
WITH_TWO, WITH_HALF = CONVENTIONS = {"R = Σw², as in CS231n": 2.0, "R = ½Σw², as elsewhere here": 1.0}
OWN_BEST, ONE_RATE = RATES = ["Each its own best", "One for both"]
WITHOUT, WITH = RUNS = {"λ = 0": PALETTE["without penalty"], "with L2": PALETTE["with penalty"]}
START = replace(COORDINATE, low=-1000.0, high=1000.0)  # farther out it would be out of sight
CENTRE = (2.0, 1.5)  # where the data loss is least
FEWEST, UNSURE, MOST = 20, 200, 4000  # steps of the runs, which else are as many as the slower needs by theory; or neither arrives


@dataclass(frozen=True)
class Asked:
    """The two quadratics, without and with the penalty, the runs on them, and the sliders."""

    convention: str
    rates: str
    strength: Slider
    shape: list[Slider]
    rate: Slider
    start: tuple[float, float]
    contours: str
    sight: Sight

    @property
    def added(self) -> float:
        """What L2 adds to every eigenvalue."""
        return CONVENTIONS[self.convention] * self.strength.value

    @property
    def H(self) -> np.ndarray:
        return hessian(*(one.value for one in self.shape))

    @property
    def both(self) -> list[Conditioning]:
        return [conditioned(self.H, 0.0), conditioned(self.H, self.added)]

    @property
    def surfaces(self) -> list[dict[str, float]]:
        share = CONVENTIONS[self.convention]
        return [numbers(self.H, CENTRE, strength, 0.0, share) for strength in (0.0, self.strength.value)]

    @property
    def alphas(self) -> list[float]:
        return [self.rate.value] * 2 if self.rates == ONE_RATE else [one.best for one in self.both]

    def descents(self) -> list[Descent]:
        """Each quadratic descended, for as many steps as the slower needs by theory."""
        needed = [steps_to(valley.factor(lr)) for valley, lr in zip(self.both, self.alphas, strict=True)]
        steps = int(np.clip(max((one for one in needed if one is not None), default=UNSURE), FEWEST, MOST))
        return [
            Descent(
                name,
                look,
                valley,
                lr,
                descend(PENALISED, [Run("SGD", self.start, lr=lr)], steps, params=params),
                PENALISED.minima(*PENALISED.numbers(params))[0],
                lowest_value(PENALISED, params),
            )
            for (name, look), valley, lr, params in zip(RUNS.items(), self.both, self.alphas, self.surfaces, strict=True)
        ]

    def sliders(self) -> list[Slider]:
        return [self.strength, *self.shape, self.rate]


def read() -> Asked:
    """What the settings say."""
    convention = settings.choice("convention", list(CONVENTIONS), WITH_TWO)
    strength, shape = slider("strength", LAMBDA, title="λ"), [slider("kappa", KAPPA, title="κ without penalty"), slider("tilt", TILT)]
    after = conditioned(hessian(*(one.value for one in shape)), CONVENTIONS[convention] * strength.value)
    x, y = PENALISED.start
    return Asked(
        convention,
        settings.choice("rates", RATES, OWN_BEST),
        strength,
        shape,
        slider("lr", optimizer("SGD").lr, float(f"{after.best:.4g}"), title="rate α"),
        (settings.number("start.x", START, x), settings.number("start.y", START, y)),
        settings.choice("contours", list(RUNS), WITH),
        read_sight(list(RUNS)),
    )


def title(asked: Asked) -> tuple[str, str]:
    before, after = asked.both
    slow, fast = (valley.factor(lr) for valley, lr in zip(asked.both, asked.alphas, strict=True))
    faster = ", and descent faster" if fast < slow else ""
    rounder = f": the valley gets rounder{faster}" if after.kappa < before.kappa else ""
    return "Paths: conditioning", f"L2 adds the same to every curvature{rounder}."


def show(asked: Asked) -> None:
    """Both descents on the contours of one of them, and the numbers."""
    shown, descents, surfaces = list(RUNS).index(asked.contours), asked.descents(), asked.surfaces
    traces = [Trace(one.name, one.look, one.lr) for one in descents]
    paths = [one.paths for one in descents]
    with st.container(key="conditioning"):
        player(
            "player",
            surface_picture(PENALISED, surfaces[shown]),
            conditioning_picture(PENALISED, surfaces, shown, traces, paths, asked.sight),
            slid=lambda name, value: slide(asked.sliders(), name, value),
            started=lambda point: controls.drop_start(PENALISED, point),
            inspected=lambda name, step: None,
        )
    choose_contours(asked)
    table(descents)
    say(sentences(asked.strength.value, asked.added, *descents))


def choose_contours(asked: Asked) -> None:
    """Whose surface is drawn under both paths."""
    with st.container(key="contours of", horizontal=True, vertical_alignment="center"):
        st.markdown("Contours of the loss", width="content")
        buttons("Contours", "contours", list(RUNS), asked.contours, WITH)
        if asked.sight.view == "3-D":
            st.caption("In 3-D only the run that belongs to this surface is drawn.", width="content")


def steer(asked: Asked) -> None:
    """λ with its convention, the shape of the valley, and the rates."""
    menu("Convention", "convention", list(CONVENTIONS), WITH_TWO, asked.convention)
    panel("conditioning panel", [Group([asked.strength])])
    presets(asked.strength)
    panel("shape panel", [Group(asked.shape)])
    menu("Rates", "rates", RATES, OWN_BEST, asked.rates)
    if asked.rates == ONE_RATE:
        panel("rate panel", [Group([asked.rate])])
