"""The race's controls, most used first: `read` says which race the settings describe, `show` lets the hand change it.

They are apart so that the picture leaves the server before the controls do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from landscapes import Landscape
from optimizers import OPTIMIZERS, Run, optimizer
from optimizers.batches import batch_parameter
from optimizers.conditions import CLIP, NOISE, SEED, STEPS, Conditions
from optimizers.run import COORDINATE, Entrant
from plots.theme import LOOKS
from ui.frame import settings
from ui.frame.ways import SECOND
from ui.parts import schedule_menu, setups, surface_menu
from ui.parts.menus import menu, picked
from ui.parts.reset import reset
from ui.parts.sliders import Group, Slider, all_of, panel, slider

RULES = [rule.name for rule in OPTIMIZERS]
SECONDS = [name + SECOND for name in RULES]
ENTRANTS = RULES + SECONDS
OPENING_RUNS = ["SGD", "Momentum", "Nesterov", "Adam"]
CLIPPING = ["Off", "By norm"]
OWN_POINT = "Your own point"


@dataclass(frozen=True)
class Race:
    """Everything a race is made of, and the sliders that set its numbers."""

    conditions: Conditions
    entrants: list[Entrant]
    start: tuple[float, float]
    sliders: dict[str, list[Group]]

    @property
    def land(self) -> Landscape:
        return self.conditions.land

    @property
    def params(self) -> Mapping[str, float]:
        return self.conditions.params

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.entrants]

    @property
    def runs(self) -> list[Run]:
        return [one.run for one in self.entrants]

    def run(self, name: str) -> Run:
        """The run of this name."""
        return next(one.run for one in self.entrants if one.name == name)

    def group(self, name: str) -> Group:
        """The sliders of the run of this name."""
        return next(group for group in self.sliders["runs"] if group.title == name)

    def all_sliders(self) -> list[Slider]:
        """Every slider of the race."""
        return all_of(group for groups in self.sliders.values() for group in groups)


def read(noise: float = NOISE.default) -> Race:
    """The race that the settings describe; a page may have its own `noise` to begin with."""
    land = surface_menu.read()
    shape = [slider(f"surface.{p.name}", p) for p in land.parameters]
    batch = [slider("batch", batch_parameter(land))] if land.samples else []
    first = land.start
    axes = [slider(f"start.{axis}", COORDINATE, first[i], title=axis, span=land.window[i]) for i, axis in enumerate("xy")]
    start = (axes[0].value, axes[1].value)

    entrants, groups = [], []
    for name in settings.several("runs", ENTRANTS, OPENING_RUNS):
        rule = optimizer(name.removesuffix(SECOND))
        lr = slider(f"{name}.lr", rule.lr, land.rates.get(rule.name))
        more = [slider(f"{name}.{p.name}", p) for p in rule.hyper]
        groups.append(Group([lr], name, (LOOKS[rule.name].light, LOOKS[rule.name].dark), more))
        entrants.append(Entrant(name, Run(rule, start, **{s.parameter.name: s.value for s in (lr, *more)})))

    plan = schedule_menu.read()
    timing = [slider(f"schedule.{p.name}", p) for p in plan.parameters]
    steps = slider("steps", STEPS, land.steps)
    clip = [slider("clip", CLIP)] if settings.choice("clipping", CLIPPING, CLIPPING[0]) == "By norm" else []
    sigma, seed = slider("noise", NOISE, noise), slider("seed", SEED)
    conditions = Conditions(
        land,
        params={s.parameter.name: s.value for s in shape},
        steps=int(steps.value),
        schedule=plan.set(**{s.parameter.name: s.value for s in timing}),
        clip=clip[0].value if clip else None,
        noise=sigma.value,
        seed=int(seed.value),
        batch=int(batch[0].value) if batch else None,
    )
    return Race(
        conditions,
        entrants,
        start,
        {
            "surface": [Group([*shape, *batch])],
            "runs": groups,
            "time": [Group([*timing, steps])],
            "start": [Group(axes, "start")],  # a heading for the ear: the menu above is the eye's
            "noise": [Group([*clip, sigma, seed])],
        },
    )


def show(race: Race, lesson: str, label: str, tuning: Callable[[Race], None] = lambda race: None) -> None:
    """The controls of this race, under a menu of the lesson's setups; `tuning` shows what a page has above the runs' rates."""
    setups.show(lesson, label, surface_menu.ground(race.land))
    surface_menu.show(race.land)
    if race.params:
        panel("surface panel", race.sliders["surface"])
    first = [name for name in race.names if name in RULES]
    st.pills("Optimizers", RULES, selection_mode="multi", **picked("first runs", first, runs_changed))
    tuning(race)
    if race.names:
        panel("runs panel", race.sliders["runs"])
    schedule_menu.show(race.conditions.schedule)
    panel("time panel", race.sliders["time"])
    start_menu(race)
    panel("start panel", race.sliders["start"])
    menu("Gradient clipping", "clipping", CLIPPING, CLIPPING[0], CLIPPING[race.conditions.clip is not None])
    panel("noise panel", race.sliders["noise"])
    second = [name for name in race.names if name in SECONDS]
    st.multiselect("Run a rule twice", SECONDS, **picked("second runs", second, runs_changed), placeholder="Add a second run")
    reset("Reset to this surface’s defaults", ("surface", "formula", "window", "view", "axis"))


def runs_changed() -> None:
    wanted = [*st.session_state["first runs"], *st.session_state["second runs"]]
    settings.put("runs", [name for name in ENTRANTS if name in wanted], OPENING_RUNS)
    settings.forget(lambda name: name == "inspect" and settings.kept()[name] not in wanted)


def start_menu(race: Race) -> None:
    """Where all runs begin: a named point, or any other."""
    points = [*race.land.starts, OWN_POINT]
    now = next((name for name, point in race.land.starts.items() if race.start == point), OWN_POINT)

    def changed() -> None:
        if st.session_state["start"] in race.land.starts:
            put_start(race.land, race.land.starts[st.session_state["start"]])

    help = "Or click the map, or drag the ring on it."
    st.selectbox("Start", points, **picked("start", now, changed, options=points), help=help)


def put_start(land: Landscape, point: tuple[float, float]) -> None:
    """Begin at this point from now on."""
    for axis, value, default in zip("xy", point, land.start, strict=True):
        settings.put(f"start.{axis}", COORDINATE.check(value), default)


def drop_start(land: Landscape, point: tuple[float, float]) -> None:
    """The start as the hand put it on the map."""
    try:
        put_start(land, point)
    except ValueError as error:
        settings.notes().append(str(error))
