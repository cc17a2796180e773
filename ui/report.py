"""The table under the picture, and what is worth a sentence."""

from html import escape

import streamlit as st

from optimizers import Run
from optimizers.report import Result
from optimizers.why.words import superscript
from plots.theme import LOOKS
from ui.controls import Race

HEADINGS = (
    "Run",
    "final loss",
    "nearest minimum",
    "distance",
    "loss within 10⁻³ at step",
    "after evaluations",
    "steps uphill",
    "diverged at",
    "evaluations f / g / H",
)


def table(race: Race, results: list[Result]) -> None:
    """One line per run."""
    head = "".join(f"<th scope='col'>{heading}</th>" for heading in HEADINGS)
    rows = "".join(
        f"<tr>{row(name, run.optimizer.name, result)}</tr>" for name, run, result in zip(race.names, race.runs, results, strict=True)
    )
    st.html(f"<div class='basin-scroll'><table class='basin-report'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>")


def row(name: str, rule: str, result: Result) -> str:
    nearest = f"({digits(result.nearest[0], 3)}, {digits(result.nearest[1], 3)})" if result.nearest else "none known"
    cells = (
        f"{swatch(name, rule)}{escape(name)}",
        digits(result.loss),
        nearest,
        digits(result.distance),
        step(result.reached),
        step(result.spent_to_reach),
        str(result.uphill),
        step(result.diverged),
        " / ".join(map(str, result.spent)),
    )
    return "".join(f"<td>{cell}</td>" for cell in cells)


def swatch(name: str, rule: str) -> str:
    """A run's colour; dashed if it is not called as its rule."""
    colour = f"light-dark({LOOKS[rule].light}, {LOOKS[rule].dark})"
    style = f"background: {colour}" if name == rule else f"border: 2px dashed {colour}; box-sizing: border-box"
    return f"<i style='{style}'></i>"


def sentences(race: Race, results: list[Result]) -> None:
    """What happened that the table cannot say, in words."""
    said = []
    alike: dict[str, list[str]] = {}  # what is true of several runs is said once
    for name, run, result in zip(race.names, race.runs, results, strict=True):
        if result.diverged >= 0:
            said.append(f"**{name} diverged at step {result.diverged}**: {why_diverged(run, result)}.")
        elif result.rests_on:
            alike.setdefault(f"came to rest on a {result.rests_on}, not in a minimum.", []).append(name)
        elif result.left > 0:
            alike.setdefault("left the picture.", []).append(f"{name} (step {result.left})")
        if run.lr == 0:
            alike.setdefault("stayed at the start, with a learning rate of 0.", []).append(name)
    said += [f"{listed(names)} {what}" for what, names in alike.items()]
    (x0, x1), (y0, y1) = race.land.window
    x, y = race.start
    if not (x0 <= x <= x1 and y0 <= y <= y1):
        said.append(f"The start ({x:g}, {y:g}) lies outside the picture, which shows x from {x0:g} to {x1:g} and y from {y0:g} to {y1:g}.")
    if said:
        st.markdown("  \n".join(said))


def why_diverged(run: Run, result: Result) -> str:
    """The reason, as far as the numbers tell it."""
    if result.fell:
        return "the ground falls without end there"
    if run.hyper.get("eps") == 0 and result.left < 0:
        return "it divided 0 by 0, as its ε is 0 and so was a gradient"
    if result.undefined:
        return "it stepped to where the loss has no value"
    if "H" in run.optimizer.told:
        return "the curvature it divides by was close to zero, so the step was far too long"
    return f"with α = {run.lr:g} the steps threw it out of sight"


def listed(names: list[str]) -> str:
    """A, B and C."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def digits(value: float, count: int = 4) -> str:
    """A number as a person reads it: few digits, powers of ten where they help."""
    if value != value:
        return "–"
    if abs(value) == float("inf"):
        return "∞" if value > 0 else "−∞"
    if value and not 1e-3 <= abs(value) < 1e5:
        mantissa, exponent = f"{value:.{count - 2}e}".split("e")
        return f"{mantissa}·10".replace("-", "−") + superscript(int(exponent))
    text = f"{value:.{count}g}"
    return (f"{value:.0f}" if "e" in text else text).replace("-", "−")  # g would write 12345 as 1.2e+04


def step(k: int) -> str:
    return "never" if k < 0 else str(k)
