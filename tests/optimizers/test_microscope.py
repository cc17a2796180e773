"""What the microscope shows is what the engine did: moves, slopes, curvatures, at every step of every rule."""

from itertools import product

import jax
import numpy as np
import pytest

from landscapes import landscape
from optimizers import SCHEDULES, Run, descend, schedule
from optimizers.batches import batches
from optimizers.microscope import magnify

STEPS = 40
MORE = {"AdamW": {"weight_decay": (0.3,)}, "Momentum": {"momentum": (0.5,)}, "L-BFGS": {"memory": (1,)}}
STIRRED = {"noise": 0.3, "clip": 0.5, "schedule": "Cosine", "seed": 3}
RACES = [{}, *({"schedule": schedule(s, warmup=0.2)} for s in SCHEDULES), {"noise": 0.3}, {"clip": 0.5}, STIRRED]


def variants(rule):
    """A rule's settings: every option, every setting that its lines depend on at 0 and 0.3, and some more."""
    lines = {name for line in rule.substeps for name in (*line.when, *line.unless)}
    values = {p.name: range(len(p.options)) if p.options else (0, 0.3) for p in rule.hyper if p.options or p.name in lines}
    own = [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]
    return [*own, *({name: v} for name, more in MORE.get(rule.name, {}).items() for v in more)]


def tries(rule, land):
    """Races and their runs: every variant in every race, in mini-batches where there is data; some slower and faster."""
    rate = land.rates.get(rule.name, rule.lr.default)
    data = [{"batch": 8}, STIRRED | {"batch": 8}] if land.samples else []
    for race in (*RACES, *data):
        factors = (1, 0.1, 3) if race in ({}, STIRRED) else (1,)
        yield race, [Run(rule, lr=min(factor * rate, rule.lr.high), **own) for own in variants(rule) for factor in factors]


def sums(m, end):
    """The total of the moves of each step, and the arrow over all of them, if there is one."""
    moves = [m.letters[line.letter][:end] for line in m.lines if line.draws == "move"]
    return [sum(moves[1:], moves[0]), *(m.letters[line.letter][:end] for line in m.lines if line.draws == "sum")]


def rounding(m, end):
    """How far x may be off, as a share of max(1, |x|): where a system with the matrix A is solved, no closer than ε cond(A)."""
    if not any(line.draws == "model" for line in m.lines):
        return 1e-12
    return 1e-12 + 2 * np.finfo(float).eps * np.linalg.cond(np.nan_to_num(m.letters["A"][:end]))[:, None]


def test_the_moves_shown_lead_to_the_engines_next_point(rule, land):
    for race, runs in tries(rule, land):
        paths = descend(land, runs, STEPS, **race)
        for lane, run in enumerate(runs):
            m = magnify(land, run, STEPS, **race)
            end = STEPS if paths.diverged_at[lane] < 0 else paths.diverged_at[lane]
            x, after = paths.theta[lane, :end], paths.theta[lane, 1 : end + 1]
            finite = np.isfinite(after)  # the last step may throw a run out of the numbers
            for moved in sums(m, end):
                with np.errstate(all="ignore"):
                    share = np.abs(x + moved - after) / np.maximum(1, np.abs(after))
                assert (np.isfinite(x + moved) == finite).all(), (run, race)
                assert (share <= rounding(m, end))[finite].all(), (run, race, share[finite].max())


def each(function, *rows):
    """The function's value for every row."""
    return np.asarray(jax.vmap(function)(*rows))


@pytest.fixture(params=[STIRRED, {"noise": 0.3, "batch": 8}], ids=["noise, clip, cosine", "noise, mini-batch"])
def told(request, rule):
    """A run on a surface from data, as the microscope and as the engine see it, and who is drawn at each step."""
    if not {"g", "fg"} & set(rule.told):
        pytest.skip("asks for no gradient")
    land, run, race = landscape("Least squares"), Run(rule), request.param
    drawn = batches(land.samples, race.get("batch"), STEPS, race.get("seed", 0), room=land.samples)
    return land, race, magnify(land, run, STEPS, **race), descend(land, [run], STEPS, **race), drawn / drawn.sum(1, keepdims=True)


def test_slope_noise_and_clipping_make_the_gradient_that_the_rule_is_told(told):
    land, race, m, paths, weights = told
    slope = each(jax.grad(lambda q, w: land.batch_loss(*q, w, *land.numbers())), m.letters["at"], weights)
    noise = 0.3 * np.random.default_rng(race.get("seed", 0)).standard_normal((STEPS, 2))
    noisy, clip = slope + noise, race.get("clip", np.inf)
    norm = np.linalg.norm(noisy, axis=1)
    expected = {"slope": slope, "noisy": noisy, "norm": norm, "g": noisy * np.minimum(1, clip / norm)[:, None]}
    for name, values in expected.items():
        assert m.letters[name] == pytest.approx(values, rel=1e-12, abs=1e-13), name
    assert (m.letters["noise"] == noise).all()
    assert (m.letters["g"] == paths.grad[0]).all()
    assert (norm > clip).any() == ("clip" in race)


def test_the_whole_surfaces_slope_and_curvature_know_nothing_of_noise_and_mini_batches(told):
    land, _, m, paths, _ = told
    slope = jax.grad(lambda q: land.loss(*q, *land.numbers()))
    assert m.gradient == pytest.approx(each(slope, paths.theta[0]), rel=1e-12, abs=1e-13)
    assert m.hessian == pytest.approx(each(jax.jacobian(slope), paths.theta[0]), rel=1e-12, abs=1e-13)


