"""The page "Maps": which two settings are on the axes and how far they go, the map of how every run ends, and the way into the race."""

import time
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from optimizers.edge_line import edge_line, is_exact, largest_curvature
from optimizers.kept import known, remembered
from optimizers.outcome_axes import Axis, sweepable, telling, worthwhile
from optimizers.outcome_map import Outcomes, Question, is_compiled, outcome_map
from optimizers.sweep import TOLERANCE
from parameter import Parameter
from plots.outcome_map import outcome_picture
from ui import controls, microscope, page, player, settings
from ui.controls import Race
from ui.maps import Span, maps
from ui.menus import keep, menu
from ui.sliders import Group, Slider, panel, slider

PAGE = "pages/optimization/maps.py"
SIDES = {"across": "up", "up": "across"}  # each with the other
ENDS = [f"{side}.{end}" for side in SIDES for end in ("from", "to")]
OWN = (*SIDES, *ENDS, "cells", "tol", "colour")  # the settings that only this page has
CELLS = {f"{side}² runs": side for side in (32, 64, 128, 256)}
OPENING_CELLS = "128² runs"
COLOURINGS = ["outcome", "steps", "loss"]
TOL = replace(
    TOLERANCE, log=True, low=1e-12, slider=(1e-6, 1.0), label="tolerance", help="How near to the minimum's loss counts as arrived."
)
TINY = 1e-6  # of a logarithmic slider's lower end: how much further down a range may begin
FINEST = 1e-6  # of a value: cells nearer than that are the same to a float32
COARSE, SLOW = 64, 0.15  # cells a side while a slider is dragged, where the whole map takes more than so many seconds
STYLE = """<style>
.st-key-map-side { position: relative; min-height: 20rem; }
.st-key-waiting {
  position: absolute; z-index: 5; top: 3.5rem; left: 15%; width: 70%; padding: 0.6rem 1rem; border-radius: 0.5rem;
  background: light-dark(#fffffff0, #10151cf0); box-shadow: 0 2px 12px #0004; animation: basin-waiting 0s 0.35s both;
}
@keyframes basin-waiting { from { visibility: hidden; } to { visibility: visible; } }
</style>"""


class Asked(NamedTuple):
    """Which run of the race, and its map."""

    name: str
    question: Question


def read(race: Race) -> Asked:
    """Which run of the race, and the map that the settings describe."""
    name = settings.choice("inspect", race.names, race.names[0])
    run = race.runs[race.names.index(name)]
    numbers, names = sweepable(race.land, run.optimizer), telling(race.land, run.optimizer)
    leave(names)
    across = settings.choice("across", names, default_axis("across", names))
    up = settings.choice("up", names, default_axis("up", names))
    if across == up:
        settings.notes().append(f"The map cannot have {across} on both axes.")
        settings.forget(lambda one: one.split(".")[0] == "up")
        up = default_axis("up", names)
    cells = settings.choice("cells", list(CELLS), OPENING_CELLS)
    settings.choice("colour", COLOURINGS, COLOURINGS[0])
    question = Question(
        race.land,
        run,
        axis(race, run, "across", numbers[across], numbers[up]),
        axis(race, run, "up", numbers[up], numbers[across]),
        CELLS[cells],
        race.start,
        race.steps,
        tolerance().value,
        race.schedule,
        race.clip,
        race.noise,
        race.seed,
        race.params,
        race.batch,
    )
    return Asked(name, question)


def default_axis(side: str, names: list[str]) -> str:
    """The axis to begin with: the most telling that is not on the other side."""
    if side == "across":
        return names[0]
    return next(name for name in names if name != settings.kept().get("across", names[0]))


def leave(names: list[str]) -> None:
    """An axis that this run or surface does not have leaves without a word, with its range; a link that asks for one is told."""
    for side in SIDES:
        if side not in settings.unread() and settings.kept().get(side, names[0]) not in names:
            drop(side)


def drop(side: str) -> None:
    settings.forget(lambda name: name.split(".")[0] == side)


def tolerance() -> Slider:
    return slider("tol", TOL)


