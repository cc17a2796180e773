"""The page "Gradient check": which loss, at which point, with which step and in which precision."""

from dataclasses import dataclass

import numpy as np

from landscapes import Landscape
from models.nine_points import B, W
from parameter import Parameter, choice
from studies.classifier_look import MOST_CLASSES, classifier_look, names
from studies.gradient_check import DTYPES, REACH, WAYS, Checked, H, Look, check_with, look_of
from ui.frame import settings
from ui.parts import controls, surface_menu
from ui.parts.controls import Race
from ui.parts.menus import menu
from ui.parts.sliders import Group, Slider, panel, slider

SURFACE, SOFTMAX, HINGE = LOSSES = ["A surface", "Softmax on nine points", "Hinge on nine points"]
CALLED = {SOFTMAX: "Softmax", HINGE: "Hinge"}  # in `models.linear`
PRECISION = choice("dtype", DTYPES, 1, label="precision", help="How many digits a number has: 7 in float32, 16 in float64.")
WEIGHT = Parameter("weight", 0.0, -10.0, 10.0)
LAMBDA = Parameter("strength", 0.1, 0.0, 1.0, symbol="λ", help="Weight of the penalty ΣW², without a ½; biases are free.")
CLASSES = Parameter("classes", MOST_CLASSES, 1, MOST_CLASSES, whole=True, label="classes", help="Points of the first classes only.")
ALONG = 0.08  # of a window's side, or of the weights' size: how far a loss is drawn to either side
OWN_SIZE = 10.0  # that a weight counts as


@dataclass(frozen=True)
class Asked:
    """The loss and the point; the sliders that move it."""

    loss: str
    race: Race
    look: Look
    point: np.ndarray
    letters: list[str]
    wide: np.ndarray
    step: list[Slider]
    weights: list[Slider]
    shape: list[Slider]
    along: int

    @property
    def h(self) -> Slider:
        return self.step[0]

    @property
    def precision(self) -> Slider:
        return self.step[1]

    @property
    def is_surface(self) -> bool:
        return self.loss == SURFACE

    @property
    def name(self) -> str:
        return self.race.land.name if self.is_surface else self.loss

    @property
    def dtype(self) -> str:
        return DTYPES[int(self.precision.value)]

    def checked(self) -> dict[str, Checked]:
        """The check in both ways."""
        reach = REACH * self.wide / ALONG
        return {way: check_with(self.look, self.point, self.h.value, self.dtype, way, reach) for way in WAYS}

    def classifier(self) -> tuple[np.ndarray, np.ndarray]:
        """W (C, 2) and b (C,)."""
        C = len(self.point) // 3
        return self.point[: 2 * C].reshape(C, 2), self.point[2 * C :]

    def sliders(self) -> list[Slider]:
        return [*self.step, *self.weights, *self.shape, *self.race.all_sliders()]


def read() -> Asked:
    """What the settings say."""
    loss = settings.choice("loss", LOSSES, SURFACE)
    race = controls.read()
    step = [slider("h", H, title="step h"), slider("dtype", PRECISION)]
    shape = [slider("strength", LAMBDA), slider("classes", CLASSES)]
    weights = [slider(f"w{i + 1}", WEIGHT, value, title=name) for i, (value, name) in enumerate(zip(start(), names(), strict=True))]
    return surface(race, step) if loss == SURFACE else classifier(loss, race, step, weights, shape)


def surface(race: Race, step: list[Slider]) -> Asked:
    """The race's surface, at its start."""
    wide = ALONG * np.ptp(np.array(race.land.window, float), axis=1)
    letters = ["x", "y"]
    return Asked(SURFACE, race, look_of(race.land, race.params), np.array(race.start), letters, wide, step, [], [], along(letters))


def classifier(loss: str, race: Race, step: list[Slider], weights: list[Slider], shape: list[Slider]) -> Asked:
    """The classifier, on the points of as many classes as are asked for."""
    strength, C = shape[0].value, int(shape[1].value)
    used = [*weights[: 2 * C], *weights[2 * MOST_CLASSES :][:C]]
    point, letters = np.array([one.value for one in used]), names(C)
    look, wide = classifier_look(CALLED[loss], strength, C), np.full(len(used), ALONG * OWN_SIZE)
    return Asked(loss, race, look, point, letters, wide, step, used, shape, along(letters))


def along(letters: list[str]) -> int:
    """Which weight the loss is drawn along; one that another loss had, or more classes, leaves without a word."""
    if settings.kept().get("along") not in letters and "along" not in settings.unread():
        settings.forget(lambda name: name == "along")
    return letters.index(settings.choice("along", letters, letters[0]))


def on_surface(asked: Asked) -> Asked:
    """The surface, whatever loss is chosen."""
    return asked if asked.is_surface else surface(asked.race, asked.step)


def start() -> np.ndarray:
    """The weights to begin with: W row by row, then b."""
    return np.concatenate([W.ravel(), B])


def drop(race: Race, x: float, y: float) -> None:
    """The point as the hand put it on the map."""
    controls.drop_start(race.land, placed(race.land, x, y))


def placed(land: Landscape, x: float, y: float) -> tuple[float, float]:
    """A place in the window, as fine as the map is: so a kink at a round number is met."""
    at = []
    for value, (low, high) in zip((x, y), land.window, strict=True):
        places = max(0, int(np.ceil(2.5 - np.log10(high - low))))
        at.append(round(float(min(max(value, low), high)), places))
    return at[0], at[1]


def steer_surface(race: Race) -> None:
    """Which surface, its shape, and the point on it."""
    surface_menu.show(race.land)
    shape = [one for group in race.sliders["surface"] for one in group.sliders if one.name != "batch"]
    if shape:
        panel("surface panel", [Group(shape)])
    panel("start panel", [Group(race.sliders["start"][0].sliders, "point")])


def steer(asked: Asked) -> None:
    """Which loss, where, how far and how exactly."""
    panel("check panel", [Group(asked.step)])
    menu("Loss", "loss", LOSSES, SURFACE, asked.loss)
    if asked.is_surface:
        steer_surface(asked.race)
        return
    panel("shape panel", [Group(asked.shape)])
    panel("weights panel", [Group(asked.weights, "weights")])
