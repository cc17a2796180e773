"""The table under the fan: which of the canonical curves every rate gives, and how fast it falls."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from optimizers.canonical import endings, verdicts
from optimizers.factor import HEARD, measured_factor
from plots.fan import fan_looks
from plots.race import lowest_value
from plots.theme import LOOKS, Look
from ui.controls import Race
from ui.fan import Fan, Predicted
from ui.report import digits, step

STYLE = """<style>
.basin-report.basin-fan :is(th, td) { padding: 0.06rem 0.45rem; }
.basin-report.basin-fan thead th { min-width: 0; line-height: 1.2; }
.basin-fan tr.own td { font-weight: 600; background: #8881; }
.basin-report.basin-fan { max-width: 62rem; }
.basin-report.basin-fan :is(th, td):is(:nth-child(2), :nth-child(3)) { text-align: left; }
.basin-report.basin-fan td:nth-child(2) { font-weight: 600; }
.basin-fan th:nth-child(5) { width: 9rem; }
@media (max-width: 1200px) {
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] .st-key-theory) { flex-direction: column; }
  [data-testid="stHorizontalBlock"]:has(.st-key-theory) > [data-testid="stColumn"] { width: 100%; flex: none; }
}
</style>"""
HEADINGS = ("rate", "curve", "", "loss at end", "within 10⁻³ of its minimum at step")
FACTORS = "factor: theory / run"


def table(race: Race, fan: Fan, theory: Predicted | None) -> None:
    """One line per rate, the visitor's own last."""
    ended = endings(race.land, race.params, fan.rates, fan.paths)
    own = LOOKS[fan.own.optimizer.name]
    looks = [*fan_looks(len(fan.rates) - 1, own), own]
    predictions = theory.factors if theory and theory.factors else None
    headings = [*HEADINGS, FACTORS] if predictions else HEADINGS
    head = "".join(f"<th scope='col'>{heading}</th>" for heading in headings)
    rows = []
    for i, (verdict, ending) in enumerate(zip(verdicts(ended), ended, strict=True)):
        more = [f"{predictions[i]:.4f} / {measured(race, fan, i)}"] if predictions else []
        rows.append(row(fan.labels[i], looks[i], [verdict.curve, verdict.why, digits(ending.loss), step(ending.reached), *more]))
    body = "".join(f"<tr>{cells}</tr>" for cells in rows[:-1]) + f"<tr class='own'>{rows[-1]}</tr>"
    classes = "basin-report basin-fan"
    st.html(f"{STYLE}<div class='basin-scroll'><table class='{classes}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


def row(label: str, look: Look, cells: Sequence[str]) -> str:
    swatch = f"<i style='background: light-dark({look.light}, {look.dark})'></i>"
    return f"<td>{swatch}{escape(label)}</td>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells)


def measured(race: Race, fan: Fan, run: int) -> str:
    """The factor of a run's own loss, as long as it was in sight, to four digits after the point: far down the valley they differ in
    the last."""
    lived = int(fan.paths.diverged_at[run])
    lowest = lowest_value(race.land, race.params)
    gap = fan.paths.loss[run, : lived if lived >= 0 else None] - lowest
    if gap[0] <= HEARD * max(1.0, abs(lowest)):
        return "no distance"  # it starts in the minimum: there is nothing to measure
    factor = measured_factor(gap)
    return "too early" if factor is None else f"{factor:.4f}"
