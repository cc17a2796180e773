"""The best constant settings on a quadratic, in the lectures' formulas, one click away."""

import streamlit as st

from digits import digits
from ui.frame import settings
from ui.parts.controls import Race
from ui.parts.sliders import slide
from ui.rates.fan import Fan, Predicted

PROMISE = "Theory’s word on the worst start, in the long run. From your start, and over your steps, another rate may end lower."
EXACT = 10  # digits of a setting: more are of no use in a link


def best_settings(race: Race, name: str, fan: Fan, known: Predicted) -> None:
    """λmin, λmax, κ and the rule's closed forms; and the button that takes them over."""
    rule = fan.own.optimizer
    theory = rule.theory
    assert theory is not None  # or nothing would be predicted
    best = {key: float(f"{value:.{EXACT}g}") for key, value in theory.best(known.smallest, known.largest).items()}

    def use() -> None:
        for key, value in best.items():
            slide(race.all_sliders(), f"{name}.{key}", value)
        settings.show_everywhere()  # the sliders stand outside the picture

    low, high, kappa = (digits(value, 3) for value in (known.smallest, known.largest, known.largest / known.smallest))
    st.markdown(f"Here λmin = {low}, λmax = {high}, κ = {kappa}.  \nStable for ${theory.edge_formula}$.")
    st.markdown(f"${theory.best_formula}$")
    symbols = {p.name: p.symbol for p in rule.parameters}
    values = ", ".join(f"{symbols[key]} = {digits(value, 3)}" for key, value in best.items())
    st.button(f"Use {theory.best_words}: {values}", key="best settings", on_click=use, help=PROMISE)
    if known.factors is None:
        st.caption("The predicted factor holds for a constant rate, without noise, clipping or mini-batches; so no line is drawn now.")
