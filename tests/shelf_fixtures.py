"""Members of the shelves, throw-away surfaces, and every number a caller may pass."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from landscapes import LANDSCAPES, Landscape, heights
from landscapes.heights import POINTS
from optimizers import OPTIMIZERS, SCHEDULES, Run, descend, schedule, sweep
from optimizers.conditions import CLIP, NOISE, SEED, STEPS
from optimizers.run import COORDINATE
from optimizers.sweep import TOLERANCE
from parameter import Parameter


@pytest.fixture(params=LANDSCAPES, ids=lambda land: land.name)
def land(request):
    return request.param


@pytest.fixture(params=OPTIMIZERS, ids=lambda rule: rule.name)
def rule(request):
    return request.param


@pytest.fixture(params=SCHEDULES, ids=lambda s: s.name)
def plan(request):
    """A schedule from the shelf."""
    return request.param


@pytest.fixture(scope="session")
def surface():
    """Makes a Landscape that is on no shelf from a loss of x and y."""

    def surface(loss, start=(0.0, 0.0), window=((-4.0, 4.0), (-4.0, 4.0)), minima=()):
        return Landscape("Own", loss, window, {"Start": start}, lambda: minima, "-", "-", "-", "-")

    return surface


@dataclass(frozen=True)
class Argument:
    """A number of the public interface: its range, and a call that passes it."""

    where: str
    parameter: Parameter
    call: Callable
    none: bool = False  # None is legal and means "the default" or "off"
    says: str = ""  # its name in an error message, where that is not the parameter's


def descending(runs=None, surface="Round bowl", **arguments):
    return descend(surface, runs or [Run("SGD")], **{"steps": 3, **arguments})


def sweeping(over=None, rule="SGD", **arguments):
    return sweep("Round bowl", rule, over or {"lr": [0.1]}, **{"steps": 3, **arguments})


ARGUMENTS = [
    Argument("descend", STEPS, lambda v: descending(steps=v)),
    Argument("descend", NOISE, lambda v: descending(noise=v)),
    Argument("descend", SEED, lambda v: descending(seed=v, noise=0.1)),
    Argument("descend", CLIP, lambda v: descending(clip=v), none=True),
    Argument("sweep", TOLERANCE, lambda v: sweeping(tol=v)),
    Argument("sweep", NOISE, lambda v: sweeping(noise=v)),
    Argument("sweep", SEED, lambda v: sweeping(seed=v)),
    Argument("sweep", CLIP, lambda v: sweeping(clip=v), none=True),
    Argument("sweep start x", COORDINATE, lambda v: sweeping(start=(v, 0.0)), says="start x"),
    Argument("sweep over x", COORDINATE, lambda v: sweeping(over={"x": [v]}), says="x"),
    Argument("Run start x", COORDINATE, lambda v: descending([Run("SGD", start=(v, 1.0))]), says="start x"),
    Argument("Run start y", COORDINATE, lambda v: descending([Run("SGD", start=(1.0, v))]), says="start y"),
    Argument("heights", POINTS, lambda v: heights("Round bowl", points=v)),
    *(
        Argument(f"Run {r.name}", p, lambda v, r=r, p=p: descending([Run(r, **{p.name: v})]), none=p is r.lr)
        for r in OPTIMIZERS
        for p in r.parameters
    ),
    *(Argument(f"sweep over {r.name}", p, lambda v, r=r, p=p: sweeping({p.name: [v]}, r)) for r in OPTIMIZERS for p in r.parameters),
    *(Argument(s.name, p, lambda v, s=s, p=p: descending(schedule=schedule(s, **{p.name: v}))) for s in SCHEDULES for p in s.parameters),
    *(
        Argument(f"descend {s.name}", p, lambda v, s=s, p=p: descending(surface=s, params={p.name: v}))
        for s in LANDSCAPES
        for p in s.parameters
    ),
]


@pytest.fixture(params=ARGUMENTS, ids=lambda a: f"{a.where}: {a.parameter.name}")
def argument(request):
    return request.param
