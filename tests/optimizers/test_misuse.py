"""Every bad argument is a ValueError that names the argument, the value and what is allowed."""

import math
import re

import numpy as np
import pytest

from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS, SCHEDULES, Run, descend, optimizer, schedule, sweep
from reading import number

OVER = {"lr": [0.1]}


def names(shelf):
    return [member.name for member in shelf]


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf, "below", "above", "fast", None, [1.0, 2.0]], ids=repr)
def test_a_bad_number_is_refused_with_name_value_and_range(argument, wrong):
    p = argument.parameter
    wrong = {"below": p.low - 1, "above": p.high * 2 + 1}.get(wrong, wrong) if isinstance(wrong, str) else wrong
    if wrong is None and argument.none:
        argument.call(wrong)
        return
    with pytest.raises(ValueError, match=re.escape(argument.says or p.name)) as error:
        argument.call(wrong)
    message = str(error.value)
    shown = f"{wrong:.12g}".replace("-", "−") if isinstance(wrong, int | float) else wrong if isinstance(wrong, str) else repr(wrong)
    assert shown.strip("[]") in message
    if p.options:
        assert "over[" in message or f"(allowed: {', '.join(p.options)})" in message
    elif "over[" not in message:  # a list of lists has no range yet
        low, high = re.search(r"allowed: (\S+) to ([^\s)]+)\)", message).groups()
        assert (number(low), number(high)) == pytest.approx((p.low, p.high), rel=1e-5)  # as printed


def test_a_fraction_is_refused_where_a_whole_number_is_asked_for(argument):
    p = argument.parameter
    if p.whole:
        with pytest.raises(ValueError, match=rf"{p.name} = {p.low + 0.5:.12g} is not a whole number"):
            argument.call(p.low + 0.5)
    else:
        argument.call(0.5 * (p.low + min(p.high, 1.0)))


def test_both_ends_of_the_range_are_legal(argument):
    for end in (argument.parameter.low, argument.parameter.high):
        argument.call(end)


