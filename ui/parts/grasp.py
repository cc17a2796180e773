"""The whole of a slider that the hand grasps, in one batched call: the browser then shows every place of the thumb by itself."""

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from cachetools import LRUCache

from landscapes import Landscape
from landscapes.programs import shelf_of
from optimizers import Run
from optimizers.conditions import CLIP, NOISE, STEPS, Conditions
from optimizers.engine import Walked, base_rate, longest_of, room_for, together, walk_each
from optimizers.rules.base import one_gradient_a_step
from plots.whole_slider import Beside, Whole, whole_picture
from ui.parts.controls import Race
from ui.parts.sliders import Slider

MOST_POINTS = 161_000  # of all paths together: 60 ms of one core, and up to 300 kB where noise shakes them
SAMPLES = 50  # of a surface made from data: what a point costs there beside what it costs without any
MOST_VALUES = 500  # places that a slider may have
PARTS = (192, 128, 96, 64, 48, 32, 24, 16)  # places at most, where all are too many: few counts, so few programs; fewer are soon outgrown
SHARED = {"steps": STEPS, "noise": NOISE, "clip": CLIP}  # what all runs have of their conditions, by the names of their sliders

compiled = LRUCache(64)  # what has run before, and so runs at once; a formula of a visitor's own is not kept for ever
compiling = threading.Lock()  # one at a time: it takes a whole core for seconds

Lane = tuple[int, Conditions, Run]  # a run by its place in the race


@dataclass(frozen=True)
class Shown:
    """What a player shows, and what follows which slider: how many runs, their sliders, and the runs that would change.

    `supposed(name, value)`: with the slider of this name at this value, each by its place, and under which conditions. It is empty for a
    slider that changes the ground, or what is drawn by lot: its places could not share a call. A value that is not allowed is a ValueError.
    `each` run may have a schedule of its own. `beside(name, values, lanes, paths)`: what follows this slider beside its lanes, value by
    value, which went these ways; a place of it costs as much as `weight` paths do, of the lanes that it has. `looks(name, value)`: what
    else than these lanes decides it.
    """

    runs: int
    sliders: Sequence[Slider]
    supposed: Callable[[str, float], list[Lane]]
    each: bool = False
    beside: Callable[[str, Sequence[float], list[Lane], Walked], Beside] = lambda *of: Beside()
    weight: Callable[[list[Lane]], float] = len
    looks: Callable[[str, float], Hashable] = lambda *of: None


def of_race(race: Race) -> Shown:
    """What the player shows of a race."""
    return Shown(len(race.runs), race.all_sliders(), partial(supposed, race))


def supposed(race: Race, name: str, value: float) -> list[Lane]:
    """The runs of a race that would change with this slider at this value; see `Shown`."""
    of, _, what = name.rpartition(".")
    if of in race.names:
        return [(race.names.index(of), race.conditions, changed(race.run(of), what, value))]
    conditions = conditions_with(race.conditions, name, value)
    if of == "schedule":
        conditions = replace(race.conditions, schedule=race.conditions.schedule.set(**{what: value}))
    return [(place, conditions, run) for place, run in enumerate(race.runs)] if conditions else []


def changed(run: Run, what: str, value: float) -> Run:
    """The run with one of its rule's settings at another value."""
    return Run(run.optimizer, run.start, **{"lr": run.lr, **run.hyper, what: value})


def conditions_with(conditions: Conditions, name: str, value: float) -> Conditions | None:
    """The conditions with what all runs have at another value; None for anything else, and where there is none of it."""
    if name not in SHARED or getattr(conditions, name) is None:
        return None
    checked = SHARED[name].check(value)
    return replace(conditions, **{name: int(checked) if SHARED[name].whole else checked})


