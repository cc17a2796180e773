"""Weight decay inside the gradient and beside it: what is the same, what is not, and where each rests.

Judges: torch.optim and optax for the paths, SciPy for the resting places, closed forms derived in `studies/weight_decay.py`.
"""

import jax
import numpy as np
import optax
import pytest
import torch
from scipy.optimize import minimize

from landscapes.penalised import PENALISED, hessian, numbers
from optimizers import SCHEDULES, Run, descend, optimizer, schedule
from optimizers.rules.sgd_l2 import SGD_L2
from optimizers.rules.sgdw import SGDW
from studies.weight_decay import adamw_rest, box_rest, divisor, ridge_rest, sgd_edges

START, CENTRE, STEPS = (-3.0, 3.0), np.array([2.0, 1.5]), 200
GROUNDS = {
    "along the axes": (30.0, 0.0, CENTRE),
    "turned": (30.0, 30.0, CENTRE),
    "turned, other signs": (30.0, 60.0, np.array([2.0, -1.0])),
}
RATES = {"Round bowl": 0.1, "Narrow valley": 0.015, "Booth": 0.05, "Rosenbrock": 5e-4, "Least squares": 0.01, "Six-hump camel": 0.01}


@pytest.fixture(params=GROUNDS, ids=str)
def ground(request):
    """Hessian, minimum, and the surface's numbers."""
    kappa, angle, c = GROUNDS[request.param]
    H = hessian(kappa, angle)
    return H, c, numbers(H, c, 0.0, 0.0, 1.0)


def both(surface, lr, momentum=0.0, weight_decay=0.3, **setting):
    """The paths (2, steps+1, 2) of SGD + L2 and SGDW."""
    runs = [Run(rule, lr=lr, momentum=momentum, weight_decay=weight_decay) for rule in (SGD_L2, SGDW)]
    return descend(surface, runs, **setting).theta


@pytest.mark.parametrize("surface", RATES)
def test_for_sgd_both_are_one_path_under_every_schedule(surface):
    """x − α(g + λx) = (1 − αλ)x − αg, up to the rounding of 200 steps."""
    for plan in SCHEDULES:
        inside, beside = both(surface, RATES[surface], schedule=plan, steps=STEPS, noise=0.1)
        assert np.ptp(inside, axis=0).max() > 0.1
        assert np.abs(inside - beside).max() <= 1e-12, plan.name


def test_momentum_parts_them():
    inside, beside = both(PENALISED, 0.02, momentum=0.9, steps=STEPS)
    assert np.abs(inside - beside).max() > 0.1


def test_at_rest_under_momentum_sgdw_feels_the_share_one_minus_rho_of_lambda(ground):
    """v = g / (1 − ρ) and v + λx = 0 give g = −(1 − ρ) λx; the pull inside the gradient gathers with it and stays λ."""
    H, c, params = ground
    inside, beside = both(PENALISED, 0.02, momentum=0.8, weight_decay=0.7, steps=4000, params=params)
    assert inside[-1] == pytest.approx(ridge_rest(H, c, 0.7)[0], abs=1e-12)
    assert beside[-1] == pytest.approx(ridge_rest(H, c, 0.2 * 0.7)[0], abs=1e-12)


def slope(H, c):
    return lambda x: H @ (np.asarray(x) - c)


def torch_path(make, gradient, steps=STEPS):
    theta = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    rule = make([theta])
    path = [np.array(START)]
    for _ in range(steps):
        theta.grad = torch.tensor(gradient(path[-1]))
        rule.step()
        path.append(theta.detach().numpy().copy())
    return np.array(path)


def optax_path(rule, H, c):
    def body(carry, _):
        theta, state = carry
        update, state = rule.update(H @ (theta - c), state, theta)
        theta = optax.apply_updates(theta, update)
        return (theta, state), theta

    start = jax.numpy.array(START)
    return np.vstack([START, jax.lax.scan(body, (start, rule.init(start)), length=STEPS)[1]])