def ends(race: Race, run, side: str, parameter: Parameter, other: Parameter) -> tuple[Slider, Slider]:
    """The sliders of an axis' two ends."""
    low, high = worthwhile(race.land, race.params, run, parameter, other)
    least = max(parameter.low, parameter.span[0] * TINY) if parameter.log else parameter.low
    legal = replace(parameter, low=least, help="Or drag a rectangle on the map.")
    span = min(low, parameter.span[0]), max(high, parameter.span[1])
    return (
        slider(f"{side}.from", legal, low, title=f"{parameter.title} from", span=span),
        slider(f"{side}.to", legal, high, title=f"{parameter.title} to", span=span),
    )


def axis(race: Race, run, side: str, parameter: Parameter, other: Parameter) -> Axis:
    """One side of the map. Ends may stand either way round; a range without a width is refused."""
    first, last = (one.value for one in ends(race, run, side, parameter, other))
    if first == last:
        settings.notes().append(f"The range of {parameter.title} needs two different ends, so Basin shows the whole.")
        settings.forget(lambda name: name in (f"{side}.from", f"{side}.to"))
        first, last = (one.value for one in ends(race, run, side, parameter, other))
    return Axis(parameter, min(first, last), max(first, last))


def way_back() -> dict[str, str]:
    """The race's own settings, as its link spells them."""
    lost = {*OWN, *microscope.OWN, *settings.unread()} - {*player.OWN}
    return {name: value for name, value in settings.as_link().items() if name not in lost}


