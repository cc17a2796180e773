"""The page "Noise and batches": its views, and what steers them."""

from typing import Any

from ui.noise import cloud, epochs, escape, floor
from ui.parts import setups
from ui.parts.reset import reset
from ui.parts.views import Views

LESSON = "optimization/noise"
VIEWS = Views({"Batches": cloud, "Epochs": epochs, "Noise floor": floor, "Sharp and flat": escape})


def read() -> Any:
    """What the settings say of the view that is shown; the others' are read, too, so that the link may have them."""
    return {name: view.read() for name, view in VIEWS.modules.items()}[VIEWS.shown()]


def head() -> None:
    """What the page shows, and the other views."""
    VIEWS.title(read())
    VIEWS.choose()


def show() -> None:
    """The view and what it says."""
    VIEWS.show(read())


def steer() -> None:
    """The controls of the view, under the menu of setups."""
    setups.show(LESSON, "Try a setup", {"show": VIEWS.shown()})
    VIEWS.steer(read())
    reset("Reset", ["show"])
