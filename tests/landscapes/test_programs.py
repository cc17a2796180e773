"""Compiled programs of surfaces that are on no shelf are forgotten, the oldest first."""

import gc
import weakref

import pytest

from landscapes import Landscape, heights, landscape
from landscapes.programs import REMEMBERED, is_ready, of_others, remembered


@pytest.fixture(autouse=True)
def empty():
    of_others.clear()
    yield
    of_others.clear()


def own(k):
    return Landscape(f"Own {k}", lambda x, y: x**2 + k * y, ((-1, 1), (-1, 1)), {"Start": (0, 0)}, lambda: (), "-", "-", "-", "-")


def test_the_last_32_are_kept_and_no_more():
    surfaces = [own(k) for k in range(40)]
    for surface in surfaces:
        remembered(surface)
    assert list(of_others) == surfaces[-REMEMBERED:]
    assert REMEMBERED == 32


def test_what_is_used_again_is_the_latest():
    surfaces = [own(k) for k in range(REMEMBERED)]
    for surface in surfaces:
        remembered(surface)
    remembered(surfaces[0])
    remembered(own(99))
    assert is_ready(surfaces[0])
    assert not is_ready(surfaces[1])


def test_a_forgotten_surface_leaves_the_memory_with_its_programs():
    surface = own(1)
    heights(surface, points=5)
    kept = weakref.ref(next(iter(of_others[surface].values())))
    gone = weakref.ref(surface)
    del surface
    for k in range(REMEMBERED):
        remembered(own(k))
    gc.collect()
    assert kept() is None
    assert gone() is None


def test_the_shelf_is_always_ready():
    assert is_ready(landscape("Rosenbrock"))
    heights("Rosenbrock", points=5)
    assert not of_others
