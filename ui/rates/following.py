"""What of a fan follows which slider: so the browser shows every place of its thumb by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimizers import Run
from optimizers.curvature import constant_bend, sharpest
from optimizers.engine import Walked
from optimizers.run import Entrant
from plots.fan import fan_beside, while_it_lives
from plots.whole_slider import Beside
from studies.rate_fan import span_on
from ui.frame import settings
from ui.parts import grasp
from ui.parts.controls import Race
from ui.parts.grasp import Lane, Shown
from ui.parts.sliders import Slider
from ui.rates.fan import falls, foretold, foretold_factor, label, numerator, own_label, rate_of, read_sliders, row

ENDS = ("fan.low", "fan.high")
BEND = 2  # paths: what λmax under a run costs beside it where it changes, as its every digit is told


def shown(race: Race, name: str) -> Shown:
    """What the player shows of a fan, and which of its runs follow which slider."""
    fan = Following(race, name, {one.name: one for one in read_sliders(race, name)}, constant_bend(race.land, race.params))
    return Shown(fan.count + 1, [*race.all_sliders(), *fan.steered.values()], fan.supposed, beside=fan.beside, weight=fan.weight)


@dataclass(frozen=True)
class Following:
    """The fan of one run of a race, the sliders that steer it alone, and (λmin, λmax) where its surface is a quadratic."""

    race: Race
    name: str
    steered: Mapping[str, Slider]
    bend: tuple[float, float] | None

    @property
    def count(self) -> int:
        """How many rates there are beside the visitor's own, which is the last run."""
        return int(self.steered["fan.count"].value)

    def supposed(self, slider: str, value: float) -> list[Lane]:
        """The fan's ends move all runs but the visitor's own, its rate moves only that, and everything else all of them."""
        own = self.race.run(self.name)
        if slider in ENDS:
            moved = {slider: self.steered[slider].parameter.check(value)}
            return [(place, self.race.conditions, run) for place, run in enumerate(self.row(own, moved)[:-1])]
        following = grasp.supposed(replace(self.race, entrants=[Entrant(self.name, own)]), slider, value)
        if not following:
            return []
        ((_, conditions, changed),) = following
        lanes = [(place, conditions, run) for place, run in enumerate(self.row(changed, {}))]
        return lanes[-1:] if slider == f"{self.name}.lr" else lanes

    def row(self, own: Run, moved: dict[str, float]) -> list[Run]:
        """All runs, with an end that has `moved`; ends that are the wrong way round are as good as none."""
        usual = span_on(self.race.land, self.bend, own)
        asked = {end: self.steered[end].value for end in ENDS if end in settings.kept()} | moved
        low, high = (asked.get(end, there) for end, there in zip(ENDS, usual, strict=True))
        return row(own, *((low, high) if low < high else usual), self.count)

    def weight(self, lanes: Sequence[Lane]) -> float:
        """What a place costs: λmax under the visitor's own run, too, unless it is the same everywhere."""
        return len(lanes) + (BEND * grasp.dear(self.race.land) if self.edged(lanes) and self.bend is None else 0)

    def edged(self, lanes: Sequence[Lane]) -> bool:
        """Whether the visitor's own run is among these, and its rule has an edge."""
        place, _, run = lanes[-1]
        return place == self.count and run.optimizer.theory is not None

    def beside(self, slider: str, values: Sequence[float], lanes: Sequence[Lane], paths: Walked) -> Beside:
        """What each run is called, and what is said of the visitor's own: theory's factor, and λmax where it stands."""
        labels = [(own_label if place == self.count else label)(rate_of(run)) for place, _, run in lanes]
        mine = [lane for lane, (place, *_) in enumerate(lanes) if place == self.count]
        factors = self.factors([lanes[lane] for lane in mine], paths.loss[mine, 0])
        said = [{"numerator": numerator(lanes[lane][2]), "factor": factor} for lane, factor in zip(mine, factors, strict=True)]
        return fan_beside(self.race.land, paths, labels, said, self.bends(paths, mine) if self.edged(lanes) else None)

    def factors(self, own: Sequence[Lane], first: np.ndarray) -> list[float | None]:
        """What theory predicts for the visitor's own run, whose loss begins like this (n,), wherever a line is drawn."""
        bend = self.bend
        if bend is None or not own or not foretold(self.race, own[0][2].optimizer, bend):
            return [None] * len(own)
        drawn = falls(self.race, first)
        return [foretold_factor(conditions, run, bend) if some else None for (_, conditions, run), some in zip(own, drawn, strict=True)]

    def bends(self, paths: Walked, mine: Sequence[int]) -> np.ndarray:
        """λmax under these runs, (n, steps+1)."""
        theta = paths.theta[mine]
        points = theta.reshape(-1, 2) if self.bend is None else theta[0, :1]  # a quadratic bends alike everywhere
        sharpness = sharpest(self.race.land, self.race.params, points)
        return while_it_lives(np.resize(sharpness, theta.shape[:2]), paths.diverged_at[mine])
