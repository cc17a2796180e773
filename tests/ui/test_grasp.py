"""The whole of a slider, unpacked as the browser does: at every place of the thumb it is what the engine gives there."""

import json
import time
import zlib
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest

from landscapes import landscape, minima_values
from landscapes.penalised import PENALISED
from optimizers import Run, optimizer
from optimizers.conditions import conditions_of
from optimizers.engine import descend_under
from optimizers.run import Entrant
from plots.lanes import lanes_picture
from plots.race import FLOOR, Scene, Sight
from tests.plots.blob import numbers, unpacked
from ui.decay import setup as decay
from ui.frame import settings
from ui.parts import controls, grasp
from ui.parts.controls import Race
from ui.parts.sliders import Group, Slider
from ui.rates import fan, following
from ui.schedules import lanes
from ui.schedules import setup as schedules_setup

PANE, DECADE = 900.0, 60.0  # pixels: a map's side on a large screen, and what a decade of the loss takes up at most
NONE, TOP = 65535, 65534
AXES = ("steps", "evaluations")


def race_on(surface="Rosenbrock", names=("SGD", "Momentum", "Nesterov", "Adam"), steps=60, plan="Cosine", clip=None, noise=0.0):
    land = landscape(surface)
    conditions = conditions_of(land, None, steps, plan, clip, noise, 2, None)
    entrants = [Entrant(name, Run(name.removesuffix(" 2"), land.start, land.rates.get(name, None))) for name in names]
    return Race(conditions, entrants, land.start, {})


def values_of(name: str, race: Race) -> list[float]:
    own = {"steps": [1, 2, 5, 30, 60, 90], "noise": [0, 0.5, 2], "clip": [0.01, 1, 100], "schedule.warmup": [0, 0.1, 0.5]}
    of, _, what = name.rpartition(".")
    if of in race.names:
        p = next(p for p in race.run(of).optimizer.parameters if p.name == what)
        return [float(v) for v in (np.geomspace(*p.span, 40) if p.log else np.linspace(*p.span, 40))]
    return [float(v) for v in np.repeat(own[name], 8).tolist()] if name != "steps" else [float(k) for k in range(1, 90, 2)]


def whole(race: Race, name: str, values, axis=AXES[0], around=None):
    """The header, and x, y and the loss above the lowest (paths, steps+1), and the multipliers (values, steps)."""
    return opened(made(grasp.of_race(race), name, values, axis, values[0] if around is None else around))[:3]


def made(shown, name: str, values, axis=AXES[0], around=1.0) -> bytes:
    """The whole of a slider, once its program is compiled, beside."""
    while (blob := grasp.whole_of(shown, axis, name, values, around)) is None:
        time.sleep(0.01)
    return blob


def opened(blob: bytes):
    """The same, and what else follows: what the race's header says at each value, what each path's does, and numbers along the steps."""
    head = unpacked(blob)
    rows = numbers(head["packed"])[0]
    paths, room = len(head["values"]) * len(head["runs"]), head["longest"] + 1
    fields = [rows[i * paths * room : (i + 1) * paths * room].reshape(paths, room) for i in range(3)]
    codes = [np.cumsum(field, axis=1, dtype=np.uint16) for field in fields]
    behind, count = 3 * paths * room, paths if head["each"] else len(head["values"])
    rates = np.cumsum(rows[behind : behind + count * head["longest"]].reshape(-1, head["longest"]), axis=1, dtype=np.uint16)
    halves = rows[behind + count * head["longest"] :].reshape(-1, 2, len(head["values"]), room)
    exact = [((u << np.uint32(16)) + low).view(np.float32) for u, low in np.cumsum(halves, axis=-1, dtype=np.uint16).astype(np.uint32)]
    fields = [read(code, scale) for code, scale in zip(codes, head["scales"], strict=True)]
    said = json.loads(zlib.decompress(head["said"].tobytes()))
    return head, fields, rates / TOP * head["highest"], *said, dict(zip(head["along"], exact, strict=True))


def read(code, scale):
    if "half" in scale:
        value = scale["middle"] + scale["half"] * np.sinh((2 * (code / TOP) - 1) * scale["end"])
    else:
        value = 10 ** (scale["low"] + code / TOP * (scale["high"] - scale["low"]))
    return np.where(code == NONE, np.nan, value)


SLIDERS = ["Adam.lr", "Momentum.momentum", "Adam.beta2", "SGD.lr", "steps", "noise", "clip", "schedule.warmup"]


