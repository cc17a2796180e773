"""Why a run diverged, as far as its numbers tell; and how that is said."""

import numpy as np

from landscapes import Landscape
from optimizers import Run
from optimizers.engine import Paths, lost

# In the order in which they are looked for: the first that holds is the reason.
START = "start"  # it begins where the loss has no finite value
OUTSIDE = "outside"  # it begins out of sight
SLOPE = "slope"  # the slope where it stood is not finite, nor is the step
CURVATURE = "curvature"  # nor is the curvature that the rule divides by
ZERO = "zero"  # it divided 0 by 0
NO_VALUE = "no value"  # it stepped to where the loss has no value, or an infinite one
FELL = "fell"  # it went downhill, where the ground has no bottom
FAR = "far"  # the flat point of Newton's quadratic lies out of sight
THROWN = "thrown"  # the steps grew too long


def reasons(land: Landscape, paths: Paths) -> list[str]:
    """One of the reasons above for each run; empty for a run that did not diverge."""
    runs, gone = np.arange(len(paths.theta)), paths.diverged_at
    before = np.maximum(gone - 1, 0)
    stood, came, loss = paths.theta[runs, before], paths.theta[runs, gone], paths.loss[runs, gone]
    asks_curvature = (paths.costs["Hessian"][:, -1] > 0) & (gone > 0)
    nowhere = ~np.isfinite(came).all(-1)
    with np.errstate(all="ignore"):
        lowest = np.array([paths.loss[i, : max(1, k)].min() for i, k in enumerate(gone.tolist())])
        flat_point = stood + (came - stood) / paths.lr[runs, before, None]
    found = {
        START: (gone == 0) & ~np.isfinite(loss),
        OUTSIDE: gone == 0,
        SLOPE: paths.no_slope[runs, before] & nowhere,
        CURVATURE: asks_curvature & np.isnan(came).any(-1) & np.isfinite(paths.grad[runs, before]).all(-1),
        ZERO: np.isnan(came).any(-1) & (paths.grad[runs, before] == 0).any(-1),
        NO_VALUE: ~nowhere & (np.isnan(loss) | ((loss == np.inf) & ~lost(land, came, np.zeros(len(runs))))),
        FELL: (gone > 0) & (loss < lowest),
        FAR: asks_curvature & lost(land, flat_point, np.zeros(len(runs))),
    }
    return np.where(gone >= 0, np.select(list(found.values()), list(found), THROWN), "").tolist()


WHY = {
    START: "it begins where the loss has no finite value",
    OUTSIDE: "it begins out of sight",
    SLOPE: "the slope where it stood is not finite, so the step is not either",
    CURVATURE: "the curvature where it stood is not finite, so the step is not either",
    ZERO: "it divided 0 by 0, as its ε is 0 and so was a gradient",
    NO_VALUE: "it stepped to where the loss has no finite value",
    FELL: "the ground falls without end there",
    FAR: "the curvature it divides by was so small beside the slope that the step went out of sight",
}
BROKE = {  # the same in a few words, where a run has no next loss and was not thrown out of sight
    START: "the loss has no value",
    NO_VALUE: "the loss has no value",
    SLOPE: "the slope is not finite",
    CURVATURE: "the curvature is not finite",
    FAR: "divides by a curvature near 0",
    ZERO: "divides 0 by 0",
}


def why_diverged(run: Run, reason: str) -> str:
    """The reason, as far as the numbers tell it."""
    if reason != THROWN:
        return WHY[reason]
    if "H" in run.optimizer.told:
        return f"with α = {run.lr:g} its steps go {run.lr:g} times the way to the flat point of its quadratic"
    if "fg" in run.optimizer.told:
        return "its line search led it out of sight"
    return f"with α = {run.lr:g} the steps threw it out of sight"
