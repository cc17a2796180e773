"""Which surface: one of the shelf, listed by the trouble it shows, or the visitor's own formula."""

import streamlit as st

from landscapes import LANDSCAPES, Landscape, formula, landscape
from ui import settings
from ui.menus import keep, menu
from ui.notes import warn

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


def corners(text: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """A window as the link and the visitor write it: x from, x to, y from, y to.

    Raises:
        ValueError: not four numbers.
    """
    try:
        x0, x1, y0, y1 = (float(part) for part in text.replace("−", "-").split(","))
    except ValueError:
        raise ValueError(f"window = “{settings.shortened(text)}” is not four numbers (x from, x to, y from, y to).") from None
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
        show_formula()


def show_formula() -> None:
    """The formula and its window. What is refused stays in the field with the reason under it; the picture stays, too."""
    now = settings.kept().get("formula", OPENING_FORMULA), settings.kept().get("window", OPENING_WINDOW), ""
    text, window, sentence = settings.refused().get("formula", now)
    keep("formula", str(text))
    keep("window", str(window))
    help = "Numbers, x, y, pi, e, + - * / **, and sin, cos, tan, atan, sinh, cosh, tanh, exp, log, sqrt, abs, min, max."
    st.text_input("f(x, y) =", key="formula", on_change=typed, help=help, autocomplete="off")
    st.text_input("Window: x from, to, y from, to", key="window", on_change=typed, autocomplete="off")
    if sentence:
        warn(sentence)


def typed() -> None:
    """Take over what was typed, if it can be drawn."""
    text, window = st.session_state["formula"], st.session_state["window"]
    try:
        formula(text, corners(window))
    except ValueError as error:
        settings.refused()["formula"] = text, window, str(error)
        return
    new_surface()
    settings.put("formula", text, OPENING_FORMULA)
    settings.put("window", window, OPENING_WINDOW)


def new_surface() -> None:
    """A new surface brings its own start, rates, length and batch, and its own ranges on a map."""
    settings.refused().pop("formula", None)
    settings.forget(
        lambda name: name in ("steps", "batch") or name.startswith(("start.", "surface.", "from.", "to.")) or name.endswith(".lr")
    )