@pytest.mark.parametrize("surface", ["Rosenbrock", "Round bowl", "Himmelblau", "Monkey saddle"])
@pytest.mark.parametrize("name", SLIDERS)
def test_every_place_is_the_engines_to_less_than_a_quarter_of_a_pixel(surface, name):
    race = race_on(surface, clip=1.0 if name == "clip" else None, noise=0.5)
    head, (x, y, gap), rates = whole(race, name, values_of(name, race))
    lowest, (width, height) = minima_values(race.land, {}).min(initial=np.inf), np.ptp(np.array(race.land.window, float), axis=1)
    bottom = np.isfinite(lowest)
    path = 0
    for place, value in enumerate(head["values"]):
        for run, (_, conditions, alone) in zip(head["runs"], grasp.supposed(race, name, value), strict=True):
            paths = descend_under(conditions, [alone])
            lived, n = int(paths.diverged_at[0]), conditions.steps + 1
            assert head["diverged"][path] == lived
            assert head["steps"][place] == conditions.steps
            seen = slice(0, lived if lived >= 0 else n)
            near = np.abs(paths.theta[0, seen] - np.mean(race.land.window, axis=1)) <= [width, height]  # a window to each side
            for mine, theirs, side, inside in zip((x, y), paths.theta[0, seen].T, (width, height), near.T, strict=True):
                away = np.abs(mine[path, seen] - theirs) / side * PANE
                assert away[inside].max(initial=0) < 0.25
                assert (np.abs(mine[path, seen][~inside] / theirs[~inside] - 1) < 1e-3).all()
            assert np.isnan(x[path, seen.stop :]).all()
            if bottom:
                with np.errstate(all="ignore"):
                    off = np.abs(np.log10(gap[path, seen] / np.maximum(paths.loss[0, seen] - lowest, FLOOR)))
                assert off[paths.loss[0, seen] < 1e40].max(initial=0) * DECADE < 0.25
            assert head["rates"][path] == pytest.approx(paths.lr[0, 0] / conditions.multipliers[0]) or conditions.multipliers[0] == 0
            np.testing.assert_allclose(rates[place, : n - 1], conditions.multipliers, atol=1e-4)
            assert race.names[run] in (name.partition(".")[0], race.names[run])
            path += 1


def test_a_slider_that_moves_the_ground_or_draws_anew_has_no_whole():
    race = race_on("Narrow valley")
    for name in ("surface.kappa", "start.x", "seed", "batch", "clip", "nonsense", "Adam 2.lr"):
        assert grasp.supposed(race, name, 1.0) == []
        assert grasp.whole_of(grasp.of_race(race), AXES[0], name, [1.0, 2.0], 1.0) == b""


def test_a_run_of_a_rule_that_runs_twice_is_itself():
    race = race_on(names=("Adam", "Adam 2"))
    assert [place for place, *_ in grasp.supposed(race, "Adam 2.lr", 0.5)] == [1]


def test_of_what_is_too_much_for_one_call_the_places_next_to_the_hand_are_sent():
    """Four runs of 2000 steps: 16 places, which follow each other as the slider's do."""
    race, values = race_on(steps=2000), [round(0.1 * k, 1) for k in range(50)]
    for around, first in ((0.0, 0), (2.5, 17), (4.9, 34)):
        assert whole(race, "noise", values, around=around)[0]["values"] == values[first : first + 16]
    crowd = race_on(names=tuple(name for name in ("SGD", "Momentum", "Nesterov", "Adam", "AdaGrad", "RMSprop")), steps=2000)
    assert grasp.whole_of(grasp.of_race(crowd), AXES[0], "noise", values, 0.0) == b"", "fewer places are soon outgrown"


def test_short_runs_leave_room_for_more_places_of_the_steps():
    race, values = race_on(steps=60), [float(k) for k in range(1, 401, 2)]
    near, far = (whole(race, "steps", values, around=around)[0]["values"] for around in (1.0, 399.0))
    assert near[0] == 1
    assert far[-1] == 399
    assert len(near) > len(far)
    assert all(len(of) * 4 * of[-1] <= grasp.MOST_POINTS for of in (near, far))


def test_a_grasp_weighs_at_most_300_kb():
    race = race_on(steps=200, plan="Constant", noise=1.0)
    for name, values in (("Adam.lr", np.geomspace(1e-5, 10, 230)), ("noise", np.linspace(0, 5, 201))):
        assert len(made(grasp.of_race(race), name, [float(v) for v in values])) <= 300_000


def test_over_evaluations_only_what_costs_the_same_at_every_place_has_a_whole():
    race = race_on("Rosenbrock", names=("Adam", "L-BFGS"))
    values = [float(v) for v in np.geomspace(1e-3, 1, 40)]
    assert grasp.whole_of(grasp.of_race(race), AXES[1], "L-BFGS.lr", values, 0.1) == b""
    assert grasp.whole_of(grasp.of_race(race), AXES[1], "steps", [1.0, 60.0], 1.0) == b""
    assert whole(race, "Adam.lr", values, AXES[1])[0]["values"] == values


