"""The page "Overfitting": which of its views, what they share, and what steers them."""

from collections.abc import Callable
from dataclasses import dataclass

from models.polynomial import DEGREE, STRENGTH
from plots.overfitting import DEGREE as DEGREE_MARK
from plots.overfitting import LAMBDA as LAMBDA_MARK
from plots.overfitting import degree_at, strength_at
from ui import overfitting_points
from ui.overfitting_points import Source
from ui.sliders import Slider, slider

STYLE = """<style>
.st-key-overfitting .basin-charts { --all: clamp(300px, calc(100vh - var(--room)), 680px); --tall: var(--all); }
@container (min-width: 600px) {
  .st-key-overfitting .basin-charts { gap: 0.1rem 1rem; --tall: calc(0.5 * var(--all) - 0.7rem) !important; }
  .st-key-overfitting .basin-charts:not(:has(figure:nth-child(4))) figure:first-child { grid-column: span 2; }
}
@container (min-width: 600px) and (max-width: 900px) {
  .st-key-overfitting .basin-charts { --all: clamp(460px, calc(100vh - var(--room)), 680px); grid-template-columns: 1fr 1fr !important; }
  .st-key-overfitting .basin-charts:has(figure:nth-child(4)) { --all: 600px; }
}
@container (min-width: 900.1px) {
  .st-key-overfitting .basin-charts:not(:has(figure:nth-child(4))) { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) !important; }
  .st-key-overfitting .basin-charts:not(:has(figure:nth-child(4))) figure:first-child { grid-area: span 2 / span 1; --tall: var(--all); }
  .st-key-overfitting figure:nth-child(2):nth-last-child(2) { --tall: calc(var(--upper) * var(--all) - 0.7rem); }
  .st-key-overfitting figure:nth-child(3):last-child { --tall: calc((1 - var(--upper)) * var(--all) - 0.7rem); }
}
.st-key-overfitting .basin-report :is(th, td) { padding-block: 0.08rem; }
.st-key-choices { gap: 0.6rem; }
</style>"""
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
    return Asked(overfitting_points.read(), slider("degree", DEGREE), slider("lambda", STRENGTH, title="λ"))


def slide(sliders: list[Slider], name: str, value: float) -> None:
    """A slider is being dragged."""
    for one in sliders:
        if one.name == name:
            one.set(value)


def drag(asked: Asked) -> Callable[[str, str, int, float, float], None]:
    """What to do when a mark or a point is dragged."""

    def dragged(chart: str, name: str, place: int, x: float, y: float) -> None:
        if place < 0 and name == DEGREE_MARK:
            asked.degree.set(degree_at(x))
        elif place < 0 and name == LAMBDA_MARK:
            asked.strength.set(strength_at(x))
        else:
            overfitting_points.move(asked.source, name, place, x, y)

    return dragged
