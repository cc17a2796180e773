"""What is packed here is unpacked there."""

import json

import numpy as np

from plots.codec import packed


def test_a_blob_holds_its_header_and_every_array_at_a_multiple_of_four():
    arrays = {"z": np.arange(3, dtype=np.uint16), "x": np.array([1.5, np.nan], np.float32)}
    blob = packed({"title": "Täl"}, arrays)
    length = int.from_bytes(blob[:4], "little")
    header = json.loads(blob[4 : 4 + length])
    assert header == {"title": "Täl", "arrays": [["z", "uint16", 3], ["x", "float32", 2]]}
    at = 4 + length + -length % 4
    np.testing.assert_array_equal(np.frombuffer(blob, np.uint16, 3, at), arrays["z"])
    np.testing.assert_array_equal(np.frombuffer(blob, np.float32, 2, at + 8), arrays["x"])
    assert len(blob) == at + 16
