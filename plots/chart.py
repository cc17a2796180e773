"""Quiet charts that answer the hand: lines, dots and marks as data, one blob for all charts of a page. `ui/parts/charts.py` shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from plots.codec import packed

Numbers = Sequence[float] | np.ndarray
LARGEST = 1e38  # that a float32 holds
SHORT = 60.0  # times its lower end: an axis with too few powers of 10


@dataclass(frozen=True)
class Axis:
    """One side of a chart: `span` from end to end in its own values (None fits what is drawn), `ticks` as (value, text)."""

    title: str
    log: bool = False
    span: tuple[float, float] | None = None
    ticks: Sequence[tuple[float, str]] | None = None


def logarithmic(title: str, low: float, high: float) -> Axis:
    """A logarithmic axis; one that is short has more ticks than the powers of 10."""
    if high > SHORT * low:
        return Axis(title, log=True, span=(low, high))
    decades = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    ticks = [one * 10.0**k for k in decades for one in (1, 2, 5) if low <= one * 10.0**k <= high]
    return Axis(title, log=True, span=(low, high), ticks=[(one, f"{one:g}") for one in ticks])


@dataclass(frozen=True)
class Line:
    """A curve; NaN breaks it. `fill` "below" paints the ground between it and the line before it in the list, or 0 under the first.

    `step` holds each value up to the next x. `label` stands at its end, `hover` before the numbers under the pointer.
    """

    name: str
    x: Numbers
    y: Numbers
    light: str
    dark: str
    dash: str = "solid"
    width: float = 2.6
    fill: str = ""
    step: bool = False
    legend: bool = True
    faint: bool = False
    label: str = ""
    hover: str = ""


@dataclass(frozen=True)
class Dots:
    """Points, in one of Plotly's markers; `words` are said of each under the pointer. With `grip` the hand can move and remove them."""

    name: str
    x: Numbers
    y: Numbers
    light: str
    dark: str
    marker: str = "circle"
    size: float = 9
    legend: bool = True
    words: Sequence[str] = ()
    grip: bool = False


@dataclass(frozen=True)
class Mark:
    """An upright line at a value of x; with `grip` the hand and the keys can move it, from whole number to whole number if `whole`."""

    name: str
    at: float
    label: str = ""
    light: str | None = None
    dark: str | None = None
    dash: str = "dash"
    grip: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Chart:
    """One chart. `equal`: a unit is as long on both axes. `adds`: a click on free ground asks for a point there.

    `ends` is the side, "right" or "left", on which the lines' labels stand; the y axis stands on the other.
    """

    id: str
    title: str
    x: Axis
    y: Axis
    lines: Sequence[Line] = ()
    dots: Sequence[Dots] = ()
    marks: Sequence[Mark] = ()
    alt: str = ""
    equal: bool = False
    adds: bool = False
    hint: str = ""
    ends: str = "right"


def charts_picture(charts: Sequence[Chart], columns: int = 2) -> bytes:
    """Charts in so many columns. Every line's numbers lie in two long arrays, x and y, `count` of them from `start` on."""
    traces = [trace for chart in charts for trace in (*chart.lines, *chart.dots)]
    ends = np.cumsum([0, *(len(trace.x) for trace in traces)]).tolist()
    places = iter(pairwise(ends))
    header = {"columns": columns, "charts": [chart_header(chart, places) for chart in charts]}
    return packed(header, {axis: flat([getattr(trace, axis) for trace in traces]) for axis in ("x", "y")})


def chart_header(chart: Chart, places) -> dict:
    """All of a chart but its numbers; those of the next lines and dots lie at the next places."""
    return {
        "id": chart.id,
        "title": chart.title,
        "x": vars(chart.x),
        "y": vars(chart.y),
        "lines": [trace_header(line, next(places)) for line in chart.lines],
        "dots": [trace_header(dots, next(places)) for dots in chart.dots],
        "marks": [vars(mark) for mark in chart.marks],
        "alt": chart.alt or chart.title,
        "equal": chart.equal,
        "adds": chart.adds,
        "hint": chart.hint,
        "ends": chart.ends,
    }


def trace_header(trace: Line | Dots, place: tuple[int, int]) -> dict:
    start, end = place
    said = {name: value for name, value in vars(trace).items() if name not in ("x", "y")}
    return {**said, "words": list(said.get("words", ())), "start": start, "count": end - start}


def flat(rows: Sequence[Numbers]) -> np.ndarray:
    """All numbers one behind the other; beyond what a float32 holds there is a gap in the line."""
    numbers = np.concatenate([np.zeros(0), *(np.asarray(row, float).ravel() for row in rows)])
    return np.where(np.abs(numbers) < LARGEST, numbers, np.nan).astype(np.float32)
