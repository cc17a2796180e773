"""What is said of the four runs under weight decay, read back and held against runs written out here."""

import re
from types import SimpleNamespace

import numpy as np

from optimizers import Run, schedule
from studies.weight_decay import adamw_rest, ridge_rest
from tests.ui.numbers import NUMBER, found, printed, value
from ui.decay.report import ADAM, ADAMW, SGD_L2, SGDW, outcome
from ui.decay.setup import RULES, Asked
from ui.decay.why import reasons

SEEN = 8000.0  # farther out a point is out of sight: a thousand windows of 8
EPS = 1e-8
AT = re.compile(rf"\(({NUMBER}), ({NUMBER})\)")


def runs(H, c, start, alphas, lam, rho, beta1, beta2, cosine: bool, steps: int, sigma=0.0):  # noqa: PLR0913 the papers' letters
    """SGD + L2, SGDW, Adam + L2 and AdamW as their papers write them; the decay beside the step is αλ."""
    x = np.tile(np.asarray(start, float), (4, 1))
    v, m, s = np.zeros((2, 2)), np.zeros((2, 2)), np.zeros((2, 2))
    theta, squares, memory = [x], [np.zeros((4, 2))], [1.0]
    noise = np.random.default_rng(0).standard_normal((steps, 2)) * sigma
    with np.errstate(all="ignore"):
        for k in range(steps):
            rate = np.asarray(alphas)[:, None] * (0.5 * (1 + np.cos(np.pi * k / steps)) if cosine else 1.0)
            slope = (x - c) @ H + noise[k]
            inside = np.array([[1.0], [0.0], [1.0], [0.0]]) * lam * x
            g = slope + inside
            v = rho * v + g[:2]
            m, s = beta1 * m + (1 - beta1) * g[2:], beta2 * s + (1 - beta2) * g[2:] ** 2
            scaled = m / (1 - beta1 ** (k + 1)) / (np.sqrt(s / (1 - beta2 ** (k + 1))) + EPS)
            beside = np.array([[0.0], [1.0], [0.0], [1.0]]) * rate * lam * x
            x = x - beside - rate * np.concatenate([v, scaled])
            theta.append(x)
            squares.append(np.concatenate([np.zeros((2, 2)), s]))
            memory.append(beta2 ** (k + 1))
    theta = np.stack(theta, 1)
    gone = ~(np.abs(theta) <= SEEN).all(-1)
    lost = np.where(gone.any(1), gone.argmax(1), -1)
    state = {"v": np.stack(squares, 1), "beta2_t": np.tile(memory, (4, 1))}
    loss = 0.5 * np.einsum("rki,ij,rkj->rk", theta - c, H, theta - c)
    return SimpleNamespace(theta=theta, loss=loss, diverged_at=lost, state=state)


def lab_of(H, c, start, alphas, lam, rho=0.0, beta1=0.9, beta2=0.99, steps=100, sigma=0.0) -> Asked:  # noqa: PLR0913 the same letters
    hypers = [{"momentum": rho}] * 2 + [{"beta1": beta1, "beta2": beta2}] * 2
    four = [Run(rule, start, a, **h, weight_decay=lam) for rule, a, h in zip(RULES.values(), alphas, hypers, strict=True)]
    return Asked(H, np.asarray(c, float), four, lam, rho, steps, schedule("Constant"), sigma, 0, start, {})


def theory(lab: Asked) -> np.ndarray:
    lam = np.array([lab.weight_decay])
    ridge = ridge_rest(lab.H, lab.c, lam)
    return np.stack([ridge, ridge_rest(lab.H, lab.c, (1 - lab.momentum) * lam), ridge, adamw_rest(lab.H, lab.c, lam, lab.noise)])[:, 0]


def quadratic(chance) -> np.ndarray:
    turn = np.deg2rad(chance.choice([0, 0, 30, 45, 70]))
    axes = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return axes @ np.diag([1.0, 10 ** chance.uniform(0, 2)]) @ axes.T


def grows(H, lam, rho, alpha, beside: bool) -> bool:
    """Whether SGD's recursion in the steepest direction has a root beyond 1: z² − (1 + ρ − α(h + λ))z + ρ and its like for SGDW."""
    h = np.linalg.eigvalsh(H)[-1]
    if beside:  # x⁺ = (1 − αλ)x − αv⁺, v⁺ = ρv + hx
        step = np.array([[1 - alpha * lam - alpha * h, -alpha * rho], [h, rho]])
    else:
        step = np.array([[1 - alpha * (h + lam), -alpha * rho], [h + lam, rho]])
    return np.abs(np.linalg.eigvals(step)).max() > 1


def least(H, c, side, wall=0.0):
    """The least in the box |x| ≤ side of the quadratic, and of the wall that noise makes, by ever finer grids."""
    place, half, around = np.zeros(2), side, np.stack(np.meshgrid(*2 * [np.linspace(-1, 1, 31)]), -1).reshape(-1, 2)
    for _ in range(34):
        at = np.clip(place + half * around, -side, side)
        off = at - c
        loss = ((off @ H) * off).sum(1) / 2 - wall * np.sqrt(np.maximum(1 - (at / side) ** 2, 0)).sum(1)
        place, half = at[loss.argmin()], 0.6 * half
    return place


