"""Where the points come from: drawn from a known curve, or put there by the visitor, who can move them."""

from dataclasses import dataclass

import streamlit as st

from models import own_points, points
from models.own_points import Own
from models.points import Points
from models.truths import TRUTHS, Truth
from shelf import find
from ui.frame import settings
from ui.overfitting import table
from ui.overfitting.table import KINDS, TRAINING, VALIDATION
from ui.parts.menus import buttons, menu
from ui.parts.sliders import Group, Slider, panel, slider

GENERATED, OWN = DATA = ("Generated", "Your own points")
NAMES = [truth.name for truth in TRUTHS]


@dataclass(frozen=True)
class Source:
    """The points, and what they are drawn from; `own` are the visitor's own, None where they are generated."""

    points: Points
    truth: Truth
    sliders: dict[str, Slider]
    own: list[Own] | None

    def number(self, name: str) -> float:
        return self.sliders[name].value

    @property
    def known(self) -> Truth | None:
        """The truth, if the points come from it."""
        return self.truth if self.own is None else None


def read() -> Source:
    """The points that the settings describe."""
    truth = find(settings.choice("truth", NAMES, NAMES[0]), TRUTHS, "truth")
    sliders = {p.name: slider(p.name, p) for p in (points.COUNT, points.PLACES, points.HELD, points.SIGMA, points.SEED)}
    own = read_own()
    settings.choice("adds", KINDS, TRAINING)
    if settings.choice("data", DATA, GENERATED) == OWN:
        return Source(own_points.together(own), truth, sliders, own)
    n, places, held, sigma, seed = (one.value for one in sliders.values())
    return Source(points.drawn(truth, int(n), int(held), sigma, int(seed), bool(places)), truth, sliders, None)


def read_own() -> list[Own]:
    """The visitor's own points; what is none of them leaves the link, in a sentence, and the others stay."""
    good, bad = own_points.sifted(settings.text("points", "", str))
    kept = good[: own_points.MOST]
    if bad or good != kept:
        rest = "No point is left." if not kept else "The other one stays." if len(kept) == 1 else f"The other {len(kept)} stay."
        settings.notes().append(f"The link’s {own_points.wrong(good, bad)} {rest}")
        settings.put("points", ",".join(one.replace(",", ".") for one in kept), "")
    return [own_points.point(one) for one in kept]


def steer(source: Source) -> None:
    """Which points, and what they are drawn from."""
    menu("Points", "data", DATA, GENERATED, GENERATED if source.own is None else OWN, after=lambda: begin_with(source))
    if source.own is None:
        show_truth(source)
    else:
        table.show(source.own)


def show_truth(source: Source, without: tuple[str, ...] = ()) -> None:
    """The curve that points are drawn from, and how many; `without` the sliders that change nothing."""
    menu("True curve", "truth", NAMES, NAMES[0], source.truth.name)
    panel("points panel", [Group([one for name, one in source.sliders.items() if name not in without])])


def begin_with(source: Source) -> None:
    """A visitor's own points begin as the ones there are."""
    if settings.kept().get("data") == OWN and not settings.kept().get("points"):
        keep_points(own_points.listed(source.points)[: own_points.MOST])


def keep_points(own: list[Own]) -> None:
    settings.put("points", own_points.spelled(own), "")


def tools() -> None:
    """What a click adds, and a way to begin anew."""

    def clear() -> None:
        keep_points([])
        settings.show_everywhere()

    st.markdown("A click adds a point for", width="content")
    buttons("A click adds", "adds", KINDS, settings.choice("adds", KINDS, TRAINING), TRAINING)
    st.button("Clear all points", on_click=clear)


def add(source: Source, x: float, y: float) -> None:
    """Free ground was clicked."""
    own = source.own or []
    if len(own) >= own_points.MOST:
        settings.notes().append(f"{own_points.MOST} points are the most that a link can hold. Remove one first.")
        return
    keep_points([*own, placed(x, y, settings.choice("adds", KINDS, TRAINING) == VALIDATION)])


def move(source: Source, name: str, place: int, x: float, y: float) -> None:
    """A point is being dragged."""
    own = list(source.own or [])
    at = position(own, name, place)
    if at is not None:
        own[at] = placed(x, y, own[at][2])
        keep_points(own)


def remove(source: Source, name: str, place: int) -> None:
    """A point was double-clicked."""
    own = list(source.own or [])
    at = position(own, name, place)
    if at is not None:
        del own[at]
        keep_points(own)


def placed(x: float, y: float, held: bool) -> Own:
    """A point where points may be."""
    tallest = own_points.TALLEST
    return min(max(x, -1.0), 1.0), min(max(y, -tallest), tallest), held


def position(own: list[Own], name: str, place: int) -> int | None:
    """Which of the points is number `place` among those of this name."""
    alike = [i for i, (_, _, held) in enumerate(own) if held == (name == VALIDATION)]
    return alike[place] if 0 <= place < len(alike) else None
