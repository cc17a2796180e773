"""A picture's blob, as the browser reads it."""

import json
import zlib

import numpy as np


def unpacked(blob: bytes) -> dict:
    length = int.from_bytes(blob[:4], "little")
    header = json.loads(blob[4 : 4 + length])
    at = 4 + length + -length % 4
    for name, kind, count in header["arrays"]:
        header[name] = np.frombuffer(blob, kind, count, at)
        size = count * np.dtype(kind).itemsize
        at += size + -size % 4
    if "grid" in header:  # a surface
        turns = numbers(header["packed"])[0].reshape(-1, header["grid"])
        header["z"] = turns.cumsum(1, np.uint16).cumsum(1, np.uint16).ravel()
    return header


def numbers(packed: np.ndarray, *counts: tuple[int, int]) -> list[np.ndarray]:
    """The differences that were packed, as the browser finds them: so many of so many bits each, or all of 16."""
    data, at, found = np.frombuffer(zlib.decompress(packed.tobytes()), np.uint8), 0, []
    for count, bits in counts or [(len(data) // 2, 16)]:
        kind, planes = np.dtype(f"u{bits // 8}"), data[at : at + count * bits // 8].reshape(bits // 8, count)
        at += planes.size
        small = sum(plane.astype(kind) << kind.type(8 * place) for place, plane in enumerate(planes))
        found.append((small >> kind.type(1)) ^ (kind.type(0) - (small & kind.type(1))))
    assert at == len(data)
    return found