def test_what_became_of_four_runs_is_so_of_any_setting():
    chance = np.random.default_rng(1)
    heard = dict.fromkeys(("one path", "parted", "edge", "pull alone", "minimum", "wall", "bounces", "remembers", "way"), 0)
    for _ in range(70):
        H, c = quadratic(chance), chance.uniform(-3, 3, 2).round(2)
        start, lam = (-3.0, 3.0), float(10 ** chance.uniform(-1, 0.6))
        rho, beta2 = float(chance.choice([0, 0, 0.5, 0.9])), float(chance.choice([0.9, 0.99, 0.999]))
        curve = np.linalg.eigvalsh(H)[-1] + lam
        sgd, adam = float(10 ** chance.uniform(-1.5, 0.5) * 2 / curve), float(10 ** chance.uniform(-2.5, 0.3))
        steps = int(chance.choice([10, 60, 150]))
        alphas = (sgd, sgd, adam, adam)
        lab = lab_of(H, c, start, alphas, lam, rho, 0.9, beta2, steps)
        paths, rests = runs(H, c, start, alphas, lam, rho, 0.9, beta2, bool(chance.integers(2)), steps), theory(lab)
        told = outcome(lab, paths, rests)
        text = " ".join(told)
        lost = paths.diverged_at
        lived = min([one for one in lost[:2] if one >= 0], default=steps + 1)
        if lived > 1:
            widest = np.hypot(*(paths.theta[SGD_L2, :lived] - paths.theta[SGDW, :lived]).T).max()
            (wide,) = found("never more than # apart", text) if rho == 0 else found("**Momentum parts SGD’s two**, by up to #:", text)
            assert printed(wide, widest, 3) or max(wide, widest) < 1e-9 * np.abs(paths.theta[:2, :lived]).max()
            heard["one path" if rho == 0 else "parted"] += 1
            if rho:
                assert printed(found("SGDW rests as under (1 − ρ)λ = #.", text)[0], (1 - rho) * lam)
        for sentence in told:
            if "diverged at" not in sentence:
                continue
            (at,) = found("diverged at step #", sentence)
            whose = re.search(r"\*\*(.*) diverged", sentence)[1].replace(" and ", ", ").split(", ")
            assert all(lost[list(RULES).index(name)] == at for name in whose)
            if limit := re.search(rf"is above 2?\(?.*? = ({NUMBER}), where h = ({NUMBER})", sentence):
                edge, h = value(limit[1]), value(limit[2])
                beside = "(h + (1 + ρ)λ)" in sentence or (rho == 0 and "SGDW" in sentence)
                assert printed(h, np.linalg.eigvalsh(H)[-1])
                assert not grows(H, lam, rho, 0.98 * edge, beside)
                assert grows(H, lam, rho, 1.02 * edge, beside)
                heard["edge"] += 1
            if product := found("αλ = # is above 2", sentence):
                assert printed(product[0], adam * lam)
                heard["pull alone"] += 1
        for run, name in ((ADAM, "**Adam + L2 rests"), (ADAMW, "**AdamW rests")):
            said = [one for one in told if one.startswith(name)]
            assert len(said) == (lost[run] < 0)
            if not said:
                continue
            (said,) = said
            rest = np.linalg.solve(H + lam * np.eye(2), H @ c) if run == ADAM else least(H, c, 1 / lam)
            at = [value(one) for one in AT.search(said).groups()]
            np.testing.assert_allclose(at, rest, atol=2e-3)
            if run == ADAMW:
                inside = lam * np.abs(c).max() < 1
                assert ("own minimum" in said, "rests at a wall" in said) == (inside, not inside)
                heard["minimum" if inside else "wall"] += 1
            end, way = paths.theta[run, -1], np.hypot(*(paths.theta[run, -1] - rests[run]))
            away = found("It ends # away", said)
            assert (away is not None) == (way > 0.02)
            if not away:
                continue
            assert printed(away[0], way, 2)
            moves = np.diff(paths.theta[run, -max(10, round(steps / 10)) - 1 :], axis=0)
            if "still bounces" in said:
                assert np.hypot(*moves.T).sum() > 3 * np.hypot(*moves.sum(0))
                heard["bounces"] += 1
            elif "remembers" in said:
                today = np.array([value(one) for one in AT.findall(said)[-1]])
                root = np.sqrt(paths.state["v"][run, -1] / (1 - beta2**steps))
                assert run == ADAMW
                np.testing.assert_allclose(today, np.linalg.solve(H + lam * np.diag(root), H @ c), rtol=5e-3, atol=5e-3)
                assert np.hypot(*(end - today)) <= max(0.25 * way, 0.02) * 1.01  # it stands where today's √v̂ lets it
                heard["remembers"] += 1
            elif "on its way" in said:
                assert way < np.hypot(*(np.array(start) - rests[run]))
                heard["way"] += 1
            else:
                assert way >= np.hypot(*(np.array(start) - rests[run]))
                assert "have not led it nearer" in said
    assert min(heard.values()) >= 2, heard


