"""The page on weight decay: which four runs the settings describe, and the controls."""

from dataclasses import dataclass

import numpy as np

from landscapes.penalised import PENALISED, hessian, numbers
from optimizers import SCHEDULES, Optimizer, Paths, Run, Schedule, descend, optimizer, schedule
from optimizers.conditions import NOISE, SEED, STEPS, conditions_of
from optimizers.rules.sgd_l2 import SGD_L2
from optimizers.rules.sgdw import SGDW
from optimizers.run import COORDINATE
from parameter import Parameter
from plots.decay import DRAWN, NAMES
from studies.weight_decay import adamw_rest, over, ridge_rest
from ui.frame import settings
from ui.parts import controls
from ui.parts.grasp import Lane, Shown, changed, conditions_with
from ui.parts.menus import menu
from ui.parts.reset import reset
from ui.parts.sliders import Group, Slider, all_of, panel, slide, slider

RULES: dict[str, Optimizer] = dict(zip(NAMES, (SGD_L2, SGDW, optimizer("Adam"), optimizer("AdamW")), strict=True))
PLANS, OPENING_PLAN = [plan.name for plan in SCHEDULES], "Cosine"
SWEPT = np.geomspace(0.01, 10, 25)  # with three more they fit in the lanes of the programs that a race of the four needs anyway

LAMBDA = Parameter(
    "lambda",
    0.4,
    0.0,
    10.0,
    log=True,
    symbol="λ",
    label="weight decay",
    help="The gradient term λx, which is the slope of the penalty ½λ‖x‖². With λΣw², as in Stanford's CS231n, the pull would be 2λw.",
    slider=(float(SWEPT[0]), float(SWEPT[-1])),
)
KAPPA = Parameter(
    "kappa",
    30.0,
    1.0,
    1000.0,
    log=True,
    symbol="κ",
    label="condition number",
    help="Steepest curvature over gentlest, which is 1.",
    slider=(1, 100),
)
ANGLE = Parameter("angle", 0.0, 0.0, 90.0, symbol="φ", label="tilt", help="Degrees the valley is turned against the axes.")
CENTRE = Parameter("c", 2.0, -3.0, 3.0, help="Where the loss alone is least.")
CENTRES = {"cx": 2.0, "cy": 1.5}
RATES = {"sgd": 0.02, "adam": 0.1}
FORGETS = 0.99  # β₂ here: √v̂ forgets within a hundred steps, not a thousand


@dataclass(frozen=True)
class Asked:
    """The loss ½ (x − c)ᵀ H (x − c), the four runs on it, and the sliders that set their numbers."""

    H: np.ndarray
    c: np.ndarray
    runs: list[Run]
    weight_decay: float
    momentum: float
    steps: int
    plan: Schedule
    noise: float
    seed: int
    start: tuple[float, float]
    sliders: dict[str, list[Group]]

    @property
    def params(self) -> dict[str, float]:
        """The surface's numbers: the loss alone, as the pull is the rules' own."""
        return numbers(self.H, self.c, 0.0, 0.0, 1.0)

    def with_decay(self, weight_decay: float) -> list[Run]:
        """The four runs under another λ."""
        return [Run(run.optimizer, run.start, run.lr, **{**run.hyper, "weight_decay": weight_decay}) for run in self.runs]


def read() -> Asked:
    """What the settings describe."""
    decay, kappa, angle = slider("lambda", LAMBDA), slider("kappa", KAPPA), slider("angle", ANGLE)
    centre = [slider(name, CENTRE, default, title=f"minimum {name[1]}") for name, default in CENTRES.items()]
    rates = {group: slider(f"{group}.lr", SGD_L2.lr, default) for group, default in RATES.items()}
    momentum = slider("sgd.momentum", SGD_L2.hyper[0], title="SGD’s momentum ρ")
    memories = [slider(f"adam.{p.name}", p, *([FORGETS] if p.name == "beta2" else [])) for p in RULES["AdamW"].hyper[:2]]
    steps, noise, seed = slider("steps", STEPS, 2000), slider("noise", NOISE), slider("seed", SEED)
    axes = [slider(f"start.{a}", COORDINATE, PENALISED.start[i], title=f"start {a}", span=PENALISED.window[i]) for i, a in enumerate("xy")]
    start = (axes[0].value, axes[1].value)
    hypers = {"sgd": {"momentum": momentum.value}, "adam": {one.parameter.name: one.value for one in memories}}
    groups = ("sgd", "sgd", "adam", "adam")
    runs = [
        Run(rule, start, rates[group].value, **hypers[group], weight_decay=decay.value)
        for rule, group in zip(RULES.values(), groups, strict=True)
    ]
    return Asked(
        hessian(kappa.value, angle.value),
        np.array([one.value for one in centre]),
        runs,
        decay.value,
        momentum.value,
        int(steps.value),
        schedule(settings.choice("schedule", PLANS, OPENING_PLAN)),
        noise.value,
        int(seed.value),
        start,
        {
            "decay": [Group([decay])],
            "runs": [
                Group([rates["sgd"]], "Both SGD", colours("SGD + L2")),
                Group([momentum]),
                Group([rates["adam"]], "Both Adam", colours("Adam + L2"), memories),
            ],
            "time": [Group([steps])],
            "ground": [Group([kappa, angle, *centre])],
            "start": [Group(axes)],
            "noise": [Group([noise, seed])],
        },
    )


