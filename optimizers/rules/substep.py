"""What a rule shows of one step: its arithmetic line by line, and the arrows that belong to the lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SubStep:
    """One line of a rule's arithmetic, as data beside the rule's `step`.

    `letter` is a name in the code of `step`; its value there is what the line computes. `symbol` is how the lecture
    writes it. `formula` is LaTeX of the right-hand side, with names in square brackets: [lr], [g], and [old v] for
    the state before the step. The same text is shown with symbols and, coordinate by coordinate, with numbers. Where
    the coordinates mix, `rows` writes each out: [A.01] is an entry, [g.0] a coordinate. With no rows at all, ()
    the value stands alone.

    `role` is its colour; `draws` its place in the picture:
    "move" an arrow that adds to the point, from where the last one ended; "sum" an arrow over all moves; "part" an
    arrow that is no move; "slope" one for −α times a gradient; "end" one from the point to the value; "point" a place;
    "ellipse" how far a gradient as long as `of` may go in each direction;
    "model" and "inverse model" the local quadratic with that matrix or its inverse as Hessian.

    `downhill` values are taken times −α: a sum of gradients points uphill.
    The line is shown when all settings in `when` are as given, and not when all those in `unless` are.
    """

    letter: str
    symbol: str
    formula: str
    says: str
    role: str = ""
    draws: str = ""
    of: str = ""
    rows: tuple[str, ...] | None = None
    downhill: bool = False
    when: Mapping[str, float] = field(default_factory=dict)
    unless: Mapping[str, float] = field(default_factory=dict)

    def holds(self, settings: Mapping[str, float]) -> bool:
        """Whether the line belongs to a step taken with these settings."""
        fits = all(settings[name] == value for name, value in self.when.items())
        return fits and not (self.unless and all(settings[name] == value for name, value in self.unless.items()))
