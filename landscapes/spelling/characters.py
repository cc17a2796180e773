"""Signs that no keyboard has, and LaTeX, as plain characters; √, | and π stay, for what they mean needs their neighbours."""

import re
import unicodedata

from landscapes.expression import quoted
from landscapes.spelling.names import LETTERS, WORDS
from landscapes.spelling.tokens import two_ways

SIGNS = {"-": "−–—‐‑‒﹣", "*": "·×∙⋅∗•✕⨯", "/": "÷∕⁄", "|": "∣│", "**": "^"}
PLAIN = str.maketrans({sign: plain for plain, signs in SIGNS.items() for sign in signs})
RAISED, LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "₀₁₂₃₄₅₆₇₈₉"
EXPONENT, INDEX = re.compile(f"([0-9.eπ]?)([{RAISED}]+)"), re.compile(f"[{LOWERED}]+")
DIGITS = str.maketrans(RAISED + LOWERED, "0123456789+-0123456789")
NAMED = re.compile(r"^\s*(?:(?:[fFLz]|loss)\s*(?:\(\s*x\s*,\s*y\s*\))?)?\s*=(?!=)")  # f(x, y) =
MIXED = re.compile(r"(?<![\d.])(\d+)\s?([¼-¾⅐-⅞])")  # 2½ is two and a half
GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?!\d)")
ROOT_BY_HAND = re.compile(r"(\w+|\([^()]*\))\s*\^\s*1\s*/\s*(\d+)")

EDGES = re.compile(r"^\s*(?:\$\$?|\\[(\[])|(?:\$\$?|\\[)\]])\s*$")  # of LaTeX in a text
ROOT_OF = re.compile(r"\\sqrt\s*\[[^\]]*\]?")
SHORT_FRACTION = re.compile(r"\\[dt]?frac\s*([0-9A-Za-z])\s*([0-9A-Za-z])(?![0-9A-Za-z])")
UPRIGHT = re.compile(r"\\(?:operatorname|mathrm|mathit|text)\s*\{\s*([A-Za-z]+)\s*\}")
SUBSCRIPT = re.compile(r"_\s*\{\s*(\w+)\s*\}")
COMMAND = re.compile(r"\\([A-Za-z]+|[,;:! ])")
COMMANDS = {
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "div": "/",
    "pi": "π",
    "sqrt": "√",
    "frac": " frac ",
    "dfrac": " frac ",
    "tfrac": " frac ",
}
COMMANDS |= dict.fromkeys(("vert", "lvert", "rvert", "mid"), "|")
COMMANDS |= dict.fromkeys(("left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr"), "")
COMMANDS |= dict.fromkeys(",;:! ", " ") | {"quad": " "}


def characters(text: str) -> str:
    """The text in plain characters."""
    text = NAMED.sub("", re.sub(r"[;\s]+$", "", text))
    if grouped := GROUPED.search(text):
        raise ValueError(f"formula: {quoted(grouped[0])} has its digits in groups; write {grouped[0].replace(',', '')}.")
    if root := ROOT_BY_HAND.search(text):
        raise two_ways(root[0], f"{root[1]}**(1/{root[2]})", f"{root[1]}/{root[2]}")
    text = from_latex(text)
    text = MIXED.sub(r"(\1+\2)", EXPONENT.sub(raised, text))
    text = INDEX.sub(lambda found: "_" + found[0].translate(DIGITS), text)
    return "".join(plain(c, text[:i]) for i, c in enumerate(text.translate(PLAIN)))


def raised(found: re.Match) -> str:
    """An exponent; that of a number ends where it stands, 2³x is no 2^(3x)."""
    base, power = found[1], found[2].translate(DIGITS)
    return f"{base}**({power})" if base else f"**{power}"


def plain(c: str, before: str) -> str:
    """A character as plain ones, if it has such: ½ is (1/2), a wide or a slanted x is x."""
    if c.isascii() or c in "√π":
        return c
    kind, *parts = unicodedata.decomposition(c).split() or [""]
    if kind == "<fraction>" and len(parts) > 2:
        share = "".join(chr(int(part, 16)) for part in parts).replace("⁄", "/")
        if letter := re.search(r"[A-Za-z]$", before):
            raise two_ways(letter[0] + c, f"{letter[0]}**({share})", f"{letter[0]}*({share})")
        return f"({share})"
    folded = unicodedata.normalize("NFKC", c)
    return folded if folded.isascii() else c


def from_latex(text: str) -> str:
    """LaTeX as a text with brackets; fractions stay a word before two brackets."""
    if root := ROOT_OF.search(text):
        raise ValueError(f"formula: {quoted(root[0])} is not read; write (x)**(1/3) for a cube root.")
    text = EDGES.sub("", EDGES.sub("", text))
    text = SUBSCRIPT.sub(r"_\1", UPRIGHT.sub(r" \1 ", SHORT_FRACTION.sub(r"(\1/\2)", text)))
    return " ".join(COMMAND.sub(said, text).replace("{", "(").replace("}", ")").split())


def said(command: re.Match) -> str:
    name = command[1]
    if name in COMMANDS:
        return COMMANDS[name]
    if name not in WORDS or name in LETTERS:
        raise ValueError(f"formula: LaTeX's {quoted(name)} is not known (allowed: frac, sqrt, cdot, times, left, right and the functions).")
    return f" {name}" + " " * command.string[command.end() : command.end() + 1].isalnum()
