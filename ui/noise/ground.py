"""The ground of the views that look at samples: a surface made from data, and the point that the hand drags on it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landscapes import LANDSCAPES, Landscape
from landscapes.data.thousand_points import THOUSAND_POINTS
from optimizers.batches import batch_parameter
from parameter import Parameter
from ui.frame import settings
from ui.parts import controls, surface_menu
from ui.parts.controls import Race
from ui.parts.menus import menu
from ui.parts.sliders import Group, Slider, all_of, panel, slider

FROM_DATA = [land.name for land in LANDSCAPES if land.samples]
BROUGHT = THOUSAND_POINTS, {"features": 1.0}  # where the race stands on no data: standardised, so that the arrows go every way
FEW = 8  # samples in a batch to begin with


@dataclass(frozen=True)
class Ground:
    """The surface, its numbers and the point; the sliders of each. A race on no data is shown other ground."""

    race: Race
    land: Landscape
    params: Mapping[str, float]
    point: tuple[float, float]
    shape: list[Slider]

    @property
    def seed(self) -> int:
        return self.race.conditions.seed

    def seed_slider(self) -> Slider:
        return next(one for one in all_of(self.race.sliders["noise"]) if one.name == "seed")

    def batch(self, name: str) -> Slider:
        """A batch size of a view's own, a few samples to begin with."""
        size = batch_parameter(self.land)
        own = Parameter("batch", FEW, 1, size.high, whole=True, symbol="B", label="batch", help=size.help, textbook=size.textbook)
        return slider(name, own)

    def outside(self) -> list[str]:
        """That the point is not in the picture, if it is not."""
        (x0, x1), (y0, y1) = self.land.window
        x, y = self.point
        if x0 <= x <= x1 and y0 <= y <= y1:
            return []
        return [f"The point ({x:g}, {y:g}) lies outside the picture, which shows x from {x0:g} to {x1:g} and y from {y0:g} to {y1:g}."]

    def adopt(self) -> None:
        """From now on the race stands here, too."""
        if self.race.land is not self.land:
            surface_menu.new_surface()
            settings.put("surface", self.land.name, surface_menu.OPENING)
            for one in self.land.parameters:
                settings.put(f"surface.{one.name}", one.spelled(self.params[one.name]), one.spelled(one.default))

    def drop(self, x: float, y: float) -> None:
        """The point as the hand put it on the map, as fine as the map is."""
        self.adopt()
        at = []
        for value, (low, high) in zip((x, y), self.land.window, strict=True):
            places = max(0, int(np.ceil(2.5 - np.log10(high - low))))
            at.append(round(float(min(max(value, low), high)), places))
        controls.drop_start(self.land, (at[0], at[1]))


def read() -> Ground:
    """What the settings say."""
    race = controls.read()
    if not race.land.samples:
        land, params = BROUGHT
        return Ground(race, land, params, land.start, [])
    shape = [one for one in all_of(race.sliders["surface"]) if one.name != "batch"]
    return Ground(race, race.land, race.params, race.start, shape)


def steer(ground: Ground) -> None:
    """Which data, and the point."""
    menu("Surface", "surface", FROM_DATA, surface_menu.OPENING, ground.land.name, after=other_surface)
    if ground.shape:
        panel("surface panel", [Group(ground.shape)])
        panel("start panel", [Group(ground.race.sliders["start"][0].sliders, "point")])


def other_surface() -> None:
    """Another surface brings its own point, and has other batches."""
    surface_menu.new_surface()
    settings.forget(lambda name: name.endswith((".batch", ".rate")))