def grasp(shown: Shown, axis: str, name: str, values: Sequence[float], around: float) -> tuple[float, Hashable, Callable[[], bytes | None]]:
    """Where the slider of this name stands; what decides how the whole of it looks; and how to make that.

    `values` are its places; where all are too many for one call it is those next to `around`, where the hand is. What is made is None
    while its program is being compiled, and b"" for a slider of which nothing can be made.

    Raises:
        ValueError: no such slider, or a value that is not allowed.
    """
    now = next((one.value for one in shown.sliders if one.name == name), None)
    numbers = all(isinstance(one, int | float) and np.isfinite(one) for one in (*values, around))
    if now is None or not numbers or not 0 < len(values) <= MOST_VALUES:
        raise ValueError(f"There is no slider {name!r} with {len(values)} places.")
    following = shown.supposed(name, values[0])
    own = [(place, one.key(), run.optimizer, run.start, run.lr, *run.hyper.values()) for place, one, run in following]
    looks = name, tuple(values), around, axis, shown.runs, tuple(own), shown.looks(name, values[0])
    return now, looks, lambda: whole_of(shown, axis, name, values, around)


def whole_of(shown: Shown, axis: str, name: str, values: Sequence[float], around: float) -> bytes | None:
    """The whole of a slider, for the browser; see `grasp`."""
    following = shown.supposed(name, values[0])
    if not following or (axis == "evaluations" and not counts_alike(following, name)):
        return b""
    land, params = following[0][1].land, following[0][1].params
    weight = shown.weight(following) * dear(land)
    fitting = (part for part in parts(values, around) if len(part) * weight * longest_at(shown, name, part) <= MOST_POINTS)
    values = next(fitting, ())
    if not values:
        return b""
    lanes = [one for value in values for one in shown.supposed(name, value)]
    each, runs = [conditions for _, conditions, _ in lanes], [run for *_, run in lanes]
    if not ready(each, runs):
        return None
    own = each[:: len(following)]
    scheduled = each if shown.each else own
    paths = walk_each(each, runs)
    whole = Whole(
        name,
        values,
        [place for place, *_ in following],
        paths,
        np.array([base_rate(land, run) for run in runs]),
        np.array([one.steps for one in own]),
        np.stack([np.pad(one.multipliers, (0, longest_of(own) - one.steps)) for one in scheduled]),
        shown.each,
        shown.beside(name, values, lanes, paths),
    )
    return whole_picture(land, params, whole)


def dear(land: Landscape) -> float:
    """How many times as much a point costs on this surface as where no samples are summed up."""
    return 1 + land.samples / SAMPLES


def parts(values: Sequence[float], around: float) -> Iterator[Sequence[float]]:
    """All of a slider's places, and then fewer and fewer of them, next to one."""
    yield values
    here = int(np.abs(np.subtract(values, around)).argmin())
    for most in PARTS:
        if most < len(values):
            first = min(max(here - most // 2, 0), len(values) - most)
            yield values[first : first + most]


def longest_at(shown: Shown, name: str, values: Sequence[float]) -> int:
    """The steps of the longest run at these places, of which only the slider of the steps changes them."""
    return longest_of([shown.supposed(name, value)[0][1] for value in (values[0], values[-1])])


def counts_alike(following: Sequence[Lane], name: str) -> bool:
    """Whether each of these has spent as many evaluations as it took steps, so that the browser knows them by itself."""
    return name != "steps" and all(run.optimizer.costs is one_gradient_a_step for *_, run in following)


def ready(each: Sequence[Conditions], runs: Sequence[Run]) -> bool:
    """Whether these can run at once; if not, that is seen to beside, as no hand waits seconds for it."""
    rules = {together(run.optimizer) for run in runs}
    needed = shelf_of(each[0].land), frozenset(rules), len(runs), room_for(longest_of(each), len(runs))
    if needed in compiled:
        return True

    def compile_it() -> None:
        with compiling:
            walk_each(each, runs)
            compiled[needed] = True

    if not compiling.locked():
        threading.Thread(target=compile_it, name="compile a whole slider", daemon=True).start()
    return False