def choose(race: Race, name: str) -> None:
    """Which run, and the way back to the race."""
    st.html(STYLE)
    keep("inspect", name)

    def changed() -> None:
        settings.put("inspect", st.session_state["inspect"], race.names[0])

    with st.container(key="inspecting", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.segmented_control("Run", race.names, key="inspect", on_change=changed, required=True, label_visibility="collapsed")
        st.page_link(microscope.RACE, label="Back to the race", query_params=way_back())


def steer(race: Race, q: Question) -> None:
    """What stands beside the map: its axes, their ranges, how many runs, and what counts as arrived."""
    names = telling(q.land, q.run.optimizer)
    numbers = sweepable(q.land, q.run.optimizer)
    axis_menu("Across", "across", names, numbers, q)
    axis_menu("Up", "up", names, numbers, q)
    sliders = [
        *ends(race, q.run, "across", q.across.parameter, q.up.parameter),
        *ends(race, q.run, "up", q.up.parameter, q.across.parameter),
    ]
    panel("map panel", [Group([*sliders, tolerance()])])
    st.caption(edge_words(q))
    menu("Runs", "cells", list(CELLS), OPENING_CELLS, next(label for label, side in CELLS.items() if side == q.side))


def edge_words(q: Question) -> str:
    """What the line on the map is, or why there is none."""
    theory, rule = q.run.optimizer.theory, q.run.optimizer.name
    if theory is None:
        return f"Theory knows no edge of stability for {rule}."
    if largest_curvature(q) is None:
        return f"The curvature of {q.land.name} changes from place to place, so there is no line for the edge of stability."
    if edge_line(q) is None:
        return "The edge of stability lies beyond this range."
    dashed = "" if is_exact(q) else " It is dashed, for it holds at a constant rate and with exact gradients, unclipped."
    return f"The line is the edge of stability: stable for ${theory.edge_formula}$.{dashed}"


def axis_menu(label: str, side: str, names: list[str], numbers: dict[str, Parameter], q: Question) -> None:
    """What is on this side; choosing what is on the other side swaps them."""
    now = {"across": q.across.name, "up": q.up.name}
    keep(side, now[side])

    def changed() -> None:
        chosen, other = st.session_state[side], SIDES[side]
        if chosen == now[other]:
            swap(now)
            return
        drop(side)
        settings.put(side, chosen)

    st.selectbox(label, names, key=side, on_change=changed, format_func=lambda name: numbers[name].title)


def swap(now: dict[str, str]) -> None:
    """Turn the map about its diagonal, ranges and all."""
    ranges = {name: settings.kept()[name] for name in ENDS if name in settings.kept()}
    for side, other in SIDES.items():
        drop(side)
        settings.put(side, now[other])
    for name, value in ranges.items():
        side, end = name.split(".")
        settings.put(f"{SIDES[side]}.{end}", value)


def compute(q: Question) -> None:
    """Make the map, unless it is kept. Whatever the visitor does meanwhile stops it at the next sign of progress."""
    place = st.empty()  # always there, so that what follows keeps its place
    if known(q.key) or is_cancelled(q):
        return
    with place.container(key="waiting", horizontal=True, vertical_alignment="center"):
        bar = st.empty()
        st.button("Cancel", key="cancel", on_click=cancel, args=(q,))
    runs = f"{len(q.across.values(q.side)) * len(q.up.values(q.side)):,} runs".replace(",", "\u202f")
    bar.progress(0.0, f"{runs} …" if is_compiled(q) else f"Compiling, then {runs} …")
    began = time.perf_counter()
    remembered(q.key, lambda: outcome_map(q, lambda share: bar.progress(share, f"{runs}: {share:.0%}")))
    st.session_state["map took"] = time.perf_counter() - began
    place.empty()


def cancel(q: Question) -> None:
    st.session_state["cancelled"] = q.key


def is_cancelled(q: Question) -> bool:
    """Whether this very map was cancelled, and has not been asked for again."""
    return st.session_state.get("cancelled") == q.key


def again() -> None:
    st.session_state.pop("cancelled", None)
    st.session_state["whole page"] = True


def show(race: Race) -> None:
    """The map. A cancelled one leaves the one before it standing."""
    name, q = read(race)
    stale = is_cancelled(q) and not known(q.key)
    words = st.container(key="cancelled map", horizontal=True, vertical_alignment="center")
    if stale:
        with words:
            st.markdown("Cancelled." + (" This is the map from before." if st.session_state.get("mapped") else ""), width="content")
            st.button("Compute it after all", on_click=again)
        q = st.session_state.get("mapped")
        if q is None or not known(q.key):
            return
    elif st.session_state.pop("dragging", False) and st.session_state.get("map took", 0.0) > SLOW:
        q = replace(q, side=min(q.side, COARSE))
    st.session_state["mapped"] = q
    found = remembered(q.key, lambda: outcome_map(q))
    zoomed = any(name in settings.kept() for name in ENDS)
    maps(
        "map",
        outcome_picture(q, found, settings.choice("colour", COLOURINGS, COLOURINGS[0]), zoomed, stale),
        opened=lambda x, y, _: page.cross(microscope.RACE, cell_link(name, q, found, x, y), ("Back to the map", PAGE, settings.as_link())),
        ranged=lambda x, y: zoom(q, x, y),
        coloured=lambda colouring: settings.put("colour", colouring, COLOURINGS[0]),
        slid=lambda which, value: slide(race, which, value),
    )


def cell_link(name: str, q: Question, found: Outcomes, x: float, y: float) -> dict[str, str]:
    """The race in which this run has the settings of the cell around a point."""
    link = {name: value for name, value in way_back().items() if name != "hidden"}
    for one, value in zip((q.across, q.up), found.nearest(x, y), strict=True):
        where = {**dict.fromkeys(q.params, "surface."), **dict.fromkeys((p.name for p in q.run.optimizer.parameters), f"{name}.")}
        where |= {"x": "start.", "y": "start."}
        link[where.get(one.name, "") + one.name] = settings.as_text(value)
    return link


def zoom(q: Question, x: Span | None, y: Span | None) -> None:
    """Map this rectangle from now on, or the whole range again."""
    if x is None or y is None:
        settings.forget(lambda name: name in ENDS)
        return
    spans = {"across": (q.across, x), "up": (q.up, y)}
    for one, (low, high) in spans.values():
        if not one.parameter.whole and high - low < q.side * FINEST * max(abs(low), abs(high)):
            settings.notes().append("The map zooms in no further: its runs are computed with seven digits.")
            return
    for side, (one, (low, high)) in spans.items():
        for end, value in (("from", low), ("to", high)):
            settings.put(f"{side}.{end}", within(one, value, (high - low) / 1000))


def within(axis: Axis, value: float, finest: float) -> float:
    """A value no finer than it need be, and inside the axis."""
    if axis.parameter.whole:
        return float(round(value))
    digits = 0
    while digits < 12 and 10.0**-digits > finest:
        digits += 1
    return min(max(round(value, digits) if not axis.parameter.log else float(f"{value:.4g}"), axis.low), axis.high)


def slide(race: Race, which: str, value: float) -> None:
    """A slider of the race or of the map is being dragged."""
    st.session_state["dragging"] = True
    controls.slide(race, which, value)
    _, q = read(race)
    sides = (("across", q.across, q.up), ("up", q.up, q.across))
    for one in [tolerance(), *(end for side, own, other in sides for end in ends(race, q.run, side, own.parameter, other.parameter))]:
        if one.name == which:
            one.set(value)
