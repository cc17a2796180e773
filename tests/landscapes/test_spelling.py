"""Formulas as people write them: read as algebra reads them, or refused in one sentence with what to write instead."""

import math
import operator
import random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landscapes import formula
from landscapes.expression import CONSTANTS, expression, value
from landscapes.spelling import spelled
from tests.landscapes.test_formula_hostile import EXPRESSIONS, QUIETLY, one_plain_sentence

READ = {  # as people write it: the same, spelled out
    # powers
    "x²": "x**2",
    "x³ − y²": "x**3 - y**2",
    "x⁻² + y¹⁰": "x**-2 + y**10",
    "(x+y)²": "(x+y)**2",
    "-x²": "-x**2",
    "(−x)²": "(-x)**2",
    "x^2 + y^2": "x**2 + y**2",
    "x^-2": "x**-2",
    "x^{2}y^{3}": "x**2*y**3",
    "x^2y": "x**2*y",
    "3x²y - 2xy³": "3*x**2*y - 2*x*y**3",
    "2³x": "2**3*x",
    "e²x": "e**2*x",
    "e^x": "exp(x)",
    "e**x": "exp(x)",
    "e^-x": "exp(-x)",
    "e^(x+y)": "exp(x+y)",
    "e^x²": "exp(x**2)",
    "e^-x^2": "exp(-x**2)",
    "e^{-x^2}": "exp(-x**2)",
    "e^|x|": "exp(abs(x))",
    "e^x sin y": "exp(x)*sin(y)",
    "xe^-y": "x*exp(-y)",
    "e^(x)/2": "exp(x)/2",
    "e^2/x": "e**2/x",
    "2^x": "exp(x*log(2))",
    "10^(x+y)": "exp((x+y)*log(10))",
    # bars and roots
    "|x|": "abs(x)",
    "|x| + |y|": "abs(x) + abs(y)",
    "|x-y|": "abs(x-y)",
    "||x|-1|": "abs(abs(x)-1)",
    "|x-|y||": "abs(x-abs(y))",
    "||x|-|y||": "abs(abs(x)-abs(y))",
    "|x||y|": "abs(x)*abs(y)",
    "|x|y": "abs(x)*y",
    "3|x-1|+2|y|": "3*abs(x-1)+2*abs(y)",
    "|x|²": "abs(x)**2",
    "|sin x|·|cos y|": "abs(sin(x))*abs(cos(y))",
    "ln|x|": "log(abs(x))",
    "√x": "sqrt(x)",
    "√(x²+y²)": "sqrt(x**2+y**2)",
    "√|x| + 2√y": "sqrt(abs(x)) + 2*sqrt(y)",
    "√√x": "sqrt(sqrt(x))",
    # signs
    "½x² + ¾y²": "(1/2)*x**2 + (3/4)*y**2",
    "x^½": "x**(1/2)",
    "2½x": "2.5*x",
    "x÷2": "x/2",
    "x – y": "x - y",
    "x·y − 2×x ∙ y": "x*y - 2*x*y",
    "π x + 2πy": "pi*x + 2*pi*y",
    "sin πx": "sin(pi*x)",
    "1,5·x": "1.5*x",
    "0,125x + sin(2,5y)": "0.125*x + sin(2.5*y)",
    "max(1,5)*x": "max(1, 5)*x",
    "7.90·10⁻⁴ x²": "7.90*10**-4*x**2",
    "x**2;": "x**2",
    "f(x, y) = x²": "x**2",
    "z = x + y": "x + y",
    "𝑥² + ｙ": "x**2 + y",
    # products
    "2x": "2*x",
    "2 x": "2*x",
    "x y": "x*y",
    "xy": "x*y",
    "1e5x": "1e5*x",
    "2(x+y)": "2*(x+y)",
    "x(y+1)": "x*(y+1)",
    "(x+1)(y+2)": "(x+1)*(y+2)",
    "sin(x)cos(y)": "sin(x)*cos(y)",
    "sin(x)(y)": "sin(x)*y",
    "2pix": "2*pi*x",
    "-20exp(-0.2√(0.5(x²+y²)))": "-20*exp(-0.2*sqrt(0.5*(x**2+y**2)))",
    "100(y − x²)² + (1 − x)²": "100*(y - x**2)**2 + (1 - x)**2",
    # functions
    "sin x": "sin(x)",
    "sin 2x": "sin(2*x)",
    "sin 2x²": "sin(2*x**2)",
    "sin x + y": "sin(x) + y",
    "sin x cos y": "sin(x)*cos(y)",
    "2 sin x": "2*sin(x)",
    "x sin y": "x*sin(y)",
    "sin²x + cos^2 y": "sin(x)**2 + cos(y)**2",
    "sin^2(x)": "sin(x)**2",
    "exp x": "exp(x)",
    "Sin(X) + Y": "sin(x) + y",
    "ln(x)": "log(x)",
    "ln x": "log(x)",
    "log10(x)": "log(x)/log(10)",
    "log2(x)": "log(x)/log(2)",
    "arctan(x)": "atan(x)",
    "pow(x, 2)": "x**2",
    "relu(x)": "max(x, 0)",
    "sigmoid(x)": "0.5 + 0.5*tanh(x/2)",
    "cot(x)": "1/tan(x)",
    "np.sin(x) + math.exp(y)": "sin(x) + exp(y)",
    "np.maximum(x, 0) + np.abs(y)": "max(x, 0) + abs(y)",
    # two variables
    "x₁² + x₂²": "x**2 + y**2",
    "x_1 + x_2": "x + y",
    "x1 + x2": "x + y",
    "w₁² + 10w₂²": "x**2 + 10*y**2",
    # LaTeX
    r"\frac{x^2}{2} + y": "x**2/2 + y",
    r"\frac12 x^2": "(1/2)*x**2",
    r"\frac{1}{2}x^{2} + \sqrt{x^2+y^2}": "(1/2)*x**2 + sqrt(x**2+y**2)",
    r"\frac{\frac{x}{2}}{y}": "(x/2)/y",
    r"\sin x \cdot \cos(y)": "sin(x)*cos(y)",
    r"\sin^2 x": "sin(x)**2",
    r"\left(x+1\right)^{2}": "(x+1)**2",
    r"\left|x\right| + \lvert y\rvert": "abs(x) + abs(y)",
    r"$x_{1}^2 + 2\,x_{2}^2$": "x**2 + 2*y**2",
    r"\exp\left(-\frac{x^{2}+y^{2}}{2}\right)": "exp(-((x**2+y**2)/2))",
    r"\operatorname{relu}(x) + 2\pi y": "max(x, 0) + 2*pi*y",
}
TWO_WAYS = {  # what may mean two things: both
    "1/2x": ("(1/2)*x", "1/(2*x)"),
    "1/2 x²": ("(1/2)*x", "1/(2*x)"),
    "x/2(y+1)": ("(x/2)*(y+1)", "x/(2*(y+1))"),
    "1 + 1/2x": ("(1/2)*x", "1/(2*x)"),
    "sin x y": ("sin(x)*y", "sin(x*y)"),
    "sin x*y": ("sin(x)*y", "sin(x*y)"),
    "sin x exp(y)": ("sin(x)*exp(y)", "sin(x*exp(y))"),
    "ln x*√y": ("log(x)*sqrt(y)", "log(x*sqrt(y))"),
    "sin x/2": ("sin(x)/2", "sin(x/2)"),
    "sin 2 x": ("sin(2)*x", "sin(2*x)"),
    "sin x(y+1)": ("sin(x)*(y+1)", "sin(x*(y+1))"),
    "sin^-1 x": ("1/sin(x)", "atan(x/sqrt(1 - x**2))"),
    "tan⁻¹(x)": ("1/tan(x)", "atan(x)"),
    "e^2x": ("e**2*x", "exp(2*x)"),
    "e^xy": ("e**x*y", "exp(x*y)"),
    "2^3x": ("2**3*x", "2**(3*x)"),
    "e^-x²/2": ("exp(-x**2)/2", "exp(-x**2/2)"),
    "e^x²y": ("e**x**2*y", "exp(x**2*y)"),
    "2^x/3": ("(2**x)/3", "2**(x/3)"),
    "e x": ("e*x", "exp(x)"),
    "e(x+y)": ("e*(x+y)", "exp(x+y)"),
    "x 2": ("x**2", "2*x"),
    "x2 + y2": ("x**2", "2*x"),
    "(x+y)2": ("(x+y)**2", "2*(x+y)"),
    "x½": ("x**(1/2)", "x*(1/2)"),
    "x^1/2": ("x**(1/2)", "x/2"),
    "√2x": ("sqrt(2)*x", "sqrt(2*x)"),
    "√x y": ("sqrt(x)*y", "sqrt(x*y)"),
    "√x²": ("sqrt(x)**2", "sqrt(x**2)"),
    "|2|x|+1|": ("abs(2)*x*abs(+1)", "abs(2*abs(x)+1)"),
    "1,500*x": ("1500", "1.500"),
    "lg(x)": ("log10(x)", "log2(x)"),
}

