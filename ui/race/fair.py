"""The fair race: every run gets the same search for its rate, and then they race at their best."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from digits import digits, listed, step
from optimizers import Paths
from studies.tuning import COARSE, FINE, FINEST, RATES, STARTS, Tuned, arrivals, tune_under
from ui.frame import settings, turns, ways
from ui.parts.controls import Race
from ui.parts.table import Cell, run_cell, tabulate

LABEL = "Fair race: tune every rate"
HELP = f"Every optimizer gets the same budget: {RATES} rates, its own among them, from {STARTS} starts. Then all race at their best."
HEADINGS = (
    "Fair race",
    "rates × starts × steps",
    "evaluations spent",
    "rate before",
    "best rate",
    "starts that arrived",
    "in median steps",
    "here at step",
    "here after evaluations",
)

FAIR = settings.carried("fair")


@dataclass
class Search:
    """A search under way, for the setup it was asked for: what it has found so far."""

    setup: dict[str, str]
    found: list[Tuned]


@dataclass(frozen=True)
class Fair:
    """What a search found: the rates there were before, by their runs, and the setup it led to."""

    setup: dict[str, str]
    before: dict[str, float]
    found: list[Tuned]


def setup() -> dict[str, str]:
    """What decides the outcome: the link, but for how it is looked at."""
    return {name: value for name, value in settings.as_link().items() if name not in ways.OF_RACES}


def under_way() -> Search | None:
    """The search the visitor waits for; a changed setting ends it for good."""
    if "search" in st.session_state and st.session_state["search"].setup != setup():
        del st.session_state["search"]
    return st.session_state.get("search")


def standing() -> Fair | None:
    """The fair race that is on, as long as nothing has been changed since."""
    fair = st.session_state.get(FAIR)
    return fair if fair and fair.setup == setup() else None


def ask(race: Race) -> None:
    """The button; in its place, while the search is under way, how far it is and the way out, and afterwards the way back."""
    words, act, help = (
        ("Cancel the search", cancel, None)
        if under_way()
        else ("Undo: back to the old rates", partial(undo, race), None)
        if standing()
        else (LABEL, begin, HELP)
    )
    st.button(words, key="fair button", on_click=act, help=help, width="stretch", disabled=not race.runs)
    st.session_state["search place"] = st.empty()


def begin() -> None:
    settings.by_hand()
    st.session_state["search"] = Search(setup(), [])


def cancel() -> None:
    settings.by_hand()
    st.session_state.pop("search", None)
    st.toast("Cancelled. All rates are as they were.")


def search(race: Race) -> None:
    """Last on the page: tune the runs one after the other. Whatever the visitor does meanwhile stops it at the next sign of progress."""
    asked, place = under_way(), st.session_state["search place"]
    if asked is None:
        return
    turns.give_back()
    for one in race.entrants[len(asked.found) :]:
        done = len(asked.found)

        def tell(share: float, name=one.name, done=done) -> None:
            place.progress((done + share) / len(race.runs), f"Tuning {name}, {done + 1} of {len(race.runs)}")

        tell(0.0)
        asked.found.append(tune_under(race.conditions, one.run, progress=tell))
    before = {name: slider.value for name, slider in sliders(race).items()}
    for slider, found in zip(sliders(race).values(), asked.found, strict=True):
        slider.set(found.best)
    st.session_state[FAIR] = Fair(setup(), before, asked.found)
    del st.session_state["search"]
    st.rerun()


def sliders(race: Race):
    """Each run's rate."""
    return {group.title: group.sliders[0] for group in race.sliders["runs"]}


def undo(race: Race) -> None:
    """Back to the rates there were before."""
    for name, rate in st.session_state.pop(FAIR).before.items():
        sliders(race)[name].set(rate)


def table(race: Race, paths: Paths) -> None:
    """What the search cost and found, and how the race at the best rates went."""
    fair = standing()
    if fair is None:
        return
    arrived = arrivals(race.land, race.params, paths)
    rows = [
        row(one.name, one.run.optimizer.name, fair.before[one.name], found, race.conditions.steps, *there)
        for one, found, there in zip(race.entrants, fair.found, arrived, strict=True)
    ]
    tabulate(HEADINGS, rows)
    st.caption(said(race, fair.found))


def row(name: str, rule: str, before: float, found: Tuned, steps: int, reached: int, spent: int) -> tuple[str | Cell, ...]:
    median = found.steps[found.place]
    return (
        run_cell(name, rule),
        f"{len(found.rates)} × {found.starts} × {steps}",
        f"{found.evaluations:,}".replace(",", "\u202f"),
        digits(before),
        Cell(digits(found.best), bold=True),
        f"{found.reached[found.place]} of {found.starts}",
        f"{median:g}" if found.reached[found.place] else "–",
        step(reached),
        step(spent),
    )


def said(race: Race, found: list[Tuned]) -> str:
    """How the best rates were chosen, and what to know of them."""
    by_name = dict(zip(race.names, found, strict=True))
    grid = f"{len(COARSE)} over its whole range, {FINE} around the best, {FINEST} around the best of those"
    tried = f"Every run tried its own rate, {grid}: from {STARTS} starts each."
    if not race.land.minima(*race.land.numbers(race.params)):
        return f"{tried} No minimum is known here, so the rate with the lowest median final loss won. {at_the_end(by_name)}"
    rule = "The rate that ended within 10⁻³ of the lowest minimum from most starts won; a tie went to fewer median steps."
    nowhere = [name for name, one in by_name.items() if not one.reached.any()]
    loss = f"{listed(nowhere)} arrived from no start, so the lowest median final loss decided." if nowhere else ""
    return " ".join(filter(None, (tried, rule, loss, at_the_end(by_name))))


def at_the_end(found: dict[str, Tuned]) -> str:
    """A best rate at the end of what was tried may have a better one beyond."""
    ends = [name for name, one in found.items() if one.best in one.rates[[0, -1]]]
    return f"The best rate of {listed(ends)} is the last of its range." if ends else ""
