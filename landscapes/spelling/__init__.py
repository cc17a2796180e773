"""From how people write a formula to how landscapes/expression.py reads one: x² + 2|x| becomes x**2 + 2*abs(x).

Text goes in and text comes out; nothing is worked out here. What expression.py reads as it stands is left as it is. What has two
readings is refused with both, as a guess would be drawn and believed.
"""

from landscapes.expression import LONGEST, refuse_brackets, refuse_characters, tidy
from landscapes.spelling.applied import applied
from landscapes.spelling.bars import unbarred
from landscapes.spelling.characters import characters
from landscapes.spelling.commas import decimals
from landscapes.spelling.names import named
from landscapes.spelling.products import multiplied
from landscapes.spelling.tokens import tokens, written

__all__ = ["spelled"]


def spelled(text: object) -> str:
    """The formula, spelled out.

    Raises:
        ValueError: one sentence that names the part that is not allowed, or both readings of it.
    """
    plain = characters(tidy(text))
    refuse_characters(plain, besides="|√π")
    refuse_brackets(plain)
    out = written(multiplied(applied(unbarred(decimals(named(tokens(plain)))))))
    if len(out) > LONGEST:
        raise ValueError(f"formula has {len(out)} characters once all its signs are spelled out (allowed: {LONGEST}).")
    return out
