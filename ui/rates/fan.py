"""The fan of rates on the page: which rates, the runs they make, and what theory says of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from digits import digits, exact
from optimizers import Optimizer, Paths, Run
from optimizers.conditions import Conditions
from optimizers.curvature import constant_bend, sharpest
from optimizers.engine import descend_under
from optimizers.run import Entrant
from parameter import Parameter
from plots.fan import Edge, fan_picture, fan_traces
from plots.race import Scene, Sight, lowest_value, trace
from studies.edge_line import NO_EDGE
from studies.rate_fan import default_span, fan_rates
from ui.frame import settings
from ui.parts.controls import Race
from ui.parts.sliders import Slider, slider
from ui.rates.ends import ends

LOWEST, HIGHEST = 1e-9, 1000.0  # rates a fan may reach
END = Parameter("fan", 0.01, LOWEST, HIGHEST, log=True, symbol="α", slider=(1e-6, 10.0))
COUNT = Parameter("fan.count", 5, 3, 9, whole=True, label="rates in the fan", help="Rates in the fan, in even ratios.")
YOURS = "yours"
PLACES = [*(str(i + 1) for i in range(int(COUNT.high))), YOURS]  # by which a link names the hidden runs


@dataclass(frozen=True)
class Fan:
    """Runs of one rule at a row of rates, and the visitor's own, last, with the paths of all."""

    runs: list[Run]
    paths: Paths

    @property
    def own(self) -> Run:
        return self.runs[-1]

    @property
    def rates(self) -> list[float]:
        return [rate_of(run) for run in self.runs]

    @property
    def labels(self) -> list[str]:
        """What the runs are called."""
        return [*map(label, self.rates[:-1]), own_label(self.rates[-1])]

    @property
    def names(self) -> list[str]:
        """What a link calls them, by their places."""
        return [*PLACES[: len(self.runs) - 1], YOURS]


def rate_of(run: Run) -> float:
    """The rate; a run of a fan always has one."""
    return float(run.lr or 0.0)


def label(rate: float) -> str:
    """What a run of the fan is called."""
    return f"α = {exact(rate)}"


def own_label(rate: float) -> str:
    """What the visitor's own is called."""
    return f"your α = {digits(rate)}"


def read_sliders(race: Race, name: str) -> list[Slider]:
    """What steers the fan: its two ends and how many. Ends that are the wrong way round are said in a sentence."""
    run = race.run(name)
    low, high = default_span(race.land, race.params, run)
    highest = run.optimizer.lr.high
    end = replace(END, high=highest, slider=(1e-6, min(10.0, highest)))
    both = ends(
        "The fan’s",
        lambda: [
            slider("fan.low", replace(end, help="The fan's lowest rate."), low, title="fan from α"),
            slider("fan.high", replace(end, help="The fan's highest rate."), high, title="fan to α"),
        ],
    )
    return [*both, slider("fan.count", COUNT)]


def read(race: Race, name: str) -> Fan:
    """The fan that the settings describe, run."""
    low, high, count = (one.value for one in read_sliders(race, name))
    runs = row(race.run(name), low, high, int(count))
    return Fan(runs, descend_under(race.conditions, runs))


def row(own: Run, low: float, high: float, count: int) -> list[Run]:
    """The visitor's own run, last, behind the same at a row of rates."""
    return [*(Run(own.optimizer, own.start, rate, **own.hyper) for rate in fan_rates(low, high, count)), own]


def hidden(fan: Fan) -> list[str]:
    """The names of the runs that are hidden."""
    places = settings.several("fan.hidden", PLACES, [])
    return [name for name in fan.names if name in places]


def hide(names: Sequence[str]) -> None:
    """Hide these runs and no others."""
    settings.put("fan.hidden", [name for name in PLACES if name in names], [])


@dataclass(frozen=True)
class Predicted:
    """What theory knows of a fan on a quadratic: its curvatures, and each run's factor a step; None where something forbids it."""

    smallest: float
    largest: float
    factors: list[float] | None


def predicted(race: Race, fan: Fan) -> Predicted | None:
    """Theory's word on this fan; None if the rule has no theory, or the surface is not a quadratic with a lowest point."""
    bend = constant_bend(race.land, race.params)
    if bend is None or not foretold(race, fan.own.optimizer, bend):
        return None
    factors = [factor for run in fan.runs if (factor := foretold_factor(race.conditions, run, bend)) is not None]
    return Predicted(*bend, factors or None)


def foretold(race: Race, rule: Optimizer, bend: tuple[float, float]) -> bool:
    """Whether theory knows how this rule falls on a quadratic of these curvatures: it must have a lowest point."""
    return rule.theory is not None and bend[0] > 0 and bool(np.isfinite(lowest_value(race.land, race.params)))


def foretold_factor(conditions: Conditions, run: Run, bend: tuple[float, float]) -> float | None:
    """The factor a step that theory predicts; None where something forbids it."""
    theory = run.optimizer.theory
    return float(theory.worst(run.lr, bend, **run.hyper)) if theory and undisturbed(conditions) else None


def undisturbed(c: Conditions) -> bool:
    """Whether every step takes the same rate and sees the whole, exact gradient, as theory wants it."""
    return bool(c.noise == 0 and c.clip is None and c.part is None and (c.multipliers == 1).all())


def picture(race: Race, name: str, fan: Fan, theory: Predicted | None, view: str, axis: str) -> bytes:
    """The fan for the player."""
    rule, own = fan.own.optimizer, replace(trace(Entrant(name, fan.own)), name=YOURS, label=fan.labels[-1])
    sharpness = sharpest(race.land, race.params, fan.paths.theta[-1])
    traces = [*fan_traces(fan.labels[:-1], fan.rates[:-1], own), own]
    told = edge_of(rule) | ({"slider": f"{name}.lr"} if rule.theory else {})
    return fan_picture(
        Scene(race.land, race.params, traces, fan.paths, race.conditions.multipliers),
        Sight(hidden(fan), view, axis),
        Edge(told, sharpness, numerator(fan.own)),
        theory.factors[-1] if theory and theory.factors and falls(race, fan.paths.loss[-1, 0]) else None,
    )


def falls(race: Race, first: np.ndarray) -> np.ndarray:
    """Whether runs whose losses begin like this have anywhere to go; else no line is drawn."""
    return first > lowest_value(race.land, race.params)


def numerator(run: Run) -> float | None:
    """What the rate at the edge of stability is λmax times: a step is the rate times a slope, so only their product counts."""
    return float(run.optimizer.theory.edge(1.0, **run.hyper)) if run.optimizer.theory else None


def edge_of(rule: Optimizer) -> dict[str, str]:
    """What the edge of stability is called, or why there is none."""
    if rule.theory:
        return {"words": rule.theory.edge_words}
    why = next(NO_EDGE[letter] for letter in reversed(rule.told) if letter in NO_EDGE)
    return {"why": f"{rule.name} has no fixed edge: {why}."}
