"""What a gradient check has shown, in sentences."""

from collections.abc import Mapping, Sequence

import numpy as np

from digits import brief, listed
from studies.gradient_check import PASSED, Checked, band_of
from studies.step_errors import StepErrors, thumb

RULES = {"forward": "√ε", "central": "∛ε"}
NO_BEND = "The third derivative is 0 along every weight, so a central difference has no error but rounding."
EXACT = "Both differences are exact here for every h, so no step is better than another."
ALIKE = 3.0  # times the rule's step: so near is near


def sentences(letters: Sequence[str], ways: Mapping[str, Checked], errors: StepErrors) -> list[str]:
    """What both ways say, what is special at this point, and which step would be best."""
    if not any(error.any() for error in errors.error.values()):
        return [verdict(ways), EXACT]
    one = ways["central"]
    steps = [] if one.kink.any() else best_steps(one.dtype, errors)  # at a kink no step is a good one
    return [verdict(ways), *special(letters, ways), *steps]


def overall_word(one: Checked) -> str:
    """The word for all weights together: the band, but for a failure that is kinks' and level ground's alone."""
    word, each = band_of(one.error), set(one.judgement)
    if np.isnan(one.error):
        return "no slope"
    excused = next((what for what in ("kink", "flat") if what in each), word)
    return word if word in PASSED or each - {*PASSED, "kink", "flat"} else excused


def verdict(ways: Mapping[str, Checked]) -> str:
    """The judgement of both ways in one sentence."""
    one = ways["central"]
    at = f"In {one.dtype} with h = {brief(one.h)}"
    if np.isnan(one.error) or np.isnan(ways["forward"].error):
        return f"**{at} there is no verdict**: a slope is missing."
    calls = [f"**{overall_word(checked)}** ({brief(checked.error, 2)})" for checked in ways.values()]
    return f"{at} the forward difference says {calls[0]}, the central one {calls[1]}."


def special(letters: Sequence[str], ways: Mapping[str, Checked]) -> list[str]:
    """Kinks, missing slopes, steps that rounding swallows, and level ground."""
    one, said = ways["central"], []
    for i, letter in enumerate(letters):
        left, right, a = one.left[i], one.right[i], one.analytic[i]
        if not np.isfinite(a) or not np.isfinite([left, right]).all():
            said.append(f"In {letter} there is no finite slope: {side(left)} on the left, {side(right)} on the right.")
        elif one.kink[i]:
            inside = f"{brief(a)} is one of them" if one.among_its_slopes(i) else f"{brief(a)} is none of them"
            said.append(
                f"**In {letter} there is a kink:** the slope is {brief(left)} on the left and {brief(right)} on the right. "
                f"Every slope from one to the other is a subgradient; the analytic {inside}."
            )
        elif one.crossed[i]:
            first, last = one.between[i]
            said.append(
                f"**Between {letter} − h and {letter} + h lies a kink:** there the slope jumps from {brief(first)} to {brief(last)}. "
                "The check looks over it. A smaller h does not."
            )
    if any("kink" in checked.judgement for checked in ways.values()):
        said.append("So a check that fails there says kink, not bug.")
    lost = [letter for i, letter in enumerate(letters) if is_lost(one, i)]
    if lost:
        said.append(f"h is too short for {one.dtype}: {listed(lost)} + h is {listed(lost)} again, so the difference is 0.")
    flat = [letter for i, letter in enumerate(letters) if "flat" in {checked.word(i) for checked in ways.values()}]
    if flat:
        said.append(f"The ground is level in {listed(flat)}: two slopes next to nothing have no digits to compare.")
    return said


def side(slope: float) -> str:
    return "no loss" if np.isnan(slope) else "−∞" if slope == -np.inf else "∞" if slope == np.inf else brief(slope)


def is_lost(one: Checked, i: int) -> bool:
    """Whether a step is less than the last digit of where it begins."""
    at = one.point.astype(one.dtype)[i]
    return bool(at + at.dtype.type(one.h) == at)


def best_steps(dtype: str, errors: StepErrors) -> list[str]:
    """Which step each way does best with, and what the rule of thumb says."""
    parts = []
    for way, rule in RULES.items():
        found = errors.best(dtype, way)
        if found is None:
            return []
        step, error = found
        usual = thumb(dtype, way)
        near = f"near {rule} = {brief(usual)}" if usual / ALIKE <= step <= ALIKE * usual else f"while {rule} is {brief(usual)}"
        parts.append(f"the {way} one at h = {brief(step)} ({brief(error, 2)}), {near}")
    exact = [NO_BEND] if errors.error[dtype, "central"].any() and not errors.curve["central"].any() else []
    return [f"Best in {dtype}: {parts[0]}; {parts[1]}.", *exact]
