"""Charts at every place of a slider's thumb, small enough to be sent at one grasp.

In the browser each place is a picture as `plots.chart` makes it, number for number. Neighbours are nearly alike, along a curve and from
place to place, so differences of the float32's bits are packed: nothing is lost.
"""

import json
import zlib
from collections.abc import Hashable, Sequence

import numpy as np

from plots.chart import Chart, Dots, Line, chart_header, flat
from plots.codec import packed

Kind = tuple[str, str, int]  # a chart, a line or dots of it, and of how many numbers


def whole_charts(slider: str, values: Sequence[float], pages: Sequence[Sequence[Chart]], columns: int = 2) -> bytes:
    """The charts, the same ones at each of the slider's values. What a chart says at the first is not said again, nor are a line's numbers
    that are the same objects."""
    kinds: dict[Kind, dict[Hashable, Line | Dots]] = {}
    for chart, trace in traces(pages):
        kinds.setdefault(kind(chart, trace), {})[key(trace)] = trace
    where, start = {}, 0
    for (*_, count), rows in kinds.items():
        for row in rows:
            where[row] = start, start + count
            start += count
    said = [[chart_header(chart, (where[key(one)] for one in all_of(chart))) for chart in page] for page in pages]
    differs = [[{k: v for k, v in one.items() if v != as_first[k]} for one, as_first in zip(page, said[0], strict=True)] for page in said]
    text = json.dumps([said[0], differs], separators=(",", ":"), allow_nan=False)
    rows = [differences([getattr(one, axis) for one in rows.values()]) for axis in ("x", "y") for rows in kinds.values()]
    planes = np.concatenate(rows).view(np.uint8).reshape(-1, 4).T.tobytes()  # the lower bytes of all, then the next
    header = {
        "slider": slider,
        "values": list(values),
        "columns": columns,
        "groups": [[len(rows), count] for (*_, count), rows in kinds.items()],
        "text": len(text),
    }
    return packed(header, {"packed": np.frombuffer(zlib.compress(text.encode("ascii") + planes, 1), np.uint8)})


def traces(pages: Sequence[Sequence[Chart]]):
    return ((chart, trace) for page in pages for chart in page for trace in all_of(chart))


def all_of(chart: Chart) -> list[Line | Dots]:
    return [*chart.lines, *chart.dots]


def kind(chart: Chart, trace: Line | Dots) -> Kind:
    return chart.id, trace.name, len(trace.x)


def key(trace: Line | Dots) -> Hashable:
    """Whose numbers are the same objects, has the same numbers."""
    return id(trace.x), id(trace.y)


def differences(rows: Sequence) -> np.ndarray:
    """The bits of rows of as many numbers each, as differences along each row and from row to row, one behind the other."""
    bits = flat(rows).view(np.uint32).reshape(len(rows), len(rows[0]))
    return np.diff(np.diff(bits, axis=1, prepend=np.uint32(0)), axis=0, prepend=np.uint32(0)).ravel()
