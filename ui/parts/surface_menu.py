"""Which surface: one of the shelf, listed by the trouble it shows, or the visitor's own formula."""

from functools import partial

import streamlit as st

from landscapes import LANDSCAPES, Landscape, formula, landscape
from landscapes.expression import FUNCTIONS
from reading import numbers
from ui.frame import settings
from ui.frame.notes import aside, warn
from ui.parts.menus import menu, picked

OWN = "Your own formula"
SURFACES = [*(land.name for land in LANDSCAPES), OWN]
OPENING = "Narrow valley"
OPENING_FORMULA = "x**2 + 10*sin(y)"
OPENING_WINDOW = "-5, 5, -4, 8"


def read() -> Landscape:
    """The surface that the settings describe."""
    name = settings.choice("surface", SURFACES, OPENING)
    if name != OWN:
        return landscape(name)
    window = settings.text("window", OPENING_WINDOW, lambda text: formula(OPENING_FORMULA, corners(text)))
    text = settings.text("formula", OPENING_FORMULA, lambda text: formula(text, corners(window)))
    return formula(text, corners(window))


def ground(land: Landscape) -> dict[str, str]:
    """What tells this surface from another: its name, and what a visitor's own is made of."""
    return {"surface": land.name} if land in LANDSCAPES else {"formula": land.reference, "window": str(land.window)}


def corners(text: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """A window as the link and the visitor write it: x from, x to, y from, y to.

    Raises:
        ValueError: not four numbers.
    """
    try:
        x0, x1, y0, y1 = numbers(text, 4)
    except ValueError as error:
        raise ValueError(f"window: {error} (x from, x to, y from, y to).") from None
    return (x0, x1), (y0, y1)


def show(land: Landscape) -> None:
    """The menu, and under it the field for a formula."""
    groups = {one.name: one.trouble for one in LANDSCAPES}
    name = land.name if land in LANDSCAPES else OWN
    menu(
        "Surface",
        "surface",
        SURFACES,
        OPENING,
        name,
        after=new_surface,
        shown=lambda one: f"{groups[one]} · {one}" if one in groups else one,
    )
    if name == OWN:
        show_formula(land)


def show_formula(land: Landscape) -> None:
    """The formula, how it was read, and its window. What is refused stays in the field with the reason under it; the picture stays, too."""
    now = settings.kept().get("formula", OPENING_FORMULA), settings.kept().get("window", OPENING_WINDOW), ""
    text, window, sentence = settings.refused().get("formula", now)
    help = (
        "As on paper: x² + 2xy, |x|, √(x + 1), sin x, ln y, e^-x, 1,5x. LaTeX is read, too. What may mean two things is asked back. "
        f"The functions: {', '.join(FUNCTIONS)}. At a kink |u| has the slope 0, max and min the shortest between both sides."
    )
    st.text_input("f(x, y) =", **picked("formula", str(text), partial(typed, land), own="value"), help=help, autocomplete="off")
    if not sentence:
        with st.container(key="reading"):
            st.markdown(f"Read as\n$$\n{land.formula.removeprefix('f(x, y) = ')}\n$$")
    st.text_input("Window: x from, to, y from, to", **picked("window", str(window), partial(typed, land), own="value"), autocomplete="off")
    if sentence:
        warn(sentence)
        with st.session_state["notes place"]:  # beside the title, where the picture is looked at
            aside(f"What was typed last cannot be drawn. Still showing {land.reference.removeprefix('yours: ')}.")


def typed(before: Landscape) -> None:
    """Take over what was typed, if it can be drawn, and with it the visitor's own start, if that is in the picture."""
    text, window = st.session_state["formula"], st.session_state["window"]
    try:
        land = formula(text, corners(window))
    except ValueError as error:
        settings.refused()["formula"] = text, window, str(error)
        return
    names = "start.x", "start.y"
    own = [settings.kept().get(name, place) for name, place in zip(names, before.start, strict=True)]
    chosen = any(name in settings.kept() for name in names)
    new_surface()
    if chosen and all(low <= place <= high for place, (low, high) in zip(own, land.window, strict=True)):
        for name, place, default in zip(names, own, land.start, strict=True):
            settings.put(name, place, default)
    settings.put("formula", text, OPENING_FORMULA)
    settings.put("window", window, OPENING_WINDOW)


def new_surface() -> None:
    """A new surface brings its own start, rates, length and batch, and its own ranges on a map."""
    settings.refused().pop("formula", None)
    settings.forget(
        lambda name: name in ("steps", "batch") or name.startswith(("start.", "surface.", "from.", "to.")) or name.endswith(".lr")
    )
