"""The race's controls, most used first. Each reads its setting, shows it, and returns what was chosen."""

from dataclasses import dataclass

import streamlit as st

from landscapes import LANDSCAPES, Landscape, landscape
from optimizers import OPTIMIZERS, SCHEDULES, Optimizer, Run, Schedule, optimizer, schedule
from optimizers.engine import CLIP, NOISE, SEED, STEPS
from optimizers.run import COORDINATE
from plots.theme import LOOKS
from ui import settings
from ui.sliders import Group, panel, slider

OPENING_SURFACE = "Narrow valley"
OPENING_RUNS = ("SGD", "Momentum", "Nesterov", "Adam")
RULES = [rule.name for rule in OPTIMIZERS]
SECOND = " 2"  # what marks a rule's second run
ENTRANTS = RULES + [name + SECOND for name in RULES]
OWN_POINT = "Your own point"


@dataclass(frozen=True)
class Race:
    """Everything a race is made of."""

    land: Landscape
    params: dict[str, float]
    names: list[str]
    runs: list[Run]
    steps: int
    schedule: Schedule
    clip: float | None
    noise: float
    seed: int


def race() -> Race:
    """Show the controls, most used first, and return the race they describe."""
    land = choose_surface()
    params = choose_params(land)
    names, settings_of = choose_runs(land)
    plan = choose_schedule()
    steps = slider("steps", STEPS, land.steps)
    panel("length", [Group([steps])])
    start = choose_start(land)
    clip, noise, seed = choose_disturbance()
    choose_seconds()
    st.button("Reset to this surface’s defaults", on_click=reset, width="stretch")
    runs = [Run(rule, start, **numbers) for rule, numbers in settings_of]
    return Race(land, params, names, runs, int(steps.value), plan, clip, noise, seed)


def reset() -> None:
    """Back to the surface as it is first met."""
    settings.forget(lambda name: name not in ("surface", "view"))


def menu(label: str, name: str, options: list[str], default: str, after=None, **look) -> str:
    """A drop-down menu over one setting; `after(choice)` is called when the visitor changes it."""
    value = settings.choice(name, options, default)
    keep(name, value)

    def changed() -> None:
        settings.put(name, st.session_state[name], default)
        if after:
            after()

    return st.selectbox(label, options, key=name, on_change=changed, **look)


def choose_surface() -> Landscape:
    """The surface; a new one brings its own start, rates and length."""

    def forget_the_last() -> None:
        settings.forget(lambda name: name in ("start.x", "start.y", "steps") or name.endswith(".lr") or name.startswith("surface."))

    return landscape(menu("Surface", "surface", [land.name for land in LANDSCAPES], OPENING_SURFACE, forget_the_last))


def choose_params(land: Landscape) -> dict[str, float]:
    """The surface's own numbers."""
    sliders = [slider(f"surface.{p.name}", p) for p in land.parameters]
    if sliders:
        panel("surface numbers", [Group(sliders)])
    return {p.name: s.value for p, s in zip(land.parameters, sliders, strict=True)}


def choose_start(land: Landscape) -> tuple[float, float]:
    """Where all runs begin: a named point, or any other."""
    first = next(iter(land.starts.values()))
    sliders = [slider(f"start.{axis}", COORDINATE, first[i], title=axis, span=land.window[i]) for i, axis in enumerate("xy")]
    start = (sliders[0].value, sliders[1].value)
    named = next((name for name, point in land.starts.items() if start == point), OWN_POINT)
    options = [*land.starts, OWN_POINT]
    keep("start", named)

    def changed() -> None:
        if st.session_state["start"] in land.starts:
            put_start(land, land.starts[st.session_state["start"]])

    st.selectbox("Start", options, key="start", on_change=changed, help="Or click the map, or drag the ring on it.")
    panel("start point", [Group(sliders)])
    return start


def put_start(land: Landscape, point: tuple[float, float]) -> None:
    """Begin at this point from now on."""
    first = next(iter(land.starts.values()))
    for axis, value, default in zip("xy", point, first, strict=True):
        settings.put(f"start.{axis}", COORDINATE.check(value), default)


def choose_runs(land: Landscape) -> tuple[list[str], list[tuple[Optimizer, dict[str, float]]]]:
    """Who races, and each one's numbers."""
    chosen = settings.several("runs", ENTRANTS, OPENING_RUNS)
    keep("first runs", [name for name in chosen if name in RULES])
    keep("second runs", [name for name in chosen if name not in RULES])
    st.pills("Optimizers", RULES, selection_mode="multi", key="first runs", on_change=runs_changed)
    groups, numbers = [], []
    for name in chosen:
        rule = optimizer(name.removesuffix(SECOND))
        lr = slider(f"{name}.lr", rule.lr, land.rates.get(rule.name), title="rate α")
        more = [slider(f"{name}.{p.name}", p) for p in rule.hyper]
        groups.append(Group([lr], name, (LOOKS[rule.name].light, LOOKS[rule.name].dark), more))
        numbers.append((rule, {s.parameter.name: s.value for s in (lr, *more)}))
    if groups:
        panel("runs panel", groups)
    return chosen, numbers


def choose_seconds() -> None:
    """A rule may run twice, with different settings."""
    st.multiselect("Run a rule twice", ENTRANTS[len(RULES) :], key="second runs", on_change=runs_changed, placeholder="Add a second run")


def runs_changed() -> None:
    wanted = [*st.session_state["first runs"], *st.session_state["second runs"]]
    settings.put("runs", [name for name in ENTRANTS if name in wanted], list(OPENING_RUNS))


def keep(key: str, value) -> None:
    """Let a widget show this value; one that shows it already is left alone, so that a fast hand is not overtaken."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def choose_schedule() -> Schedule:
    """How the learning rate changes over the run."""

    def forget_the_last() -> None:
        settings.forget(lambda name: name.startswith("schedule."))

    name = menu("Schedule", "schedule", [s.name for s in SCHEDULES], SCHEDULES[0].name, forget_the_last)
    plan = schedule(name)
    sliders = [slider(f"schedule.{p.name}", p) for p in plan.parameters]
    panel("schedule numbers", [Group(sliders)])
    return plan.set(**{p.name: s.value for p, s in zip(plan.parameters, sliders, strict=True)})


def choose_disturbance() -> tuple[float | None, float, int]:
    """Clipping, and noise on the gradient."""
    clip = None
    if menu("Gradient clipping", "clipping", ["Off", "By norm"], "Off") == "By norm":
        limit = slider("clip", CLIP)
        panel("clip numbers", [Group([limit])])
        clip = limit.value
    noise, seed = slider("noise", NOISE), slider("seed", SEED)
    panel("noise numbers", [Group([noise, seed])])
    return clip, noise.value, int(seed.value)


def drop_start(land: Landscape, point: tuple[float, float], settled: bool) -> None:
    """The start as the hand put it on the map, to three digits after the point."""
    st.session_state["dragging"] = not settled
    try:
        put_start(land, (round(point[0], 3), round(point[1], 3)))
    except ValueError as error:
        settings.notes().append(str(error))
