"""Every schedule with numbers of its own, so that several can race: `Step.cut1` is Step's, `warmup` is everybody's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from optimizers import SCHEDULES, Schedule
from optimizers.schedules.base import WARMUP
from optimizers.schedules.shares import nearest
from parameter import Parameter
from plots.schedules import look
from plots.theme import Look
from ui.frame import settings
from ui.parts import schedule_menu
from ui.parts.schedule_menu import OWN, PLANS
from ui.parts.sliders import Group, Slider, slider

NUMBERS = {plan.name: [p for p in plan.parameters if p is not WARMUP] for plan in SCHEDULES}
NAMES = ("warmup", "knots", *(f"{plan}.{p.name}" for plan, numbers in NUMBERS.items() for p in numbers))  # of the settings here
LOOKS: dict[str, Look] = {name: look(place) for place, name in enumerate(PLANS)}
FOLDED = ("every",)  # rarely moved: under "More settings"
CUT = "cut"  # how the numbers begin that are places in the run


@dataclass(frozen=True)
class Plans:
    """All schedules as the settings describe them, by name, and their sliders."""

    named: Mapping[str, Schedule]
    warmup: Slider
    numbers: Mapping[str, Sequence[Slider]]

    def groups(self, names: Sequence[str]) -> list[Group]:
        """The sliders of these schedules; the warm-up of all comes first."""
        own = [(name, self.numbers.get(name, ())) for name in names if self.numbers.get(name)]
        return [
            Group([self.warmup]),
            *(
                Group(
                    [s for s in sliders if s.parameter.name not in FOLDED],
                    name,
                    (LOOKS[name].light, LOOKS[name].dark),
                    [s for s in sliders if s.parameter.name in FOLDED],
                )
                for name, sliders in own
            ),
        ]

    def cuts(self, name: str, run: str, steps: int) -> list[dict]:
        """The places in a run of so many steps at which this schedule cuts the rate, as the player's grips: none for most.

        `name` is the setting to move, `at` its share of the `over` steps that begin at step `since`, behind the warm-up.
        A grip has its schedule's colour.
        """
        numbers, colours = {s.parameter.name: s for s in self.numbers.get(name, ())}, LOOKS[name]
        if numbers.get("every") and numbers["every"].value:
            return []
        since = nearest(self.warmup.value, steps)
        return [
            {
                "name": s.name,
                "label": f"{name}: {s.parameter.label}",
                "run": run,
                "at": s.value,
                "since": since,
                "over": steps - since,
                "light": colours.light,
                "dark": colours.dark,
            }
            for letter, s in numbers.items()
            if letter.startswith(CUT) and steps > since
        ]

    def moved(self, name: str, value: float) -> "Plans":
        """The same with the slider of this name elsewhere, for where its grip stands then."""

        def put(one: Slider) -> Slider:
            return replace(one, value=value) if one.name == name else one

        return replace(self, warmup=put(self.warmup), numbers={plan: [*map(put, sliders)] for plan, sliders in self.numbers.items()})

    def all(self) -> list[Slider]:
        """Every slider there is."""
        return [self.warmup, *(s for sliders in self.numbers.values() for s in sliders)]


def read() -> Plans:
    """The schedules that the settings describe."""
    warmup = slider("warmup", WARMUP, title="warm-up, share")
    numbers = {name: [slider(f"{name}.{p.name}", p, title=short(p)) for p in own] for name, own in NUMBERS.items()}
    named = {plan.name: plan.set(warmup=warmup.value, **{s.parameter.name: s.value for s in numbers[plan.name]}) for plan in SCHEDULES}
    return Plans(named | {OWN: schedule_menu.own().set(warmup=warmup.value)}, warmup, numbers)


def short(p: Parameter) -> str:
    """What a slider is called beside its schedule's name."""
    return f"{CUT if p.name.startswith(CUT) else p.label} {p.symbol}".strip()


def race_link(name: str, plan: Schedule) -> dict[str, str]:
    """This schedule as the race's link spells it."""
    numbers = {f"schedule.{p.name}": settings.as_text(plan.values[p.name]) for p in plan.parameters if plan.values[p.name] != p.default}
    own = {"knots": str(settings.kept()["knots"])} if name == OWN and "knots" in settings.kept() else {}
    return {**({} if name == schedule_menu.OPENING else {"schedule": name}), **numbers, **own}
