"""What is said of vectors that score the same, held against exact fractions."""

import re
from fractions import Fraction

import numpy as np

from models.vectors import costs, same_score, scored
from ui.paths.vector_table import names_of
from ui.paths.vectors import sentences


def exact_costs(w: list[Fraction], beta: Fraction, mix: Fraction) -> list[Fraction]:
    one, two = sum(map(abs, w)), sum(each * each for each in w)
    return [one, two, two / 2, beta * two + one, mix * one + (1 - mix) * two / 2]


def test_who_prefers_what_is_so_of_any_vectors():
    """Every number is a tenth or a quarter, which a double rounds; a tie is a tie all the same."""
    chance, heard = np.random.default_rng(0), dict.fromkeys(("tie", "prefer", "none", "several", "zero"), 0)
    for _ in range(150):
        step = int(chance.choice([4, 10]))
        rows = [[Fraction(int(n), step) for n in row] for row in chance.integers(-2, 3, (int(chance.integers(2, 6)), 4))]
        x = [Fraction(int(n), 10) for n in 3 * chance.integers(-1, 2, 4)]
        beta, mix = Fraction(int(chance.integers(0, 4)), 2), Fraction(int(chance.integers(0, 5)), 4)
        names, W = names_of(len(rows)), np.array(rows, float)
        values = [(cost, cost.value(W)) for cost in costs(float(beta), float(mix))]
        scores = scored(W, np.array(x, float))
        said = sentences(names, scores, values, same_score(scores.tolist()))

        true: dict[Fraction, list[int]] = {}
        for k, row in enumerate(rows):
            true.setdefault(sum(a * b for a, b in zip(row, x, strict=True)), []).append(k)
        groups = {score: group for score, group in true.items() if len(group) > 1}
        if not groups:
            assert said == ["No two vectors score the same, so no penalty has a choice to make."]
            heard["none"] += 1
            continue
        assert len(said) == len(groups)
        every = [cost.name for cost, _ in values]
        for sentence, (score, group) in zip(said, groups.items(), strict=True):
            head, _, rest = sentence.partition("** ")
            assert [names.index(one) for one in re.findall(r"w[₀-₉]+", head)] == group
            assert np.isclose(float(head.split("score ")[1].rstrip(".").replace("−", "-")), float(score), rtol=1e-3)
            heard["zero"] += score == 0
            heard["several"] += len(groups) > 1
            prices = [exact_costs(rows[k], beta, mix) for k in group]
            told = {}
            for part in re.split(r"(?<=\.) ", rest):
                who = re.search(r"(?:^For | )?(.*?) (?:they tie|prefers?)", part)[1].removeprefix("For ").replace("All", "all", 1)
                named = re.split(", | and ", who.removeprefix("all but "))
                whose = [one for one in every if who == "all" or (one in named) != who.startswith("all but ")]
                liked = group if "they tie" in part else [names.index(one) for one in re.findall(r"w[₀-₉]+", part)]
                told |= dict.fromkeys(whose, liked)
                heard["tie" if "they tie" in part else "prefer"] += 1
            assert set(told) == set(every)
            for place, name in enumerate(every):
                least = min(price[place] for price in prices)
                assert told[name] == [k for k, price in zip(group, prices, strict=True) if price[place] == least], (sentence, name)
    assert min(heard.values()) >= 5, heard


def test_a_score_of_0_is_0_though_a_double_rounds_its_parts():
    """0.1 + 0.2 − 0.3 is 5.6·10⁻¹⁷ in doubles: it scored unlike (0, 0, 0, 0)."""
    W = np.array([[0.1, 0.2, -0.3, 0.0], [0.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 1e-9]])
    scores = scored(W, np.ones(4))
    assert scores.tolist() == [0, 0, 1 + 1e-9]
    assert same_score(scores.tolist()) == [[0, 1]]
