"""Both ends of a range of rates."""

from collections.abc import Callable

from ui import settings
from ui.card import written
from ui.sliders import Slider


def ends(of: str, sliders: Callable[[], list[Slider]]) -> list[Slider]:
    """The two sliders of a range; ends that are the wrong way round are said in a sentence, and the range begins anew."""
    low, high = sliders()
    if low.value < high.value:
        return [low, high]
    settings.notes().append(
        f"{of} lowest rate, {written(low.value)}, is not below its highest, {written(high.value)}. "
        f"Basin uses {written(low.default)} to {written(high.default)} instead."
    )
    settings.forget(lambda name: name in (low.name, high.name))
    return sliders()