@pytest.mark.parametrize(
    ("call", "parts"),
    [
        (lambda: descend("Nowhere", [Run("SGD")]), ["landscape = 'Nowhere'", *names(LANDSCAPES)]),
        (lambda: descend(None, [Run("SGD")]), ["landscape = None", *names(LANDSCAPES)]),
        (lambda: Run("Sgd"), ["optimizer = 'Sgd'", *names(OPTIMIZERS)]),
        (lambda: Run(None), ["optimizer = None", *names(OPTIMIZERS)]),
        (lambda: optimizer(7), ["optimizer = 7", *names(OPTIMIZERS)]),
        (lambda: descend("Saddle", [Run("SGD")], schedule="Sawtooth"), ["schedule = 'Sawtooth'", *names(SCHEDULES)]),
        (lambda: descend("Saddle", [Run("SGD")], schedule=None), ["schedule = None", *names(SCHEDULES)]),
        (lambda: schedule("Cosine", gamma=0.5), ["Cosine", "'gamma'", "warmup"]),
        (lambda: Run("Adam", momentum=0.9), ["Adam", "'momentum'", "lr, beta1, beta2, eps"]),
        (lambda: Run("SGD", beta1=0.9), ["SGD", "'beta1'", "it has lr"]),
        (lambda: descend("Saddle", []), ["runs", "empty", "one Run or more"]),
        (lambda: descend("Saddle", Run("SGD")), ["runs = Run('SGD'", "one Run or more"]),
        (lambda: descend("Saddle", None), ["runs = None", "one Run or more"]),
        (lambda: descend("Saddle", ["SGD"]), ["runs", "'SGD'", "not a Run"]),
        (lambda: descend("Saddle", [Run("SGD"), None]), ["runs", "None", "not a Run"]),
        (lambda: Run("SGD", start=(1.0, 2.0, 3.0)), ["start = (1.0, 2.0, 3.0)", "pair of numbers"]),
        (lambda: Run("SGD", start=(1.0,)), ["start = (1.0,)", "pair of numbers"]),
        (lambda: Run("SGD", start=5), ["start = 5", "pair of numbers"]),
        (lambda: Run("SGD", start="there"), ["start = 'there'", "pair of numbers"]),
        (lambda: Run("SGD", start=()), ["start = ()", "pair of numbers"]),
        (lambda: Run("SGD", start=(None, 1)), ["start x = None"]),
        (lambda: Run("SGD", start=(1, "up")), ["start y = “up”"]),
        (lambda: descend("Narrow valley", [Run("SGD")], params={"kappa": -1}), ["kappa = −1", "1 to 10000"]),
        (lambda: descend("Saddle", [Run("SGD")], params={"b": 1}), ["params", "Saddle", "'b'", "none"]),
        (lambda: descend("Rosenbrock", [Run("SGD")], params={"a": 1}), ["params", "Rosenbrock", "'a'", "it has b"]),
        (lambda: sweep("Nowhere", "SGD", OVER), ["landscape = 'Nowhere'", *names(LANDSCAPES)]),
        (lambda: sweep("Saddle", "Sgd", OVER), ["optimizer = 'Sgd'", *names(OPTIMIZERS)]),
        (lambda: sweep("Saddle", "SGD", {"momentum": [0.9]}), ["over", "'momentum'", "lr, x, y"]),
        (lambda: sweep("Saddle", "SGD", {"lr": []}), ["over['lr']", "empty", "one value or more"]),
        (lambda: sweep("Saddle", "SGD", {"lr": 0.1}), ["over['lr'] = 0.1", "list of numbers"]),
        (lambda: sweep("Saddle", "SGD", {"lr": "ab"}), ["over['lr'] = 'ab'", "list of numbers"]),
        (lambda: sweep("Saddle", "SGD", {"lr": ["a"]}), ["over['lr'] = ['a']", "list of numbers"]),
        (lambda: sweep("Saddle", "SGD", {"lr": None}), ["over['lr'] = None", "list of numbers"]),
        (lambda: sweep("Saddle", "SGD", {"lr": np.ones((2, 2))}), ["over['lr']", "list of numbers"]),
        (lambda: sweep("Saddle", "SGD", {"lr": [0.1, -2.0, 0.2]}), ["lr = −2", "0 to 1000"]),
        (lambda: sweep("Saddle", "SGD", {"lr": [0.1, math.nan, 0.2]}), ["lr = nan", "0 to 1000"]),
        (lambda: sweep("Saddle", "SGD", None), ["over = None", "mapping"]),
        (lambda: sweep("Saddle", "SGD", ["lr"]), ["over = ['lr']", "mapping"]),
        (lambda: sweep("Saddle", "SGD", OVER, start=[]), ["start = []", "pair of numbers"]),
        (lambda: sweep("Saddle", "SGD", OVER, start=0), ["start = 0", "pair of numbers"]),
        (lambda: sweep("Saddle", "SGD", OVER, steps=0), ["steps = 0", "1 to"]),
        (lambda: sweep("Saddle", "SGD", OVER, steps=2.5), ["steps = 2.5", "whole"]),
        (lambda: sweep("Saddle", "SGD", OVER, schedule="Sawtooth"), ["schedule = 'Sawtooth'", *names(SCHEDULES)]),
        (lambda: sweep("Rosenbrock", "SGD", OVER, params={"b": 0}), ["b = 0", "1 to 500"]),
    ],
    ids=lambda part: part[0] if isinstance(part, list) else "",
)
def test_misuse_is_refused_in_plain_words(call, parts):
    with pytest.raises(ValueError) as error:  # noqa: PT011 the parts are looked for below
        call()
    for part in parts:
        assert part in str(error.value)
    assert str(error.value).endswith(".")


def test_a_run_says_what_it_is():
    assert repr(Run("Momentum", start=(1, 2), lr=0.1)) == "Run('Momentum', start=(1.0, 2.0), lr=0.1, momentum=0.9, form='A')"
