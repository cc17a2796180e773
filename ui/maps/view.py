"""The page "Maps": which two settings are on the axes and how far they go, the map of how every run ends, and the way into the race."""

from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from optimizers.rules.base import Optimizer
from optimizers.run import Run
from parameter import Parameter
from plots.outcome_map import outcome_picture
from studies.edge_line import NO_EDGE, edge_line, is_exact, largest_curvature
from studies.outcome_axes import Axis, sweepable, telling, worthwhile
from studies.outcome_map import Outcomes, Question, is_compiled, outcome_map
from studies.results_cache import known, remembered
from ui.frame import page, settings, waiting, ways
from ui.parts.cells import TOL, Span, maps
from ui.parts.controls import Race
from ui.parts.menus import buttons, menu, picked
from ui.parts.sliders import Group, Slider, panel, slide, slider

SIDES = {"across": "up", "up": "across"}  # each with the other
ENDS = ("from.", "to.")  # of an axis, before its name: each setting keeps its own range
CELLS = {f"{side}² runs": side for side in (32, 64, 128, 256)}
OPENING_CELLS = "128² runs"
COLOURINGS = ["outcome", "steps", "loss"]
TINY = 1e-6  # of a logarithmic slider's lower end: how much further down a range may begin
FINEST = 1e-6  # of a value: cells nearer than that are the same to a float32
COARSE = 64  # cells a side while a slider is dragged, where the whole map is slow
# What is said of a rule beside why it has no edge, by what it is told: the letters of `NO_EDGE`.
INSTEAD = {
    "g": " Where it becomes unstable depends on the gradients met on the way.",
    "H": " On a bowl, undamped, each step multiplies the distance by 1 − α, so its edge is α = 2 whatever the curvature.",
}


class Asked(NamedTuple):
    """Which run of the race, and its map."""

    name: str
    question: Question


def read(race: Race) -> Asked:
    """Which run of the race, and the map that the settings describe."""
    name = settings.choice("inspect", race.names, race.names[0])
    run = race.run(name)
    numbers, names = sweepable(race.land, run.optimizer), telling(race.land, run.optimizer)
    leave(numbers)
    across = settings.choice("across", names, default_axis("across", names))
    up = settings.choice("up", names, default_axis("up", names))
    if across == up:
        settings.notes().append(f"The map cannot have {numbers[across].title} on both axes.")
        settings.forget(lambda one: one == "up")
        up = default_axis("up", names)
    sides = axis(race, run, numbers[across], numbers[up]), axis(race, run, numbers[up], numbers[across])
    for one in numbers.values():  # a range waits until its axis comes back
        if one.name not in (across, up) and any(end + one.name in settings.kept() for end in ENDS):
            ends(race, run, one, numbers[across])
    cells = settings.choice("cells", list(CELLS), OPENING_CELLS)
    settings.choice("colour", COLOURINGS, COLOURINGS[0])
    question = Question(race.conditions, run, *sides, CELLS[cells], race.start, tolerance().value)
    return Asked(name, question)


def default_axis(side: str, names: list[str]) -> str:
    """The axis to begin with: the most telling that is not on the other side."""
    if side == "across":
        return names[0]
    return next(name for name in names if name != settings.kept().get("across", names[0]))


def leave(numbers: dict[str, Parameter]) -> None:
    """What this run or surface does not have leaves without a word: an axis, a range; a link that asks for it is told."""
    known = {name: value for name, value in settings.kept().items() if name not in settings.unread()}
    for name, value in known.items():
        if (name in SIDES and value not in numbers) or (name.startswith(ENDS) and not fits(numbers.get(name.split(".")[1]), value)):
            settings.forget(lambda one, gone=name: one == gone)


def fits(parameter: Parameter | None, value: float) -> bool:
    return parameter is not None and parameter.low <= value <= parameter.high


def tolerance() -> Slider:
    return slider("tol", TOL)


