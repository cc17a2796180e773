"""The page "Paths": its views, and what steers them."""

from typing import Any

from ui.frame import waiting
from ui.parts import setups
from ui.parts.reset import reset
from ui.parts.views import Views
from ui.paths import coefficients, conditioning, vectors

LESSON = "regularization/paths"
FORMER = {"The lecture’s vectors": "Weight vectors"}
VIEWS = Views({"Coefficient paths": coefficients, "Weight vectors": vectors, "Conditioning": conditioning}, former=FORMER)


def read() -> Any:
    """What the settings say of the view that is shown; those of the others are read, too, so that the link may have them."""
    return {name: view.read() for name, view in VIEWS.modules.items()}[VIEWS.shown()]


def show() -> None:
    """The view and what it says."""
    asked = read()
    VIEWS.title(asked)
    VIEWS.choose()
    with waiting.computing():
        VIEWS.show(asked)


def steer() -> None:
    """The controls of the view, under the menu of setups."""
    asked = read()
    setups.show(LESSON, "Try a setup", {"show": VIEWS.shown()})
    VIEWS.steer(asked)
    reset("Reset", ["show"])