def test_the_narrow_valleys_slope_and_curvature_have_closed_forms():
    # ½ (u² + κ v²) with (u, v) the point turned by φ: H = Rᵀ diag(1, κ) R, gradient H x
    m = magnify("Narrow valley", Run("SGD", lr=0.01), 60, params={"kappa": 49, "angle": 30})
    c, s = np.sqrt(3) / 2, 0.5
    turn = np.array([[c, s], [-s, c]])
    H = turn.T @ np.diag([1, 49]) @ turn
    assert m.hessian == pytest.approx(np.broadcast_to(H, (61, 2, 2)), rel=1e-12)
    assert m.gradient == pytest.approx(m.paths.theta[0] @ H, rel=1e-11)


def test_rosenbrocks_slope_and_curvature_are_jaxs():
    def f(q):
        return (1 - q[0]) ** 2 + 7 * (q[1] - q[0] ** 2) ** 2

    m = magnify("Rosenbrock", Run("Adam", lr=0.1), 60, params={"b": 7})
    assert m.gradient == pytest.approx(each(jax.grad(f), m.paths.theta[0]), rel=1e-11, abs=1e-12)
    assert m.hessian == pytest.approx(each(jax.hessian(f), m.paths.theta[0]), rel=1e-11, abs=1e-12)


def test_only_nesterov_asks_elsewhere_than_where_it_stands(rule):
    m = magnify("Rosenbrock", Run(rule), STEPS, schedule="Cosine")
    x = m.paths.theta[0]
    ahead = 0.9 * m.paths.state["v"][0] if rule.name == "Nesterov" else 0  # lecture.md 1: ∇f(x + ρ v), ρ = 0.9
    assert m.letters["at"] == pytest.approx((x + ahead)[:-1], rel=1e-14)
    assert m.letters["next at"] == pytest.approx((x + ahead)[1:], rel=1e-14)


def test_nesterovs_shifted_form_goes_through_the_look_ahead_points():
    # lecture.md 1: v' = ρ v − α ∇f(x̃); x̃ ← x̃ + v' + ρ (v' − v), on ½x² + 50y², where the gradient is (x, 100 y)
    rate, rho, ahead, v = 0.004, 0.8, np.array([-3.0, 2.0]), np.zeros(2)
    m = magnify("Narrow valley", Run("Nesterov", start=ahead, lr=rate, momentum=rho), STEPS, schedule="Linear")
    for k in range(STEPS):
        assert m.letters["at"][k] == pytest.approx(ahead, abs=1e-12)
        after = rho * v - rate * (1 - k / STEPS) * np.array([1, 100]) * ahead
        ahead, v = ahead + after + rho * (after - v), after
        assert m.letters["next at"][k] == pytest.approx(ahead, abs=1e-12)


@pytest.mark.parametrize("race", [{}, STIRRED, {"batch": 8, "seed": 5}], ids=["plain", "noise, clip, cosine", "mini-batch"])
def test_a_random_search_goes_to_the_point_it_is_shown_to_try_where_that_is_lower(race):
    run = Run("Random search")
    m, paths = magnify("Least squares", run, STEPS, **race), descend("Least squares", [run], STEPS, **race)
    lower = m.letters["found"] < m.letters["best"]
    assert 0 < lower.sum() < STEPS
    assert paths.theta[0, 1:] == pytest.approx(np.where(lower[:, None], m.letters["tried"], paths.theta[0, :-1]), rel=1e-12)
    if not race:
        assert m.letters["best"] == pytest.approx(paths.loss[0, :-1], rel=1e-12)


FAR = {"start": (1e6, -1e6)}
HOSTILE = {
    "diverging": ("Goldstein–Price", {"lr": np.inf}, {}),
    "diverging until the numbers end": ("Round bowl", {"lr": np.inf}, {"steps": 200}),
    "diverging from afar": ("Rosenbrock", FAR | {"lr": np.inf}, {"noise": 1000.0}),
    "no bottom": ("Monkey saddle", {"lr": 3.0}, {"clip": 0.5, "noise": 0.3}),
    "rate 0": ("Rosenbrock", {"lr": 0.0}, {}),
    "on the saddle": ("Saddle", {"start": (0.0, 0.0)}, {}),
    "on the degenerate saddle": ("Monkey saddle", {"start": (0.0, 0.0)}, {}),
    "nothing in the way of 0 / 0": ("Round bowl", {"start": (0.0, 0.0), "eps": 0.0}, {"clip": 1.0}),
    "one step": ("Logistic regression", {}, {"steps": 1, "batch": 1}),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_no_run_is_too_hostile(rule, case):
    surface, own, race = HOSTILE[case]
    own = {name: value for name, value in own.items() if name != "eps" or "eps" in {p.name for p in rule.hyper}}
    own |= {"lr": min(own["lr"], rule.lr.high)} if "lr" in own else {}
    race = {"steps": 60} | race
    m, paths = magnify(surface, Run(rule, **own), **race), descend(surface, [Run(rule, **own)], **race)
    assert np.array_equal(m.paths.theta, paths.theta, equal_nan=True)
    assert {len(values) for values in m.letters.values()} == {race["steps"]}
    assert len(m.gradient) == len(m.hessian) == race["steps"] + 1


@pytest.mark.parametrize("name", ["Adam", "L-BFGS"])
def test_runs_longer_than_the_smallest_program_are_seen_to_their_end(name):
    m, paths = magnify("Narrow valley", Run(name), 3000, "Cosine"), descend("Narrow valley", [Run(name)], 3000, "Cosine")
    x = paths.theta[0]
    assert x[:-1] + m.letters["dx"] == pytest.approx(x[1:], abs=1e-12)
    assert m.letters["lr"][-1] == paths.lr[0, -1]
    assert m.gradient == pytest.approx(x * [1, 100], rel=1e-12)  # ½x² + 50y²
