"""A race whose runs have schedules of their own, as the player draws it: with grips at the cuts, and costs that may be samples."""

from collections.abc import Mapping, Sequence

from plots.codec import packed
from plots.race import Scene, Sight, race_parts
from plots.theme import BOWTIE, HOURGLASS, Look

# Momentum's forms are neither rules nor schedules, so they look like none: a dark hue and a bright one.
FORMS = {"A": Look("#00525C", "#8FE7EE", HOURGLASS), "B": Look("#D81B60", "#FF5C8D", BOWTIE)}


def lanes_picture(scene: Scene, sight: Sight, cuts: Sequence[Mapping], spent: str) -> bytes:
    """`plots.race.race_picture`, and what the hand may drag in it.

    A cut has the `name` of the setting that moves it, a `label`, the `run` whose rate it cuts, a colour for `light` and one for
    `dark`, and lies at the share `at` of the `over` steps that begin with step `since`. `spent` says what `paths.evaluations` counts.
    """
    header, arrays = race_parts(scene, sight)
    return packed({**header, "cuts": list(cuts), "spent": spent, "opens": True}, arrays)
