"""Numbers packed for the browser: one blob with a JSON header and raw arrays behind it."""

import json
import zlib
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


def unpacked(blob: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    """A blob's header without its list of arrays, and the arrays by name, (count,) each and not to be written to."""
    behind = 4 + int.from_bytes(blob[:4], "little")
    header, arrays, at = json.loads(blob[4:behind]), {}, behind + -behind % 4
    for name, kind, count in header.pop("arrays"):
        arrays[name] = np.frombuffer(blob, kind, count, at)
        at += arrays[name].nbytes + -arrays[name].nbytes % 4
    return header, arrays


def folded(steps: np.ndarray) -> np.ndarray:
    """Differences of uint16 or uint32 numbers, small ones of either sign as small numbers: 0, −1, 1, −2, … as 0, 1, 2, 3, …"""
    signed = steps.view(np.dtype(f"i{steps.itemsize}"))
    return ((signed << 1) ^ (signed >> (8 * steps.itemsize - 1))).view(steps.dtype)


def squeezed(*rows: np.ndarray) -> np.ndarray:
    """Whole numbers deflated: of each array (n,) the lowest bytes, then the next ones. `ui/web/shared/codec.js` has the way back.

    The numbers come from measuring: zlib's own setting is a tenth larger for runs in noise, its best one twice as slow.
    """
    deflate = zlib.compressobj(4, zlib.DEFLATED, zlib.MAX_WBITS, 6, zlib.Z_FILTERED)
    planes = b"".join(row.view(np.uint8).reshape(-1, row.itemsize).T.tobytes() for row in rows)
    return np.frombuffer(deflate.compress(planes) + deflate.flush(), np.uint8)


def told(blob: bytes, **more) -> bytes:
    """The same blob with more said in its header."""
    behind = 4 + int.from_bytes(blob[:4], "little")
    text = json.dumps({**json.loads(blob[4:behind]), **more}, separators=(",", ":"), allow_nan=False).encode()
    return len(text).to_bytes(4, "little") + padded(text) + blob[behind + -behind % 4 :]


def padded(data: bytes) -> bytes:
    return data + b" " * (-len(data) % 4)