ADAM = {"beta1": 0.9, "beta2": 0.99, "eps": 1e-8}
BETAS = {"betas": (0.9, 0.99), "eps": 1e-8}
B = {"b1": 0.9, "b2": 0.99, "eps": 1e-8}
DECAY = optax.add_decayed_weights(0.4)
# Each rule, its settings, and those who walk the same path. torch's SGD has no decoupled decay.
JUDGED = {
    "SGD + L2": (
        Run(SGD_L2, START, 0.02, momentum=0.5, weight_decay=0.4),
        lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.5, weight_decay=0.4),
        optax.chain(DECAY, optax.trace(0.5), optax.scale(-0.02)),
    ),
    "SGDW": (
        Run(SGDW, START, 0.02, momentum=0.5, weight_decay=0.4),
        None,
        optax.chain(optax.trace(0.5), DECAY, optax.scale(-0.02)),
    ),
    "Adam + L2": (
        Run("Adam", START, 0.1, weight_decay=0.4, **ADAM),
        lambda p: torch.optim.Adam(p, lr=0.1, weight_decay=0.4, **BETAS),
        optax.chain(DECAY, optax.scale_by_adam(**B), optax.scale(-0.1)),
    ),
    "AdamW": (
        Run("AdamW", START, 0.1, weight_decay=0.4, **ADAM),
        lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.4, **BETAS),
        optax.chain(optax.scale_by_adam(**B), DECAY, optax.scale(-0.1)),
    ),
}


@pytest.mark.parametrize("name", JUDGED)
def test_torch_and_optax_take_the_same_steps(name, ground):
    """The first step and all 200, in float64, to 1e-12."""
    H, c, params = ground
    run, by_torch, by_optax = JUDGED[name]
    ours = descend(PENALISED, [run], STEPS, params=params).theta[0]
    for theirs in ([torch_path(by_torch, slope(H, c))] if by_torch else []) + [optax_path(by_optax, H, c)]:
        assert ours[1] == pytest.approx(theirs[1], abs=1e-15)
        assert np.abs(ours - theirs).max() <= 1e-12


@pytest.mark.parametrize("rule", [SGDW, optimizer("AdamW")], ids=lambda rule: rule.name)
@pytest.mark.parametrize("plan", SCHEDULES, ids=lambda plan: plan.name)
def test_the_pull_beside_the_gradient_follows_the_schedule(rule, plan):
    """On flat ground only the pull is left: x shrinks by 1 − α_t λ in step t."""
    flat = numbers(np.zeros((2, 2)), CENTRE, 0.0, 0.0, 1.0)
    paths = descend(PENALISED, [Run(rule, START, 0.1, weight_decay=0.4)], 50, plan, params=flat)
    left = np.cumprod(1 - 0.4 * 0.1 * plan.multipliers(50))
    assert paths.theta[0, 1:] == pytest.approx(left[:, None] * START, rel=1e-13)


@pytest.mark.parametrize("beta2", [0.9, 0.99, 0.999])
def test_adam_with_l2_rests_where_sgd_with_l2_does(ground, beta2):
    """√v̂ divides slope and pull alike: g + λx = 0 at rest, the ridge solution.

    A short memory makes √v̂ as small as the slopes, so Adam bounces by about its rate: 1e-9, and three times the last of cosine's rates.
    """
    H, c, params = ground
    last = 0.1 * schedule("Cosine").multipliers(10_000)[-1]
    assert last < 3e-9
    for decay in (0.1, 1.0, 10.0):
        paths = descend(PENALISED, [Run("Adam", START, 0.1, beta2=beta2, weight_decay=decay)], 10_000, "Cosine", params=params)
        assert paths.theta[0, -1] == pytest.approx(np.linalg.inv(H + decay * np.eye(2)) @ H @ c, abs=1e-9 + 3 * last)


def test_without_noise_adamw_rests_at_the_least_of_a_box(ground):
    """|x| ≤ 1/λ (Xie and Li, 2024): below λ|c| = 1 that is the minimum itself. √v̂ fades as 0.99^(t/2): 20 000 steps come within 2e-4."""
    H, c, params = ground
    decays = np.array([0.1, 0.4, 0.7, 2.0])
    runs = [Run("AdamW", START, 0.1, beta2=0.99, weight_decay=decay) for decay in decays]
    ended = descend(PENALISED, runs, 20_000, "Cosine", params=params).theta[:, -1]
    assert ended == pytest.approx(box_rest(H, c, decays), abs=2e-4)
    assert ended[:2] == pytest.approx(np.tile(c, (2, 1)), abs=2e-4)
    assert np.abs(ended[2:]).max(1) == pytest.approx(1 / decays[2:], abs=2e-4)


