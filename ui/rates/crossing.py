"""From the page "Learning rate" to the others, and the way back."""

from ui.frame import page, settings, ways
from ui.parts import controls
from ui.parts.controls import Race
from ui.rates import fan


def with_rate(race: Race, name: str, rate: float) -> dict[str, str]:
    """The race's settings, in which this run has this rate; a link leaves out the one it has anyway."""
    usual = race.group(name).sliders[0].default
    kept = {key: text for key, text in ways.shared().items() if key != f"{name}.lr"}
    return kept if rate == usual else {**kept, f"{name}.lr": settings.as_text(float(rate))}


def inspect(name: str, which: str, step: int) -> None:
    """Put this run of the fan under the microscope, at this step, or at its last one: as it is now, for a slider may have moved since."""
    race = controls.read()
    found = fan.read(race, name)
    place = found.names.index(which)
    lived = int(found.paths.diverged_at[place])
    step = max(0, min(step, (lived if lived >= 0 else race.conditions.steps) - 1))
    own = {"inspect": name} if name != race.names[0] else {}
    cross(ways.MICROSCOPE, {**with_rate(race, name, found.rates[place]), **own, **({"step": str(step)} if step else {})})


def open_race(name: str, which: str) -> None:
    """The race, in which the run has the rate of this one of the fan: as it is now."""
    race = controls.read()
    found = fan.read(race, name)
    cross(ways.RACE, with_rate(race, name, found.rates[found.names.index(which)]))


def cross(where: str, sent: dict[str, str]) -> None:
    """Go to another page, from which both a link and the browser's Back lead here again."""
    page.cross(where, sent, back=("Back to the learning rate", ways.RATES, settings.as_link()))
