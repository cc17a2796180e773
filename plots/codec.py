"""Numbers packed for the browser: one blob with a JSON header and raw arrays behind it."""

import json
from collections.abc import Mapping

import numpy as np


def packed(header: Mapping, arrays: Mapping[str, np.ndarray]) -> bytes:
    """Pack as [header length, uint32][header, JSON][padding to 4][arrays].

    Arrays are float32, float64, uint16 or uint8, each starting at a multiple of 4; the header's "arrays" lists
    [name, type, count] in order. `ui/web/shared/codec.js` reads it.
    """
    listed = [[name, array.dtype.name, int(array.size)] for name, array in arrays.items()]
    text = json.dumps({**header, "arrays": listed}, separators=(",", ":"), allow_nan=False).encode()
    parts = [len(text).to_bytes(4, "little"), padded(text), *(padded(np.ascontiguousarray(a).tobytes()) for a in arrays.values())]
    return b"".join(parts)


def told(blob: bytes, **more) -> bytes:
    """The same blob with more said in its header."""
    behind = 4 + int.from_bytes(blob[:4], "little")
    text = json.dumps({**json.loads(blob[4:behind]), **more}, separators=(",", ":"), allow_nan=False).encode()
    return len(text).to_bytes(4, "little") + padded(text) + blob[behind + -behind % 4 :]


def padded(data: bytes) -> bytes:
    return data + b" " * (-len(data) % 4)
