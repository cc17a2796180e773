"""The page "Basins": from which starts each optimizer of the race ends where, side by side, and each one's path from the start."""

import time
from collections.abc import Hashable
from dataclasses import dataclass, replace

import streamlit as st

from optimizers import Paths, descend
from optimizers.basins import Basins, Span, basins, ends_of
from optimizers.kept import known, remembered
from optimizers.run import COORDINATE
from plots.basins import basins_picture, percent
from plots.outcome_map import lowest_is, outcomes_of
from plots.race import entrant
from ui import controls, microscope, page, settings, ways
from ui.controls import Race
from ui.maps import maps
from ui.menus import menu
from ui.outcome_map import STYLE, TOL
from ui.report import digits, listed, swatch
from ui.sliders import Group, Slider, panel, slider

PAGE = "pages/optimization/basins.py"
MOST = 6  # maps side by side
EDGES = ("x.from", "x.to", "y.from", "y.to")
SIDES = {f"{side} × {side}": side for side in (32, 64, 128)}
OPENING = "128 × 128"
COARSE, SLOW = 32, 0.2  # starts a side while a slider is dragged, if the whole takes more than so many seconds


@dataclass(frozen=True)
class Asked:
    """The race, and what else decides its basins."""

    race: Race
    side: int
    window: tuple[Span, Span]
    tol: float

    @property
    def names(self) -> list[str]:
        return self.race.names[:MOST]

    @property
    def key(self) -> Hashable:
        """What tells these basins from all others; where the race starts is no part of it."""
        race = self.race
        runs = tuple((run.optimizer, run.lr, *run.hyper.values()) for run in race.runs[:MOST])
        plan = race.schedule.multipliers(race.steps).tobytes()
        surface = race.land, tuple(race.params.values()), race.batch
        return "basins", surface, runs, self.side, self.window, self.tol, race.steps, plan, race.clip, race.noise, race.seed

    def make(self, progress=lambda share: None) -> Basins:
        """The basins, which are kept."""
        r = self.race
        numbers = (r.steps, r.schedule, r.clip, r.noise, r.seed, r.params, r.batch, self.tol)
        return remembered(self.key, lambda: basins(r.land, r.runs[:MOST], self.side, self.window, *numbers, progress=progress))


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
    """Make the basins unless they are kept. Whatever the visitor does meanwhile stops it at the next sign of progress."""
    st.html(STYLE)
    place = st.empty()  # always there, so that what follows keeps its place
    if known(asked.key) or cancelled(asked):
        return
    with place.container(key="waiting", horizontal=True, vertical_alignment="center"):
        bar = st.empty()
        st.button("Cancel", key="cancel", on_click=cancel, args=(asked,))
    began, names = time.perf_counter(), asked.names

    def tell(share: float) -> None:
        now = names[min(int(share * len(names)), len(names) - 1)]
        bar.progress(share, f"{now}: {asked.side}² starts, {share:.0%} of all")

    asked.make(tell)
    st.session_state["basins took"] = time.perf_counter() - began
    place.empty()


def cancel(asked: Asked) -> None:
    st.session_state["cancelled"] = asked.key


def cancelled(asked: Asked) -> bool:
    """Whether these very basins were cancelled, and have not been asked for again."""
    return st.session_state.get("cancelled") == asked.key and not known(asked.key)


def again() -> None:
    st.session_state.pop("cancelled", None)
    st.session_state["whole page"] = True


