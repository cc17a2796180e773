"""What a person types, pastes or writes into a link by hand: a number, or one of some names.

The numbers' twin for the browser is `ui/web/sliders/reading.js`; `tests/readings.json` holds both to the same cases.
"""

import difflib
import math
import re
import unicodedata
from collections.abc import Sequence

RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
POWER = re.compile(f"[{''.join(map(chr, RAISED))}]+")
FRACTION = re.compile("[¼-¾⅐-⅞↉]")
DASHES = re.compile("[‐‒–—−]")  # a full-width or a non-breaking one becomes one of these before
TIMES = re.compile("[·⋅∙×x*]")

DIGITS = r"[\d.,' _]*\d[\d.,' _]*"
TEN = r"10(?:\^|(?=-))"  # a raised power that is copied from a page comes level: 10−3
SCALE = rf"e(?P<e>[+-]?\d+)|\s*\*\s*{TEN}(?P<power>[+-]?\d+)"
PART = re.compile(rf"\s*(?P<sign>[+-]?)\s*(?:{TEN}(?P<alone>[+-]?\d+)|(?P<digits>{DIGITS})(?:{SCALE})?)\s*", re.ASCII)
MIXED = re.compile(r"\s*([+-]?)\s*(\d+) +(\d+)/(\d+)\s*", re.ASCII)
POINT = re.compile(r"\d+[.,]?|\d*[.,]\d+", re.ASCII)  # one separator at most
DOUBTFUL = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})", re.ASCII)
GROUPS = re.compile(r"([1-9]\d{0,2}(?:([.,' _])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d*))?", re.ASCII)
ENDLESS = ("inf", "infinity", "nan", "∞")

SWITCH = {"true": "on", "yes": "on", "1": "on", "false": "off", "no": "off", "0": "off"}
FEW = 10  # options that a refusal lists; of more it only names the likeliest


def number(text: str, whole: bool = False) -> float:
    """The number in a text: 0.25, 0,25, −3, 1/4, 1½, 1e-3, 7.90·10⁻⁴ or 1,000,000.

    A point or a comma parts whole and fraction. A comma before three last digits (1,000) may part thousands as well: it does
    where a `whole` number is asked for, and is refused elsewhere. So is a point there where a whole number is asked for (1.000).
    Groups are plain if there are two, if both signs are used (1,000.5), or if blanks or apostrophes part them (1 000).

    Raises:
        ValueError: what is wrong with it, in a few words that follow the quoted text.
    """
    plain = unified(text)
    if not plain:
        raise ValueError("is empty")
    if plain.lstrip("+-").strip() in ENDLESS:
        raise ValueError("is not a finite number")
    top, stroke, bottom = plain.partition("/")
    mixed = MIXED.fullmatch(plain)
    try:
        if mixed and not GROUPS.fullmatch(f"{mixed[2]} {mixed[3]}"):
            value = (int(mixed[2]) + int(mixed[3]) / int(mixed[4])) * (-1 if mixed[1] == "-" else 1)
        else:
            value = part(top, whole) / (part(bottom, whole) if stroke else 1.0)
    except (ZeroDivisionError, OverflowError):
        raise ValueError("is not a number") from None
    if not math.isfinite(value):
        raise ValueError("is not a finite number")
    return value


def unified(text: str) -> str:
    """The text with one spelling for each sign: powers raised by ^, one hyphen, one blank, one apostrophe, * for times."""
    text = POWER.sub(lambda power: "^" + power[0].translate(RAISED), text)  # before NFKC, which would make 10⁻³ of it 10−3
    text = FRACTION.sub(lambda one: f" {one[0]}", text)
    text = unicodedata.normalize("NFKC", text).replace("⁄", "/").replace("∕", "/").lower()
    text = DASHES.sub("-", text).replace("’", "'").replace("**", "^")
    return TIMES.sub("*", text).strip()


def part(text: str, whole: bool) -> float:
    """A number without a stroke."""
    found = PART.fullmatch(text)
    if not found:
        raise ValueError("is not a number")
    exponent = found["alone"] or found["power"] or found["e"] or "0"
    value = float(f"{'1' if found['alone'] else decimal(found['digits'].strip(), whole)}e{exponent}")
    return -value if found["sign"] == "-" else value


def decimal(digits: str, whole: bool) -> str:
    """Digits with a decimal point and no other sign."""
    doubtful = DOUBTFUL.fullmatch(digits)
    if doubtful:
        first, sign, last = doubtful.groups()
        if whole and sign == ",":
            return first + last
        if whole or sign == ",":
            raise ValueError(f"can be read in two ways: write {first}{last} or {f'{first}.{last}'.rstrip('0').rstrip('.')}")
    if POINT.fullmatch(digits):
        return digits.replace(",", ".")
    groups = GROUPS.fullmatch(digits)
    if not groups:
        raise ValueError("is not a number")
    return re.sub(r"\D", "", groups[1]) + f".{groups[3] or 0}"


def numbers(text: str, count: int) -> list[float]:
    """So many numbers in a row, with semicolons, commas or blanks between them.

    Raises:
        ValueError: there are not so many, or what is wrong with one, which is quoted.
    """
    for sign in (";", ",", r",\s+", r"\s+"):
        parts = re.split(sign, text.strip())
        if len(parts) == count:
            break
    else:
        raise ValueError(f"“{quoted(text)}” is not {count} numbers")
    read = []
    for one in parts:
        try:
            read.append(number(one))
        except ValueError as error:
            raise ValueError(f"“{quoted(one.strip())}” {error}") from None
    return read


def written(value: float) -> str:
    """A number as a sentence writes it and `number` reads it: a true minus, no + in a power of ten."""
    return re.sub(r"e(-?)\+?0*", r"e\1", f"{value:.12g}").replace("-", "−")


def among(text: str, options: Sequence[str]) -> str | None:
    """The option that is meant, whatever the case, the blanks and the dashes; None if there is none."""
    if text in options:
        return str(text)
    meant = folded(text)
    if "on" in options:
        meant = SWITCH.get(meant, meant)
    names = {folded(option): option for option in options}
    return names.get(meant) or names.get(meant.removesuffix("function"))


def folded(text: str) -> str:
    """A name without what people write in different ways."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("×", "x")
    return "".join(letter for letter in text if letter.isalnum())


def offer(text: str, options: Sequence[str]) -> str:
    """What there is instead of a name that is none of the options: all of a few, the likeliest of many."""
    if len(options) <= FEW:
        return ", ".join(options)
    names = {folded(option): option for option in options}
    near = difflib.get_close_matches(folded(text)[:60], names, 1)
    return f"the {len(options)} there are" + (f" (did you mean “{names[near[0]]}”?)" if near else "")


def sifted(text: str, options: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options that a list names, and what is none of them; commas or semicolons part the names, blanks only where it must be."""
    good, bad = [], []
    for one in filter(None, (part.strip() for part in re.split("[,;]", text))):
        found = among(one, options)
        words = [(word, among(word, options)) for word in one.split()] if found is None else [(one, found)]
        if all(option is None for _, option in words):
            words = [(one, None)]
        good += [option for _, option in words if option is not None]
        bad += [word for word, option in words if option is None]
    return good, bad


def quoted(text: str, longest: int = 60) -> str:
    """A visitor's text as a sentence repeats it: not all of a long one."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
