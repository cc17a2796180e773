"""Compiled programs: the shelf's for good, those of other surfaces for as long as they are among the latest."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from threading import Lock

import jax

from landscapes.base import Landscape
from landscapes.surfaces import LANDSCAPES

REMEMBERED = 32  # surfaces; a class that types formulas must not fill the server's memory

Programs = dict[tuple, Callable]
of_shelf: Programs = {}
of_others: OrderedDict[Landscape, Programs] = OrderedDict()
guard = Lock()


def shelf_of(surface: Landscape) -> tuple[Landscape, ...]:
    """The surfaces that share a compiled program with this one: the whole shelf, or itself alone."""
    return LANDSCAPES if surface in LANDSCAPES else (surface,)


def program(function: Callable, surfaces: tuple[Landscape, ...], *fixed, options: dict | None = None) -> Callable:
    """`function(surfaces, *fixed, …)`, compiled when first called, with the compiler's `options`.

    A forgotten surface takes its programs with it.
    """
    kept = of_shelf if surfaces is LANDSCAPES else remembered(surfaces[0])
    if (function, fixed) not in kept:
        kept[function, fixed] = jax.jit(partial(function, surfaces, *fixed), compiler_options=options)
    return kept[function, fixed]


def remembered(surface: Landscape) -> Programs:
    """The programs of a surface, which now is the latest; the oldest beyond REMEMBERED is forgotten."""
    with guard:
        programs = of_others.setdefault(surface, {})
        of_others.move_to_end(surface)
        while len(of_others) > REMEMBERED:
            of_others.popitem(last=False)
    return programs


def is_ready(surface: Landscape) -> bool:
    """Whether this surface has been compiled before, so that nobody need wait."""
    return surface in LANDSCAPES or surface in of_others
