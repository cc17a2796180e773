"""Find the bug: a gradient with a fault in it, its check, and a list of faults to choose from.

Which it is stands in no link, text or picture before the visitor has said it: the case's number alone is known.
"""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from landscapes import Landscape
from optimizers.run import COORDINATE
from parameter import Parameter
from plots.chart import charts_picture
from plots.gradients import map_chart, nine_points_chart
from studies.classifier_look import names
from studies.gradient_check import REACH, WAYS, Checked, check_with
from studies.planted_bugs import CASES, NAMES, Planted
from ui.frame import settings
from ui.gradients.check import table
from ui.gradients.setup import OWN_SIZE, Asked, placed
from ui.parts.charts import charts
from ui.parts.code import python
from ui.parts.ear import say
from ui.parts.exhibit import source
from ui.parts.menus import menu
from ui.parts.sliders import Group, Slider, panel, slide, slider

NUMBERS = [f"Case {k}" for k in range(1, len(CASES) + 1)]
SCALE = Parameter("scale", 1.0, 0.01, 1000.0, log=True, label="weights times", help="All nine weights, this many times as large.")
SEED = Parameter("weights", 0, 0, 99, whole=True, label="other weights", help="0: those of the nine points. From 1 on: drawn at random.")
SAID = settings.carried("bugs named")  # case by case, the last name that was given


@dataclass(frozen=True)
class Own:
    """The case, and where its gradient is checked."""

    number: int
    case: Planted
    land: Landscape | None
    point: np.ndarray
    movers: list[Slider]

    @property
    def letters(self) -> list[str]:
        return names() if self.land is None else ["x", "y"]

    def checked(self, h: float, dtype: str) -> dict[str, Checked]:
        """The check of what claims to be the gradient, in both ways."""
        size = np.full(len(self.point), OWN_SIZE) if self.land is None else np.ptp(np.array(self.land.window, float), axis=1)
        look = self.case.look()
        with np.errstate(all="ignore"):
            return {
                way: check_with(look, self.point, h, dtype, way, REACH * size, lambda rows: (look(rows)[0], self.case.claimed(rows)))
                for way in WAYS
            }


def read() -> Own:
    """The case that the settings name, at the point they say."""
    number = 1 + NUMBERS.index(settings.choice("case", NUMBERS, NUMBERS[0]))
    case, scale, seed = CASES[number - 1], slider("scale", SCALE), slider("weights", SEED)
    if case.surface is None:
        drawn = np.random.default_rng(int(seed.value)).normal(size=len(case.start)).round(2) if seed.value else np.array(case.start)
        return Own(number, case, None, scale.value * drawn, [scale, seed])
    land = case.surface()
    at = [
        slider(f"at.{axis}", COORDINATE, default, title=axis, span=span)
        for axis, default, span in zip("xy", case.start, land.window, strict=True)
    ]
    return Own(number, case, land, np.array([one.value for one in at]), at)


def title(asked: Asked, own: Own) -> tuple[str, str]:
    return f"Find the bug: case {own.number}", "Somebody wrote this gradient. Check it, move, and say what is wrong."


def show(asked: Asked, own: Own) -> None:
    """The loss, the check, and the question."""
    ways = own.checked(asked.h.value, asked.dtype)
    left, right = st.columns([2, 3], gap="medium")
    with left, st.container(key="bug"):
        charts(
            "charts",
            charts_picture([picture(own)], columns=1),
            slid=lambda name, value: slide([*asked.sliders(), *own.movers], name, value),
            dragged=lambda chart, name, place, x, y: drop(own, x, y),
            added=lambda chart, x, y: drop(own, x, y),
        )
    with right:
        st.markdown(f"The loss: **{own.case.loss}**. “Analytic” is what claims to be its gradient.")
        table(own.letters, {way: plainly(one) for way, one in ways.items()})
        ask(own)


def plainly(one: Checked) -> Checked:
    """Without saying of a failure that it is a kink's: that is for the visitor to find."""
    return replace(one, crossed=np.zeros_like(one.crossed), kink=np.zeros_like(one.kink))


def picture(own: Own):
    """Where the check is made."""
    if own.land is not None:
        return map_chart(own.land, {}, own.point, [])
    C = len(own.point) // 3
    return nine_points_chart(own.point[: 2 * C].reshape(C, 2), own.point[2 * C :])


def drop(own: Own, x: float, y: float) -> None:
    """The hand has moved the point on the map."""
    if own.land is not None:
        for one, value in zip(own.movers, placed(own.land, x, y), strict=True):
            one.set(value)


def ask(own: Own) -> None:
    """What is wrong? And what the answer is worth."""
    number = own.number
    said: dict[int, str] = st.session_state.setdefault(SAID, {})
    key = f"named {number}"

    def named() -> None:
        settings.by_hand()
        if st.session_state[key] in NAMES:
            said[number] = st.session_state[key]

    given = said.get(number)
    st.selectbox(
        "What is wrong?", NAMES, index=NAMES.index(given) if given else None, key=key, on_change=named, placeholder="Name the fault"
    )
    if given is None:
        return
    sentences, solved = answer(own.case, given), given == own.case.name
    say(sentences)
    if solved:
        python(source([own.case.claimed]))
    found = sum(CASES[k - 1].name == name for k, name in said.items())
    st.caption(f"Found so far: {found} of {len(CASES)}.")


def answer(case: Planted, given: str) -> list[str]:
    """Whether that is it, and why; of a wrong answer, how it would have shown."""
    if given == case.name:
        return [f"**Right.** {case.why}"]
    other = next(one for one in CASES if one.name == given)
    return [f"**No.** If it were that: {other.shows[0].lower()}{other.shows[1:]} Look again, and move."]


def begin_anew() -> None:
    """A new case is checked where it begins."""
    settings.forget(lambda name: name.startswith("at.") or name in ("scale", "weights"))


def steer(asked: Asked, own: Own) -> None:
    """Which case, where, and how it is checked."""
    menu("Case", "case", NUMBERS, NUMBERS[0], NUMBERS[own.number - 1], after=begin_anew)
    panel("case panel", [Group(own.movers, "point"), Group(asked.step)])
    if own.land is None:
        st.caption("The gradient of nine weights: W₁₁ to W₃₂ and the biases b₁ to b₃.")
