"""The pages, and the ways between those that show one setup: what the race has goes along, what a page has for itself stays."""

import streamlit as st

from optimizers import OPTIMIZERS
from ui.frame import settings

RACE = "pages/optimization/race.py"
MICROSCOPE = "pages/optimization/microscope.py"
RATES = "pages/optimization/rates.py"
SCHEDULES = "pages/optimization/schedules.py"
MAPS = "pages/optimization/maps.py"
BASINS = "pages/optimization/basins.py"
GRADIENTS = "pages/optimization/gradients.py"
NOISE = "pages/optimization/noise.py"
CLIFFS = "pages/optimization/cliffs.py"
DECAY = "pages/regularization/decay.py"
SECTIONS = {  # the menu, the first page first
    "Optimization": {
        "Race": RACE,
        "Microscope": MICROSCOPE,
        "Learning rate": RATES,
        "Schedules": SCHEDULES,
        "Maps": MAPS,
        "Basins": BASINS,
        "Gradient check": GRADIENTS,
        "Noise and batches": NOISE,
        "Cliffs and plateaus": CLIFFS,
    },
    "Regularization": {
        "Diamond and circle": "pages/regularization/diamond.py",
        "Paths": "pages/regularization/paths.py",
        "Overfitting": "pages/regularization/overfitting.py",
        "Weight decay": DECAY,
    },
    "Reference": {"Catalogue": "pages/reference/catalogue.py"},
}
OWN_GROUND = (NOISE, CLIFFS)  # pages that choose what they run
WAYS = {name: path for name, path in SECTIONS["Optimization"].items() if path not in OWN_GROUND}  # these show one setup
OF_RACES = ("view", "axis", "hidden")  # how a race is looked at: the race's own, and of whoever draws one
INSPECTED = "inspect"  # which run of the race is looked at
OF_MICROSCOPE = (INSPECTED, "step", "look")  # and how the microscope does it
SECOND = " 2"  # what marks a rule's second run
WITHOUT_INSPECTED = ("Race", "Basins")  # these show all runs
RACES = {  # the settings that the race has; a run's begin with its name
    *("surface", "formula", "window", "batch", "runs", "steps", "schedule", "knots", "clipping", "clip", "noise", "seed"),
    *OF_RACES,
}
GROUPS = ("surface.", "start.", "schedule.", *(f"{rule.name}{second}." for rule in OPTIMIZERS for second in ("", SECOND)))


def shared() -> dict[str, str]:
    """The race's own settings, as its link spells them."""
    own = {name: value for name, value in settings.as_link().items() if name in RACES or name.startswith(GROUPS)}
    return {name: value for name, value in own.items() if name in OF_RACES or name not in settings.unread()}


def show() -> None:
    """Links to the other pages, with this setup."""
    here = f"pages/optimization/{st.session_state.get('page') or 'race'}.py"
    now = next((name for name, path in WAYS.items() if path == here), None)
    if now is None:
        return
    link, kept = shared(), settings.kept().get(INSPECTED)
    st.html("<span>This setup:</span>", width="content")
    for name, path in WAYS.items():
        own = {INSPECTED: str(kept)} if kept and name not in WITHOUT_INSPECTED else {}
        meant = {"hidden"} if "Schedules" in (name, now) else set()  # other runs
        st.page_link(
            path,
            label=name,
            query_params={one: value for one, value in (link | own).items() if one not in meant},
            disabled=name == now,
        )
