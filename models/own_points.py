"""A visitor's own points, as a link writes them: x:y for a training point, x:y:v for a validation point."""

import math

import numpy as np

from models.points import Points

MOST = 60
TALLEST = 100.0
Own = tuple[float, float, bool]  # x, y, and whether it is kept for validation


def read(text: str) -> list[Own]:
    """The points that a link lists, with commas between them.

    Raises:
        ValueError: too many, or one that is no point on x from −1 to 1.
    """
    spelled = [one.strip() for one in text.split(",") if one.strip()]
    if len(spelled) > MOST:
        raise ValueError(f"points = a list of {len(spelled)} is too long (allowed: {MOST}).")
    return [point(one) for one in spelled]


def point(text: str) -> Own:
    x, _, rest = text.partition(":")
    y, _, kind = rest.partition(":")
    try:
        at = float(x), float(y)
    except ValueError:
        at = math.nan, math.nan
    if kind not in ("", "v") or not (abs(at[0]) <= 1 and abs(at[1]) <= TALLEST):
        few = text if len(text) <= 30 else text[:29] + "…"
        allowed = f"x:y or, for validation, x:y:v, with x from −1 to 1 and y from −{TALLEST:g} to {TALLEST:g}"
        raise ValueError(f"points: “{few}” is not a point (allowed: {allowed}).")
    return (*at, kind == "v")


def spelled(points: list[Own]) -> str:
    """The same points for the link, rounded to three digits after the point."""
    return ",".join(f"{short(x)}:{short(y)}" + (":v" if held else "") for x, y, held in points)


def short(value: float) -> str:
    return f"{round(value, 3) + 0.0:g}"


def listed(points: Points) -> list[Own]:
    """Points one by one: those to train on, then those kept for validation."""
    training = [(float(x), float(y), False) for x, y in zip(points.x, points.y, strict=True)]
    return training + [(float(x), float(y), True) for x, y in zip(points.held_x, points.held_y, strict=True)]


def together(points: list[Own]) -> Points:
    """The points as arrays."""

    def of(held: bool) -> np.ndarray:
        return np.array([(x, y) for x, y, one in points if one == held]).reshape(-1, 2)

    return Points(*of(False).T, *of(True).T)
