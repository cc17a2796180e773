"""The fan of rates on the page: which rates, the runs they make, and what theory says of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from digits import digits, exact
from optimizers import Optimizer, Paths, Run
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
    """A row of rates and the visitor's own, last, with the paths of all."""

    rates: list[float]
    labels: list[str]
    runs: list[Run]
    paths: Paths

    @property
    def own(self) -> Run:
        return self.runs[-1]


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
    run = race.run(name)
    low, high, count = (one.value for one in read_sliders(race, name))
    rates = [*fan_rates(low, high, int(count)), run.lr]
    runs = [Run(run.optimizer, race.start, lr=rate, **run.hyper) for rate in rates]
    paths = descend_under(race.conditions, runs)
    labels = [*(f"α = {exact(rate)}" for rate in rates[:-1]), f"your α = {digits(rates[-1])}"]
    return Fan(rates, labels, runs, paths)


def hidden(fan: Fan) -> list[str]:
    """The labels of the runs that are hidden."""
    places = settings.several("fan.hidden", PLACES, [])
    return [label for label, place in zip(fan.labels, places_of(fan), strict=True) if place in places]


def hide(fan: Fan, labels: Sequence[str]) -> None:
    """Hide these runs and no others."""
    wanted = [place for label, place in zip(fan.labels, places_of(fan), strict=True) if label in labels]
    settings.put("fan.hidden", wanted, [])


def places_of(fan: Fan) -> list[str]:
    return [*PLACES[: len(fan.labels) - 1], YOURS]


@dataclass(frozen=True)
class Predicted:
    """What theory knows of a fan on a quadratic: its curvatures, and each run's factor a step; None where something forbids it."""

    smallest: float
    largest: float
    factors: list[float] | None


def predicted(race: Race, fan: Fan) -> Predicted | None:
    """Theory's word on this fan; None if the rule has no theory, or the surface is not a quadratic with a lowest point."""
    theory, bend = fan.own.optimizer.theory, constant_bend(race.land, race.params)
    if theory is None or bend is None or bend[0] <= 0 or not np.isfinite(lowest_value(race.land, race.params)):
        return None
    factors = [float(theory.worst(rate, bend, **fan.own.hyper)) for rate in fan.rates]
    return Predicted(*bend, factors if undisturbed(race) else None)


def undisturbed(race: Race) -> bool:
    """Whether every step takes the same rate and sees the whole, exact gradient, as theory wants it."""
    c = race.conditions
    return bool((c.multipliers == 1).all() and c.noise == 0 and c.clip is None and c.part is None)


def picture(race: Race, name: str, fan: Fan, theory: Predicted | None, view: str, axis: str) -> bytes:
    """The fan for the player."""
    rule, own = fan.own.optimizer, replace(trace(Entrant(name, fan.own)), name=fan.labels[-1])
    sharpness = sharpest(race.land, race.params, fan.paths.theta[-1])
    edges = rule.theory.edge(sharpness, **fan.own.hyper) if rule.theory else None
    falls = fan.paths.loss[-1, 0] > lowest_value(race.land, race.params)  # or no line is to be drawn
    traces = [*fan_traces(fan.labels[:-1], fan.rates[:-1], own), own]
    told = edge_of(rule) | ({"slider": f"{name}.lr"} if rule.theory else {})
    return fan_picture(
        Scene(race.land, race.params, traces, fan.paths, race.conditions.multipliers),
        Sight(hidden(fan), view, axis),
        Edge(told, sharpness, edges),
        theory.factors[-1] if theory and theory.factors and falls else None,
    )


def edge_of(rule: Optimizer) -> dict[str, str]:
    """What the edge of stability is called, or why there is none."""
    if rule.theory:
        return {"words": rule.theory.edge_words}
    why = next(NO_EDGE[letter] for letter in reversed(rule.told) if letter in NO_EDGE)
    return {"why": f"{rule.name} has no fixed edge: {why}."}
