"""How far a difference is off, over its step h: a V, between a step that is too long and one that rounding eats.

Too long a step errs by the curve: ½ h f″ forward, h² f‴/6 central, weight by weight. Too short a one errs by rounding: the loss is known
to a share ε of itself, and the place to a share ε of itself, and both are divided by h.
"""

from dataclasses import dataclass

import numpy as np

from studies.gradient_check import DTYPES, FEWEST, WAYS, H, Look, relative

STEPS = np.geomspace(H.low, H.high, 57)  # four a decade
THUMB = {"forward": 1 / 2, "central": 1 / 3}  # the power of ε that is the usual step: docs/lecture.md, section 4
NEAR = 1e-3  # of a weight's size, or of 1: how far beside the point the gradient is asked for f″ and f‴
AGREE = 0.4  # of a bend: by more two estimates of one do not differ
HEARD = 1e4  # times rounding: a second difference below that is none


@dataclass(frozen=True)
class StepErrors:
    """The relative error ‖a − n‖/(‖a‖ + ‖n‖) at each of STEPS, (57,) for each precision and way; a is the analytic gradient in float64.

    `curve` (57,) for each way is what a long step is expected to err by, `rounding` (57,) for each precision what a short one is.
    """

    error: dict[tuple[str, str], np.ndarray]
    curve: dict[str, np.ndarray]
    rounding: dict[str, np.ndarray]

    def best(self, dtype: str, way: str) -> tuple[float, float] | None:
        """The step with the least error, of several the longest, and that error; None where there is no error at all to compare."""
        error = self.error[dtype, way]
        if not np.isfinite(error).any():
            return None
        place = len(error) - 1 - int(np.nanargmin(error[::-1]))
        return float(STEPS[place]), float(error[place])


def thumb(dtype: str, way: str) -> float:
    """The usual step: √ε forward, ∛ε central."""
    return float(np.finfo(dtype).eps) ** THUMB[way]


def step_errors(look: Look, point: np.ndarray) -> StepErrors:
    """The errors of both ways in both precisions at a point (N,)."""
    with np.errstate(all="ignore"):
        loss, slope = (one[0] for one in look(point[None]))
        slopes = {dtype: numeric_slopes(look, point.astype(dtype)) for dtype in DTYPES}
        error = {(dtype, way): relative(slope, slopes[dtype][way]) for dtype in DTYPES for way in WAYS}
        second, third = bends(look, point)
        size = 2 * np.linalg.norm(slope)
        curve = {"forward": np.linalg.norm(second) / 2 * STEPS / size, "central": np.linalg.norm(third) / 6 * STEPS**2 / size}
        unsure = np.linalg.norm(np.abs(loss) + np.abs(point * slope)) / size
        rounding = {dtype: np.finfo(dtype).eps * unsure / STEPS for dtype in DTYPES}
    return StepErrors(error, curve, rounding)


def numeric_slopes(look: Look, at: np.ndarray) -> dict[str, np.ndarray]:
    """The numeric gradients (57, N) of both ways at a point (N,), computed in its precision."""
    h = STEPS.astype(at.dtype)[:, None, None]
    along = h * np.eye(len(at), dtype=at.dtype)
    points = np.concatenate([at + along, at - along], 1).reshape(-1, len(at))
    loss = losses(look, np.concatenate([at[None], points]))
    here, (ahead, behind) = loss[0], np.moveaxis(loss[1:].reshape(len(STEPS), 2, len(at)), 1, 0)
    h = h[:, :, 0]
    return {"forward": ((ahead - here) / h).astype(float), "central": ((ahead - behind) / (2 * h)).astype(float)}


def losses(look: Look, points: np.ndarray) -> np.ndarray:
    """The losses (m,) at many points (m, N), a few at a time: so they need no program of their own."""
    return np.concatenate([look(points[k : k + FEWEST])[0] for k in range(0, len(points), FEWEST)])


def bends(look: Look, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """f″ and f‴ along each weight, (N,) each, from the analytic gradient a little to either side; what rounding may have made is 0.

    Asked from half as far as well: near a kink the answers do not agree, and are NaN.
    """
    off = NEAR * np.maximum(1.0, np.abs(point))
    far, near = differences(look, point, off), differences(look, point, off / 2)
    second, third = (np.where(np.abs(a - b) <= AGREE * np.abs(a), a, np.nan) for a, b in zip(far, near, strict=True))
    return second, third


def differences(look: Look, point: np.ndarray, off: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and second differences of the gradient, each weight's own."""
    n = len(point)
    slope = look(point + np.concatenate([np.diag(off), np.diag(-off), np.zeros((1, n))]))[1]
    ahead, behind, here = np.diag(slope[:n]), np.diag(slope[n : 2 * n]), slope[2 * n]
    second, third = (ahead - behind) / (2 * off), (ahead - 2 * here + behind) / off**2
    rounding = HEARD * np.finfo(float).eps * (np.abs(ahead) + np.abs(behind) + np.abs(here))
    return np.where(np.abs(second) * off > rounding, second, 0.0), np.where(np.abs(third) * off**2 > rounding, third, 0.0)
