"""The gradient the engine descends is the slope of the loss that is drawn."""

import numpy as np

H = 1e-4


def test_the_gradient_agrees_with_central_differences(setting, evaluate, verified):
    # Five-point central difference: error H⁴ f⁽⁵⁾/30 plus rounding ε|f|/H. The lecture's gradient check calls a relative
    # error ‖a−n‖/(‖a‖+‖n‖) below 1e-7 right; what rounding can add is allowed on top.
    land, numbers = setting
    rng = np.random.default_rng(0)
    (x0, x1), (y0, y1) = land.window
    points = rng.uniform((x0, y0), (x1, y1), (60, 2))
    _, analytic = evaluate(land, numbers, points)

    numeric = np.zeros_like(analytic)
    for axis, e in enumerate(np.eye(2)):
        at = {k: evaluate(land, numbers, points + k * H * e)[0] for k in (-2, -1, 1, 2)}
        numeric[:, axis] = (8 * (at[1] - at[-1]) - (at[2] - at[-2])) / (12 * H)
    loss, _ = evaluate(land, numbers, points)

    error = np.linalg.norm(analytic - numeric, axis=1)
    size = np.linalg.norm(analytic, axis=1) + np.linalg.norm(numeric, axis=1)
    rounding = 10 * np.finfo(float).eps * np.abs(loss) / H
    assert (error <= 1e-7 * size + rounding).all()
    verified("surfaces", land.name, "central differences", error.max() / size.max(), "the gradient, as a share of the steepest")
