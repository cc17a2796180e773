"""A visitor without a browser: a session over Streamlit's web socket that says what ours say and hears what they hear."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

NAME, BEHIND = 16, 32  # letters of a picture's name, and of all that stands behind it: that, and the last event heard (web/shared/held.js)
TOLD = 8  # pictures that the server is told of
FRESH, KEPT = 5000, 12  # ms for which an event is told again, and how many are told (web/shared/outbox.js)


@dataclass
class Session:
    """One visitor's page: what it shows, what its widgets would tell, and the bytes it has received."""

    socket: ClientConnection
    link: str = ""
    page: str = ""
    received: int = 0
    components: dict[str, BidiComponent] = field(default_factory=dict)  # by their keys
    fragments: dict[str, str] = field(default_factory=dict)  # the part of the page that each runs again
    menus: dict[str, WidgetState] = field(default_factory=dict)
    said: dict[str, list[dict]] = field(default_factory=dict)  # what the hand did lately, by the component that told it
    pictures: list[str] = field(default_factory=list)  # by name, the newest last
    n: int = 0  # of the last event

    async def ask(self, fragment: str = "") -> None:
        """Have the page run again, or a part of it."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash, asked.fragment_id = self.link, self.page, fragment
        asked.context_info.timezone = "UTC"
        asked.widget_states.widgets.extend(self.menus.values())
        for key, events in self.said.items():
            state = {"said": {"events": events, "held": self.pictures[-TOLD:]}}
            asked.widget_states.widgets.add(id=self.components[key].id, json_value=json.dumps(state))
        await self.socket.send(message.SerializeToString())

    async def tell(self, key: str, *events: dict) -> None:
        """The hand has done something in the component of this key, which tells it as `web/shared/outbox.js` does."""
        now = int(1000 * time.time())
        said = [one for one in self.said.get(key, []) if (one["settled"] or one["what"] == "grasped") and one["n"] > now - FRESH]
        for event in events:
            self.n = max(now, self.n + 1)
            said.append({"settled": False, **event, "n": self.n})
        self.said[key] = said[-KEPT:]
        await self.ask(self.fragments[key])

    async def answered(self) -> float:
        """Hear everything up to the end of the next whole page; when it came, by `time.perf_counter`."""
        while True:
            message = await self.hear()
            if message.WhichOneof("type") == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return time.perf_counter()

    async def hear(self) -> ForwardMsg:
        """The next message, of which the page keeps what it must."""
        packed = await self.socket.recv()
        assert isinstance(packed, bytes)
        self.received += len(packed)
        message = ForwardMsg.FromString(packed)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self.link = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.show(message.delta)
        return message

    def show(self, delta) -> None:
        """An element stands on the page: a component, or a menu, which tells what it shows with every message."""
        kind = delta.new_element.WhichOneof("type")
        one = getattr(delta.new_element, kind)
        if kind == "bidi_component":
            _, _, key = one.id.split("-", 2)
            self.components[key], self.fragments[key] = one, delta.fragment_id
            self.hold(one.bytes[-BEHIND:].decode() or one.json.strip('"'))
        elif kind == "selectbox":
            self.menus[one.id] = WidgetState(id=one.id)
            if one.set_value or one.HasField("default"):
                self.menus[one.id].string_value = one.raw_value if one.set_value else one.options[one.default]
        elif kind in ("multiselect", "button_group"):
            self.menus[one.id] = WidgetState(id=one.id)
            shown = one.raw_values if one.set_value else [called(one.options[place]) for place in one.default]
            self.menus[one.id].string_array_value.data.extend(shown)

    def hold(self, behind: str) -> None:
        """A picture has come, or was named; it is among the newest then."""
        if len(behind) == BEHIND:
            self.pictures = [one for one in self.pictures if one != behind[:NAME]] + [behind[:NAME]]


def called(option) -> str:
    """What an option is called, of a menu or of a row of buttons."""
    return option if isinstance(option, str) else option.content


@asynccontextmanager
async def opened(address: str, count: int) -> AsyncIterator[list[Session]]:
    """So many visitors, each of whom has the whole page before the next one comes."""
    where = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with AsyncExitStack() as stack:
        sessions = []
        for _ in range(count):
            sessions.append(
                Session(await stack.enter_async_context(connect(where, max_size=None, subprotocols=[Subprotocol("streamlit")])))
            )
            await sessions[-1].ask()
            await sessions[-1].answered()
        yield sessions
