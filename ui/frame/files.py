"""Files handed out of memory, each packed once: ours, Plotly's, and those of Streamlit's own page.

A first visit asks for more than a hundred. Streamlit reads each anew for every visitor, about 10 ms a file and one after the other,
and sends it unpacked. All of them bear a hash of their content in their name or their folder's, so a browser may keep them for good.
"""

import gzip
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import Response

PACKED = (".js", ".css", ".svg")  # fonts and pictures are packed already
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True)
class File:
    """What is sent of a file: as it is, or packed for a browser that can unpack it."""

    plain: bytes
    packed: bytes | None
    kind: str | None


def packed(path: Path, plain: bytes) -> File:
    """What a file holds, packed if that makes it smaller."""
    smaller = gzip.compress(plain, 6) if path.suffix in PACKED else plain
    return File(plain, smaller if len(smaller) < len(plain) else None, mimetypes.guess_type(path.name)[0])


class Handed:
    """Answers what asks for a file of these folders, or for one that is made; anything else goes on to the app.

    It does so whatever path the app itself is served under.
    """

    def __init__(self, app, folders: Mapping[str, Path], made: Mapping[str, str]):
        self.app = app
        self.folders = list(folders)
        self.paths = {f"{name}/{path.relative_to(of).as_posix()}": path for name, of in folders.items() for path in of.rglob("*.*")}
        # What is made, and then what somebody has asked for.
        self.files = {name: packed(Path(name), text.encode()) for name, text in made.items()}

    async def __call__(self, scope, receive, send):
        name = self.named(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if name is None:
            await self.app(scope, receive, send)
            return
        if name not in self.files:
            self.files[name] = await run_sync(lambda: packed(self.paths[name], self.paths[name].read_bytes()))
        file = self.files[name]
        if file.packed is not None and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            content, headers = file.packed, {**KEPT, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        else:
            content, headers = file.plain, KEPT
        await Response(content, headers=headers, media_type=file.kind)(scope, receive, send)

    def named(self, path: str) -> str | None:
        """The file that a path asks for; None if it is none of these."""
        for folder in self.folders:
            _, found, rest = path.rpartition(f"/{folder}/")
            name = f"{folder}/{rest}"
            if found and (name in self.files or name in self.paths):
                return name
        return None
