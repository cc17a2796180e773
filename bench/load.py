"""Thirty visitors on one server: how long each waits, and what they cost. They come without browsers (`bench/session.py`)."""

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from statistics import median

import numpy as np

from bench.machine import spent
from bench.page import late
from bench.session import Session, opened
from bench.table import Row
from bench.visit import running

VISITORS = 30
EVERY, TURNS = 2.0, 8  # seconds from one question of a visitor to the next, and how many questions
DRAG, PAUSE = 5.0, 0.08  # seconds of a drag, and between two of its messages (web/shared/drag.js)
SLIDER, PLACES = "SGD.lr", [float(f"{rate:.3g}") for rate in np.geomspace(1e-5, 10, 229)]  # as many as a browser's has
WARM = 20  # seconds after which a server has compiled all it will

unseen = (round(0.001 + 1e-7 * turn, 7) for turn in count())  # values that nobody has asked for


def rows() -> Iterator[Row]:
    """Every figure of many visitors, beside one who is alone."""
    with running() as server:
        yield from asyncio.run(visited(*server))


async def visited(address: str, pid: int) -> list[Row]:
    found = []
    async with opened(address, VISITORS) as sessions:
        await asyncio.sleep(WARM)
        await dragged(sessions[-1], 0, grasps=True)  # whatever is done once is done then
        for some in (sessions[:1], sessions):
            found += await asking(some, pid)
        for some in (sessions[:1], sessions):
            for grasps in (False, True):  # nobody has a slider in hand yet
                found += await dragging(some, pid, grasps)
    return found


async def asking(sessions: list[Session], pid: int) -> list[Row]:
    """Every visitor lets a slider go every two seconds, each at another moment."""
    before, sizes = spent(pid), sum(one.received for one in sessions)
    times = await all_of(sessions, lambda one, place: ask_on(one, EVERY * place / len(sessions), TURNS))
    each = [1000 * one for own in times for one in own]
    cost = 1000 * (spent(pid) - before) / len(each)
    size = (sum(one.received for one in sessions) - sizes) / len(each)
    return [
        Row(f"whole page after a slider, {who(sessions)}", f"{median(each):.0f} ms", "", f"p95 {late(each)} ms; {size / 1000:.0f} kB"),
        Row(f"processor of a whole page, {who(sessions)}", f"{cost:.0f} ms", "", f"the server's, mean of {len(each)}"),
    ]


async def ask_on(session: Session, first: float, turns: int) -> list[float]:
    """Seconds from letting a slider go to the end of the page that follows, each time."""
    due, times = time.perf_counter() + first, []
    for _ in range(turns):
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        start = time.perf_counter()
        await let_go(session)
        times.append(await session.answered() - start)
        due = max(due + EVERY, time.perf_counter())
    return times


async def let_go(session: Session) -> None:
    await session.tell("runs panel", {"what": "moved", "settled": True, "name": SLIDER, "value": next(unseen)})


async def dragging(sessions: list[Session], pid: int, grasps: bool) -> list[Row]:
    """Every visitor drags a slider, all of them at once: as browsers do, or by a message for each picture as they did before."""
    before = spent(pid)
    drags = await all_of(sessions, lambda one, place: dragged(one, PAUSE * place / len(sessions), grasps))
    cost = 1000 * (spent(pid) - before) / len(sessions)
    told = sum(one.told for one in drags) / len(drags)
    note = f"the server's, a drag of {DRAG:g} s and the page that follows; {told:.0f} messages"
    how = "" if grasps else " by a message for each picture"
    row = Row(f"processor of a drag{how}, {who(sessions)}", f"{cost:.0f} ms", "", note)
    if grasps:
        waits = [1000 * one.waited for one in drags if one.waited]
        missed = len(drags) - len(waits)
        note = f"p95 {late(waits) if len(waits) > 1 else '–'} ms" + f"; {missed} had it not in {DRAG:g} s" * bool(missed)
        return [Row(f"from grasp to the whole of the slider, {who(sessions)}", f"{median(waits):.0f} ms", "", note), row]
    rate = median(one.pictures for one in drags) / DRAG
    return [Row(f"pictures per second by a message each, {who(sessions)}", f"{rate:.1f}", "", f"{told / DRAG:.1f} asked for"), row]


@dataclass
class Drag:
    """What came of a drag: messages told, pictures heard, seconds after which the whole of the slider was there."""

    told: int = 0
    pictures: int = 0
    waited: float = 0.0
    start: float = field(default_factory=time.perf_counter)

    def hear(self, message) -> None:
        component = message.delta.new_element.bidi_component
        if component.id.endswith("-player"):
            self.pictures += 1
        elif component.id.endswith("-player whole") and not self.waited and slider_of(component.bytes) == SLIDER:
            self.waited = time.perf_counter() - self.start


def slider_of(blob: bytes) -> str:
    """The slider that a picture of all its places is of."""
    return json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])["slider"] if blob else ""


async def dragged(session: Session, first: float, grasps: bool) -> Drag:
    """Drag a slider; what comes of it. A browser falls silent once it has the whole of the slider."""
    await asyncio.sleep(first)
    session.pictures.clear()  # or a whole that it has seen would not be sent
    drag = Drag()
    grasped = {"what": "grasped", "name": SLIDER, "values": PLACES, "around": PLACES[100]}

    async def listen() -> None:
        while True:
            drag.hear(await session.hear())

    listening = asyncio.create_task(listen())
    while time.perf_counter() < drag.start + DRAG:
        if not (grasps and drag.waited):
            slid = {"what": "slid", "name": SLIDER, "value": PLACES[drag.told % len(PLACES)] if grasps else next(unseen)}
            await session.tell("player", *([grasped] if grasps and not drag.told else []), slid)
            drag.told += 1
        await asyncio.sleep(PAUSE)
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening
    await let_go(session)
    await session.answered()
    return drag


async def all_of(sessions: list[Session], act) -> list:
    """What comes of it when every visitor acts at once."""
    return await asyncio.gather(*(act(one, place) for place, one in enumerate(sessions)))


def who(sessions: list[Session]) -> str:
    return "one visitor" if len(sessions) == 1 else f"{len(sessions)} visitors"