CURED = {  # what is refused with one replacement
    "sinx": "sin(x)",
    "lnx": "ln(x)",
    "sin2x": "sin(2*x)",
    "sinxcosy": "sin(x)*cos(y)",
    "xsin(y)": "x*sin",
    "asin(x)": "atan(x/sqrt(1 - x**2))",
    "arccos(x)": "pi/2 - atan(x/sqrt(1 - x**2))",
    "x^y": "exp((y)*log(x))",
    "sin x^2^2 + y": "one power at a time",
    "max x, y": "max(x, y)",
    "sin + x": "sin(x)",
    "1,000,000*x": "1000000",
    "x[0]**2": "round brackets",
    "∛x": "(x)**(1/3)",
    r"\sqrt[3]{x}": "(x)**(1/3)",
    "x_1 + y": "x and y for the two variables",
    "x_1 + w_2": "x and y",
    "x1 + y": "x and y for the two variables",
    "|x": "abs(x)",
    "√ + x": "√(x + y)",
    "x = 2": "right of f(x, y) =",
    "pow(x)": "pow(x, 2)",
}


PYTHON = SimpleNamespace(  # its own arithmetic, by the names that `value` asks for
    add=operator.add,
    subtract=operator.sub,
    multiply=operator.mul,
    divide=operator.truediv,
    power=operator.pow,
    negative=operator.neg,
    abs=abs,
    minimum=min,
    maximum=max,
    arctan=math.atan,
    **{name: getattr(math, name) for name in ("sin", "cos", "tan", "tanh", "exp", "log", "sqrt")},
)


