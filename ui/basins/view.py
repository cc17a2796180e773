"""The page "Basins": from which starts each optimizer of the race ends where, side by side, and each one's path from the start."""

import time
from collections.abc import Hashable
from dataclasses import dataclass, replace
from itertools import groupby

import streamlit as st

from digits import digits, listed, portion
from optimizers import Paths, Run
from optimizers.engine import descend_under
from optimizers.run import COORDINATE, Entrant
from optimizers.sweep import ELSEWHERE
from plots.basins import basins_picture
from plots.outcome_map import lowest_is, outcomes_of
from plots.race import trace
from studies.basins import Basins, Span, basins_under, ends_of
from studies.results_cache import known, remembered
from ui.frame import page, settings, waiting, ways
from ui.parts import controls
from ui.parts.cells import TOL, maps
from ui.parts.controls import Race
from ui.parts.menus import menu
from ui.parts.sliders import Group, Slider, panel, slide, slider
from ui.parts.table import run_cell, tabulate

MOST = 6  # maps side by side
EDGES = ("x.from", "x.to", "y.from", "y.to")
SIDES = {f"{side} × {side}": side for side in (32, 64, 128)}
OPENING = "128 × 128"
COARSE = 32  # starts a side while a slider is dragged, if the whole takes long


@dataclass(frozen=True)
class Asked:
    """The race, and what else decides its basins."""

    race: Race
    side: int
    window: tuple[Span, Span]
    tol: float

    @property
    def entrants(self) -> list[Entrant]:
        return self.race.entrants[:MOST]

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.entrants]

    @property
    def runs(self) -> list[Run]:
        return [one.run for one in self.entrants]

    @property
    def key(self) -> Hashable:
        """What tells these basins from all others; where the race starts is no part of it."""
        runs = tuple((run.optimizer, run.lr, *run.hyper.values()) for run in self.runs)
        return "basins", self.race.conditions.key(), runs, self.side, self.window, self.tol

    def make(self, progress=lambda share: None) -> Basins:
        """The basins."""
        return basins_under(self.race.conditions, self.runs, self.side, self.window, self.tol, progress)


def tolerance() -> Slider:
    return slider("tol", TOL)


def read(race: Race) -> Asked:
    """The basins that the settings describe."""
    whole = race.land.window
    x0, x1, y0, y1 = (settings.number(name, COORDINATE, end) for name, end in zip(EDGES, (*whole[0], *whole[1]), strict=True))
    if x0 >= x1 or y0 >= y1:
        settings.notes().append(
            f"The starts go from {x0:g} to {x1:g} and from {y0:g} to {y1:g}, which is no window; Basin shows the whole."
        )
        zoom(race, None, None)
        (x0, x1), (y0, y1) = whole
    side = SIDES[settings.choice("starts", list(SIDES), OPENING)]
    return Asked(race, side, ((x0, x1), (y0, y1)), tolerance().value)


def zoom(race: Race, x: Span | None, y: Span | None) -> None:
    """Start from this rectangle from now on, or from the whole window again."""
    settings.forget(lambda name: name in EDGES)
    if x and y:
        for name, value, end in zip(EDGES, (*x, *y), (*race.land.window[0], *race.land.window[1]), strict=True):
            settings.put(name, float(f"{value:.6g}"), end)


def compute(asked: Asked) -> None:
    """Make the basins unless they are kept."""
    began, names = time.perf_counter(), asked.names

    def words(share: float) -> str:
        now = names[min(int(share * len(names)), len(names) - 1)]
        return f"Computing … {now}: {asked.side}² starts, {share:.0%} of all"

    new = not known(asked.key)
    waiting.compute(asked.key, asked.make, words)
    if new:
        st.session_state["basins took"] = time.perf_counter() - began


