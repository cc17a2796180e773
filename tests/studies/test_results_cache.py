"""Results are kept by what decides them, and never more than so many bytes of them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import numpy as np
import pytest

from studies import results_cache as shelf
from studies.results_cache import known, remembered


@pytest.fixture(autouse=True)
def own_shelf(monkeypatch):
    """A shelf for a thousand bytes, empty."""
    monkeypatch.setattr(shelf, "MOST", 1000)
    monkeypatch.setattr(shelf, "kept", shelf.LRUCache(1000, getsizeof=lambda result: result.nbytes))


def made(size: int) -> np.ndarray:
    return np.zeros(size, np.uint8)


def test_what_was_made_is_found_again():
    first = remembered("a", lambda: made(10))
    assert remembered("a", lambda: pytest.fail("made twice")) is first
    assert known("a") is first
    assert known("b") is None


def test_the_oldest_goes_when_the_bytes_are_used_up():
    for name in "abc":
        remembered(name, lambda: made(300))
    known("a")  # asked for again: b is the oldest now
    remembered("d", lambda: made(300))
    assert [known(name) is not None for name in "abcd"] == [True, False, True, True]
    assert shelf.kept.currsize == 900


def test_what_is_larger_than_all_room_is_handed_out_and_not_kept():
    assert len(remembered("large", lambda: made(2000))) == 2000
    assert known("large") is None


def test_what_was_not_finished_is_not_kept():
    with pytest.raises(KeyboardInterrupt):
        remembered("a", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    assert known("a") is None
    assert len(remembered("a", lambda: made(10))) == 10


def test_who_asks_for_what_is_being_made_waits_for_it():
    begun, go_on, makes = Event(), Event(), []

    def slowly() -> np.ndarray:
        makes.append(1)
        begun.set()
        go_on.wait(10)
        return made(10)

    with ThreadPoolExecutor(3) as class_room:
        first = class_room.submit(remembered, "a", slowly)
        assert begun.wait(10)
        others = [class_room.submit(remembered, "a", slowly) for _ in range(2)]
        assert len(remembered("b", lambda: made(5))) == 5  # another thing need not wait
        go_on.set()
        assert all(other.result(10) is first.result(10) for other in others)
    assert len(makes) == 1