def test_the_box_rest_is_scipys_bounded_minimum(ground):
    H, c, _ = ground
    decays = np.array([0.0, 0.3, 0.55, 0.7, 1.0, 3.0, 10.0])
    for decay, rest in zip(decays, box_rest(H, c, decays), strict=True):
        side = 1 / decay if decay else None
        found = minimize(
            lambda x: 0.5 * (x - c) @ H @ (x - c),
            np.zeros(2),
            jac=slope(H, c),
            bounds=[(-side, side) if side else (None, None)] * 2,
            method="L-BFGS-B",
            options={"ftol": 1e-16, "gtol": 1e-12},
        )
        assert rest == pytest.approx(found.x, abs=1e-6)


def test_at_rest_adamw_holds_next_to_no_slope():
    """g / (|g| + ε) = −λx gives |g| = ελ|x| / (1 − λ|x|). With an ε of 0.1 that can be seen; x then solves h(x − c) = −ελx/(1 − λx)."""
    eps, decay = 0.1, 0.3
    H = hessian(30, 0)
    rest = []
    for h, c in zip(np.diag(H), CENTRE, strict=True):  # the smaller root of hλx² − (h + hcλ + ελ)x + hc = 0
        a, b = h * decay, h + h * c * decay + eps * decay
        rest.append((b - np.sqrt(b**2 - 4 * a * h * c)) / (2 * a))
    run = Run("AdamW", START, 0.05, beta2=0.9, eps=eps, weight_decay=decay)
    ended = descend(PENALISED, [run], 10_000, "Cosine", params=numbers(H, CENTRE, 0.0, 0.0, 1.0)).theta[0, -1]
    assert ended == pytest.approx(rest, abs=1e-5)
    assert np.abs(ended - CENTRE).max() > 0.1


def test_until_it_forgets_adamw_stands_where_todays_root_lets_it(ground):
    """g = −λ√v̂ x: an L2 of λ√v̂ in each coordinate. √v̂ falls by 1/2000 a step; within 1e-3 the run, whose rate stays, keeps up."""
    H, c, params = ground
    for steps in (3000, 5000):
        paths = descend(PENALISED, [Run("AdamW", START, 0.1, beta2=0.999, weight_decay=0.4)], steps, params=params)
        today = ridge_rest(H, c, 0.4 * divisor(paths, 0, 1e-8)[-1][None])[0]
        assert paths.theta[0, -1] == pytest.approx(today, abs=1e-3)
        assert np.abs(today - c).max() > 0.03  # and that is not yet the minimum


@pytest.mark.parametrize("sigma", [1e-3, 0.1, 1.0, 5.0, 1000.0])
def test_under_noise_the_rest_is_the_least_of_loss_and_hidden_penalty(ground, sigma):
    """g / √(σ² + g²) = −λx to rounding, and SciPy's minimum of f − (σ/λ) Σ √(1 − (λx)²) to 1e-5."""
    H, c, _ = ground
    decays = np.array([0.05, 0.4, 0.7, 2.0, 10.0])
    rests = adamw_rest(H, c, decays, sigma)
    g = (rests - c) @ H
    assert -decays[:, None] * rests == pytest.approx(g / np.hypot(sigma, g), abs=1e-10)
    for decay, rest in zip(decays, rests, strict=True):

        def hidden(u, decay=decay):  # λx = sin u
            x = np.sin(u) / decay
            return 0.5 * (x - c) @ H @ (x - c) - sigma / decay * np.cos(u).sum()

        found = minimize(
            hidden,
            np.arcsin(0.5 * decay * rest),
            method="Nelder-Mead",
            options={"xatol": 1e-12, "fatol": 1e-15, "maxiter": 4000},
        )
        assert rest == pytest.approx(np.sin(found.x) / decay, abs=1e-5)


def test_without_pull_the_rest_is_the_minimum_and_without_noise_the_box(ground):
    H, c, _ = ground
    assert adamw_rest(H, c, np.array([0.0]), 1.0)[0] == pytest.approx(c, abs=1e-15)
    decays = np.array([0.4, 0.7, 2.0])
    assert adamw_rest(H, c, decays, 1e-9) == pytest.approx(box_rest(H, c, decays), abs=1e-8)


