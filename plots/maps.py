"""Maps whose every cell is a run: numbers in, one blob out, for the component in `ui/parts/cells.py`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from plots.codec import packed
from plots.theme import Marker

NEVER = 65535  # steps of a run that never arrived

# Where runs may end. P. Tol's "muted" colours (SRON/EPS/TN/09-002, 2021), so ordered that neighbours differ in lightness, too.
MINIMA = (
    ("#4477aa", "#5b93cc"),
    ("#ddcc77", "#e3d385"),
    ("#44aa99", "#3f9e8f"),
    ("#cc6677", "#d97888"),
    ("#88ccee", "#8fd3f4"),
    ("#117733", "#2f9a52"),
    ("#aa4499", "#bb5aab"),
    ("#999933", "#a8a83f"),
)


@dataclass(frozen=True)
class Outcome:
    """One way for a run to end: what it is called, its colours, a "hatch" or "dots" beside them, and what it is called among steps."""

    label: str
    light: str
    dark: str
    pattern: str | None = None
    never: str | None = None


def minimum(place: int, label: str) -> Outcome:
    """The end in the minimum of that place in the surface's list."""
    return Outcome(label, *MINIMA[place % len(MINIMA)])


def elsewhere(label: str = "another minimum") -> Outcome:
    """The end in a dent that the surface does not list."""
    return Outcome(label, "#b9b9b9", "#9aa0a8", "dots")


CRAWLING = Outcome("in no minimum yet", "#efeae0", "#39404a", never="never within the tolerance")
DIVERGED = Outcome("diverged", "#882255", "#7a2a50", "hatch")


@dataclass(frozen=True)
class Axis:
    """One side of a map, from edge to edge: cells are even along it, in the logarithm if `log`; `whole` if they are whole numbers."""

    title: str
    low: float
    high: float
    log: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Panel:
    """One of the maps side by side: its title and a few words, and the look of the path that is drawn in it."""

    title: str = ""
    caption: str = ""
    light: str | None = None
    dark: str | None = None
    marker: Marker | None = None


@dataclass(frozen=True)
class Line:
    """A line over the cells; dashed where it only nearly holds."""

    label: str
    x: Sequence[float]
    y: Sequence[float]
    dashed: bool = False


@dataclass(frozen=True)
class Point:
    """A point over the cells: a minimum is a "star", theory's best settings are "best"."""

    x: float
    y: float
    label: str = ""
    kind: str = "star"


@dataclass(frozen=True)
class MapPicture:
    """One map, or several over the same axes.

    code (panels, rows, columns): place in `outcomes`; row 0 is the lowest y. steps (-1: never) and loss, of the same shape, give two
    more colourings; loss is a height above the lowest minimum, drawn over its logarithm, or the loss itself if not `log`. paths
    (panels, n + 1, 2): from the picked start, not a number behind its end. `id` changes when the map shows something else, `hint`
    says what the hand can do and `tapped` what a finger can, `click` is "open" if a click leads away from the page. `zoomed` offers
    the whole range, `stale` fades a map whose settings have changed.
    """

    id: str
    alt: str
    hint: str
    axes: tuple[Axis, Axis]
    outcomes: Sequence[Outcome]
    code: np.ndarray
    panels: Sequence[Panel] = (Panel(),)
    steps: np.ndarray | None = None
    loss: np.ndarray | None = None
    log: bool = True
    colouring: str = "outcome"
    lines: Sequence[Line] = ()
    points: Sequence[Point] = ()
    picked: tuple[float, float] | None = None
    paths: np.ndarray | None = None
    click: str = "pick"
    zoomed: bool = False
    stale: bool = False
    tapped: str = ""


def map_picture(m: MapPicture) -> bytes:
    """The maps for the component."""
    header = {
        "id": m.id,
        "alt": m.alt,
        "hint": m.hint,
        "tapped": m.tapped or m.hint,
        "axes": [asdict(axis) for axis in m.axes],
        "rows": m.code.shape[1],
        "columns": m.code.shape[2],
        "panels": [asdict(panel) for panel in m.panels],
        "colouring": m.colouring,
        "log": m.log,
        "outcomes": [asdict(outcome) for outcome in m.outcomes],
        "lines": [asdict(line) | {"x": list(line.x), "y": list(line.y)} for line in m.lines],
        "points": [asdict(point) for point in m.points],
        "picked": m.picked,
        "click": m.click,
        "zoomed": m.zoomed,
        "stale": m.stale,
    }
    arrays: dict[str, np.ndarray] = {"code": m.code.astype(np.uint16)}
    if m.steps is not None:
        arrays["steps"] = np.where(m.steps < 0, NEVER, m.steps).astype(np.uint16)
    if m.loss is not None:
        with np.errstate(over="ignore"):
            arrays["loss"] = m.loss.astype(np.float32)
    if m.paths is not None:
        arrays |= {"px": m.paths[..., 0].astype(np.float32), "py": m.paths[..., 1].astype(np.float32)}
    return packed(header, arrays)
