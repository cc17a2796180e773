"""Questions for the tests of outcome maps."""

from landscapes import landscape
from optimizers import Run, optimizer, schedule
from optimizers.conditions import Conditions
from studies.outcome_axes import Axis, sweepable, worthwhile
from studies.outcome_map import Question


def question(surface="Narrow valley", rule="Momentum", across="lr", up="momentum", spans=(None, None), hyper=None, lr=None, **changed):
    """A map as the page opens it, with these changes; `spans` are the two axes' ranges."""
    land, chosen = landscape(surface), optimizer(rule)
    run = Run(chosen, lr=land.rates.get(chosen.name, chosen.lr.default) if lr is None else lr, **(hyper or {}))
    params = {p.name: p.default for p in land.parameters} | changed.pop("params", {})
    numbers = sweepable(land, chosen)

    def axis(name: str, other: str, span) -> Axis:
        return Axis(numbers[name], *(span or worthwhile(land, params, run, numbers[name], numbers[other])))

    own = {"side": 16, "start": land.start, "tol": 1e-3}
    own |= {name: changed.pop(name) for name in own if name in changed}
    usual = {"steps": land.steps, "schedule": schedule("Constant"), "clip": None, "noise": 0.0, "seed": 0, "batch": None}
    conditions = Conditions(land, params, **(usual | changed))
    return Question(conditions, run, axis(across, up, spans[0]), axis(up, across, spans[1]), **own)
