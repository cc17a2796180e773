"""torch and optax walk the same path: 200 steps on Rosenbrock in float64, to 1e-12.

Both are fed our analytic gradient, so only the rule is judged. Settings are those at which the conventions agree:
AdaGrad: torch starts its sum at 0 and adds ε outside the root as we do; optax adds ε inside, so it is judged at ε = 0.
RMSprop: ε outside needs optax's eps_in_sqrt=False; at larger rates the path is chaotic, so it is judged at 1e-3.
AdamW: weight_decay is given, the defaults differ (torch 0.01, optax 1e-4). Nesterov: both peers keep the shifted
variable x + ρv.
"""

import jax
import numpy as np
import optax
import pytest
import torch

from landscapes import landscape
from optimizers import Run, descend, schedule
from optimizers.rules import FIRST_ORDER
from tests.visitors_programs import jit

ROSENBROCK = landscape("Rosenbrock")
START = (-1.2, 1.0)
STEPS = 200

pytestmark = pytest.mark.usefixtures("compiled_as_for_visitors")

slope = jax.grad(lambda q: ROSENBROCK.loss(q[0], q[1], 100.0))
gradient = jit(slope)


def torch_path(make):
    theta = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    rule = make([theta])
    path = [np.array(START)]
    for _ in range(STEPS):
        theta.grad = torch.tensor(np.asarray(gradient(path[-1])))
        rule.step()
        path.append(theta.detach().numpy().copy())
    return np.array(path)


def optax_path(rule):
    def body(carry, _):
        theta, state = carry
        update, state = rule.update(slope(theta), state, theta)
        theta = optax.apply_updates(theta, update)
        return (theta, state), theta

    _, path = jit(lambda start: jax.lax.scan(body, (start, rule.init(start)), length=STEPS))(jax.numpy.array(START))
    return np.vstack([START, path])


def at_theta(paths, run):
    return paths.theta[0]


def shifted(paths, run):
    return paths.theta[0] + run.hyper["momentum"] * paths.state["v"][0]


SETTINGS = {
    "SGD": {"lr": 1e-3},
    "Momentum": {"lr": 5e-4, "momentum": 0.9},
    "Nesterov": {"lr": 5e-4, "momentum": 0.9},
    "AdaGrad": {"lr": 0.4, "eps": 1e-7},
    "RMSprop": {"lr": 1e-3, "decay": 0.9, "eps": 1e-8},
    "Adam": {"lr": 0.01, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
    "AdamW": {"lr": 0.01, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.1},
}

# rule: [(judge, its path, settings that differ from SETTINGS, the variable that is compared)]
JUDGES = {
    "SGD": [
        ("torch", lambda: torch_path(lambda p: torch.optim.SGD(p, lr=1e-3)), {}, at_theta),
        ("optax", lambda: optax_path(optax.sgd(1e-3)), {}, at_theta),
    ],
    "Momentum": [
        ("torch", lambda: torch_path(lambda p: torch.optim.SGD(p, lr=5e-4, momentum=0.9)), {}, at_theta),
        ("optax", lambda: optax_path(optax.sgd(5e-4, momentum=0.9)), {}, at_theta),
    ],
    "Nesterov": [
        ("torch", lambda: torch_path(lambda p: torch.optim.SGD(p, lr=5e-4, momentum=0.9, nesterov=True)), {}, shifted),
        ("optax", lambda: optax_path(optax.sgd(5e-4, momentum=0.9, nesterov=True)), {}, shifted),
    ],
    "AdaGrad": [
        ("torch", lambda: torch_path(lambda p: torch.optim.Adagrad(p, lr=0.4, eps=1e-7)), {}, at_theta),
        ("optax", lambda: optax_path(optax.adagrad(0.4, initial_accumulator_value=0.0, eps=0.0)), {"eps": 0.0}, at_theta),
    ],
    "RMSprop": [
        ("torch", lambda: torch_path(lambda p: torch.optim.RMSprop(p, lr=1e-3, alpha=0.9, eps=1e-8)), {}, at_theta),
        ("optax", lambda: optax_path(optax.rmsprop(1e-3, decay=0.9, eps=1e-8, eps_in_sqrt=False)), {}, at_theta),
    ],
    "Adam": [
        ("torch", lambda: torch_path(lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8)), {}, at_theta),
        ("optax", lambda: optax_path(optax.adam(0.01, b1=0.9, b2=0.999, eps=1e-8)), {}, at_theta),
    ],
    "AdamW": [
        (
            "torch",
            lambda: torch_path(lambda p: torch.optim.AdamW(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1)),
            {},
            at_theta,
        ),
        ("optax", lambda: optax_path(optax.adamw(0.01, b1=0.9, b2=0.999, eps=1e-8, weight_decay=0.1)), {}, at_theta),
    ],
}

