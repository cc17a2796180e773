"""Results worth keeping: found again by what decides them, shared by all visitors, bounded in bytes."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Protocol, TypeVar
from weakref import WeakValueDictionary

from cachetools import LRUCache

MOST = 64 * 2**20  # bytes: a hundred maps of 256² runs; the one that was not asked for longest goes first


class Sized(Protocol):
    @property
    def nbytes(self) -> int: ...


T = TypeVar("T", bound=Sized)
kept: LRUCache[Hashable, Any] = LRUCache(MOST, getsizeof=lambda result: result.nbytes)
guard = Lock()
making: WeakValueDictionary[Hashable, Lock] = WeakValueDictionary()  # a class that opens one link asks for one thing at once


def known(key: Hashable):
    """The result kept under this key, or None."""
    with guard:
        return kept.get(key)


def remembered(key: Hashable, make: Callable[[], T]) -> T:
    """The result kept under this key, or what `make` makes now; if that raises, nothing is kept. Who asks for what is
    being made already waits for it.

    The key must hold everything that decides the result; a surface of a visitor's own is told from others as the object it is.
    """
    with guard:
        turn = making.setdefault(key, Lock())
    with turn:
        found = known(key)
        if found is not None:
            return found
        made = make()
        if made.nbytes <= MOST:
            with guard:
                kept[key] = made
        return made