def ends(race: Race, run: Run, parameter: Parameter, other: Parameter) -> tuple[Slider, Slider]:
    """The sliders of an axis' two ends."""
    low, high = worthwhile(race.land, race.params, run, parameter, other)
    least = max(parameter.low, parameter.span[0] * TINY) if parameter.log else parameter.low
    legal = replace(parameter, low=least, help="Or drag a rectangle on the map.")
    span = min(low, parameter.span[0]), max(high, parameter.span[1])
    return (
        slider(f"from.{parameter.name}", legal, low, title=f"{parameter.title} from", span=span),
        slider(f"to.{parameter.name}", legal, high, title=f"{parameter.title} to", span=span),
    )


def axis(race: Race, run: Run, parameter: Parameter, other: Parameter) -> Axis:
    """One side of the map. Ends may stand either way round; a range without a width is refused."""
    first, last = (one.value for one in ends(race, run, parameter, other))
    if first == last:
        settings.notes().append(f"The range of {parameter.title} needs two different ends, so Basin shows the whole.")
        whole(parameter.name)
        first, last = (one.value for one in ends(race, run, parameter, other))
    return Axis(parameter, min(first, last), max(first, last))


def whole(*names: str) -> None:
    """Back to the whole range of these."""
    settings.forget(lambda one: one.startswith(ENDS) and one.split(".")[1] in names)


