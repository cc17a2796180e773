"""The page "Overfitting": which of its views, what they share, and what steers them."""

from collections.abc import Callable
from dataclasses import dataclass

from models.polynomial import DEGREE, STRENGTH
from plots.overfitting import DEGREE as DEGREE_MARK
from plots.overfitting import LAMBDA as LAMBDA_MARK
from plots.overfitting import degree_at, strength_at
from ui.overfitting import sources
from ui.overfitting.sources import Source
from ui.parts.sliders import Slider, slider

OBJECTIVE = (
    r"Minimised: $\tfrac{1}{2N}\sum_i (y_i - \hat y_i)^2 + \lambda\,\tfrac12 \sum_{j\ge1} w_j^2$ over powers of $x$ on $[-1, 1]$; the "
    r"intercept $w_0$ is free. In scikit-learn: Ridge(alpha=Nλ)."
)


@dataclass(frozen=True)
class Asked:
    """The points, the curve that is fitted to them, and the sliders."""

    source: Source
    degree: Slider
    strength: Slider

    def sliders(self) -> list[Slider]:
        return [self.degree, self.strength, *self.source.sliders.values()]


def read() -> Asked:
    """What the views share."""
    return Asked(sources.read(), slider("degree", DEGREE), slider("lambda", STRENGTH, title="λ"))


def drag(asked: Asked) -> Callable[[str, str, int, float, float], None]:
    """What to do when a mark or a point is dragged."""

    def dragged(chart: str, name: str, place: int, x: float, y: float) -> None:
        if place < 0 and name == DEGREE_MARK:
            asked.degree.set(degree_at(x))
        elif place < 0 and name == LAMBDA_MARK:
            asked.strength.set(strength_at(x))
        else:
            sources.move(asked.source, name, place, x, y)

    return dragged