def test_under_noise_the_root_is_that_of_noise_and_slope():
    """The least of f − (σ/λ) Σ √(1 − (λx)²); there √v̂ is √(σ² + g²)."""
    chance, heard = np.random.default_rng(2), dict.fromkeys(("near", "beside"), 0)
    for _ in range(60):
        H, c = quadratic(chance), chance.uniform(-3, 3, 2).round(2)
        lam, sigma = float(10 ** chance.uniform(-1.5, 0.5)), float(10 ** chance.uniform(-1, 1))
        lab = lab_of(H, c, (-3.0, 3.0), (0.01, 0.01, 0.1, 0.1), lam, steps=10, sigma=sigma)
        paths = runs(H, c, (-3.0, 3.0), (0.01, 0.01, 0.1, 0.1), lam, 0.0, 0.9, 0.99, True, 10)
        (said,) = [one for one in outcome(lab, paths, theory(lab)) if one.startswith("**AdamW rests")]
        rest = least(H, c, 1 / lam, sigma / lam)
        np.testing.assert_allclose([value(one) for one in AT.search(said).groups()], rest, atol=5e-3)
        root = np.hypot(sigma, H @ (rest - c))
        assert printed(found("a wall at 1/λ = #.", said)[0], 1 / lam)
        if near := found("√v̂ stays near the noise σ = #, so its pull amounts to an L2 of λσ = #,", said):
            assert (root <= 1.06 * sigma).all()
            assert printed(near[0], sigma)
            assert printed(near[1], lam * sigma)
            heard["near"] += 1
        else:
            numbers = [*found("√v̂ = √(σ² + g²) is about # in x and # in y,", said), *found("an L2 of about # and #,", said)]
            np.testing.assert_allclose(numbers, [*root, *(lam * root)], rtol=0.08)
            heard["beside"] += 1
    assert min(heard.values()) >= 5, heard


def test_at_its_wall_the_slope_is_what_the_root_holds():
    """λ = 1, σ = 0.1, c = (2, 1.5), κ = 30: AdamW stands at (1, 1), where the slopes are 1 and 15, ten times the noise and more."""
    lab = lab_of(np.diag([1.0, 30.0]), (2.0, 1.5), (-3.0, 3.0), (0.02, 0.02, 0.1, 0.1), 1.0, sigma=0.1)
    still = runs(lab.H, lab.c, lab.start, (0, 0, 0, 0), 1.0, 0.0, 0.9, 0.99, False, 5)
    text = " ".join(outcome(lab, still, theory(lab)))
    assert "√v̂ = √(σ² + g²) is about 1 in x and 15 in y, so its pull amounts to an L2 of about 1 and 15, with" in text
    assert "short memory" not in text
    short = lab_of(lab.H, lab.c, lab.start, (0.02, 0.02, 0.1, 0.1), 1.0, beta2=0.5, sigma=0.1)
    assert "β₂ = 0.5 is a short memory" in " ".join(outcome(short, still, theory(short)))


def test_ten_short_steps_are_on_their_way_and_remember_nothing():
    lab = lab_of(np.diag([1.0, 30.0]), (2.0, 1.5), (-3.0, 3.0), (0.02, 0.02, 0.1, 0.1), 0.4, steps=10)
    paths = runs(lab.H, lab.c, lab.start, (0.02, 0.02, 0.1, 0.1), 0.4, 0.0, 0.9, 0.99, True, 10)
    *_, adam, adamw = outcome(lab, paths, theory(lab))
    assert adam.endswith("away: it is still on its way.")
    assert adamw.endswith("away: it is still on its way.")


def test_what_the_division_does_at_a_step_is_so():
    """`adam` and `adamw` are what the two divide by; a weight of 1 is pulled by λ over that."""
    chance = np.random.default_rng(3)
    for _ in range(100):
        adam, adamw, lam = 10 ** chance.uniform(-3, 2, 2), 10 ** chance.uniform(-3, 2, 2), float(10 ** chance.uniform(-2, 1))
        if chance.random() < 0.2:
            adam[1] = adam[0] * 1.01
        first, _, last = reasons(SimpleNamespace(weight_decay=lam), adam, adamw, 7)
        assert all(printed(a, b, 3) for a, b in zip(found("divides by √v̂ + ε = # in x and # in y", first), adam, strict=True))
        pulls = lam / adam
        if times := re.search(rf"pulled ({NUMBER}) times more weakly in (\w) than in (\w)", first):
            weak, strong = "xy".index(times[2]), "xy".index(times[3])
            assert printed(value(times[1]), pulls[strong] / pulls[weak], 2)
            assert pulls[strong] > pulls[weak]
        else:
            assert "nearly the same in both" in first
            assert pulls.max() / pulls.min() < 1.06
        assert all(printed(a, b, 3) for a, b in zip(found("# in x, # in y, where Adam + L2 has", last), lam * adamw, strict=True))
