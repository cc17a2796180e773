"""What the range test says, read back: over random valleys, starts and rules, beside the run told again from its points."""

import re
from types import SimpleNamespace

import numpy as np

from optimizers import Run
from studies.range_test import range_test
from ui.rates.range_test import sentences

NUMBER = r"([\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"


def read(text: str) -> float:
    """A number as the page writes it."""
    mantissa, _, power = text.rstrip(".").partition("·10")
    return float(mantissa) * 10.0 ** float(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)


def near(text: str, value: float) -> bool:
    return abs(read(text) / value - 1) < 0.0051


def test_what_a_range_test_says_is_so():
    draw, heard = np.random.default_rng(3), set()
    for _ in range(30):
        kappa, start, steps = float(10 ** draw.uniform(0.3, 3)), tuple(draw.uniform(-3, 3, 2)), int(draw.integers(60, 300))
        rule = ("SGD", "Momentum", "Nesterov", "Adam")[draw.integers(4)]
        rho = float(draw.uniform(0.3, 0.98))
        noise, high = float(draw.choice([0.0, 0.0, 1.0])), float(draw.choice([0.5, 3.0, 20.0])) / kappa
        run = Run(rule, start, **({"momentum": rho} if rule in ("Momentum", "Nesterov") else {}))
        params = {"kappa": kappa, "angle": 0.0}
        test = range_test("Narrow valley", run, high / 2000, high, steps, noise=noise, params=params)
        race = SimpleNamespace(run={rule: run}.__getitem__)
        x, loss, rate = test.paths.theta[0], test.paths.loss[0], test.paths.lr[0]
        gone = int(test.paths.diverged_at[0])
        lived = steps if gone < 0 else gone - 1
        np.testing.assert_allclose(rate, np.geomspace(high / 2000, high, steps))
        edge = {"SGD": 2, "Momentum": 2 + 2 * rho, "Nesterov": (2 + 2 * rho) / (1 + 2 * rho), "Adam": np.inf}[rule] / kappa
        said = " ".join(sentences(race, rule, test))
        turns = re.search(rf"the slope there grows from α = {NUMBER} on", said)
        if turns:
            k = int(np.abs(rate - read(turns[1])).argmin())
            slope = np.abs(test.paths.grad[0, :lived, 1])  # y is the steep direction, as the rule was told its slope
            assert near(turns[1], rate[k])
            assert slope[-1] >= 10 * slope[k]
            assert (np.diff(slope[k + 6 :]) > 0).all()  # to rounding at first
            assert noise or rule != "SGD" or abs(k - np.searchsorted(rate, edge)) <= 1
            heard.add("turns")
        late = re.search(rf"The loss itself is lowest only at α = {NUMBER}", said)
        if late:
            assert turns
            assert near(late[1], rate[min(loss[: lived + 1].argmin(), steps - 1)])
            assert read(late[1]) > 1.98 * read(turns[1])
            heard.add("late")
        passes = re.search(rf"At α = {NUMBER} the rate passes theory’s edge, {NUMBER} where", said)
        above = np.flatnonzero(rate[:lived] >= edge)
        assert bool(passes) == bool(len(above)), said
        if passes:
            assert near(passes[1], rate[above[0]])
            assert near(passes[2], edge)
            heard.add("passes")
        ends = re.search(rf"It diverged at step (\d+), with α = {NUMBER}", said)
        assert bool(ends) == (gone >= 0)
        if ends:
            assert int(ends[1]) == gone
            assert near(ends[2], rate[gone - 1])
            heard.add("ends")
        if "No growth ends this run" in said:
            assert gone < 0
            heard.add("none")
        steep = re.search(rf"The smoothed loss falls most per decade at α = {NUMBER}", said)
        if steep:
            k, mean, means = int(np.abs(rate - read(steep[1])).argmin()), 0.0, []
            for t, value in enumerate(loss[: lived + 1], 1):
                mean = 0.9 * mean + 0.1 * value
                means.append(mean / (1 - 0.9**t))
            falls = np.gradient(np.array(means)[:steps], np.log(rate[: len(means)]))
            assert falls[k] <= falls[: np.argmin(means)].min() * (1 - 1e-6)
            heard.add("steep")
        assert np.isfinite(x[: lived + 1]).all()
    assert heard == {"turns", "late", "passes", "ends", "none", "steep"}