@pytest.mark.parametrize(
    ("name", "values"), [("Adam.lr", []), ("Adam.lr", [1.0] * 501), ("Adam.lr", [float("nan")]), ("Adam.lr", ["x"]), ("SGD.lr", [1.0])]
)
def test_what_no_slider_has_is_refused(name, values):
    stands = Slider("Adam.lr", optimizer("Adam").lr, 0.1, 0.1)
    with pytest.raises(ValueError, match="There is no slider"):
        grasp.grasp(grasp.of_race(replace(race_on(), sliders={"all": [Group([stands])]})), AXES[0], name, values, 0.1)


def test_what_decides_the_whole_is_everything_but_where_the_slider_stands():
    def wanted(race, name="Adam.lr", values=(0.1, 0.2)):
        stands = Slider(name, optimizer("Adam").lr, 0.1, 0.1)
        return grasp.grasp(grasp.of_race(replace(race, sliders={"all": [Group([stands])]})), AXES[0], name, list(values), 0.1)[1]

    race = race_on()
    moved = replace(race, entrants=[Entrant(e.name, Run("Adam", race.start, 0.7) if e.name == "Adam" else e.run) for e in race.entrants])
    assert wanted(race) == wanted(moved)
    assert wanted(race) != wanted(race, values=(0.1, 0.3))
    assert wanted(race) != wanted(replace(race, conditions=replace(race.conditions, noise=1.0)))
    assert wanted(race) != wanted(replace(race, entrants=[*race.entrants[:-1], Entrant("Adam", Run("Adam", (0.0, 0.0), 0.1))]))


@pytest.fixture
def session(monkeypatch):
    """A visitor's settings, in Python alone."""
    query = SimpleNamespace(to_dict=dict, get_all=lambda name: [])
    monkeypatch.setattr(settings, "st", SimpleNamespace(session_state={}, query_params=query))


def decays():
    one = decay.read()
    conditions = conditions_of(PENALISED, one.params, one.steps, one.plan, None, one.noise, one.seed, None)
    return decay.shown(one), [(conditions, run) for run in one.runs]


def races():
    settings.keep("clipping", "By norm")
    settings.keep("schedule", "Cosine")
    race = controls.read()
    return grasp.of_race(race), [(race.conditions, run) for run in race.runs]


def schedules():
    settings.keep("plans", ["Constant", "Step", "Exponential", "Linear"])
    settings.keep("clipping", "By norm")
    asked = schedules_setup.read()
    return schedules_setup.shown(asked), [(replace(asked.race.conditions, schedule=lane.plan), lane.run) for lane in asked.lanes]


def fans():
    settings.keep("runs", ["Momentum"])
    settings.keep("clipping", "By norm")
    settings.keep("schedule", "Cosine")
    race = controls.read()
    return following.shown(race, "Momentum"), [(race.conditions, run) for run in fan.read(race, "Momentum").runs]


GROUND = {
    decays: {"kappa", "angle", "cx", "cy"},
    races: {"surface.kappa", "surface.angle"},
    fans: {"surface.kappa", "surface.angle", "fan.count"},
    schedules: {"surface.kappa", "surface.angle"},
}


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("page", GROUND)
def test_what_would_follow_a_slider_is_what_the_page_reads_once_it_is_there(page):
    shown, now = page()
    followed = {one.name for one in shown.sliders if shown.supposed(one.name, one.value)}
    for one in shown.sliders:
        other = one.parameter.check(one.parameter.span[one.value == one.parameter.span[0]])
        before = dict(settings.kept())
        one.set(other)
        _, then = page()
        lanes = {place: (conditions, run) for place, conditions, run in shown.supposed(one.name, other)}
        if one.name in followed:
            assert [described(lanes.get(place, stays)) for place, stays in enumerate(now)] == [described(lane) for lane in then], one.name
        settings.kept().clear()
        settings.kept().update(before)
    free = {one.name for one in shown.sliders} - followed
    if page is schedules:  # what no lane of these has
        assert {"surface.kappa", "Adam.lr", "seed"} < free
        assert {"SGD.lr", "Step.gamma", "Step.cut1", "Step.every", "Exponential.gamma", "noise", "clip", "warmup", "steps"} <= followed
    else:
        assert free == {*GROUND[page], "start.x", "start.y", "seed"}


def fan_picture(rule: str) -> dict:
    race = controls.read()
    found = fan.read(race, rule)
    return unpacked(fan.picture(race, rule, found, fan.predicted(race, found), "2-D", AXES[0]))


def schedules_picture() -> dict:
    asked = schedules_setup.read()
    scene = Scene(asked.race.land, asked.race.params, *lanes.together(asked.lanes, lanes.ran(asked.race, asked.lanes), False))
    return unpacked(lanes_picture(scene, Sight(), schedules_setup.cuts(asked), "evaluations"))


