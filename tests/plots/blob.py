"""A picture's blob, as the browser reads it."""

import json

import numpy as np


def unpacked(blob: bytes) -> dict:
    length = int.from_bytes(blob[:4], "little")
    header = json.loads(blob[4 : 4 + length])
    at = 4 + length + -length % 4
    for name, kind, count in header["arrays"]:
        header[name] = np.frombuffer(blob, kind, count, at)
        size = count * np.dtype(kind).itemsize
        at += size + -size % 4
    return header
