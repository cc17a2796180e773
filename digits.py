"""Numbers in words: as a table, a sentence and a card write them."""

from collections.abc import Sequence


def digits(value: float, count: int = 4) -> str:
    """A number as a person reads it: few digits, powers of ten where they help."""
    if value != value:
        return "–"
    if abs(value) == float("inf"):
        return "∞" if value > 0 else "−∞"
    if value and not 1e-3 <= abs(value) < 1e5:
        mantissa, exponent = f"{value:.{count - 2}e}".split("e")
        return f"{mantissa}·10".replace("-", "−") + superscript(int(exponent))
    text = f"{value:.{count}g}"
    return (f"{value:.0f}" if "e" in text else text).replace("-", "−")  # g would write 12345 as 1.2e+04


def brief(value: float, places: int = 3) -> str:
    """The same within a sentence, where no zero stands at the end: all digits before the point up to 100 000."""
    size = abs(value)
    if size == 0 or 9.995e-4 <= size < 10**places - 0.5:
        text = f"{value:.{places}g}"
    elif 1 <= size < 1e5:
        text = f"{value:.0f}"
    else:
        mantissa, exponent = f"{value:.{places - 1}e}".split("e")
        text = f"{float(mantissa):g}·10" + superscript(int(exponent))
    return text.replace("-", "−")


def exact(value: float) -> str:
    """A number with every digit it has."""
    mantissa, _, exponent = f"{value:.12g}".partition("e")
    return mantissa.replace("-", "−") + (f"·10{superscript(int(exponent))}" if exponent else "")


def percent(share: float) -> str:
    """Two digits, and a third where two would make nearly all into all."""
    return f"{brief(100 * share, 3 if 0.99 < share < 1 else 2)} %"


def portion(share: float, places: int = 1) -> str:
    """A share of many that were counted: what is there does not round to nothing, nor to everything."""
    if share in (0, 1):
        return f"{100 * share:.0f}\u00a0%"
    if not 0.0005 <= share < 0.9995:
        return "<\u00a00.1\u00a0%" if share < 0.5 else ">\u00a099.9\u00a0%"
    return f"{100 * share:.{places}f}\u00a0%"


def superscript(number: int) -> str:
    return str(number).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def listed(names: Sequence[str]) -> str:
    """A, B and C."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def step(k: int) -> str:
    """A step's number, or that there is none."""
    return "never" if k < 0 else str(k)
