"""Numbers packed for the browser: one blob with a JSON header and raw arrays behind it."""

import json
from collections.abc import Mapping

import numpy as np


def packed(header: Mapping, arrays: Mapping[str, np.ndarray]) -> bytes:
    """Pack as [header length, uint32][header, JSON][padding to 4][arrays].

    Arrays are float32, float64 or uint16, each starting at a multiple of 4; the header's "arrays" lists
    [name, type, count] in order. `ui/web/codec.js` reads it.
    """
    listed = [[name, array.dtype.name, int(array.size)] for name, array in arrays.items()]
    text = json.dumps({**header, "arrays": listed}, separators=(",", ":"), allow_nan=False).encode()
    parts = [len(text).to_bytes(4, "little"), padded(text), *(padded(np.ascontiguousarray(a).tobytes()) for a in arrays.values())]
    return b"".join(parts)


def padded(data: bytes) -> bytes:
    return data + b" " * (-len(data) % 4)