FAN_SLIDERS = ("lr", "momentum", "fan.low", "fan.high", "steps", "noise", "clip", "schedule.warmup", "schedule.gamma")
STEP_SLIDERS = ("Step.cut1", "Step.every", "Step.gamma", "warmup", "steps", "lr", "noise")
FOLLOWED = [
    *(("Narrow valley", "Momentum", name, "fan") for name in FAN_SLIDERS),
    ("Narrow valley", "SGD", "lr", "fan"),
    ("Rosenbrock", "Nesterov", "lr", "fan"),
    ("Rosenbrock", "Nesterov", "momentum", "fan"),
    ("Rosenbrock", "Adam", "beta2", "fan"),
    ("Monkey saddle", "SGD", "lr", "fan"),
    ("Logistic regression", "SGD", "lr", "fan"),
    *(("Rosenbrock", "SGD", name, "Schedules") for name in STEP_SLIDERS),
    *(("Rosenbrock", "Momentum", name, "Momentum A and B") for name in ("Step.cut2", "warmup", "steps")),
]


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(("surface", "rule", "name", "view"), FOLLOWED)
def test_every_place_of_a_slider_is_the_picture_that_the_page_makes_there(surface, rule, name, view):
    """Paths, rates, labels, the predicted factor, grips, and λmax under the visitor's run to its last bit."""
    plan = "Exponential" if name == "schedule.gamma" else "Constant"
    clipping = "By norm" if name == "clip" else "Off"
    named = {"surface": surface, "runs": [rule], "steps": 60, "SGD.lr": 0.01, "schedule": plan, "clipping": clipping, "compare": view}
    for setting, value in {**named, "plans": ["Step", "Cosine"]}.items():
        settings.keep(setting, value, "fan")
    if view == "fan":
        shown, picture = following.shown(controls.read(), rule), partial(fan_picture, rule)
    else:
        shown, picture = schedules_setup.shown(schedules_setup.read()), schedules_picture
    name = f"{rule}.{name}" if name in ("lr", "momentum", "beta2") else name
    slider = next(one for one in shown.sliders if one.name == name)
    values = places_of(slider)
    whole = opened(made(shown, name, values))
    for place, value in enumerate(values):
        slider.set(value)
        same_picture(picture(), whole, place)


def places_of(slider: Slider) -> list[float]:
    """Some, from one end to the other; no more steps than a race of the tests has."""
    low, high = slider.row()["low"], min(slider.row()["high"], 90 if slider.name in ("steps", "Step.every") else 1e3)
    values = np.geomspace(low, high, 23) if slider.parameter.log else np.linspace(low, high, 23)
    return [float(slider.parameter.check(round(value) if slider.parameter.whole else value)) for value in values]


def same_picture(page, whole, place):
    """One place of the whole is a picture of the page's."""
    head, fields, rates, race, runs, along = whole
    n = page["steps"] + 1
    assert head["steps"][place] == page["steps"]
    for said, value in (race[place] if race else {}).items():
        assert page[said] == value
    if along:
        np.testing.assert_array_equal(along["bend"][place, :n], page["bend"])
    assert bool(along) == ("bend" in page and len(page["runs"]) - 1 in head["runs"])
    for i, run in enumerate(head["runs"]):
        path = place * len(head["runs"]) + i
        theirs = page["runs"][run]
        assert (theirs["lr"], theirs["diverged"]) == (head["rates"][path], head["diverged"][path])
        assert theirs["label"] == (runs[path]["label"] if runs else theirs["label"])
        used = page["rate"].reshape(-1, n - 1)[run if head["each"] else 0]
        np.testing.assert_allclose(rates[path if head["each"] else place, : n - 1], used, atol=1e-4)
        for field, name, across in zip(fields, ("x", "y", "gap"), SIDES[page["surface"].split(",")[0]], strict=True):
            same_field(field[path, :n], page[name].reshape(-1, n)[run].astype(float), across, page["span"])


SIDES = {name: [*landscape(name).window, None] for name in {surface for surface, *_ in FOLLOWED}}


def same_field(mine, exact, across, span):
    """To a quarter of a pixel within a window of the map, or along the decades of the loss; and gone where it is gone."""
    assert (np.isnan(mine) == np.isnan(exact)).all()
    if across:
        near = np.abs(exact - np.mean(across)) < np.ptp(across)
        assert (np.abs(mine - exact)[near] / np.ptp(across) * PANE).max(initial=0) < 0.25
    elif span is None:
        near = (exact > 0) & (exact < 1e40)
        assert (np.abs(np.log10(mine[near] / exact[near])) * DECADE).max(initial=0) < 0.25


def described(lane):
    conditions, run = lane
    return conditions.key(), run.optimizer.name, run.start, run.lr, run.hyper
