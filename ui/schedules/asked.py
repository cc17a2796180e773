"""What the settings of the page "Schedules" describe: one view of one run of a race."""

from dataclasses import dataclass, field

from ui.parts.controls import Race
from ui.parts.sliders import Slider
from ui.schedules.lanes import Lane
from ui.schedules.plans import Plans


@dataclass(frozen=True)
class Asked:
    """One view of one run of a race: its lanes, or the sentence why there are none; what had to be left out; and what steers it."""

    race: Race
    view: str
    inspected: str
    able: list[str]
    plans: Plans
    names: list[str]
    small: Slider | None
    times: list[str]
    lanes: list[Lane] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    why: str = ""

    @property
    def heading(self) -> str:
        """What the page shows."""
        return f"{self.view}: {self.inspected or 'no run'} on {self.race.land.name}"
