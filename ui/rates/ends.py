"""Both ends of a range of rates."""

from collections.abc import Callable

from digits import exact
from ui.frame import settings
from ui.parts.sliders import Slider


def ends(of: str, sliders: Callable[[], list[Slider]]) -> list[Slider]:
    """The two sliders of a range; ends that are the wrong way round are said in a sentence, and the range begins anew."""
    low, high = sliders()
    if low.value < high.value:
        return [low, high]
    settings.notes().append(
        f"{of} lowest rate, {exact(low.value)}, is not below its highest, {exact(high.value)}. "
        f"Basin uses {exact(low.default)} to {exact(high.default)} instead."
    )
    settings.forget(lambda name: name in (low.name, high.name))
    return sliders()
