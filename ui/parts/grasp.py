"""The whole of a slider that the hand grasps, in one batched call: the browser then shows every place of the thumb by itself."""

import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

import numpy as np
from cachetools import LRUCache

from landscapes.programs import shelf_of
from optimizers import Run
from optimizers.conditions import CLIP, NOISE, STEPS, Conditions
from optimizers.engine import base_rate, longest_of, room_for, together, walk_each
from optimizers.rules.base import one_gradient_a_step
from plots.whole_slider import Whole, whole_picture
from ui.parts.controls import Race

MOST_POINTS = 161_000  # of all paths together: 60 ms of one core, and up to 300 kB where noise shakes them
MOST_VALUES = 500  # places that a slider may have
SHARED = {"steps": STEPS, "noise": NOISE, "clip": CLIP}  # what all runs have of the race, by the names of their sliders

compiled = LRUCache(64)  # what has run before, and so runs at once; a formula of a visitor's own is not kept for ever
compiling = threading.Lock()  # one at a time: it takes a whole core for seconds

Lane = tuple[int, Conditions, Run]  # a run by its place in the race


def supposed(race: Race, name: str, value: float) -> list[Lane]:
    """The runs that would change with this slider at this value, each by its place in the race, and under which conditions.

    Empty for a slider that changes the ground, or what is drawn by lot: its places could not share a call.

    Raises:
        ValueError: a value that is not allowed.
    """
    of, _, what = name.rpartition(".")
    conditions = race.conditions
    if of in race.names:
        own = race.run(of)
        return [(race.names.index(of), conditions, Run(own.optimizer, own.start, **{"lr": own.lr, **own.hyper, what: value}))]
    if name in SHARED and getattr(conditions, name) is not None:
        checked = SHARED[name].check(value)
        conditions = replace(conditions, **{name: int(checked) if SHARED[name].whole else checked})
    elif of == "schedule":
        conditions = replace(conditions, schedule=conditions.schedule.set(**{what: value}))
    else:
        return []
    return [(place, conditions, run) for place, run in enumerate(race.runs)]


def grasp(race: Race, axis: str, name: str, values: Sequence[float]) -> tuple[float, Hashable, Callable[[], bytes | None]]:
    """Where the race's slider of this name stands; what decides how the whole of it looks; and how to make that.

    What is made is None while its program is being compiled, and b"" for a slider of which nothing can be made.

    Raises:
        ValueError: no such slider, or a value that is not allowed.
    """
    now = next((one.value for one in race.all_sliders() if one.name == name), None)
    numbers = all(isinstance(one, int | float) and np.isfinite(one) for one in values)
    if now is None or not numbers or not 0 < len(values) <= MOST_VALUES:
        raise ValueError(f"The race has no slider {name!r} with {len(values)} places.")
    following = supposed(race, name, values[0])
    own = [(place, one.key(), run.optimizer, run.start, run.lr, *run.hyper.values()) for place, one, run in following]
    return now, (name, tuple(values), axis, len(race.runs), tuple(own)), lambda: whole_of(race, axis, name, values)


def whole_of(race: Race, axis: str, name: str, values: Sequence[float]) -> bytes | None:
    """The whole of a slider, for the browser; see `grasp`."""
    following = supposed(race, name, values[0])
    longest = int(max(values)) if name == "steps" else race.conditions.steps
    points = len(values) * len(following) * longest
    if not 0 < points <= MOST_POINTS or (axis == "evaluations" and not counts_alike(following, name)):
        return b""
    lanes = [one for value in values for one in supposed(race, name, value)]
    each, runs = [conditions for _, conditions, _ in lanes], [run for *_, run in lanes]
    if not ready(each, runs):
        return None
    own = each[:: len(following)]
    whole = Whole(
        name,
        values,
        [place for place, *_ in following],
        walk_each(each, runs),
        np.array([base_rate(race.land, run) for run in runs]),
        np.array([one.steps for one in own]),
        np.stack([np.pad(one.multipliers, (0, longest_of(own) - one.steps)) for one in own]),
    )
    return whole_picture(race.land, race.params, whole)


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
