"""Why a step is as it is: one or two sentences, from the numbers under the microscope.

No sentence belongs to a rule. Each looks at the lines a rule shows and at the numbers in them, and is silent where
they do not apply, so a new rule is spoken of from its first day.
"""

import numpy as np

from optimizers.microscope import Magnified
from studies.why.descent import loss_change, overshoot, plain_step, pull, rose
from studies.why.endings import at_rest, carried_on, diverges, had_diverged, level, rate_is_zero, too_short
from studies.why.gradient import clipped, kink, misled, only_noise, stretched
from studies.why.jumping import flat_point, promise, search_failed, searched, tried
from studies.why.own_rates import fallen_rates, first_step, one_sided, own_rates, remembered_uphill, uncorrected
from studies.why.schedule import rate_changed
from studies.why.velocity import agreement, at_the_limit, no_velocity

MOST = 2  # sentences a step
LONGEST = 239  # letters a step: what does not fit leaves its place to something shorter

# The most important first. Of one row at most one speaks of a step: they say the same thing in different cases.
ENDINGS = ((had_diverged, diverges, rate_is_zero, at_rest, carried_on, level, too_short),)
REASONS = (
    (kink,),
    (rate_changed,),
    (only_noise, misled, clipped, stretched),
    (no_velocity, at_the_limit, agreement),
    (uncorrected,),
    (first_step, remembered_uphill, one_sided, own_rates),
    (flat_point,),
    (searched, search_failed, tried),
    (pull,),
    (overshoot,),
    (promise, plain_step, rose),
    (fallen_rates,),
)
LAST = ((loss_change,),)


def why(m: Magnified) -> list[str]:
    """Why each step is as it is, in one or two sentences."""
    steps = len(m.letters["x"])
    sentences = [""] * steps
    left = np.full(steps, MOST)
    with np.errstate(all="ignore"):  # after a run has diverged nothing is a number
        for rows, cost in ((ENDINGS, MOST), (REASONS, 1), (LAST, 1)):
            for row in rows:
                room = left == MOST if rows is LAST else left > 0
                for situation in row:
                    found = situation(m, room)
                    spoken = [k for k, sentence in found.items() if len(sentences[k]) + 1 + len(sentence) <= LONGEST]
                    for k in spoken:
                        sentences[k] += f" {found[k]}" if sentences[k] else found[k]
                    room[spoken] = False
                    left[spoken] -= cost
    return sentences