def show(race: Race) -> None:
    """The maps, what they answer, and the table. Cancelled ones leave those before them standing."""
    asked, stale = read(race), False
    if cancelled(asked):
        stale, before = True, st.session_state.get("shown basins")
        with st.container(key="cancelled basins", horizontal=True, vertical_alignment="center"):
            st.markdown("Cancelled." + (" These are the basins from before." if before else ""), width="content")
            st.button("Compute them after all", on_click=again)
        if before is None:
            return
        asked = before
    elif st.session_state.pop("dragging", False) and st.session_state.get("basins took", 0.0) > SLOW:
        asked = replace(asked, side=min(asked.side, COARSE))
    st.session_state["shown basins"] = asked
    race, found = asked.race, asked.make()
    if not stale:
        st.markdown(answer(asked, found))
    paths = descend(race.land, race.runs[:MOST], race.steps, race.schedule, race.clip, race.noise, race.seed, race.params, race.batch)
    entrants = [entrant(name, run) for name, run in zip(asked.names, race.runs, strict=False)]
    maps(
        "basins",
        basins_picture(race.land, race.params, entrants, found, paths, asked.window, stale),
        picked=lambda x, y, _: pick(race, x, y),
        ranged=lambda x, y: zoom(race, x, y),
        slid=lambda name, value: slide(race, name, value),
    )
    with st.container(key="ring", horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        x, y = (digits(value) for value in race.start)
        st.markdown(f"The ring is at ({x}, {y}).", width="content")
        st.button("Open this start in the race", on_click=open_race)
    table(asked, found, paths)


def pick(race: Race, x: float, y: float) -> None:
    """Start here from now on."""
    controls.put_start(race.land, (float(f"{x:.6g}"), float(f"{y:.6g}")))


def slide(race: Race, name: str, value: float) -> None:
    """A slider of the race or of this page is being dragged."""
    st.session_state["dragging"] = True
    if name == "tol":
        tolerance().set(value)
    controls.slide(race, name, value)


def answer(asked: Asked, found: Basins) -> str:
    """Which optimizer finds the global minimum most often here, in numbers."""
    question = f"**Which optimizer finds the {lowest_is(asked.race.land)} minimum most often here?**"
    count, names = found.ended[0].size, asked.names
    where = "starts" if asked.window == asked.race.land.window else "starts in this part"
    more = f" Of the {len(asked.race.names)} runs, the first {MOST} are shown." if len(asked.race.names) > MOST else ""
    if not len(found.lowest):
        return f"{question} No minimum of this surface is known, so nobody can tell. The maps show where runs come to rest.{more}"
    wins = dict(zip(names, found.wins().tolist(), strict=True))
    ranked = sorted(names, key=lambda name: -wins[name])
    first = [name for name in ranked if wins[name] == wins[ranked[0]]]
    total = f"{count:,} {where}".replace(",", "\u202f")
    if not wins[first[0]]:
        said = f"None does, from any of {total}."
    elif len(first) > 1:
        said = f"{listed(first)} tie: each from {percent(wins[first[0]] / count)} of {total}."
    else:
        said = f"{first[0]}, from {percent(wins[first[0]] / count)} of {total}."
    rest = [f"{name} {percent(wins[name] / count)}" for name in ranked[len(first) :]]
    then = f" Then {', '.join(rest)}." if rest and wins[first[0]] else ""
    low = int(found.lowest.sum())
    equal = f" {low} minima are equally low, so each counts." if low > 1 else ""
    return f"{question} {said}{then}{equal}{more}"


def table(asked: Asked, found: Basins, paths: Paths) -> None:
    """The share of every end for every optimizer, and where its path from the ring ends."""
    race = asked.race
    outcomes, rows = outcomes_of(race.land, race.params), found.shares()
    met = [place for place in range(len(outcomes)) if rows[:, place].any()]
    x, y = (digits(value) for value in race.start)
    head = "".join(f"<th scope='col'>{one}</th>" for one in ("Run", *(outcomes[place].label for place in met), f"from ({x}, {y})"))
    ends = ends_of(race.land, race.params, paths, asked.tol)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td>{cell}</td>"
            for cell in (swatch(name, run.optimizer.name) + name, *(percent(row[place]) for place in met), ending(outcomes, end, gone))
        )
        + "</tr>"
        for name, run, row, end, gone in zip(asked.names, race.runs, rows, ends.tolist(), paths.diverged_at.tolist(), strict=False)
    )
    st.html(f"<div class='basin-scroll'><table class='basin-report'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


def ending(outcomes, end: int, diverged: int) -> str:
    """How one path ended: as the maps call it, which count ELSEWHERE, CRAWLING and DIVERGED backwards from the end."""
    return f"diverged at step {diverged}" if diverged >= 0 else outcomes[end if end >= 0 else len(outcomes) - 4 - end].label


def steer() -> None:
    """How many starts, and what counts as arrived."""
    menu("Starts", "starts", list(SIDES), OPENING, settings.choice("starts", list(SIDES), OPENING))
    panel("basins panel", [Group([tolerance()])])


def open_race() -> None:
    """The race from the ring's start."""
    st.session_state["whole page"] = True
    page.cross(microscope.RACE, ways.shared(), ("Back to the basins", PAGE, settings.as_link()))
