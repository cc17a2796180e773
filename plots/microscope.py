"""One run under the microscope, as the browser draws it: its lines and where it goes; `plots/sheet.py` has its numbers."""

from dataclasses import asdict

from plots.codec import packed
from plots.race import surface_id
from plots.sheet import AHEAD, WALKED, Sheet, kept, rooms
from plots.step_lines import math, symbols_of, written
from plots.theme import LOOKS, ROLES


def microscope_picture(sheet: Sheet, name: str, stand: tuple[int, int], look: str) -> bytes:
    """A run, for the microscope: all but the numbers of its steps; one that diverged, up to the step in which it did.

    `name` labels the run, `look` is "Follow", "Whole map", "Slice x" or "Slice y". `stand` is a step to go to and
    the number of that order, so that the browser obeys once: where the hand goes by itself changes nothing here.
    """
    m, steps = sheet.m, sheet.m.steps
    symbols = symbols_of(m)
    header = {
        "id": sheet.id,
        "surface": surface_id(m.land, m.params),
        "run": {"name": name, **asdict(LOOKS[m.run.optimizer.name])},
        "steps": steps,
        "diverged": int(m.paths.diverged_at[0]),
        "stand": stand,
        "look": look,
        "ahead": AHEAD,
        "roles": ROLES,
        "lines": [written(line, symbols, sheet.letters) for line in m.lines],
        "kept": [{"letter": letter, "symbol": math(symbols[letter])} for letter in kept(m)],
        "same": sheet.same,
        "shapes": {letter: values.shape[1:] for letter, values in sheet.letters.items()},
        "rooms": rooms(sheet),
        "alt": f"{name} on {m.land.name}, step by step: contour map with the arrows of each step.",
    }
    constant = {f"letter {letter}": row for letter, row in sheet.numbers.items() if len(row) == 1 and letter not in WALKED}
    return packed(header, {"path": m.paths.theta[0, : steps + 1], "loss": m.paths.loss[0, : steps + 1]} | constant)
