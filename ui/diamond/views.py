"""The page "Diamond and circle": its views, and what steers them."""

from ui.diamond import balls, penalised, setup
from ui.frame import waiting
from ui.parts import setups
from ui.parts.views import Views

LESSON = "regularization/diamond"
VIEWS = Views({"Ball and ellipses": balls, "Penalised loss": penalised})


def show() -> None:
    """The view and what it says."""
    asked = setup.read()
    VIEWS.title(asked)
    VIEWS.choose()
    with waiting.computing():
        VIEWS.show(asked)


def steer() -> None:
    """The controls of the view, under the menu of setups."""
    asked = setup.read()
    source = asked.pair.name if asked.pair else setup.BY_HAND
    setups.show(LESSON, "Try a setup", {"show": VIEWS.shown(), "data": source})
    VIEWS.steer(asked)
