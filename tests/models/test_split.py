"""Rows to train on and rows to judge by."""

import numpy as np
import pytest

from models.split import split


@pytest.mark.parametrize(("rows", "share", "kept"), [(442, 0.3, 133), (10, 0.25, 2), (5, 0.0, 0), (5, 1.0, 5), (1, 0.3, 0)])
def test_every_row_is_in_one_part_and_the_share_is_rounded(rows, share, kept):
    training, validation = split(rows, share, seed=1)
    assert len(validation) == kept
    assert sorted([*training, *validation]) == list(range(rows))


def test_a_seed_draws_the_same_rows_again_and_another_seed_others():
    first, again, other = split(442, 0.3, 7)[1], split(442, 0.3, 7)[1], split(442, 0.3, 8)[1]
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


@pytest.mark.parametrize(("share", "seed", "named"), [(1.1, 0, "share = 1.1"), (float("nan"), 0, "share = nan"), (0.3, -1, "seed = −1")])
def test_a_share_or_a_seed_that_is_none_is_refused_by_name(share, seed, named):
    with pytest.raises(ValueError, match=named):
        split(10, share, seed)
