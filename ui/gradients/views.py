"""The page "Gradient check": its views, and what steers them."""

from typing import Any

from ui.frame import page
from ui.gradients import bug, check, cost, direction, setup
from ui.parts import setups, surface_menu
from ui.parts.reset import reset
from ui.parts.views import Views

LESSON = "optimization/gradients"
VIEWS = Views({"The check": check, "Direction": direction, "Find the bug": bug, "Cost": cost})


def read() -> tuple[setup.Asked, Any]:
    """What the views share, and what the one that is shown has for itself; the others' is read, too, so that the link may have it."""
    return setup.read(), {name: view.read() for name, view in VIEWS.modules.items()}[VIEWS.shown()]


def show() -> None:
    """The view and what it says."""
    asked = read()
    with page.computing(asked[0].race.land):
        VIEWS.show(*asked)


def head() -> None:
    """What the page shows, and the other views."""
    VIEWS.title(*read())
    VIEWS.choose()


def compute() -> None:
    """What takes long, before the picture, so that it can be cancelled."""
    asked = read()
    if VIEWS.view() is cost:
        cost.compute(*asked)


def steer() -> None:
    """The controls of the view, under the menu of setups."""
    asked, own = read()
    setups.show(LESSON, "Try a setup", {"show": VIEWS.shown(), "loss": asked.loss, **surface_menu.ground(asked.race.land)})
    VIEWS.steer(asked, own)
    reset("Reset", ["show"])
