"""Many long runs, unpacked as the browser does: what is drawn is the engine's, and so are the numbers of a step."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landscapes import LANDSCAPES, formula, landscape
from optimizers import OPTIMIZERS, SCHEDULES, Run, descend, optimizer, schedule
from optimizers.run import Entrant
from plots.codec import told
from plots.fan import CEILING
from plots.long_race import EXACT, light, numbers_about
from plots.race import FLOOR, Scene, Sight, drawn_above, race_picture, surface_picture, trace
from tests.plots.blob import numbers, unpacked

STEPS = 700
HIGHEST = np.finfo(np.float32).max  # what is drawn is no higher
PANE = {"x": 600, "y": 400, "gap": 240}  # pixels on a laptop's screen


def read(code, scale):
    there, code = code != 65535, np.where(code == 65535, 0, code).astype(float)
    if "half" in scale:
        value = scale["middle"] + scale["half"] * np.sinh((2 * (code / scale["top"]) - 1) * scale["end"])
    else:
        value = 10 ** (scale["low"] + code / scale["top"] * (scale["high"] - scale["low"]))
    return np.where(there, value, np.nan)


def arrived(message: bytes) -> dict:
    """The header, and the arrays that the browser makes of what came packed."""
    head = unpacked(message)
    runs, n = len(head["runs"]), head["steps"] + 1
    codes, *rest = numbers(head["packed"], (3 * runs * n, 16), *((count, 32) for _, count in head["kept"]))
    places = codes.reshape(3, runs, n).cumsum(2, np.uint16)
    head |= {name: read(*one) for name, *one in zip(PANE, places, head["scales"], strict=True)}
    return head | {name: one.cumsum(dtype=np.uint32).view(np.float32) for (name, _), one in zip(head["kept"], rest, strict=True)}


def raced(land, runs, axis="steps", **conditions):
    """The engine's paths, the exact picture of them, and the surface's."""
    paths = descend(land, runs, **conditions)
    plan = schedule(conditions.get("schedule", "Constant"))
    traces = [trace(Entrant(run.optimizer.name, run)) for run in runs]
    scene = Scene(landscape(land), {}, traces, paths, plan.multipliers(conditions["steps"]))
    return paths, race_picture(scene, Sight(axis=axis)), surface_picture(landscape(land), {})


def both(land, runs, looked=None, **conditions):
    """The engine's paths, and what came of them; where the browser looked."""
    paths, exact, surface = raced(land, runs, **conditions)
    assert len(exact) > EXACT, "it would travel as it is, and this tests nothing"
    message = light(exact, surface, looked)
    got = arrived(message)
    theirs = unpacked(exact)
    assert {name: theirs[name] for name in ("runs", "alt", "span", "start", "lowest")} == {
        name: got[name] for name in ("runs", "alt", "span", "start", "lowest")
    }
    for name in {"rate", "cost"} & set(theirs):
        np.testing.assert_array_equal(got[name], theirs[name])  # bit by bit, also where there is none
    return paths, got


def as_drawn(land, paths, got) -> None:
    """Where the browser looks no place is a quarter of a pixel off; far outside none is seen to be; what ended, ends there."""
    seen = np.arange(paths.loss.shape[1]) <= np.where(paths.diverged_at < 0, paths.loss.shape[1], paths.diverged_at - 1)[:, None]
    lowest, bottom = drawn_above(landscape(land), {})
    with np.errstate(all="ignore"):
        gap = np.clip(paths.loss - lowest, FLOOR if bottom else -HIGHEST, HIGHEST).astype(np.float32)
        theirs = {"x": paths.theta[..., 0], "y": paths.theta[..., 1], "gap": np.log10(gap) if bottom else gap}
        mine = {"x": got["x"], "y": got["y"], "gap": np.log10(got["gap"]) if bottom else got["gap"]}
    for name in PANE:
        low, high, pixels = got["looked"][name]
        assert (np.isnan(mine[name]) == ~seen).all(), name
        away = np.abs(mine[name] - theirs[name])[seen] * pixels / (high - low)
        ratio = np.abs(theirs[name] - (low + high) / 2)[seen] / ((high - low) / 2)
        inside = ratio <= 1
        assert away[inside].max(initial=0) < 0.25, name
        outside = ~inside & (ratio < 1e7)
        allowed = 0.25 if name == "gap" and bottom else 0.25 * ratio[outside]
        assert (away[outside] <= allowed).all(), name


def every_rule(land, **settings) -> list[Run]:
    return [Run(rule, lr=land.rates.get(rule.name), **settings) for rule in OPTIMIZERS]