def choose(race: Race, name: str) -> None:
    """Which run, and the way back to the race."""
    with st.container(key="inspecting", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        buttons("Run", "inspect", race.names, name)
        st.page_link(ways.RACE, label="Back to the race", query_params=ways.shared())


def steer(race: Race, q: Question) -> None:
    """What stands beside the map: its axes, their ranges, how many runs, and what counts as arrived."""
    names = telling(q.land, q.run.optimizer)
    numbers = sweepable(q.land, q.run.optimizer)
    axis_menu("Across", "across", names, numbers, q)
    axis_menu("Up", "up", names, numbers, q)
    panel("map panel", [Group([*both_ends(race, q), tolerance()])])
    st.caption(edge_words(q))
    menu("Runs", "cells", list(CELLS), OPENING_CELLS, next(label for label, side in CELLS.items() if side == q.side))


def edge_words(q: Question) -> str:
    """What the line on the map is, or why there is none."""
    theory = q.run.optimizer.theory
    if theory is None:
        return why_no_edge(q.run.optimizer)
    if largest_curvature(q) is None:
        return f"{q.land.name} is no bowl of constant curvature, so there is no line for the edge of stability."
    edge = theory.edge_words.replace(" ", "\u00a0")
    if edge_line(q) is None:
        return f"The edge of stability, α = {edge}, does not cross this map."
    dashed = "" if is_exact(q) else " The line is dashed, for it holds at a constant rate and with exact gradients, unclipped."
    return f"The line is the edge of stability. Runs are stable for α < {edge}.{dashed}"


def why_no_edge(rule: Optimizer) -> str:
    """Why no edge is drawn for a rule, by what it is told."""
    told = next(letter for letter in reversed(rule.told) if letter in NO_EDGE)
    return f"No edge is drawn for {rule.name}: {NO_EDGE[told]}.{INSTEAD.get(told, '')}"


def both_ends(race: Race, q: Question) -> list[Slider]:
    """The sliders of both ranges."""
    across, up = q.across.parameter, q.up.parameter
    return [*ends(race, q.run, across, up), *ends(race, q.run, up, across)]


def axis_menu(label: str, side: str, names: list[str], numbers: dict[str, Parameter], q: Question) -> None:
    """What is on this side; choosing what is on the other side swaps them."""
    now = {"across": q.across.name, "up": q.up.name}

    def changed() -> None:
        chosen, other = st.session_state[side], SIDES[side]
        if chosen not in names:  # called by a name that it has no more
            return
        after = now | {side: chosen} | ({other: now[side]} if chosen == now[other] else {})
        for one in SIDES:
            settings.put(one, after[one], default_axis(one, names))

    held = picked(side, now[side], changed, numbers[now[side]].title, options=names)
    st.selectbox(label, names, **held, format_func=lambda name: numbers[name].title)


def compute(q: Question) -> None:
    """Make the map, unless it is kept."""
    runs = f"{len(q.across.values(q.side)) * len(q.up.values(q.side)):,} runs".replace(",", "\u202f")
    opening = f"Computing {runs} …" if is_compiled(q) else f"Compiling, then computing {runs} …"
    waiting.compute(q.key, lambda progress: outcome_map(q, progress), lambda share: f"Computing {runs}: {share:.0%}" if share else opening)


def show(race: Race) -> None:
    """The map. A cancelled one leaves the one before it standing."""
    name, q = read(race)
    stale, last = waiting.is_cancelled(q.key), st.session_state.get("mapped")
    before = known(last.key) if last else None
    words = st.container(key="cancelled map", horizontal=True, vertical_alignment="center")
    if stale:
        with words:
            waiting.say_cancelled("This is the map from before." if before else "")
        if last is None or before is None:
            return
        q = last
    elif waiting.is_hurried(before.took if before else 0.0):
        q = replace(q, side=min(q.side, COARSE))
    else:
        st.session_state["mapped"] = q
    with waiting.computing():
        found = remembered(q.key, lambda: outcome_map(q, lambda _: st.session_state.get("mapped")))  # a look there lets Streamlit stop it
    zoomed = any(end + one.name in settings.kept() for end in ENDS for one in (q.across, q.up))
    maps(
        "map",
        outcome_picture(q, found, settings.choice("colour", COLOURINGS, COLOURINGS[0]), zoomed, stale),
        opened=lambda x, y, _: page.cross(ways.RACE, cell_link(name, q, found, x, y), ("Back to the map", ways.MAPS, settings.as_link())),
        ranged=lambda x, y: zoom(q, x, y),
        coloured=lambda colouring: settings.put("colour", colouring, COLOURINGS[0]),
        slid=lambda which, value: drag(race, which, value),
    )


def cell_link(name: str, q: Question, found: Outcomes, x: float, y: float) -> dict[str, str]:
    """The race in which this run has the settings of the cell around a point."""
    link = {name: value for name, value in ways.shared().items() if name != "hidden"}
    for one, value in zip((q.across, q.up), found.nearest(x, y), strict=True):
        where = {**dict.fromkeys(q.params, "surface."), **dict.fromkeys((p.name for p in q.run.optimizer.parameters), f"{name}.")}
        where |= {"x": "start.", "y": "start."}
        link[where.get(one.name, "") + one.name] = settings.as_text(value)
    return link


def zoom(q: Question, x: Span | None, y: Span | None) -> None:
    """Map this rectangle from now on, or the whole range again."""
    if x is None or y is None:
        whole(q.across.name, q.up.name)
        return
    spans = ((q.across, x), (q.up, y))
    for one, (low, high) in spans:
        if not one.parameter.whole and high - low < q.side * FINEST * max(abs(low), abs(high)):
            settings.notes().append("The map zooms in no further: its runs are computed with seven digits.")
            return
    for one, (low, high) in spans:
        for end, value in zip(ENDS, (low, high), strict=True):
            settings.put(end + one.name, within(one, value, (high - low) / 1000))


def within(axis: Axis, value: float, finest: float) -> float:
    """A value no finer than it need be, and inside the axis."""
    if axis.parameter.whole:
        return float(round(value))
    digits = 0
    while digits < 12 and 10.0**-digits > finest:
        digits += 1
    return min(max(round(value, digits) if not axis.parameter.log else float(f"{value:.4g}"), axis.low), axis.high)


def drag(race: Race, which: str, value: float) -> None:
    """A slider of the race or of the map is being dragged."""
    waiting.drag()
    slide([*race.all_sliders(), *both_ends(race, read(race).question), tolerance()], which, value)
