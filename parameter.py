"""A number a visitor may move: what it is called, where it starts, how far it goes."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Parameter:
    """One slider's worth of facts; only `ui` turns it into a widget.

    `low` and `high` bound what is legal. `slider` bounds what the thumb reaches, when that is
    narrower (a rate of 0 is legal, yet has no place on a logarithmic scale). `log` spaces the
    slider by ratios, `whole` keeps it to integers, `symbol` is the lecture's letter. A switch
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

        An option may be given by its name.

        Raises:
            ValueError: not a number, not finite, outside [low, high], or not whole where it must be.
        """
        name = name or self.name
        if isinstance(value, str) and value in self.options:
            return self.options.index(value)
        allowed = f"allowed: {', '.join(self.options) or f'{self.low:.12g} to {self.high:.12g}'}"
        try:
            number = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            kind = "one of the options" if self.options else "a number"
            raise ValueError(f"{name} = {value!r} is not {kind} ({allowed}).") from None
        if not math.isfinite(number):
            raise ValueError(f"{name} = {number:.12g} is not a finite number ({allowed}).")
        if not self.low <= number <= self.high:
            raise ValueError(f"{name} = {number:.12g} is out of range ({allowed}).")
        if self.whole and number != int(number):
            raise ValueError(f"{name} = {number:.12g} is not a whole number ({allowed}).")
        return int(number) if self.whole else number

    def spelled(self, value: float) -> float | str:
        """The value as a link writes it: an option by its name, anything else as the number it is."""
        return self.options[int(value)] if self.options else value


def choice(name: str, options: tuple[str, ...], default: int = 0, label: str = "", help: str = "") -> Parameter:
    """A switch between options; `default` is the place of the one it starts at. Off and on are False and True."""
    return Parameter(name, default, 0, len(options) - 1, whole=True, label=label, help=help, options=options)