def show(race: Race) -> None:
    """The maps, what they answer, and the table. Cancelled ones leave those before them standing."""
    asked, stale = read(race), False
    if waiting.is_cancelled(asked.key):
        stale, before = True, st.session_state.get("shown basins")
        with st.container(key="cancelled basins", horizontal=True, vertical_alignment="center"):
            waiting.say_cancelled("These are the basins from before." if before else "")
        if before is None:
            return
        asked = before
    elif waiting.is_hurried(st.session_state.get("basins took", 0.0)):
        asked = replace(asked, side=min(asked.side, COARSE))
    st.session_state["shown basins"] = asked
    race = asked.race
    with waiting.computing():
        found = remembered(asked.key, asked.make)
    if not stale:
        st.markdown(answer(asked, found))
    paths = descend_under(race.conditions, asked.runs)
    entrants = [trace(one) for one in asked.entrants]
    maps(
        "basins",
        basins_picture(race.land, race.params, entrants, found, paths, asked.window, stale),
        picked=lambda x, y, _: pick(race, x, y),
        ranged=lambda x, y: zoom(race, x, y),
        slid=lambda name, value: drag(race, name, value),
    )
    with st.container(key="ring", horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        x, y = (digits(value) for value in race.start)
        st.markdown(f"The ring is at ({x}, {y}).", width="content")
        st.button("Open this start in the race", on_click=open_race)
    if not stale:
        table(asked, found, paths)


def pick(race: Race, x: float, y: float) -> None:
    """Start here from now on."""
    controls.put_start(race.land, (float(f"{x:.6g}"), float(f"{y:.6g}")))


def drag(race: Race, name: str, value: float) -> None:
    """A slider of the race or of this page is being dragged."""
    waiting.drag()
    slide([*race.all_sliders(), tolerance()], name, value)


def answer(asked: Asked, found: Basins) -> str:
    """Which optimizer finds the global minimum most often here, in numbers."""
    low = int(found.lowest.sum())
    question = f"**Which optimizer finds {'a' if low > 1 else 'the'} {lowest_is(asked.race.land)} minimum most often here?**"
    count, names = found.ended[0].size, asked.names
    where = "starts" if asked.window == asked.race.land.window else "starts in this part"
    more = f" Of the {len(asked.race.names)} runs, the first {MOST} are shown." if len(asked.race.names) > MOST else ""
    if not len(found.lowest):
        ended = "The maps show which runs end in one all the same." if (found.ended == ELSEWHERE).any() else "No run here has ended in one."
        return f"{question} No minimum of this surface is known, so nobody can tell. {ended}{more}"
    wins = dict(zip(names, found.wins().tolist(), strict=True))
    ranked = sorted(names, key=lambda name: -wins[name])
    first, *others = ([*group] for _, group in groupby(ranked, lambda name: wins[name]))
    total = f"{count:,} {where}".replace(",", "\u202f")
    if not wins[first[0]]:
        said = f"None does, from any of {total}."
    elif len(first) > 1:
        said = f"{listed(first)} tie: each from {portion(wins[first[0]] / count)} of {total}."
    else:
        said = f"{first[0]}, from {portion(wins[first[0]] / count)} of {total}."
    rest = [f"{listed(group)} {portion(wins[group[0]] / count)}{' each' if len(group) > 1 else ''}" for group in others]
    then = f" Then {(', ' if len(rest) == len(ranked) - len(first) else '; ').join(rest)}." if rest else ""
    equal = f" {low} minima are equally low, so each counts." if low > 1 else ""
    return f"{question} {said}{then}{equal}{more}"


def table(asked: Asked, found: Basins, paths: Paths) -> None:
    """The share of every end for every optimizer, and where its path from the ring ends."""
    race = asked.race
    outcomes, rows = outcomes_of(race.land, race.params), found.shares()
    met = [place for place in range(len(outcomes)) if rows[:, place].any()]
    x, y = (digits(value) for value in race.start)
    headings = ["Run", *(outcomes[place].label for place in met), f"from ({x}, {y})"]
    ends = ends_of(race.land, race.params, paths, asked.tol)
    lines = [
        [run_cell(one.name, one.run.optimizer.name), *(portion(row[place]) for place in met), ending(outcomes, end, gone)]
        for one, row, end, gone in zip(asked.entrants, rows, ends.tolist(), paths.diverged_at.tolist(), strict=True)
    ]
    tabulate(headings, lines)


def ending(outcomes, end: int, diverged: int) -> str:
    """How one path ended: as the maps call it, which count ELSEWHERE, CRAWLING and DIVERGED backwards from the end."""
    return f"diverged at step {diverged}" if diverged >= 0 else outcomes[end if end >= 0 else len(outcomes) - 4 - end].label


def steer() -> None:
    """How many starts, and what counts as arrived."""
    with st.container(key="steering", horizontal=True, vertical_alignment="center"):
        with st.container(width="content"):
            menu("Starts", "starts", list(SIDES), OPENING, settings.choice("starts", list(SIDES), OPENING))
        with st.container(width="content"):
            panel("basins panel", [Group([tolerance()])])


def open_race() -> None:
    """The race from the ring's start."""
    settings.show_everywhere()
    page.cross(ways.RACE, ways.shared(), ("Back to the basins", ways.BASINS, settings.as_link()))
