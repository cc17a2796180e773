"""Wilson's interval: SciPy's own, and how often it holds the true share."""

import numpy as np
import pytest
from scipy.stats import binom, binomtest

from studies.shares import wilson


@pytest.mark.parametrize("hits", [0, 1, 3, 250, 637, 999, 1000])
def test_the_ends_are_scipys(hits):
    judge = binomtest(hits, 1000).proportion_ci(0.95, method="wilson")
    assert np.array(wilson(hits, 1000)) == pytest.approx([judge.low, judge.high], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("share", [0.01, 0.03, 0.1, 0.3, 0.5, 0.77, 0.98])
def test_it_holds_the_true_share_for_95_of_100_counts(share):
    counts = np.arange(1001)
    low, high = wilson(counts, 1000)
    held = binom.pmf(counts, 1000, share)[(low <= share) & (share <= high)].sum()
    assert held == pytest.approx(0.95, abs=0.015)  # counts are whole numbers, so it is never 95 % to the digit
