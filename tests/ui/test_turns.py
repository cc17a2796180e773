"""Two visitors compute at a time; the others wait, but not for ever."""

import threading
import time
from pathlib import Path

import pytest

from ui.frame import turns

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def all_free():
    """Whatever a test does, no turn is lost: a bounded semaphore refuses one too many, and here one too few."""
    yield
    assert [turns.free.acquire(blocking=False) for _ in range(turns.AT_ONCE + 1)] == [True] * turns.AT_ONCE + [False]
    turns.free.release(turns.AT_ONCE)


def together(count: int, act) -> None:
    threads = [threading.Thread(target=act) for _ in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_no_more_than_two_compute_at_once_and_everyone_comes_to_it(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 5.0)
    lock, now, most, done = threading.Lock(), [0], [0], [0]

    def compute() -> None:
        with turns.turn():
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.02)
            with lock:
                now[0] -= 1
                done[0] += 1

    together(9, compute)
    assert (most[0], done[0]) == (turns.AT_ONCE, 9)


def test_nobody_waits_for_ever_for_what_others_compute(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    over, came = threading.Event(), threading.Event()

    def long() -> None:
        with turns.turn():
            over.wait(60)

    def short() -> None:
        with turns.turn():
            came.set()

    threads = [threading.Thread(target=act) for act in (*[long] * turns.AT_ONCE, short)]
    for one in threads:
        one.start()
    assert came.wait(30)
    assert not over.is_set()
    over.set()
    for one in threads:
        one.join()


def test_a_part_of_a_page_has_the_turn_of_the_page():
    with turns.turn(), turns.turn(), turns.turn():
        assert turns.free.acquire(blocking=False)  # the other one
        turns.free.release()


def test_what_takes_long_keeps_nobody_waiting():
    with turns.turn():
        turns.give_back()
        assert all(turns.free.acquire(blocking=False) for _ in range(turns.AT_ONCE))
        turns.free.release(turns.AT_ONCE)


def test_a_run_that_is_cut_short_gives_its_turn_back():
    with pytest.raises(RuntimeError), turns.turn():
        raise RuntimeError


def test_every_part_that_runs_by_itself_waits_for_its_turn():
    with_fragments = {path for folder in ("pages", "ui") for path in (ROOT / folder).rglob("*.py") if "st.fragment" in path.read_text()}
    assert with_fragments == {ROOT / "ui" / "frame" / "page.py"}
    assert "with turns.turn():" in (ROOT / "app.py").read_text()