@pytest.mark.parametrize("noise", [0.0, 2.0])
@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_every_place_of_every_rule_on_every_surface_is_less_than_a_quarter_of_a_pixel_off(land, noise):
    paths, got = both(land, every_rule(land), steps=STEPS, noise=noise, schedule="Cosine", axis="evaluations")
    assert {name: got["looked"][name][2] for name in PANE} == PANE
    assert got["looked"]["x"][:2] == list(land.window[0])
    as_drawn(land, paths, got)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([land.name for land in LANDSCAPES]),
    st.lists(st.tuples(st.sampled_from([rule.name for rule in OPTIMIZERS]), st.floats(-4, 1.5)), min_size=6, max_size=8),
    st.sampled_from([one.name for one in SCHEDULES]),
    st.sampled_from([0.0, 0.5, 5.0, 300.0]),
    st.integers(0, 99),
    st.floats(0, 4),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_so_it_is_at_whatever_rates_with_whatever_noise_and_however_far_the_map_is_zoomed_in(name, rules, plan, noise, seed, zoom, at):
    land = landscape(name)
    runs = [Run(rule, lr=min(10**exponent, optimizer(rule).lr.high)) for rule, exponent in rules]
    looked: dict = {}
    for axis, (low, high), share in zip("xy", land.window, at, strict=True):
        middle, half = low + share * (high - low), (high - low) / 2 / 10**zoom
        looked[axis] = [middle - half, middle + half, 900]
    exact = raced(land, runs, steps=STEPS, noise=noise, seed=seed, schedule=plan)[1]
    span = unpacked(exact)["span"]
    looked |= {"surface": unpacked(exact)["surface"], "gap": [-4, 3, 500] if span is None else [-10, 10, 500]}
    paths, got = both(land, runs, looked, steps=STEPS, noise=noise, seed=seed, schedule=plan)
    assert got["looked"] == {axis: looked[axis] for axis in PANE}
    as_drawn(land, paths, got)


def test_a_run_that_falls_into_a_hole_ends_before_it():
    land = formula("x**0.5 + 3*y**2", ((-1, 2), (-1, 1)))
    runs = [Run("SGD", (1.0, 0.5), lr=0.02 * k) for k in range(1, 8)]
    paths, got = both(land, runs, steps=STEPS)
    assert (paths.diverged_at > 0).any()
    as_drawn(land, paths, got)


def test_what_diverges_goes_as_far_as_the_engine_says():
    runs = [Run("SGD", lr=0.01 * 2**k) for k in range(8)]
    paths, got = both("Rosenbrock", runs, steps=STEPS)
    assert (paths.diverged_at >= 0).all()
    assert [run["diverged"] for run in got["runs"]] == paths.diverged_at.tolist()
    as_drawn("Rosenbrock", paths, got)


def test_what_is_looked_at_on_another_surface_or_cannot_be_so_does_not_count():
    land = landscape("Himmelblau")
    _, exact, surface = raced(land, every_rule(land), steps=STEPS)
    plain, own = light(exact, surface), unpacked(exact)["surface"]
    fine = {"surface": own, "x": [0, 1, 600], "y": [0, 1, 400], "gap": [-3, 3, 240]}
    assert light(exact, surface, fine) != plain
    for wrong in ({"surface": "Saddle"}, {"x": [1, 1, 600]}, {"y": [0, 1, 0]}, {"gap": [0, float("nan"), 9]}, {"x": [0, 1, 1e9]}):
        assert light(exact, surface, {**fine, **wrong}) == plain


def test_a_loss_of_nothing_stays_nothing():
    """Newton lands in a quadratic's minimum in one step; below the axis 0 is written only for what is sent as the floor."""
    land = landscape("Round bowl")
    _, exact, surface = raced(land, [Run("Newton") for _ in range(8)], steps=STEPS, noise=0.0)
    assert arrived(light(exact, surface))["gap"][:, -1] == pytest.approx(FLOOR, rel=1e-6)


def test_a_small_race_travels_as_it_is():
    land = landscape("Narrow valley")
    _, exact, surface = raced(land, [Run(name) for name in ("SGD", "Momentum", "Nesterov", "Adam")], steps=200)
    assert light(exact, surface) is exact


@pytest.mark.parametrize("noise", [0.0, 1.0])
def test_twenty_two_runs_of_two_thousand_steps_weigh_a_tenth(noise):
    land = landscape("Rosenbrock")
    _, exact, surface = raced(land, [*every_rule(land), *every_rule(land, start=(-1.0, 1.5))], steps=2000, noise=noise)
    assert len(exact) > 850_000
    assert len(light(exact, surface)) < 80_000


def test_the_numbers_about_a_step_are_the_engines():
    land = landscape("Himmelblau")
    runs = every_rule(land)
    paths, exact, _ = raced(land, runs, steps=STEPS, noise=1.0)
    for step in (0, 5, 350, STEPS):
        first, rows = numbers_about(exact, 3, step)
        at = step - first
        assert (rows["x"][at], rows["y"][at]) == pytest.approx(paths.theta[3, step], rel=1e-6)
        assert rows["gap"][at] == pytest.approx(paths.loss[3, step], rel=1e-6)  # Himmelblau's lowest value is 0
        if step < STEPS:
            assert (rows["gx"][at], rows["gy"][at]) == pytest.approx(paths.grad[3, step], rel=1e-6)
    assert first == STEPS - 100


def test_a_ceiling_is_the_pictures_own():
    """A fan shows thirty times the loss at its start, not ten thousand times."""
    land = landscape("Narrow valley")
    _, exact, surface = raced(land, [Run("SGD", lr=0.03) for _ in range(8)], steps=STEPS)
    head = unpacked(exact)
    looked = unpacked(light(exact, surface))["looked"]["gap"]
    assert looked[1] == pytest.approx(np.log10(head["gap"][0]) + 4.1, abs=1e-6)
    own = unpacked(light(told(exact, ceiling=CEILING), surface))["looked"]["gap"]
    assert own[1] == pytest.approx(np.log10(30 * head["gap"][0]) + 0.1, abs=1e-6)


def test_where_all_runs_are_out_of_sight_at_once_nothing_is_drawn():
    paths, got = both("Round bowl", [Run("SGD", (1e6, -1e6)) for _ in range(8)], steps=STEPS)
    assert (paths.diverged_at == 0).all()
    assert all(np.isnan(got[name]).all() for name in ("x", "y", "gap"))