CASES = [(name, *judgement) for name, judgements in JUDGES.items() for judgement in judgements]


def test_every_first_order_rule_has_its_judges():
    names = {rule.name for rule in FIRST_ORDER}
    assert set(JUDGES) == names
    assert set(SETTINGS) == names


@pytest.mark.parametrize(("name", "judge", "path", "differs", "variable"), CASES, ids=[f"{case[0]} by {case[1]}" for case in CASES])
def test_the_judge_walks_the_same_path(name, judge, path, differs, variable, verified):
    run = Run(name, start=START, **{**SETTINGS[name], **differs})
    paths = descend(ROSENBROCK, [run], steps=STEPS, params={"b": 100.0})
    theirs = path()
    assert np.ptp(theirs, axis=0).min() > 0.02  # the path goes somewhere: agreeing on standing still proves nothing
    difference = np.abs(variable(paths, run) - theirs).max()
    assert difference <= 1e-12
    verified("rules", name, judge, difference, f"θ over {STEPS} steps of Rosenbrock")


# rule, what is set besides SETTINGS, and the judge of that
SWITCHED = {
    "Adam's coupled L2 by torch": (
        "Adam",
        {"weight_decay": 0.1},
        lambda: torch_path(lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1)),
    ),
    "Adam's coupled L2 by optax": (
        "Adam",
        {"weight_decay": 0.1},
        lambda: optax_path(optax.chain(optax.add_decayed_weights(0.1), optax.adam(0.01, b1=0.9, b2=0.999, eps=1e-8))),
    ),
    "Momentum's form B by optax": (  # the trace of −α g, added as it is
        "Momentum",
        {"form": "B"},
        lambda: optax_path(optax.chain(optax.scale(-5e-4), optax.trace(0.9))),
    ),
    # optax has no such switch; at ε = 0 the hats are factors of each step, which can be taken off again.
    "Adam without bias correction by optax": (
        "Adam",
        {"bias_correction": False, "eps": 0.0},
        lambda: optax_path(optax.chain(optax.scale_by_adam(b1=0.9, b2=0.999, eps=0.0), unbiased(0.9, 0.999), optax.scale(-0.01))),
    ),
}


def unbiased(b1, b2):
    """Takes the hats off what optax's Adam says: m̂/√v̂ becomes m/√v."""

    def update(updates, state, params=None):
        t = state + 1
        return jax.tree.map(lambda u: u * (1 - b1**t) / jax.numpy.sqrt(1 - b2**t), updates), t

    return optax.GradientTransformation(lambda params: 0, update)


@pytest.mark.parametrize("name", SWITCHED)
def test_the_judge_agrees_with_the_rules_other_setting(name):
    rule, differs, path = SWITCHED[name]
    paths = descend(ROSENBROCK, [Run(rule, start=START, **{**SETTINGS[rule], **differs})], steps=STEPS, params={"b": 100.0})
    usual = descend(ROSENBROCK, [Run(rule, start=START, **SETTINGS[rule])], steps=STEPS, params={"b": 100.0})
    assert np.abs(paths.theta[0] - path()).max() <= 1e-12
    if "form" not in differs:  # forms A and B are one path while the rate is constant
        assert np.abs(paths.theta - usual.theta).max() > 1e-3


def test_optax_agrees_under_a_schedule_and_clipping_too():
    run = Run("Momentum", start=START, lr=1e-3, momentum=0.9)
    paths = descend(ROSENBROCK, [run], steps=STEPS, schedule="Cosine", clip=10.0)
    rule = optax.chain(
        optax.clip_by_global_norm(10.0), optax.trace(0.9), optax.scale_by_learning_rate(optax.cosine_decay_schedule(1e-3, STEPS))
    )
    assert np.abs(paths.theta[0] - optax_path(rule)).max() <= 1e-12


def test_torch_agrees_under_a_schedule_too():
    def make(params):
        rule = torch.optim.Adam(params, lr=0.05)
        plan = torch.optim.lr_scheduler.ExponentialLR(rule, 0.98)
        rule.register_step_post_hook(lambda *_: plan.step())
        return rule

    paths = descend(ROSENBROCK, [Run("Adam", start=START, lr=0.05)], steps=STEPS, schedule=schedule("Exponential", gamma=0.98))
    assert np.abs(paths.theta[0] - torch_path(make)).max() <= 1e-12
