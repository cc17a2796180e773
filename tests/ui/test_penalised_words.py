"""What is said of the two descents of a penalised loss, read back and held against descents written out here."""

from types import SimpleNamespace

import numpy as np
import pytest

from landscapes.penalties import PENALTIES
from tests.ui.numbers import found, printed
from ui.diamond.penalised_words import PROX, SUB, sentences

SEEN = 8000.0  # farther out a point is out of sight: a thousand windows of 8
TIMES = (1.0, 2.0, 0.5)
LONG = 1500  # steps: at a rate of 1/16 or more what is left of the way is nothing


def descended(S, rates: np.ndarray, steps: int, keep: bool = True) -> np.ndarray:
    """Both descents of all settings: (2, settings, steps + 1, 2), or the last points (2, settings, 1, 2).

    The subgradient's slope is H (w − c) + λ (a sign w + b w). The proximal step goes down the data loss, takes off αλa and divides
    by 1 + αλb.
    """
    w = np.stack([S.start, S.start])
    path, alpha, pull, share = [w], rates[:, None], (S.strength * S.a)[:, None], (S.strength * S.b)[:, None]
    with np.errstate(all="ignore"):
        for _ in range(steps):
            slope = np.einsum("sij,ksj->ksi", S.H, w - S.c)
            down = w[0] - alpha * (slope[0] + pull * np.sign(w[0]) + share * w[0])
            u = w[1] - alpha * slope[1]
            landed = np.sign(u) * np.maximum(np.abs(u) - alpha * pull, 0) / (1 + alpha * share)
            w = np.stack([down, landed])
            path = [*path, w] if keep else [w]
    return np.stack(path, 2)


def settings(count: int, steps: int):
    """So many settings, as the page may have them, and what the two descents do at the rate, at twice and at half of it."""
    chance = np.random.default_rng(5)
    kappa, tilt = 10 ** chance.uniform(0, 1.2, count), np.deg2rad(chance.uniform(-90, 90, count))
    turn = np.stack([[np.cos(tilt), -np.sin(tilt)], [np.sin(tilt), np.cos(tilt)]]).transpose(2, 0, 1)
    H = turn @ (np.stack([np.ones(count), kappa], -1)[:, :, None] * turn.swapaxes(1, 2))
    a = np.choose(chance.integers(0, 5, count), [1.0, 1.0, 1.0, 0.0, chance.uniform(0.1, 0.9, count)])
    S = SimpleNamespace(
        H=H,
        c=chance.uniform(-3, 3, (count, 2)) * chance.choice([1, 0.1], (count, 2)),
        start=chance.uniform(-4, 4, (count, 2)),
        a=a,
        b=1 - a,
        strength=10 ** chance.uniform(-1, 0.7, count),
        rate=10 ** chance.uniform(-1.3, 0.05, count) * 2 / kappa,
    )
    S.paths = np.stack([descended(S, times * S.rate, steps) for times in TIMES])
    return S


def lost(path: np.ndarray) -> int:
    gone = ~(np.abs(path) <= SEEN).all(-1)
    return int(gone.argmax()) if gone.any() else -1


