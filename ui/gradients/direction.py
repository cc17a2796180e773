"""The slope in a direction that the hand turns."""

import numpy as np
import streamlit as st

from digits import brief
from parameter import Parameter
from plots.chart import charts_picture
from plots.gradients import POINT
from plots.gradients_direction import ANGLE, TIP, direction_chart, direction_map
from studies.directions import Directions, directions, measured, unit
from studies.gradient_check import Checked
from ui.gradients import setup
from ui.gradients.setup import SURFACE, Asked
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.sliders import Group, Slider, panel, slide, slider

PHI = Parameter("angle", 30.0, 0.0, 360.0, symbol="φ", label="angle of v", help="Degrees from the x axis, counterclockwise.")
ACROSS = 0.5  # degrees: so near to a right angle counts as one


def read() -> Slider:
    return slider("angle", PHI)


def title(asked: Asked, angle: Slider) -> tuple[str, str]:
    return f"Gradient check: {asked.race.land.name}", "One gradient knows the slope in every direction. Turn v."


def show(asked: Asked, angle: Slider) -> None:
    """The map with v on it, and the slope over its angle."""
    asked = setup.on_surface(asked)
    found, checked = directions(asked.look, asked.point, asked.h.value, asked.dtype), asked.checked()["central"]
    charted = [direction_map(asked.race.land, asked.race.params, found, angle.value), direction_chart(found, angle.value)]
    along = float(measured(asked.look, asked.point, angle.value, asked.h.value, asked.dtype)[0])
    with st.container(key="directions"):
        charts(
            "charts",
            charts_picture(charted),
            slid=lambda name, value: slide([*asked.sliders(), angle], name, value),
            dragged=lambda chart, name, place, x, y: drag(asked, angle, name, x, y),
            added=lambda chart, x, y: setup.drop(asked.race, x, y),
        )
    say(sentences(found, checked, angle.value, along, asked.h.value))


def drag(asked: Asked, angle: Slider, name: str, x: float, y: float) -> None:
    """The hand turns v, on the map or on the angles' axis, or moves the point."""
    if name == POINT:
        setup.drop(asked.race, x, y)
    elif name == ANGLE:
        angle.set(round(min(max(x, 0.0), 360.0), 1))
    elif name == TIP and (x, y) != tuple(asked.point):
        angle.set(round(float(np.degrees(np.arctan2(y - asked.point[1], x - asked.point[0]))) % 360, 1))


def sentences(found: Directions, checked: Checked, angle: float, along: float, h: float) -> list[str]:
    """The slope along v by both ways, and where it is greatest."""
    if not np.isfinite(found.gradient).all():
        return ["There is no gradient here, so no ∇f·v. The dotted line is what steps of h measure, where there is a loss."]
    v, size, steepest = unit(angle).round(9) + 0.0, float(np.linalg.norm(found.gradient)), found.steepest
    said = [
        f"Along v = ({brief(v[0])}, {brief(v[1])}) the slope ∇f·v is **{brief(float(found.gradient @ v))}**. "
        f"A step of h = {brief(h)} along v measures {brief(along)}."
    ]
    if checked.kink.any():
        said.append("Here is a kink: what the steps measure is no cosine, and no gradient says it for all directions.")
    if steepest is None:
        return [*said, "The gradient is 0: by ∇f·v the ground is level in every direction."]
    off = abs((angle - steepest + 180) % 360 - 180)
    left = (
        "v is across it"
        if abs(off - 90) < ACROSS
        else f"v is {brief(off)}° away from it, so cos {brief(off)}° = {brief(cosine(off))} of that is left"
    )
    return [
        *said,
        f"The slope is greatest along ∇f, at {brief(steepest)}°: ‖∇f‖ = {brief(size)}. Here {left}. "
        "Opposite to ∇f the ground falls as steeply: that is the way descent takes.",
    ]


def cosine(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))


def steer(asked: Asked, angle: Slider) -> None:
    """The angle, the step and the surface."""
    panel("angle panel", [Group([angle])])
    panel("check panel", [Group(asked.step)])
    setup.steer_surface(asked.race)
    if asked.loss != SURFACE:
        st.caption("A direction of nine weights is no angle, so this view shows a surface.")
