"""What the browser is told of a run under the microscope: where it goes as a whole, and every number of the steps about one of them.

Two thousand steps are some sixty thousand numbers, of which a screen shows forty. So they come in windows, the next one before the hand
has reached the end of the one that is here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from optimizers.microscope import Magnified
from plots.codec import packed
from plots.step_lines import mentioned
from studies.why import why

BLOCK = 64  # steps that share a window: a held arrow key is two seconds on its way through them
AHEAD = BLOCK // 2  # steps that a window reaches beyond them, to both sides
WALKED = ("x", "next")  # the letters that the path tells


@dataclass(frozen=True)
class Sheet:
    """A run's numbers, as they travel.

    letters[name] (steps, …): all that its lines name, `same` the ones that equal another, by that one's name. `numbers` are the others:
    those that `change` from step to step, and one row of those that stay. why[k] says why step k is as it is. Runs with the same numbers
    have the same `id`.
    """

    m: Magnified
    letters: Mapping[str, np.ndarray]
    numbers: Mapping[str, np.ndarray]
    same: Mapping[str, str]
    change: Mapping[str, np.ndarray]
    why: Sequence[str]
    id: str

    @property
    def nbytes(self) -> int:
        """How much memory it takes, but for its sentences."""
        return sum(values.nbytes for values in (*self.m.letters.values(), *self.letters.values()))


def sheet_of(m: Magnified) -> Sheet:
    """All numbers of a run that its lines show; of one that diverged, up to the step in which it did."""
    steps = m.steps
    named = [
        *(*WALKED, "lr", "g"),
        *(name for line in m.lines for name in (line.letter, line.of, *mentioned(line))),
        *(f"old {letter}" for letter in kept(m)),
    ]
    letters = {letter: m.letters[letter][:steps].astype(float) for letter in dict.fromkeys(named) if letter}
    numbers, same = thrifty(letters)
    ground = {"slope here": m.gradient, "curvature here": m.hessian.reshape(-1, 4)[:, [0, 1, 3]]}
    change = {f"letter {letter}": values for letter, values in numbers.items() if len(values) > 1 and letter not in WALKED}
    change |= {name: values[:steps] for name, values in ground.items()}
    digest = blake2b(repr((steps, same, [*numbers])).encode(), digest_size=8)
    for values in (m.paths.theta[0], m.paths.loss[0], *numbers.values(), *change.values()):
        digest.update(np.ascontiguousarray(values).tobytes())
    return Sheet(m, letters, numbers, same, change, why(m)[:steps], digest.hexdigest())


def kept(m: Magnified) -> list[str]:
    """The letters of the rule's memory that its lines speak of."""
    return [letter for letter in m.run.optimizer.memory if any(line.letter == letter for line in m.lines)]


def thrifty(letters: Mapping[str, np.ndarray]) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    """What must travel: one row of a letter that never changes, and of letters that are the same only the first; and which are the same."""
    numbers: dict[str, np.ndarray] = {}
    same: dict[str, str] = {}
    for letter, values in letters.items():
        twin = next((other for other in numbers if np.array_equal(letters[other], values, equal_nan=True)), None)
        if twin:
            same[letter] = twin
        else:
            numbers[letter] = values[:1] if np.array_equal(values, np.broadcast_to(values[:1], values.shape), equal_nan=True) else values
    return numbers, same


def window_picture(sheet: Sheet, near: int) -> bytes:
    """Every number of the steps about this one. Neighbours share a window, so that a step on sends nothing."""
    first = max(0, near // BLOCK * BLOCK - AHEAD)
    part = slice(first, near // BLOCK * BLOCK + BLOCK + AHEAD)
    steps = sheet.why[part]
    header = {"run": sheet.id, "first": first, "count": len(steps), "why": steps}
    return packed(header, {name: values[part] for name, values in sheet.change.items()})


def rooms(sheet: Sheet) -> dict[str, tuple[float, bool, bool]]:
    """The room that each letter's numbers take; see `room`. Those that stay the browser has itself."""
    return {letter: room(values) for letter, values in sheet.numbers.items() if len(values) > 1 or letter in WALKED}


def room(values: np.ndarray) -> tuple[float, bool, bool]:
    """The width of the longest number as `ui/web/microscope/digits.js` writes it, whether one is negative, and one in powers of ten."""
    size = np.abs(values)
    with np.errstate(all="ignore"):
        tens = np.floor(np.log10(size))
        tens += np.round(size / 10.0**tens, 4) >= 10  # of five digits
        powers = np.isfinite(values) & (size > 0) & ((size < 1e-3) | (tens >= 5))
        exponent = 1.0 + (tens < 0) + (np.abs(tens) >= 10) + (np.abs(tens) >= 100)
        plain = np.where(tens < 0, 6 - tens, np.where(tens < 4, 6, 5))
    wide = np.where(powers, len("1.2345·10") + 0.7 * exponent, plain) + (values < 0)
    wide = np.where(size == 0, 1, np.where(np.isinf(values), 1 + (values < 0), wide))
    return float(np.where(np.isnan(values), len("NaN"), wide).max()), bool((values < 0).any()), bool(powers.any())
