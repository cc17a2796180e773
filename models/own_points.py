"""A visitor's own points, as a link writes them: x:y for a training point, x:y:v for a validation point."""

import numpy as np

from models.points import Points
from reading import number

MOST = 60
TALLEST = 100.0
NAMED = 3  # of the points that are none
ALLOWED = f"x:y such as 0.5:1 or, for validation, x:y:v, with x from −1 to 1 and y from −{TALLEST:g} to {TALLEST:g}"
Own = tuple[float, float, bool]  # x, y, and whether it is kept for validation


def read(text: str) -> list[Own]:
    """The points that a link lists, with commas between them.

    Raises:
        ValueError: too many, or one that is no point on x from −1 to 1.
    """
    good, bad = sifted(text)
    if bad or len(good) > MOST:
        raise ValueError(wrong(good, bad))
    return [point(one) for one in good]


def sifted(text: str) -> tuple[list[str], list[str]]:
    """What a link lists, each as it is spelled there: those that are points, and those that are none."""
    spelled = [one.strip() for one in text.split(";" if ";" in text else ",") if one.strip()]
    return [one for one in spelled if is_point(one)], [one for one in spelled if not is_point(one)]


def wrong(good: list[str], bad: list[str]) -> str:
    """What a link's list does not keep to, in a sentence or two."""
    said = []
    if bad:
        named = ", ".join(f"“{one if len(one) <= 30 else one[:29] + '…'}”" for one in bad[:NAMED])
        more = f" and {len(bad) - NAMED} more" if len(bad) > NAMED else ""
        said.append(f"points: {named}{more} {'is not a point' if len(bad) == 1 else 'are not points'} (allowed: {ALLOWED}).")
    if len(good) > MOST:
        said.append(f"points = a list of {len(good)} is too long (allowed: {MOST}).")
    return " ".join(said)


def is_point(text: str) -> bool:
    try:
        point(text)
    except ValueError:
        return False
    return True


def point(text: str) -> Own:
    """One point. ValueError if it is none."""
    x, _, rest = text.partition(":")
    y, _, kind = rest.partition(":")
    at = number(x), number(y)
    if kind not in ("", "v") or not (abs(at[0]) <= 1 and abs(at[1]) <= TALLEST):
        raise ValueError(f"“{text}” is not a point.")
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
