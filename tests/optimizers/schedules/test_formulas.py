"""lecture.md 2, written out: step k uses t = k, so the first step takes α₀."""

from math import ceil, cos, floor, pi, sqrt

import numpy as np
import pytest

from optimizers import SCHEDULES, schedule

# schedule: [(its parameters, the lecture's multiplier of step t of T)]
FORMULAS = {
    "Constant": [({}, lambda t, T: 1.0)],
    "Step": [
        # Step 0 takes α₀, so no cut falls before step 1.
        ({"gamma": 0.1}, lambda t, T: 0.1 ** ((t >= ceil(3 * T / 10)) + (t >= ceil(6 * T / 10)) + (t >= ceil(9 * T / 10)))),
        (
            {"gamma": 0.5, "cut1": 0.5, "cut2": 0.2, "cut3": 0.75},
            lambda t, T: 0.5 ** ((t >= max(1, ceil(2 * T / 10))) + (t >= ceil(T / 2)) + (t >= ceil(3 * T / 4))),
        ),
        ({"gamma": 0.5, "every": 7}, lambda t, T: 0.5 ** floor(t / 7)),
    ],
    "Cosine": [({}, lambda t, T: 0.5 * (1 + cos(pi * t / T)))],
    "Linear": [({}, lambda t, T: 1 - t / T)],
    "Inverse square root": [({}, lambda t, T: 1 / sqrt(t + 1))],  # the lecture's t starts at 1 here
    "Exponential": [({"gamma": 0.95}, lambda t, T: 0.95**t), ({"gamma": 0.99}, lambda t, T: 0.99**t)],
}

CASES = [(name, values, formula) for name, cases in FORMULAS.items() for values, formula in cases]
IDS = [f"{name} {values or ''}" for name, values, _ in CASES]


def test_every_schedule_has_its_formula():
    assert set(FORMULAS) == {s.name for s in SCHEDULES}


@pytest.mark.parametrize("T", [2, 10, 97, 500])
@pytest.mark.parametrize(("name", "values", "formula"), CASES, ids=IDS)
def test_the_lectures_formula(name, values, formula, T, verified):
    ours, theirs = schedule(name, **values).multipliers(T), [formula(t, T) for t in range(T)]
    assert ours == pytest.approx(theirs, rel=1e-12, abs=1e-12)
    verified("schedules", name, "the lecture's formula", np.abs(ours - theirs).max(), "the rate's share over up to 500 steps")


@pytest.mark.parametrize(("T", "share"), [(100, 0.1), (97, 0.1), (97, 0.33), (500, 0.5), (10, 0.04), (10, 0.06)])
@pytest.mark.parametrize(("name", "values", "formula"), CASES, ids=IDS)
def test_warmup_climbs_in_equal_steps_and_the_decay_starts_afresh(name, values, formula, T, share):
    # Step k < W takes (k + 1)/W; behind it the formula with t − W and T − W. W = round(share · T), so 0.04 of 10 is none.
    # Only the inverse square root goes on counting, as its source does: √(W/(t + 1)).
    W = round(share * T)
    behind = (lambda t: sqrt(max(W, 1) / (t + 1))) if name == "Inverse square root" else (lambda t: formula(t - W, T - W))
    multipliers = schedule(name, **values, warmup=share).multipliers(T)
    assert multipliers[:W] == pytest.approx([(k + 1) / W for k in range(W)], rel=1e-12)
    assert multipliers[W:] == pytest.approx([behind(t) for t in range(W, T)], rel=1e-12, abs=1e-12)


def test_a_warmup_of_the_whole_run_is_a_climb_to_the_whole_rate(plan):
    assert schedule(plan, warmup=1.0).multipliers(8).tolist() == [k / 8 for k in range(1, 9)]


def test_worked_numbers():
    # By hand for ten steps: cuts by 0.1 at steps 3, 6 and 9; cosine's middle is a half; linear's last step is a tenth.
    assert schedule("Step").multipliers(10) == pytest.approx([1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.001], rel=1e-12)
    assert schedule("Cosine").multipliers(10)[5] == pytest.approx(0.5, rel=1e-12)
    assert schedule("Linear").multipliers(10)[-1] == pytest.approx(0.1, rel=1e-12)
    assert schedule("Inverse square root").multipliers(10)[3] == pytest.approx(0.5, rel=1e-12)


@pytest.mark.parametrize("T", [1, 2, 10, 97])
def test_a_cut_at_the_end_of_the_run_is_never(T):
    assert (schedule("Step", cut1=1, cut2=1, cut3=1).multipliers(T) == 1).all()
    one_cut = schedule("Step", gamma=0.5, cut1=0.5, cut2=1, cut3=1).multipliers(T)
    assert one_cut.tolist() == [0.5 if t >= max(1, ceil(T / 2)) else 1 for t in range(T)]


def test_a_cut_at_the_start_falls_on_the_second_step():
    # The first step always takes α₀ (lecture.md 2); three cuts at one place are three factors: 0.5³.
    assert schedule("Step", gamma=0.5, cut1=0, cut2=0, cut3=0).multipliers(4).tolist() == [1, 0.125, 0.125, 0.125]


def test_the_shares_are_not_used_when_the_cuts_are_counted_in_steps():
    elsewhere = schedule("Step", every=3, cut1=0.1, cut2=0.2, cut3=1).multipliers(20)
    assert np.array_equal(elsewhere, schedule("Step", every=3).multipliers(20))
