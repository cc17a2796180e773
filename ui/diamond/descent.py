"""How the penalised loss is descended: under which penalty, from where, and how fast."""

from dataclasses import dataclass

from landscapes.penalised import PENALISED
from landscapes.penalties import PENALTIES
from optimizers.conditions import STEPS
from optimizers.rules.proximal import PROXIMAL
from optimizers.run import COORDINATE
from plots.race import Sight
from ui.diamond.penalised_words import NAMES
from ui.frame import settings
from ui.parts import player
from ui.parts.sliders import Slider, slider

KINDS = [kind.name for kind in PENALTIES]
LENGTH = 100


@dataclass(frozen=True)
class Descent:
    """How the surface is descended: under which penalty of the shelf, and what steers it."""

    place: int
    rate: Slider
    steps: Slider
    start: list[Slider]
    sight: Sight


def read() -> Descent:
    """What the settings say of the descent."""
    place = KINDS.index(settings.choice("penalty", KINDS, KINDS[0]))
    start = [
        slider(f"start.{axis}", COORDINATE, PENALISED.start[i], title=f"start w{'₁₂'[i]}", span=PENALISED.window[i])
        for i, axis in enumerate("xy")
    ]
    return Descent(
        place,
        slider("lr", PROXIMAL.lr, 0.1),
        slider("steps", STEPS, LENGTH),
        start,
        player.read_sight(NAMES),
    )
