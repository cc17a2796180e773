"""A loss typed as text, read into a tree of operations we know. The text itself is never run.

Python's own parser reads it, and every node is then looked up in the tables below: what is not there is refused.
A tree is a number, a letter, or a tuple of an operation and its operands: "2*sin(x)" is ("*", 2.0, ("sin", "x")).
"""

import ast
import math
import re
from fractions import Fraction
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np

Tree = float | str | tuple

OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
FUNCTIONS = {"sin": 1, "cos": 1, "tan": 1, "atan": 1, "sinh": 1, "cosh": 1, "tanh": 1, "exp": 1, "log": 1, "sqrt": 1, "abs": 1}
FUNCTIONS |= {"min": 2, "max": 2}  # how many arguments each takes
CONSTANTS = {"pi": math.pi, "e": math.e}
# What NumPy and JAX call an operation, where they do not call it what we do.
CALLED = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide", "**": "power", "atan": "arctan", "min": "minimum", "max": "maximum"}

LONGEST = 300  # characters
DEEPEST = 30  # brackets within brackets
STEEPEST = 20  # the largest exponent
STRANGE = re.compile(r"[^A-Za-z0-9_+\-*/()., ]")
INSTEAD = {
    "=": "; type what stands to the right of f(x, y) =",
    "[": "; write round brackets, and x and y for the two variables",
    "!": "; write the number that the factorial comes to",
    "∛": "; write (x)**(1/3)",
    ";": "; a formula is one expression",
}
# A number with a letter right behind it; ++ and ?+ never give back what they took, so the e of 1e5 is no such letter.
GLUED = re.compile(r"(?<![\w.])(?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d++)?+[A-Za-z_]\w*")
SIGNS = re.compile(r"[-+] ?[-+] ?[-+]")


def value(tree: Tree, letters: dict, library) -> Any:
    """What the tree comes to, by NumPy's functions or by JAX's, given what each letter stands for."""
    match tree:
        case str():
            return letters[tree]
        case ("**", base, exponent):
            return power(value(base, letters, library), exponent, library)
        case (str() as name, *operands):
            return getattr(library, CALLED.get(name, name))(*[value(o, letters, library) for o in operands])
    return tree


def power(base, exponent: float, library):
    """A power; of a negative number, too, where the exponent is a fraction with an odd denominator: (−8)^(1/3) = −2."""
    fraction = odd_root(exponent)
    if fraction is None:
        return library.power(base, exponent)
    size = library.power(library.abs(base), exponent)
    return size if fraction[0] % 2 == 0 else library.where(base < 0, -size, size)


@cache
def odd_root(exponent: float) -> tuple[int, int] | None:
    """The exponent as p/q with an odd q from 3 to 99, whose root every real number has; None for any other."""
    near = Fraction(exponent).limit_denominator(99)
    return (near.numerator, near.denominator) if near.denominator % 2 and near.denominator > 1 and float(near) == exponent else None


def tidy(text: object) -> str:
    """The text with single spaces.

    Raises:
        ValueError: not text, empty, or too long.
    """
    if not isinstance(text, str):
        raise ValueError(f"formula is of type {type(text).__name__}, not a text such as x**2 + y**2.")
    if len(text) > LONGEST:
        raise ValueError(f"formula has {len(text)} characters (allowed: {LONGEST}).")
    if not text.split():
        raise ValueError("formula is empty (allowed: an expression in x and y, such as x**2 + y**2).")
    return " ".join(text.split())


def expression(text: str) -> Tree:
    """Read a tidy text.

    Raises:
        ValueError: one sentence that names the part that is not allowed.
    """
    refuse_by_looks(text)
    try:
        root = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"formula: {stuck(text, error.offset)}.") from None
    tree = checked(root, text)
    if not names(root) & {"x", "y"}:
        raise ValueError(f"formula: {quoted(text)} has neither x nor y in it.")
    return tree


def refuse_by_looks(text: str) -> None:
    """What can be told without parsing; it also keeps from the parser what would tire it."""
    refuse_characters(text)
    if glued := GLUED.search(text):
        raise ValueError(f"formula: {quoted(glued[0])} runs a number and letters together; to multiply, write *.")
    if signs := SIGNS.search(text):
        raise ValueError(f"formula: {quoted(signs[0])} piles up signs (allowed: two in a row).")
    refuse_brackets(text)


def refuse_characters(text: str, besides: str = "") -> None:
    """Characters that no formula has, but for those `besides`."""
    strange = next((c for c in STRANGE.findall(text) if c not in besides), None)
    if strange:
        raise ValueError(f"formula: the character {strange!r} has no place in it{INSTEAD.get(strange, '')}.")


def refuse_brackets(text: str) -> None:
    """Brackets that do not pair up, or lie too deep."""
    depth = list(accumulate((c == "(") - (c == ")") for c in text))
    if max(depth, default=0) > DEEPEST:
        raise ValueError(f"formula: brackets are nested {max(depth)} deep (allowed: {DEEPEST}).")
    if min(depth, default=0) < 0:
        raise ValueError(f"formula: the bracket ')' at character {depth.index(-1) + 1} closes nothing.")
    if depth and depth[-1] > 0:
        raise ValueError(f"formula: {depth[-1]} of its brackets '(' are never closed.")


def stuck(text: str, offset: int | None) -> str:
    """Where the parser gave up, in words; it counts characters from 1, and says 0 for the end."""
    rest = text[offset - 1 :] if offset else ""
    return f"it cannot be read from {quoted(rest)} on, at character {offset}" if rest else f"{quoted(text)} ends too early"


