"""The race's controls, most used first: `read` says which race the settings describe, `show` lets the hand change it.

They are apart so that the picture leaves the server before the controls do.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from landscapes import Landscape
from optimizers import OPTIMIZERS, Run, Schedule, optimizer
from optimizers.batches import batch_parameter
from optimizers.engine import CLIP, NOISE, SEED, STEPS
from optimizers.run import COORDINATE
from plots.theme import LOOKS
from ui import schedule_menu, settings, setups, surface_menu
from ui.menus import keep, menu
from ui.sliders import Group, panel, slider

RULES = [rule.name for rule in OPTIMIZERS]
SECOND = " 2"  # what marks a rule's second run
SECONDS = [name + SECOND for name in RULES]
ENTRANTS = RULES + SECONDS
OPENING_RUNS = ["SGD", "Momentum", "Nesterov", "Adam"]
CLIPPING = ["Off", "By norm"]
OWN_POINT = "Your own point"


@dataclass(frozen=True)
class Race:
    """Everything a race is made of, and the sliders that set its numbers."""

    land: Landscape
    params: dict[str, float]
    names: list[str]
    runs: list[Run]
    start: tuple[float, float]
    steps: int
    schedule: Schedule
    clip: float | None
    noise: float
    seed: int
    batch: int | None
    sliders: dict[str, list[Group]]


def read(noise: float = NOISE.default) -> Race:
    """The race that the settings describe; a page may have its own `noise` to begin with."""
    land = surface_menu.read()
    shape = [slider(f"surface.{p.name}", p) for p in land.parameters]
    batch = [slider("batch", batch_parameter(land))] if land.samples else []
    first = land.start
    axes = [slider(f"start.{axis}", COORDINATE, first[i], title=axis, span=land.window[i]) for i, axis in enumerate("xy")]
    start = (axes[0].value, axes[1].value)

    names, groups, runs = settings.several("runs", ENTRANTS, OPENING_RUNS), [], []
    for name in names:
        rule = optimizer(name.removesuffix(SECOND))
        lr = slider(f"{name}.lr", rule.lr, land.rates.get(rule.name))
        more = [slider(f"{name}.{p.name}", p) for p in rule.hyper]
        groups.append(Group([lr], name, (LOOKS[rule.name].light, LOOKS[rule.name].dark), more))
        runs.append(Run(rule, start, **{s.parameter.name: s.value for s in (lr, *more)}))

    plan = schedule_menu.read()
    timing = [slider(f"schedule.{p.name}", p) for p in plan.parameters]
    steps = slider("steps", STEPS, land.steps)
    clip = [slider("clip", CLIP)] if settings.choice("clipping", CLIPPING, CLIPPING[0]) == "By norm" else []
    sigma, seed = slider("noise", NOISE, noise), slider("seed", SEED)
    return Race(
        land,
        {s.parameter.name: s.value for s in shape},
        names,
        runs,
        start,
        int(steps.value),
        plan.set(**{s.parameter.name: s.value for s in timing}),
        clip[0].value if clip else None,
        sigma.value,
        int(seed.value),
        int(batch[0].value) if batch else None,
        {
            "surface": [Group([*shape, *batch])],
            "runs": groups,
            "time": [Group([*timing, steps])],
            "start": [Group(axes)],
            "noise": [Group([*clip, sigma, seed])],
        },
    )


def show(race: Race, lesson: str, label: str, tuning: Callable[[Race], None] = lambda race: None) -> None:
    """The controls of this race, under a menu of the lesson's setups; `tuning` shows what a page has above the runs' rates."""
    now = {"surface": race.land.name, "runs": ",".join(race.names), "formula": str(settings.kept().get("formula", ""))}
    setups.show(lesson, label, now)
    surface_menu.show(race.land)
    if race.params:
        panel("surface panel", race.sliders["surface"])
    keep("first runs", [name for name in race.names if name in RULES])
    st.pills("Optimizers", RULES, selection_mode="multi", key="first runs", on_change=runs_changed)
    tuning(race)
    if race.names:
        panel("runs panel", race.sliders["runs"])
    schedule_menu.show(race.schedule)
    panel("time panel", race.sliders["time"])
    start_menu(race)
    panel("start panel", race.sliders["start"])
    menu("Gradient clipping", "clipping", CLIPPING, CLIPPING[0], CLIPPING[race.clip is not None])
    panel("noise panel", race.sliders["noise"])
    keep("second runs", [name for name in race.names if name in SECONDS])
    st.multiselect("Run a rule twice", SECONDS, key="second runs", on_change=runs_changed, placeholder="Add a second run")
    st.button("Reset to this surface’s defaults", on_click=reset, width="stretch")


def reset() -> None:
    """Back to the surface as it is first met."""
    settings.forget(lambda name: name not in ("surface", "formula", "window", "view", "axis"))


def runs_changed() -> None:
    wanted = [*st.session_state["first runs"], *st.session_state["second runs"]]
    settings.put("runs", [name for name in ENTRANTS if name in wanted], OPENING_RUNS)
    settings.forget(lambda name: name == "inspect" and settings.kept()[name] not in wanted)


def start_menu(race: Race) -> None:
    """Where all runs begin: a named point, or any other."""
    keep("start", next((name for name, point in race.land.starts.items() if race.start == point), OWN_POINT))

    def changed() -> None:
        if st.session_state["start"] in race.land.starts:
            put_start(race.land, race.land.starts[st.session_state["start"]])

    help = "Or click the map, or drag the ring on it."
    st.selectbox("Start", [*race.land.starts, OWN_POINT], key="start", on_change=changed, help=help)


def put_start(land: Landscape, point: tuple[float, float]) -> None:
    """Begin at this point from now on."""
    for axis, value, default in zip("xy", point, land.start, strict=True):
        settings.put(f"start.{axis}", COORDINATE.check(value), default)


def drop_start(land: Landscape, point: tuple[float, float]) -> None:
    """The start as the hand put it on the map, to three digits after the point."""
    try:
        put_start(land, (round(point[0], 3), round(point[1], 3)))
    except ValueError as error:
        settings.notes().append(str(error))


def slide(race: Race, name: str, value: float) -> None:
    """A slider of this race is being dragged."""
    for groups in race.sliders.values():
        for group in groups:
            for one in (*group.sliders, *group.more):
                if one.name == name:
                    one.set(value)
