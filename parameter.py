"""A number a visitor may move: what it is called, where it starts, how far it goes."""

import math
from dataclasses import dataclass

from reading import among, number, quoted, written


@dataclass(frozen=True)
class Parameter:
    """One slider's worth of facts; only `ui` turns it into a widget.

    `low` and `high` bound what is legal. `slider` bounds what the thumb reaches, when that is
    narrower (a rate of 0 is legal, yet has no place on a logarithmic scale). `log` spaces the
    slider by ratios, `whole` keeps it to integers, `symbol` is the lecture's letter. `textbook`
    are values that people use and that the slider would else pass over, such as β₂ = 0.999. A switch
    lists its `options`; its value is the place of the chosen one, and `choice` makes it.
    """

    name: str
    default: float
    low: float
    high: float
    log: bool = False
    whole: bool = False
    symbol: str = ""
    label: str = ""
    help: str = ""
    slider: tuple[float, float] | None = None
    options: tuple[str, ...] = ()
    textbook: tuple[float, ...] = ()

    @property
    def title(self) -> str:
        """What the slider is called on screen: words, then the letter."""
        words = self.label or self.name.replace("_", " ")
        return words if words == self.symbol else f"{words} {self.symbol}".strip()

    @property
    def span(self) -> tuple[float, float]:
        """The two ends of the slider."""
        return self.slider or (self.low, self.high)

    def check(self, value: object, name: str | None = None) -> float:
        """Return `value` as a number, or say in one sentence what is allowed.

        A text is read as a person writes it, and an option may be given by its name.

        Raises:
            ValueError: not a number, not finite, outside [low, high], or not whole where it must be.
        """
        name = name or self.name
        allowed = f"(allowed: {', '.join(self.options) or f'{written(self.low)} to {written(self.high)}'})"
        given = self.read(value, name, allowed) if isinstance(value, str) else value
        try:
            found = float(given)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            kind = "one of the options" if self.options else "a number"
            raise ValueError(f"{name} = {value!r} is not {kind} {allowed}.") from None
        if not math.isfinite(found):
            raise ValueError(f"{name} = {written(found)} is not a finite number {allowed}.")
        if not self.low <= found <= self.high:
            raise ValueError(f"{name} = {written(found)} is out of range {allowed}.")
        if self.whole and found != int(found):
            raise ValueError(f"{name} = {written(found)} is not a whole number {allowed}.")
        return int(found) if self.whole else found

    def read(self, text: str, name: str, allowed: str) -> float:
        """The number or the option in a text."""
        option = among(text, self.options)
        if option is not None:
            return self.options.index(option)
        try:
            return number(text, self.whole)
        except ValueError as error:
            why = "is not one of the options" if self.options else str(error)
            typed = text.strip().lower() if "finite" in why else f"“{quoted(text)}”"
            raise ValueError(f"{name} = {quoted(typed)} {why} {allowed}.") from None

    def spelled(self, value: float) -> float | str:
        """The value as a link writes it: an option by its name, anything else as the number it is."""
        return self.options[int(value)] if self.options else value


def choice(name: str, options: tuple[str, ...], default: int = 0, label: str = "", help: str = "") -> Parameter:
    """A switch between options; `default` is the place of the one it starts at. Off and on are False and True."""
    return Parameter(name, default, 0, len(options) - 1, whole=True, label=label, help=help, options=options)