def colours(name: str) -> tuple[str, str]:
    return DRAWN[name].look.light, DRAWN[name].look.dark


def ran(asked: Asked, runs: list[Run]) -> Paths:
    """What runs of this page did."""
    return descend(PENALISED, runs, asked.steps, asked.plan, noise=asked.noise, seed=asked.seed, params=asked.params)


def shown(asked: Asked) -> Shown:
    """What the player shows of the four, and which of them follow which slider."""
    conditions = conditions_of(PENALISED, asked.params, asked.steps, asked.plan, None, asked.noise, asked.seed, None)
    every = dict(enumerate(asked.runs))
    sgd, adam = {place: every[place] for place in (0, 1)}, {place: every[place] for place in (2, 3)}

    def supposed(name: str, value: float) -> list[Lane]:
        of, _, what = name.rpartition(".")
        runs, what = (every, "weight_decay") if name == LAMBDA.name else ({"sgd": sgd, "adam": adam}.get(of), what)
        if runs:
            return [(place, conditions, changed(run, what, value)) for place, run in runs.items()]
        under = conditions_with(conditions, name, value)
        return [(place, under, run) for place, run in every.items()] if under else []

    return Shown(len(every), every_slider(asked), supposed)


def swept(asked: Asked) -> tuple[np.ndarray, Paths]:
    """The four runs under every λ of a sweep, kinks included: those λ (n,), rising, and 4 n runs, rule by rule."""
    kinks = np.clip(over(1.0, np.abs(asked.c)), SWEPT[0], SWEPT[-1])  # where the wall at 1/λ meets a coordinate of the minimum
    every = np.unique(np.append(SWEPT, kinks))
    return every, ran(asked, [run for rule in zip(*map(asked.with_decay, every), strict=True) for run in rule])


def rests(asked: Asked, every: np.ndarray) -> np.ndarray:
    """Where theory says the four rest, (4, n, 2), for λ (n,)."""
    ridge = ridge_rest(asked.H, asked.c, every)
    return np.stack(
        [ridge, ridge_rest(asked.H, asked.c, (1 - asked.momentum) * every), ridge, adamw_rest(asked.H, asked.c, every, asked.noise)]
    )


def every_slider(asked: Asked) -> list[Slider]:
    return all_of(group for groups in asked.sliders.values() for group in groups)


def move_centre(asked: Asked, x: float, y: float) -> None:
    """The minimum of the loss as the hand put it, within the quarter of the plane that is shown."""
    for name, value, now in zip(CENTRES, (x, y), asked.c, strict=True):
        side = -1 if now < 0 else 1
        slide(every_slider(asked), name, side * round(min(max(side * value, 0.0), CENTRE.high), 2))


def steer(asked: Asked) -> None:
    """The controls: λ first, then the runs, then the ground."""
    panel("decay panel", asked.sliders["decay"])
    panel("runs panel", asked.sliders["runs"])
    menu("Schedule", "schedule", PLANS, OPENING_PLAN, asked.plan.name)
    panel("time panel", asked.sliders["time"])
    panel("ground panel", asked.sliders["ground"])
    panel("start panel", asked.sliders["start"])
    panel("noise panel", asked.sliders["noise"])
    reset("Reset to the page’s defaults", ("show", "view", "axis"))


def drop_start(point: tuple[float, float]) -> None:
    """The start as the hand put it on the map."""
    controls.drop_start(PENALISED, point)
