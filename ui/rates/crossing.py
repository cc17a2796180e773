"""From the page "Learning rate" to the others, and the way back."""

from ui.frame import page, settings, ways
from ui.parts.controls import Race
from ui.rates.fan import Fan


def with_rate(race: Race, name: str, rate: float) -> dict[str, str]:
    """The race's settings, in which this run has this rate; a link leaves out the one it has anyway."""
    usual = race.group(name).sliders[0].default
    kept = {key: text for key, text in ways.shared().items() if key != f"{name}.lr"}
    return kept if rate == usual else {**kept, f"{name}.lr": settings.as_text(float(rate))}


def inspect_link(race: Race, name: str, found: Fan, label: str, step: int) -> dict[str, str]:
    """The microscope's link: this run of the fan under it, at this step, or at its last one."""
    place = found.labels.index(label)
    lived = int(found.paths.diverged_at[place])
    step = max(0, min(step, (lived if lived >= 0 else race.conditions.steps) - 1))
    own = {"inspect": name} if name != race.names[0] else {}
    return {**with_rate(race, name, found.rates[place]), **own, **({"step": str(step)} if step else {})}


def cross(where: str, sent: dict[str, str]) -> None:
    """Go to another page, from which both a link and the browser's Back lead here again."""
    page.cross(where, sent, back=("Back to the learning rate", ways.RATES, settings.as_link()))