@pytest.mark.parametrize("typed", READ)
def test_what_people_write_is_read_as_algebra_reads_it(typed):
    own, plain = expression(spelled(typed)), expression(READ[typed])
    for x, y in ((0.7, 1.3), (1.9, 0.4)):
        letters = {"x": x, "y": y, **CONSTANTS}
        assert value(own, letters, PYTHON) == pytest.approx(value(plain, letters, PYTHON), rel=1e-14)


@pytest.mark.parametrize("typed", TWO_WAYS)
def test_what_has_two_readings_is_refused_with_both(typed):
    with pytest.raises(ValueError, match=r"^formula") as refusal:
        formula(typed)
    assert all(f"{reading}" in str(refusal.value) for reading in TWO_WAYS[typed]), refusal.value
    assert one_plain_sentence(str(refusal.value))


@pytest.mark.parametrize("typed", [typed for typed in TWO_WAYS if typed not in ("x2 + y2", "lg(x)", "1,500*x")])
def test_both_readings_that_are_offered_can_be_read(typed):
    for reading in TWO_WAYS[typed]:
        spelled(reading)  # is not refused in its turn


@pytest.mark.parametrize("typed", CURED)
def test_what_is_not_read_is_refused_with_what_to_write_instead(typed):
    with pytest.raises(ValueError, match=r"^formula") as refusal:
        formula(typed)
    assert CURED[typed] in str(refusal.value)
    assert one_plain_sentence(str(refusal.value))


@QUIETLY
@given(text=EXPRESSIONS)
def test_what_could_always_be_read_is_left_to_the_letter(text):
    # So every link that was ever sent means what it meant.
    if len(text) <= 300 and text.count("(") < 30:
        assert spelled(text) == " ".join(text.split())


NUMBERS = st.integers(1, 9)
LETTERS = st.sampled_from("xyXY")


def monomial(number, letters, powers, seed):
    """A product as somebody may write it, and how Python writes it."""
    hand = random.Random(seed)
    typed, plain = str(number), str(number)
    for letter, power in zip(letters, powers, strict=True):
        raised = hand.choice([f"^{power}", f"**{power}", "⁰¹²³"[power], f"^{{{power}}}"]) if power > 1 else ""
        typed += hand.choice(["", " ", "·", " * "]) + letter + raised
        plain += f"*{letter.lower()}**{power}"
    return hand.choice(["{}", "({})", "{}", "|{}|"]).format(typed), f"abs({plain})", plain


TERMS = st.builds(
    lambda number, pairs, seed: monomial(number, [p[0] for p in pairs], [p[1] for p in pairs], seed),
    NUMBERS,
    st.lists(st.tuples(LETTERS, st.integers(1, 3)), min_size=1, max_size=3),
    st.integers(0, 2**32),
)


@QUIETLY
@given(terms=st.lists(TERMS, min_size=1, max_size=4), signs=st.lists(st.sampled_from([" + ", "-", " – ", "−"]), min_size=4, max_size=4))
def test_a_polynomial_written_by_any_hand_has_the_value_that_python_gives_it(terms, signs):
    typed = "".join(a + b for a, b in zip(["", *signs], (t for t, _, _ in terms), strict=False))
    plain = "".join(
        a + (size if "|" in t else one) for a, (t, size, one) in zip(["", *(("-+"[s == " + "]) for s in signs)], terms, strict=False)
    )
    own = value(expression(spelled(typed)), {"x": 1.5, "y": -0.75, **CONSTANTS}, PYTHON)
    assert own == pytest.approx(eval(plain, {"x": 1.5, "y": -0.75, "abs": abs}), rel=1e-12, abs=1e-12)


def test_two_spellings_of_one_formula_are_one_surface():
    assert formula("x² + 3y²") is formula("x**2 + 3*y**2")
    assert formula("x² + 3y²").reference == "yours: x**2 + 3*y**2"  # so that one sees how it was read
