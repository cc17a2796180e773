"""The table under the fan: which of the canonical curves every rate gives, and how fast it falls."""

from digits import digits, step
from plots.fan import fan_looks
from plots.race import lowest_value
from plots.theme import LOOKS
from studies.canonical import endings, verdicts
from studies.contraction import told_factor
from ui.parts.controls import Race
from ui.parts.ear import say
from ui.parts.table import Cell, dot, tabulate
from ui.rates.fan import Fan, Predicted

HEADINGS = ("rate", "curve", "why", "loss at end", "within 10⁻³ of its minimum at step")
FACTORS = "factor: theory / run"


def table(race: Race, fan: Fan, theory: Predicted | None) -> None:
    """One line per rate, the visitor's own last."""
    ended = endings(race.land, race.params, fan.rates, fan.paths, race.conditions.noise > 0 or race.conditions.part is not None)
    own = LOOKS[fan.own.optimizer.name]
    looks = [*fan_looks(len(fan.rates) - 1, own), own]
    predictions = theory.factors if theory and theory.factors else None
    headings = [*HEADINGS, FACTORS] if predictions else HEADINGS
    rows = []
    for i, (verdict, ending) in enumerate(zip(verdicts(ended), ended, strict=True)):
        more = [f"{predictions[i]:.4f} / {measured(race, fan, i)}"] if predictions else []
        rows.append([Cell(fan.labels[i], dot(looks[i])), verdict.curve, verdict.why, digits(ending.loss), step(ending.reached), *more])
    own_verdict, own_ending = verdicts(ended)[-1], ended[-1]
    say([], besides=[f"{fan.labels[-1]}: {own_verdict.curve}, {own_verdict.why}.", f"Loss at the end {digits(own_ending.loss)}."])
    tabulate(headings, rows, "basin-fan", kinds=[*[""] * (len(rows) - 1), "own"])


def measured(race: Race, fan: Fan, run: int) -> str:
    """The factor of a run's own loss, to four digits after the point: far down the valley they differ in the last."""
    factor = told_factor(fan.paths.loss[run], int(fan.paths.diverged_at[run]), lowest_value(race.land, race.params))
    return factor if isinstance(factor, str) else f"{factor:.4f}"