def checked(node: ast.AST, text: str) -> Tree:
    """The node as a tree, if all of it is allowed."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return plain_number(number, part(node, text))
        case ast.Name(id=name):
            return known_letter(name)
        case ast.UnaryOp(op=ast.USub()):
            return ("negative", checked(node.operand, text))
        case ast.UnaryOp(op=ast.UAdd()):
            return checked(node.operand, text)
        case ast.BinOp(op=ast.Pow()):
            return raised(node, text)
        case ast.BinOp() if type(node.op) in OPERATORS:
            return (OPERATORS[type(node.op)], checked(node.left, text), checked(node.right, text))
        case ast.Call():
            return call(node, text)
        case ast.Tuple():
            raise ValueError(f"formula: {part(node, text)} has a comma or empty brackets; decimals are written with a point, as 0.5.")
        case ast.Attribute():
            raise ValueError(f"formula: {part(node, text)} has a dot before a name, which is not allowed; write sin(x), not math.sin(x).")
    raise ValueError(f"formula: {part(node, text)} is not allowed; it takes {KNOWN}.")


KNOWN = f"numbers, x, y, {', '.join(CONSTANTS)}, + - * / **, brackets, and the functions {', '.join(FUNCTIONS)}"


def plain_number(number: float, shown: str) -> float:
    if math.isinf(number):  # 1e999; whole numbers are never too large, a formula has no room for 308 digits
        raise ValueError(f"formula: the number {shown} is too large (allowed: below 1.8e308).")
    return float(number)


def known_letter(name: str) -> str:
    if name in FUNCTIONS:
        raise bare(name)
    if name not in {"x", "y", *CONSTANTS}:
        raise ValueError(f"formula: the name {quoted(name)} is not known; it takes {KNOWN}.")
    return name


def bare(name: str) -> ValueError:
    """The refusal of a function without brackets."""
    one = FUNCTIONS.get(name) == 1
    return ValueError(
        f"formula: the function {name!r} needs its argument{'' if one else 's'} in brackets, such as {name}({'x' if one else 'x, y'})."
    )


def call(node: ast.Call, text: str) -> Tree:
    """A function of ours, with as many arguments as it takes."""
    if not isinstance(node.func, ast.Name):
        checked(node.func, text)
    elif node.func.id not in FUNCTIONS:
        known_letter(node.func.id)
    else:
        name, count = node.func.id, FUNCTIONS[node.func.id]
        if node.keywords or len(node.args) != count:
            raise ValueError(f"formula: {part(node, text)} is not allowed: {name} takes {count} argument{'s'[: count - 1]}.")
        return (name, *(checked(a, text) for a in node.args))
    raise ValueError(f"formula: {part(node.func, text)} is not a function; to multiply, write * before the bracket.")


def raised(node: ast.BinOp, text: str) -> Tree:
    """A power of x and y to a number, or of a number to x and y."""
    if names(node.right) & {"x", "y"}:
        return exponential(node, text)
    return ("**", checked(node.left, text), exponent(node, text))


def exponential(node: ast.BinOp, text: str) -> Tree:
    """e**x is exp(x), and 2**x is exp(x*log(2))."""
    base, shown = node.left, part(node.right, text)
    if any(isinstance(n, ast.BinOp) and isinstance(n.op, ast.Pow) and names(n.right) & {"x", "y"} for n in ast.walk(node.right)):
        raise ValueError(f"formula: {part(node, text)} is a power of a power (allowed: one power at a time).")
    power = checked(node.right, text)
    if isinstance(base, ast.Name) and base.id == "e":
        return ("exp", power)
    if not names(base) & {"x", "y"}:
        number = checked(base, text)
        with np.errstate(all="ignore"):
            if not 0 < value(number, CONSTANTS, np) < math.inf:
                raise ValueError(f"formula: {part(node, text)} has no value at most points (allowed: powers of numbers above 0).")
        return ("exp", ("*", power, ("log", number)))
    cure = f"exp(({snippet(node.right, text)})*log({snippet(base, text)}))"
    raise ValueError(f"formula: the exponent {shown} is not a plain number; write {cure}.")


def exponent(node: ast.BinOp, text: str) -> float:
    """The exponent of a power, worked out.

    It is a number, so that slopes stay finite, and whole where it can be: x**2 has a slope at negative x, and at 0.
    """
    base = node.left
    while isinstance(base, ast.UnaryOp):
        base = base.operand
    if any(isinstance(n, ast.BinOp) and isinstance(n.op, ast.Pow) for n in (base, *ast.walk(node.right))):
        raise ValueError(f"formula: {part(node, text)} is a power of a power (allowed: one power at a time).")
    shown, tree = part(node.right, text), checked(node.right, text)
    with np.errstate(all="ignore"):
        power = float(value(tree, CONSTANTS, np))
    if not abs(power) <= STEEPEST:
        raise ValueError(f"formula: the exponent {shown} is out of range (allowed: -{STEEPEST} to {STEEPEST}).")
    return int(power) if power.is_integer() else power


def names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def part(node, text: str) -> str:
    """The node as it was typed, in quotes."""
    return quoted(text[node.col_offset : node.end_col_offset])


def snippet(node, text: str) -> str:
    return quoted(text[node.col_offset : node.end_col_offset])[1:-1]


def quoted(words: str) -> str:
    return repr(words if len(words) <= 40 else words[:39] + "…")