def test_what_is_said_of_the_descents_is_so():
    count, steps = 240, 30
    S = settings(count, steps)
    far = descended(S, np.minimum(S.rate, 1 / np.linalg.eigvalsh(S.H)[:, 1]), LONG, keep=False)[1, :, 0]
    with np.errstate(all="ignore"):
        late = descended(S, S.rate, LONG, keep=False)[1, :, 0]
    heard = dict.fromkeys(("diverged", "arrives", "away", "jumps", "landed", "more steps", "other rate"), 0)
    for i in range(count):
        a, b, strength, rate, goal = S.a[i], S.b[i], S.strength[i], S.rate[i], far[i]
        kind = PENALTIES[0 if a == 1 else 1 if a == 0 else 2]
        one = SimpleNamespace(kind=kind, shares=(a, b), t=1.0, strength=strength, w=goal)
        of = [SimpleNamespace(theta=S.paths[k, :, i], diverged_at=np.array([*map(lost, S.paths[k, :, i])])) for k in range(3)]
        said = sentences(S.H[i], S.c[i], one, of[0], rate, lambda other, of=of, rate=rate: of[1 if other > rate else 2])
        told = " ".join(said)
        assert not {"x is w₁", "y is w₂"} & set(told.split("; "))
        low = found("With λ = # the lowest point is w = (#, #).", told)
        assert printed(low[0], strength)
        assert np.allclose(low[1:], goal, atol=1e-3 * max(1, np.abs(goal).max()))

        for k, name in enumerate((SUB, PROX)):
            gone, share = lost(S.paths[0, k, i]), {0.0: "", 1.0: "λ"}.get(b, "(1 − m)λ")
            most = f"(λmax(H) {'+−'[k]} {share})" if share else "λmax(H)"
            stamp = found(f"{name} diverged at step #: it needs a rate below 2/{most} = #.", told)
            assert (stamp is not None) == (f"{name} diverged" in told) == (gone >= 0)
            if stamp:
                assert stamp[0] == gone
                values, edge = np.linalg.eigvalsh(S.H[i]), stamp[1]
                factor = (1 - edge * (values + b * strength), (1 - edge * values) / (1 + edge * b * strength))[k]
                assert np.abs(factor).max() == pytest.approx(1, abs=5e-3)
                assert rate > edge * 0.999
                heard["diverged"] += 1
        if "diverged" in told:
            continue
        zeros = [j for j in (0, 1) if abs(goal[j]) < 1e-12]
        if not (zeros and a):
            for k, name in enumerate((SUB, PROX)):
                away = float(np.hypot(*(S.paths[0, k, i, -1] - goal)))
                shown = found(f"{name} ends # away from it.", told)
                assert (shown is None) == (f"{name} arrives." in told) == (away < 1e-6)
                assert shown is None or printed(shown[0], away, 2)
                heard["arrives" if shown is None else "away"] += 1
            continue
        for j in zeros:
            weight, down, land = f"w{'₁₂'[j]}", S.paths[0, 0, i, :, j], S.paths[0, 1, i, :, j]
            tail = down[-max(2, int(0.2 * len(down))) :]
            if jumps := found(f"{SUB}’s {weight} still jumps between # and #.", told):
                assert printed(jumps[0], tail.min(), 2)
                assert printed(jumps[1], tail.max(), 2)
                (part,) = found("αλ = #" if a == 1 else "αmλ = #", told)
                assert printed(part, rate * strength * a, 2)
                heard["jumps"] += 1
            else:
                assert np.ptp(tail) < 1e-6
            since = found(f"{PROX}’s {weight} is at exactly 0 since step #.", told)
            assert (since is not None) == (land[-1] == 0)
            if since:
                assert not land[int(since[0]) :].any()
                assert since[0] == 0 or land[int(since[0]) - 1]
                heard["landed"] += 1
                continue
            if wide := found(f"{PROX}’s {weight} is #, and swings wider: it needs a rate below 2/", told):
                assert printed(wide[0], land[-1], 2)
                values = np.linalg.eigvalsh(S.H[i])
                assert np.abs(1 - rate * values).max() / (1 + rate * b * strength) >= 1
                continue
            (at,) = found(f"{PROX}’s {weight} is #: it needs more steps.", told)
            assert printed(at, land[-1], 2)
            assert late[i, j] == 0  # with more steps, at this very rate
            heard["more steps"] += 1
            for k, other in ((1, "twice"), (2, "half")):
                if step := found(f"At {other} the rate it lands at step #.", told):
                    instead = S.paths[k, 1, i, :, j]
                    assert not instead[int(step[0]) :].any()
                    assert instead[int(step[0]) - 1]
                    heard["other rate"] += 1
    assert min(heard.values()) >= 5, heard


def test_a_larger_rate_is_not_the_cure_where_it_is_too_large_already():
    """κ = 16.5: at α = 0.1194, just under 2/16.5, a step doubles back nearly whole; at half of it w₁ lands at step 60."""
    s, c = np.sin(np.deg2rad(4)), np.cos(np.deg2rad(4))
    H = np.array([[c * c + 16.5 * s * s, -15.5 * s * c], [-15.5 * s * c, s * s + 16.5 * c * c]])
    S = SimpleNamespace(H=H[None], c=np.array([[-0.1, -1.1]]), start=np.array([[-3.0, 3.0]]), a=np.ones(1), b=np.zeros(1))
    S.strength = np.array([0.16])

    def at_rate(rate):
        return SimpleNamespace(theta=descended(S, np.array([rate]), 100)[:, 0], diverged_at=np.array([-1, -1]))

    one = SimpleNamespace(kind=PENALTIES[0], shares=(1.0, 0.0), t=1.0, strength=0.16, w=np.zeros(2))
    told = " ".join(sentences(H, S.c[0], one, at_rate(0.1194), 0.1194, at_rate))
    assert f"{PROX}’s w₁ is −0.0088: it needs more steps. At half the rate it lands at step 60." in told
    assert "begins out of sight" in " ".join(
        sentences(H, S.c[0], one, SimpleNamespace(theta=at_rate(0.1).theta, diverged_at=np.array([0, 0])), 0.1, at_rate)
    )


def test_the_names_of_the_penalties_parts_are_written_as_they_count():
    """The elastic net takes αmλ off a weight, not αλ."""
    S = settings(1, 50)
    S.H, S.c, S.a, S.b, S.strength = np.eye(2)[None], np.array([[2.6, 0.2]]), np.array([0.5]), np.array([0.5]), np.array([1.0])

    def at_rate(rate):
        return SimpleNamespace(theta=descended(S, np.array([rate]), 50)[:, 0], diverged_at=np.array([-1, -1]))

    one = SimpleNamespace(kind=PENALTIES[2], shares=(0.5, 0.5), t=1.0, strength=1.0, w=np.zeros(2))
    told = " ".join(sentences(S.H[0], S.c[0], one, at_rate(0.1), 0.1, at_rate))
    assert "L1’s part of a step is αmλ = 0.05, however near 0 it is." in told
