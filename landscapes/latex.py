"""A formula's tree as it would be written on a board."""

from landscapes.expression import Tree, odd_root

# How tightly a piece holds together: brackets are written where a looser one stands in a tighter one's place.
SUM, PRODUCT, TIGHT, WHOLE = range(4)
LETTERS = {"pi": r"\pi"}


def latex(tree: Tree) -> str:
    """The tree in LaTeX."""
    return written(tree)[0]


def written(tree: Tree) -> tuple[str, int]:
    """The LaTeX, and how tightly it holds together."""
    match tree:
        case str():
            return LETTERS.get(tree, tree), WHOLE
        case ("+" | "-" as sign, left, right):
            return f"{at_least(SUM, left)} {sign} {behind(SUM if sign == '+' else PRODUCT, right)}", SUM
        case ("*", left, right):
            return product(at_least(PRODUCT, left), behind(PRODUCT, right)), PRODUCT
        case ("/", ("negative", over), under):
            return written(("negative", ("/", over, under)))
        case ("/", over, under):
            return rf"\frac{{{latex(over)}}}{{{latex(under)}}}", TIGHT
        case ("**", base, power):
            fraction = odd_root(power)
            return f"{at_least(WHOLE, base)}^{{{'/'.join(map(str, fraction)) if fraction else number(power)[0]}}}", TIGHT
        case ("negative", operand):
            return f"-{behind(PRODUCT, operand)}", PRODUCT
        case ("exp", operand):
            return f"e^{{{latex(operand)}}}", TIGHT
        case ("sqrt", operand):
            return rf"\sqrt{{{latex(operand)}}}", WHOLE
        case ("abs", operand):
            return rf"\left|{latex(operand)}\right|", WHOLE
        case ("atan", operand):
            return rf"\arctan{bracketed(latex(operand))}", TIGHT
        case float() | int():
            return number(tree)
    name, *operands = tree
    return rf"\{name}{bracketed(', '.join(map(latex, operands)))}", TIGHT


def number(value: float) -> tuple[str, int]:
    digits, _, power = f"{value:.12g}".partition("e")
    if not power:
        return digits, WHOLE
    return rf"{digits} \cdot 10^{{{int(power)}}}", PRODUCT


def product(left: str, right: str) -> str:
    """Side by side, with a dot where 2 1 would read as 21 and 2 ½ as two and a half."""
    dot = right[0].isdigit() or right.startswith(r"\frac")
    return rf"{left} \cdot {right}" if dot else rf"{left}\,{right}"


def bracketed(inside: str) -> str:
    return rf"\left({inside}\right)"


def at_least(tightness: int, tree: Tree) -> str:
    text, tight = written(tree)
    return text if tight >= tightness else bracketed(text)


def behind(tightness: int, tree: Tree) -> str:
    """The same behind a sign, where a minus needs brackets of its own."""
    text = at_least(tightness, tree)
    return bracketed(text) if text.startswith("-") else text
