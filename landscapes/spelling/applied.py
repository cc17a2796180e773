"""Functions and roots whose argument stands without brackets, \\frac, and functions that are made of others."""

import re
from collections.abc import Sequence

from landscapes.expression import bare
from landscapes.spelling.commas import SEVERAL
from landscapes.spelling.names import MADE_OF, named
from landscapes.spelling.tokens import Token, at, begins, closing, factor_end, power_end, tokens, two_ways, written

WAVES = ("sin", "cos", "tan", "sinh", "cosh", "tanh", "sec", "csc", "cot")  # which nobody takes the sine of without brackets
INVERSE = {"tan": "atan(x)", "sin": "atan(x/sqrt(1 - x**2))", "cos": "pi/2 - atan(x/sqrt(1 - x**2))"}


def applied(pieces: Sequence[Token]) -> list[Token]:
    """The pieces, with brackets around every argument. From the right, so that what stands inside is ready."""
    out = list(pieces)
    for i in reversed(range(len(out))):
        match out[i].kind:
            case "root":
                root(out, i)
            case "fraction":
                fraction(out, i)
            case "function":
                function(out, i)
    return out


def bracketed(pieces: Sequence[Token]) -> list[Token]:
    """In brackets, unless it is one bracket already."""
    if pieces[0].kind == "open" and closing(pieces, 0) == len(pieces) - 1:
        return [pieces[0]._replace(gap=""), *pieces[1:]]
    return [Token("open", "("), pieces[0]._replace(gap=""), *pieces[1:], Token("close", ")")]


def root(out: list[Token], i: int) -> None:
    """√x is sqrt(x). √2x may be √2·x or √(2x)."""
    end = factor_end(out, i + 1)
    if end == i + 1:
        raise ValueError("formula: '√' needs its argument right behind it, such as √x or √(x + y).")
    under, behind = out[i + 1 : end], at(out, end)
    if under[0].kind in ("number", "letter") and behind and behind.kind != "function":
        rest = out[end : max(factor_end(out, end), power_end(out, end))]
        if rest:
            sign = "" if behind.text == "**" else "*"
            one, more = written(under), written(rest)
            raise two_ways(f"√{one}{rest[0].gap}{more}", f"sqrt({one}){sign}{more}", f"sqrt({one}{sign}{more})")
    out[i:end] = [Token("function", "sqrt", out[i].gap), *bracketed(under)]


def fraction(out: list[Token], i: int) -> None:
    """\\frac{a}{b} is ((a)/(b))."""
    middle = factor_end(out, i + 1)
    end = factor_end(out, middle)
    if middle == i + 1 or end == middle:
        raise ValueError("formula: '\\frac' needs two brackets behind it, as in \\frac{x}{2}.")
    over, under = bracketed(out[i + 1 : middle]), bracketed(out[middle:end])
    out[i:end] = [Token("open", "(", out[i].gap), *over, Token("op", "/"), *under, Token("close", ")")]


def function(out: list[Token], i: int) -> None:
    """sin x is sin(x), sin² x is sin(x)**2, pow(a, b) is a**b."""
    name, start = out[i], power_end(out, i + 1)
    power, behind = out[i + 1 : start], at(out, start)
    if name.text in INVERSE and [p.text for p in power[1:]] == ["-", "1"]:
        raise two_ways(f"{name.text}**-1", f"1/{name.text}(x)", INVERSE[name.text])
    if not behind or behind.kind != "open":
        if name.text in SEVERAL:
            raise bare(name.text)
        end = argument_end(out, start)
        if end == start:
            return  # "sin + x" is refused by what reads it
        refuse_what_may_belong(out, i, start, end)
        out[i:end] = [name, *bracketed(out[start:end]), *power]
    elif power:
        end = closing(out, start) + 1
        out[i:end] = [name, *out[start:end], *power]
    if name.text in MADE_OF:
        end = closing(out, i + 1)
        out[i : end + 1] = made(name, out[i + 2 : end])


def argument_end(out: Sequence[Token], start: int) -> int:
    """Behind what a function without brackets is taken of: factors that touch each other, 2x² in sin 2x²."""
    end = start
    while (reached := factor_end(out, end)) > end:
        end = reached
        while (further := power_end(out, end)) > end:
            end = further
        following = at(out, end)
        if following is None or following.gap or following.kind not in ("number", "letter"):
            break
    return end


def refuse_what_may_belong(out: Sequence[Token], i: int, start: int, end: int) -> None:
    """sin x*y, sin x y and sin x exp(y) have two readings; sin x + y and sin x cos y have one."""
    behind = at(out, end)
    sign = behind.text if behind and behind.text in ("*", "/") else ""
    first = end + bool(sign)
    follower = at(out, first)
    if not (sign or begins(behind)) or follower is None or follower.text in WAVES:
        return
    rest = written(out[first : factor_end(out, first)])
    name, of = out[i].text, written(out[start:end])
    raise two_ways(written(out[i : factor_end(out, first)]), f"{name}({of}){sign or '*'}{rest}", f"{name}({of}{sign or '*'}{rest})")


def made(name: Token, inside: Sequence[Token]) -> list[Token]:
    """A function in terms of others."""
    arguments, depth = [[]], 0
    for piece in inside:
        depth += (piece.kind == "open") - (piece.kind == "close")
        if piece.kind == "comma" and not depth:
            arguments.append([])
        else:
            arguments[-1].append(piece)
    template = MADE_OF[name.text]
    count = 1 + ("{1}" in template)
    if len(arguments) != count or not all(arguments):
        raise ValueError(f"formula: {name.text} takes {count} argument{'s'[: count - 1]}, as {name.text}({'x, 2' if count > 1 else 'x'}).")
    out: list[Token] = []
    for part in re.split(r"(\{\d\})", template):
        if part.startswith("{"):
            first, *others = arguments[int(part[1])]
            out += [first._replace(gap=""), *others]
        else:
            out += named(tokens(part))
    return [out[0]._replace(gap=name.gap), *out[1:]]