def test_at_a_lambda_of_0_4_adamws_rest_in_x_meets_the_ridge_at_a_noise_of_0_82():
    """At x = 2/1.4 both g and λx are 0.4 x, so g / √(σ² + g²) = −λx asks for σ² = 1 − (0.4 x)²: lesson, "Try this" 3."""
    sigma = np.sqrt(1 - (0.4 * 2 / 1.4) ** 2)
    assert sigma == pytest.approx(0.82, abs=1e-3)
    assert adamw_rest(hessian(30, 0), CENTRE, np.array([0.4]), sigma)[0, 0] == pytest.approx(2 / 1.4, abs=1e-9)


@pytest.mark.parametrize("sigma", [0.5, 3.0])
def test_noisy_runs_rest_on_average_where_theory_says(ground, sigma):
    """Means over 20 000 steps of two Adams from rest: AdamW at `adamw_rest`, Adam + L2 at the ridge solution.

    The noise of a mean over n steps moves it by some σ / (h √n) = 0.02 in the gentlest direction at σ = 3.
    """
    H, c, params = ground
    decays = np.array([0.1, 0.5, 1.0])
    runs = [Run(rule, tuple(c), 0.005, beta2=0.999, weight_decay=decay) for rule in ("AdamW", "Adam") for decay in decays]
    means = descend(PENALISED, runs, 30_000, noise=sigma, params=params).theta[:, 10_000:].mean(1)
    assert means[:3] == pytest.approx(adamw_rest(H, c, decays, sigma), abs=0.03)
    assert means[3:] == pytest.approx(ridge_rest(H, c, decays), abs=0.03)


def test_the_divisor_is_the_root_that_adam_divides_by():
    """Against Adam in plain NumPy, with λx in the gradient."""
    params = numbers(hessian(30, 0), CENTRE, 0.0, 0.0, 1.0)
    paths = descend(PENALISED, [Run("Adam", START, 0.1, beta2=0.99, weight_decay=0.4)], 30, params=params)
    v = np.zeros(2)
    for k, x in enumerate(paths.theta[0, :-1]):
        v = 0.99 * v + 0.01 * (hessian(30, 0) @ (x - CENTRE) + 0.4 * x) ** 2
        assert divisor(paths, 0, 1e-8)[k] == pytest.approx(np.sqrt(v / (1 - 0.99 ** (k + 1))) + 1e-8, rel=1e-12)


def test_at_rest_adam_trembles_once_its_own_rate_passes_the_edge_of_38():
    """2(1 + β₁)/(1 − β₁) = 38 for α(h + λ)/√v̂ (Cohen et al., 2022): up to there a rounding error stays one, beyond it grows."""
    H = hessian(30, 0)
    run = Run("Adam", START, 0.1, beta2=0.99, weight_decay=0.4)
    paths = descend(PENALISED, [run], 2000, "Cosine", params=numbers(H, CENTRE, 0.0, 0.0, 1.0))
    sharp = paths.lr[0] * 30.4 / divisor(paths, 0, 1e-8)[:, 1]
    passed = int((sharp > 38).argmax())
    off = np.abs(paths.theta[0, :, 1] - 45 / 30.4)
    assert off[1000:passed].max() < 1e-13
    assert off[passed : passed + 100].max() > 1e-3
    assert 1200 < passed < 1270 < int(np.argmax(off[1000:])) + 1000 + 5 < 1290  # the jump that the lesson speaks of


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("decay", [0.0, 0.4, 10.0])
def test_beyond_their_edges_both_sgd_diverge_and_below_they_do_not(momentum, decay):
    """The spectral radius of each one's step on ½ h x², as a matrix over (x, v), is 1 at the edge."""
    h = 30.0
    for rule, edge in zip((SGD_L2, SGDW), sgd_edges(decay, momentum, h), strict=True):
        for share in (0.99, 1.0, 1.01):

            def step(both, lr=share * edge, rule=rule):
                x, state = rule.step(both[0], h * both[0], {"v": both[1]}, lr, momentum, decay)
                return jax.numpy.array([x, state["v"]])

            radius = np.abs(np.linalg.eigvals(np.asarray(jax.jacobian(step)(jax.numpy.array([0.7, -0.2]))))).max()
            assert radius == pytest.approx(1, abs=1e-12) if share == 1 else np.sign(radius - 1) == np.sign(share - 1)
