"""Numbers read back out of sentences, and what a printed number may stand for."""

import re

NUMBER = r"−?\d+(?:\.\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")


def value(text: str) -> float:
    """A number as Basin prints it: −2.063, 7.89·10⁻³¹."""
    mantissa, _, power = text.partition("·10")
    return float(mantissa.translate(RAISED)) * 10.0 ** int(power.translate(RAISED) or 0)


def found(pattern: str, sentence: str) -> list[float] | None:
    """The numbers where a sentence has `#` of the pattern, or None if it does not read like that; the rest of the pattern is plain text."""
    match = re.search(re.escape(pattern).replace(r"\#", f"({NUMBER})"), sentence)
    return [value(one) for one in match.groups()] if match else None


def printed(shown: float, true: float, digits: int = 4) -> bool:
    """Whether a number shown with so many digits is the true one; powers of ten have one digit fewer."""
    return abs(shown - true) <= 0.51 * 10.0 ** (2 - digits) * max(abs(true), abs(shown)) + 1e-12
