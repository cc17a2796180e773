"""Random critical points: the elimination beside eigenvalues, the exact chances beside integrals, the counts beside both."""

import numpy as np
import pytest
from scipy.integrate import dblquad, quad

from studies.random_hessians import EXACT, MOST, SIZES, chances, definite, leading, symmetric


def test_pivots_tell_what_eigenvalues_tell():
    matrices = symmetric(np.random.default_rng(1), 400) + 7 * np.eye(MOST)  # so that some are positive
    found = definite(matrices)
    for n in SIZES:
        assert (found[:, n - 1] == (np.linalg.eigvalsh(matrices[:, :n, :n])[:, 0] > 0)).all()
    assert 0.1 < found[:, -1].mean() < 0.9


def test_entries_are_those_of_the_gaussian_orthogonal_ensemble():
    a = symmetric(np.random.default_rng(2), 4000)
    assert (a == a.transpose(0, 2, 1)).all()
    assert a[:, np.arange(MOST), np.arange(MOST)].var() == pytest.approx(2, rel=0.03)
    assert a[:, 0, 1:].var() == pytest.approx(1, rel=0.03)


def density(l1: float, l2: float) -> float:
    return abs(l1 - l2) * np.exp(-(l1**2 + l2**2) / 4)


def test_the_exact_chances_are_the_integrals_of_the_eigenvalues_density():
    """Density of the eigenvalues: Π |λᵢ − λⱼ| exp(−Σ λ²/4)."""
    most = 14
    positive, _ = dblquad(lambda b, a: density(a, b), 0, most, 0, lambda a: a)
    every, _ = dblquad(lambda b, a: density(a, b), -most, most, -most, lambda a: a)
    assert positive / every == pytest.approx(EXACT[2], rel=1e-6)
    assert EXACT[1] == 0.5
    # N = 3: the middle eigenvalue integrated by hand would be long, so on a grid of Gauss and Legendre, ordered a > b > c.
    node, weight = np.polynomial.legendre.leggauss(40)

    def triple(low: float) -> float:
        def inner(a: float) -> float:
            b = low + (a - low) * (node + 1) / 2
            wb = weight * (a - low) / 2
            c = low + (b[:, None] - low) * (node + 1) / 2
            wc = weight * (b[:, None] - low) / 2
            value = (a - b[:, None]) * (a - c) * (b[:, None] - c) * np.exp(-(a**2 + b[:, None] ** 2 + c**2) / 4)
            return float((wb * (wc * value).sum(1)).sum())

        return quad(inner, low, most, limit=200)[0]

    assert triple(0.0) / triple(-12.0) == pytest.approx(EXACT[3], rel=1e-4)


def test_the_intervals_hold_what_is_known_in_95_of_100_counts():
    known = [(lambda c: c.goe, n, EXACT[n]) for n in EXACT] + [(lambda c: c.signs, n, 0.5**n) for n in (1, 4, 8)]
    held = 0
    for seed in range(40):
        found = chances(2000, seed)
        for of, n, chance in known:
            low, high = found.interval(of(found)[n - 1])
            held += low <= chance <= high
    assert held / (40 * len(known)) == pytest.approx(0.95, abs=0.04)


def test_all_of_the_first_n_is_less_likely_with_each():
    assert leading(np.array([[True, True, False, True]])).tolist() == [[True, True, False, False]]
    found = chances(100_000, 0)
    assert (np.diff(found.goe) <= 0).all()
    assert (found.goe <= found.signs + 400).all()


def test_what_the_setup_says_is_so():
    assert 1 / EXACT[2] == pytest.approx(7, abs=0.5)
    assert 1 / EXACT[3] == pytest.approx(40, abs=0.5)
    assert chances(10_000, 0).goe[-1] == 0
