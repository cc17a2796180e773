"""The sentences under the microscope, read back: each number they quote beside one worked out here, over random settings.

Nothing of `studies.why` is used, and of the microscope only the run's points, gradients and losses. The rules are written down again
in NumPy, from the lecture; the surfaces' slopes and bends by hand.
"""

import re

import numpy as np
import pytest

from landscapes import formula
from optimizers import Run, schedule
from optimizers.microscope import magnify
from studies.why import why

STEPS = 40
NUMBER = r"([−+]?\d+(?:\.\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
SHARE = NUMBER + " %"


def read(text: str) -> float:
    """A number as the sentences write it."""
    mantissa, _, power = text.replace("−", "-").partition("·10")
    return float(mantissa) * 10.0 ** float(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)


def rounds(text: str, value: float, places: int = 3) -> bool:
    """Whether the number quoted is this one, to its digits."""
    unit = 10.0 ** (np.floor(np.log10(abs(value))) - places + 1) if value else 0.0
    return abs(read(text) - value) <= (0.5 + 1e-4) * unit


def percents(text: str, value: float) -> bool:
    return rounds(text, 100 * value, 3 if 0.99 < value < 1 else 2)


def turned(kappa: float, angle: float) -> np.ndarray:
    """The Hessian of ½ (u² + κ v²), turned by the angle."""
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    axes = np.array([[c, s], [-s, c]])
    return axes.T @ np.diag([1.0, kappa]) @ axes


def rosenbrock(x: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """(1 − x)² + 100 (y − x²)², its slope and its bend."""
    a, c = x[0], x[1] - x[0] ** 2
    slope = np.array([-2 * (1 - a) - 400 * a * c, 200 * c])
    return (1 - a) ** 2 + 100 * c**2, slope, np.array([[2 - 400 * c + 800 * a**2, -400 * a], [-400 * a, 200.0]])


def valley(H: np.ndarray):
    return lambda x: (x @ H @ x / 2, H @ x, H)


def places(draw: np.random.Generator, count: int):
    """Random surfaces with what is known of them, and a start on each: surface, its numbers, (loss, slope, bend) of a point, start."""
    for _ in range(count):
        if draw.random() < 0.7:
            kappa, angle = float(10 ** draw.uniform(0, 3)), float(draw.choice([0.0, draw.uniform(0, 90)]))
            yield "Narrow valley", {"kappa": kappa, "angle": angle}, valley(turned(kappa, angle)), tuple(draw.uniform(-3, 3, 2))
        else:
            yield "Rosenbrock", {}, rosenbrock, tuple(draw.uniform((-2, -1), (2, 3)))


def spoken(surface, run, params, steps=STEPS, **more):
    """The run, and the sentences before it diverged, by step."""
    m = magnify(surface, run, steps, params=params, **more)
    lived = int(m.paths.diverged_at[0])
    return m.paths, dict(enumerate(why(m)[: steps if lived < 0 else max(0, lived - 1)]))


CANCELS = re.compile(rf"[Ii]n ([xy])\b.*?(the push|what is left of the velocity) cancels {SHARE} of the (old velocity|push)")
BOTH = re.compile(rf"which cancels {SHARE} of the (push|old velocity) in x and {SHARE} of the (push|old velocity) in y")
FAINT = re.compile(rf"In ([xy]) the push is only {SHARE} of the old velocity, which at every step loses {SHARE}")
AGREE = re.compile(r"agree in (x and y|x|y), (so they add up|and the push makes up|but the push adds less)")
LENGTH = re.compile(rf"the step (?:(grew|shrank) {NUMBER}×|(is as long as the last))")


def test_what_is_said_of_a_velocity_is_so():
    draw, heard = np.random.default_rng(1), set()
    for surface, params, _, start in places(draw, 45):
        rule, rho = ("Momentum", "Nesterov")[draw.integers(2)], float(draw.uniform(0.3, 0.95))
        edge = 2 / (params.get("kappa") or 1000)
        form = {"form": "AB"[draw.integers(2)]} if rule == "Momentum" else {}
        run = Run(rule, start, lr=float(edge * 10 ** draw.uniform(-2, 0)), momentum=rho, **form)
        plan = ("Constant", "Constant", "Cosine")[draw.integers(3)]
        paths, said = spoken(surface, run, params, schedule=plan)
        v, last = np.zeros(2), np.nan
        for k, sentence in said.items():
            rate, g = paths.lr[0, k], paths.grad[0, k]
            old = -rate * v if form.get("form") == "A" else v  # in today's steps
            push, kept = -rate * g, rho * old
            v, step = (rho * v + g, kept + push) if form.get("form") == "A" else (kept + push, kept + push)
            for found in CANCELS.finditer(sentence):
                i = "xy".index(found[1])
                assert kept[i] * push[i] < 0
                if found[2] == "the push":
                    assert abs(push[i]) <= abs(kept[i])
                    assert found[4] == "old velocity"
                    assert percents(found[3], abs(push[i] / old[i])), sentence
                    lost = re.search(rf"on top of the {SHARE} that it loses", sentence)
                    assert not lost or (percents(lost[1], 1 - rho) and read(found[3]) + read(lost[1]) <= 101)
                else:
                    assert abs(push[i]) > abs(kept[i])
                    assert found[4] == "push"
                    assert percents(found[3], abs(kept[i] / push[i])), sentence
                heard.add(found[2])
            for found in BOTH.finditer(sentence):
                for i, (share, whose) in enumerate((found.groups()[:2], found.groups()[2:])):
                    assert kept[i] * push[i] < 0
                    assert whose == ("push" if abs(push[i]) > abs(kept[i]) else "old velocity")
                    assert percents(share, abs(kept[i] / push[i]) if whose == "push" else abs(push[i] / old[i])), sentence
                heard.add("both")
            for found in FAINT.finditer(sentence):
                i = "xy".index(found[1])
                assert percents(found[2], abs(push[i] / old[i])), sentence
                assert percents(found[3], 1 - rho)
                heard.add("faint")
            for found in AGREE.finditer(sentence):
                which = [0, 1] if found[1] == "x and y" else ["xy".index(found[1])]
                assert (kept * push)[which].min() > 0
                grew = np.linalg.norm(step[which]) / np.linalg.norm(old[which])
                assert {"so": grew > 1.004, "and": 0.994 < grew < 1.006, "but": grew < 0.996}[found[2].split()[0]], sentence
                heard.add(found[2])
            flip = re.search(rf"flipped sign in ([xy]) \({NUMBER} → {NUMBER}\)", sentence)
            if flip:
                i = "xy".index(flip[1])
                assert rounds(flip[2], paths.grad[0, k - 1, i])
                assert rounds(flip[3], g[i])
                assert read(flip[2]) * read(flip[3]) < 0
            for went, times, same in LENGTH.findall(sentence):
                grew = np.linalg.norm(step) / last
                assert abs(grew - 1) < 0.006 if same else rounds(times, grew if went == "grew" else 1 / grew), sentence
                assert same or (grew > 1) == (went == "grew")
                joint = re.search("(:|;|, and) the step", sentence)
                assert not (joint and joint[1] == ":" and went == "grew" and re.search("cancels|loses|adds less", sentence)), sentence
            limit = re.search(rf"In (x and y|x|y) the gradient hardly changes.*reached {NUMBER} of at most {NUMBER} times", sentence)
            if limit:
                i = "xy".index(limit[1][0])
                assert rounds(limit[2], step[i] / push[i])
                assert rounds(limit[3], 1 / (1 - rho))
                heard.add("limit")
            last = np.linalg.norm(step)
    assert heard >= {"the push", "what is left of the velocity", "both", "faint", "so they add up", "but the push adds less", "limit"}


def adaptive(rule: str, g: np.ndarray, x: np.ndarray, beta1, beta2, eps, decay, corrected):
    """What each rule divides, what it divides by, for every step: the lecture's lines, from the gradients told (steps, 2)."""
    g = g + decay * x if rule == "Adam" else g
    m, s, tops, roots = np.zeros(2), np.zeros(2), [], []
    for t, now in enumerate(g, 1):
        if rule == "AdaGrad":
            top, s = now, s + now**2
            root = np.sqrt(s)
        elif rule == "RMSprop":
            top, s = now, beta2 * s + (1 - beta2) * now**2
            root = np.sqrt(s)
        else:
            m, s = beta1 * m + (1 - beta1) * now, beta2 * s + (1 - beta2) * now**2
            top, root = (m / (1 - beta1**t), np.sqrt(s / (1 - beta2**t))) if corrected else (m, np.sqrt(s))
        tops.append(top)
        roots.append(root)
    return np.array(tops), np.array(roots), eps


LARGER = re.compile(
    rf"In ([xy]) the remembered gradients are {NUMBER}× as large, (?:so its rate is {NUMBER}× smaller|but ε outweighs both)"
)
FOLLOWED = re.compile(rf"(?:yet|while|and) (today's gradient|m̂|m) is (only |about )?(?:{NUMBER}× )?as large(?: in ([xy]|both))?: ")
FARTHER = re.compile(rf": ([xy]) goes {NUMBER}× as far as [xy]\.|the scaled step goes {NUMBER}× as far in ([xy]) as in [xy]\.")
STOPS = re.compile(r": ([xy]) hardly moves\.|the scaled step hardly moves ([xy])\.")


def test_what_is_said_of_the_coordinates_own_rates_is_so():
    draw, heard = np.random.default_rng(2), set()
    for surface, params, _, start in places(draw, 60):
        rule = ("AdaGrad", "RMSprop", "Adam", "AdamW")[draw.integers(4)]
        eps, decay = float(draw.choice([1e-8, 1e-8, 0.1, 1.0])), float(draw.choice([0.0, 0.01, 0.3]))
        beta1, beta2, off = float(draw.uniform(0.5, 0.95)), float(draw.uniform(0.9, 0.999)), bool(draw.random() < 0.3)
        own = {
            "AdaGrad": {},
            "RMSprop": {"decay": beta2},
            "Adam": {"beta1": beta1, "beta2": beta2, "weight_decay": decay, "bias_correction": "off" if off else "on"},
            "AdamW": {"beta1": beta1, "beta2": beta2, "weight_decay": decay},
        }[rule]
        lr = float(10 ** draw.uniform(-2, -0.5))
        start = tuple(float(10 ** draw.uniform(-2, 0)) * np.array(start)) if eps == 1 else start
        paths, said = spoken(surface, Run(rule, start, lr=lr, eps=eps, **own), params)
        x, g = paths.theta[0], paths.grad[0]
        tops, roots, _ = adaptive(
            rule, g, x[:-1], beta1, beta2, eps, decay if rule in ("Adam", "AdamW") else 0.0, not (rule == "Adam" and off)
        )
        rates = lr / (roots + eps)
        scaled = np.abs(rates * tops)
        whole = np.abs(rates * tops + (lr * decay * x[:-1] if rule == "AdamW" else 0))
        for k, sentence in said.items():
            found = LARGER.search(sentence)
            if found:
                i = "xy".index(found[1])
                assert rounds(found[2], roots[k, i] / roots[k, 1 - i]), sentence
                assert rounds(found[3], rates[k, 1 - i] / rates[k, i]) if found[3] else eps > roots[k].max()
                heard.add("larger" if found[3] else "ε")
            if "remember gradients about as large" in sentence:
                assert max(roots[k]) <= 1.5 * min(roots[k])
                assert max(rates[k]) <= 1.05 * min(rates[k])
                heard.add("shared")
            follows = FOLLOWED.search(sentence)
            if follows and follows[3]:
                steep = int(rates[k, 1] < rates[k, 0])
                i = "xy".index(follows[4]) if follows[4] else steep
                assert rounds(follows[3], abs(tops[k, i] / tops[k, 1 - i])), sentence
                assert follows[1] == ("today's gradient" if rule in ("AdaGrad", "RMSprop") else "m̂") or off
                heard.add("followed")
            far = FARTHER.search(sentence)
            if far:
                step = whole if far[1] else scaled
                i = "xy".index(far[1] or far[4])
                assert rounds(far[2] or far[3], step[k, i] / step[k, 1 - i]), sentence
                heard.add("far" if far[1] else "scaled far")
            stops = STOPS.search(sentence)
            if stops:
                i, step = "xy".index(stops[1] or stops[2]), whole if stops[1] else scaled
                assert step[k, 1 - i] > 900 * step[k, i], sentence
            if "both go about equally far" in sentence or "goes about equally far in both" in sentence:
                step = whole if "both go" in sentence else scaled
                assert max(step[k]) <= 1.51 * min(step[k]), sentence
                heard.add("equal")
            for letter in re.findall(r"so ([xy]) goes uphill", sentence):
                i = "xy".index(letter)
                assert g[k, i] * (x[k + 1, i] - x[k, i]) > 0
                assert (g[k] * tops[k])[i] < 0
                heard.add("uphill")
            first = re.search(rf"(both coordinates go|the scaled step goes) (?:{NUMBER} )?α = {NUMBER}", sentence)
            if first:
                assert k == 0
                step = whole[0] if first[1].startswith("both") else scaled[0]
                assert np.allclose(step, read(first[3]), rtol=0.012)
                assert rounds(first[2], max(scaled[0]) / lr) if first[2] else np.allclose(scaled[0], lr, rtol=0.012)
                heard.add("first")
            left = re.search(rf"(?i:the rate) in ([xy]) is down to {SHARE} of its first(?:, in y to {SHARE})?", sentence)
            if left:
                i = "xy".index(left[1])
                assert percents(left[2], rates[k, i] / rates[0, i]), sentence
                assert not left[3] or percents(left[3], rates[k, 1] / rates[0, 1])
                heard.add("fallen")
            pull = re.search(rf"The pull is {SHARE} as long as (the whole step|the gradient it joins)", sentence)
            if pull:
                size = decay * np.linalg.norm(x[k])
                share = lr * size / np.linalg.norm(whole[k]) if pull[2] == "the whole step" else size / np.linalg.norm(g[k])
                assert percents(pull[1], share), sentence
                heard.add(pull[2])
            times = re.search(rf"the scaled step is {NUMBER} times as long as the corrected one", sentence)
            if times:
                tops_, roots_, _ = adaptive(rule, g[: k + 1], x[: k + 1], beta1, beta2, eps, decay, True)
                assert rounds(times[1], np.linalg.norm(scaled[k]) / np.linalg.norm(lr * tops_[k] / (roots_[k] + eps))), sentence
                heard.add("uncorrected")
    assert heard >= {"larger", "ε", "shared", "followed", "far", "scaled far", "equal", "uphill", "first", "fallen", "the whole step"}
    assert heard >= {"the gradient it joins", "uncorrected"}


def test_adamws_pull_is_not_left_out_of_how_far_each_coordinate_goes():
    """Rosenbrock as it opens, step 41: x goes 8963 times as far as y, its scaled step 9.98 times."""
    paths, said = spoken("Rosenbrock", Run("AdamW"), {}, 60)
    x, y = np.abs(np.diff(paths.theta[0], axis=0))[41]
    assert x / y > 8000
    assert "the scaled step goes 9.98× as far in x as in y" in said[41]


def test_a_coordinate_without_a_gradient_is_moved_by_the_pull_all_the_same():
    _, said = spoken("Narrow valley", Run("AdamW", (0.0, 2.0), weight_decay=0.1), {"kappa": 10.0}, 3)
    assert "so only y moves" in said[0]  # x is 0, and so is its pull
    _, said = spoken(formula("y**2"), Run("AdamW", (1.0, 2.0), weight_decay=0.1), {}, 3)
    assert "In x there is no gradient to follow, so only the pull moves x." in said[0]


def test_what_is_said_of_plain_descent_is_so():
    draw, heard = np.random.default_rng(3), set()
    for surface, params, known, start in places(draw, 40):
        lr = float(2.2 * 10 ** draw.uniform(-1.5, 0) / (params.get("kappa") or 1000))
        noise, clip = (float(draw.uniform(0.1, 3)), None) if draw.random() < 0.3 else (0.0, 1.0 if draw.random() < 0.3 else None)
        paths, said = spoken(surface, Run("SGD", start, lr=lr), params, noise=noise, clip=clip)
        x, g = paths.theta[0], paths.grad[0]
        for k, sentence in said.items():
            (was, slope, bend), (now, after, _) = known(x[k]), known(x[k + 1])
            plain = re.search(rf"A gradient of length {NUMBER} times the rate {NUMBER} makes a step of {NUMBER}", sentence)
            if plain:
                for text, value in zip(plain.groups(), (np.linalg.norm(g[k]), lr, lr * np.linalg.norm(g[k])), strict=True):
                    assert rounds(text, value), sentence
                heard.add("plain")
            flip = re.search(rf"In ([xy]) the (true )?slope flips \({NUMBER} → {NUMBER}\)(.*?)\.(?: |$)", sentence)
            if flip:
                i = "xy".index(flip[1])
                assert rounds(flip[3], slope[i])
                assert rounds(flip[4], after[i])
                assert slope[i] * after[i] < 0
                assert bool(flip[2]) == (noise > 0)
                product = re.search(rf"rate times curvature is {NUMBER}, and above ([12])", sentence)
                if product:
                    assert rounds(product[1], lr * bend[i, i]), sentence
                    assert lr * bend[i, i] > float(product[2])
                    assert product[2] == "1" or abs(after[i]) > abs(slope[i])
                heard.add("flip")
            turn = re.search(r"The noise turned the gradient (\d+)° away from the true one(, so it leads uphill)?", sentence)
            if turn:
                angle = np.degrees(np.arccos(slope @ g[k] / np.linalg.norm(slope) / np.linalg.norm(g[k])))
                assert abs(int(turn[1]) - angle) <= 0.51
                assert bool(turn[2]) == (now > was)
                heard.add("turned")
            longer = re.search(rf"With the noise the gradient is {NUMBER}× as long as the true one", sentence)
            if longer:
                assert rounds(longer[1], np.linalg.norm(g[k]) / np.linalg.norm(slope))
                heard.add("longer")
            cut = re.search(rf"Clipping cut the gradient from length {NUMBER} to {NUMBER}, {NUMBER}× shorter", sentence)
            if cut:
                assert rounds(cut[1], np.linalg.norm(slope))
                assert rounds(cut[2], np.linalg.norm(g[k]))
                assert rounds(cut[3], np.linalg.norm(slope) / np.linalg.norm(g[k]))
                heard.add("cut")
            for went, share in re.findall(rf"loss (rose|fell) by {SHARE}", sentence):
                assert percents(share, abs(now - was) / was)
                assert (went == "rose") == (now > was)
                heard.add(went)
            for went, one, two in re.findall(rf"loss (rose|fell) from {NUMBER} to {NUMBER}", sentence):
                assert rounds(one, was)
                assert rounds(two, now)
                assert (went == "rose") == (now > was)
    assert heard == {"plain", "flip", "turned", "longer", "cut", "rose", "fell"}


def test_what_is_said_of_a_change_of_rate_is_so():
    draw, heard = np.random.default_rng(4), set()
    for surface, params, _, start in places(draw, 24):
        rule, form = (("SGD", {}), ("Momentum", {"form": "A"}), ("Momentum", {"form": "B"}), ("Adam", {}))[draw.integers(4)]
        every, warmup = int(draw.integers(3, 9)), float(draw.choice([0.0, 0.2]))
        plan = schedule("Step", every=every, gamma=float(draw.choice([0.1, 0.5, 0.8])), warmup=warmup)
        run = Run(rule, start, lr=0.1 / (params.get("kappa") or 1000), **form)
        paths, said = spoken(surface, run, params, schedule=plan)
        for k, sentence in said.items():
            factor = paths.lr[0, k] / paths.lr[0, k - 1] if k else 1.0
            assert ("The schedule" in sentence) == (abs(factor - 1) > 0.1), sentence
            for verb, by, times in re.findall(rf"The schedule (cut|raised) the rate (by )?{NUMBER}", sentence):
                assert (verb == "raised") == (factor > 1)
                size = max(factor, 1 / factor)
                assert percents(times, abs(factor - 1)) if by else rounds(times, size), sentence
                heard.add((verb, bool(by)))
            if "velocity with it" in sentence or "but the velocity keeps" in sentence:
                assert ("velocity with it" in sentence) == (form == {"form": "A"})
                grew = np.linalg.norm(np.diff(paths.theta[0], axis=0)[k - 1 : k + 1], axis=1)
                for went, times, same in LENGTH.findall(sentence):
                    ratio = grew[1] / grew[0]
                    assert abs(ratio - 1) < 0.006 if same else abs(read(times) * (1 / ratio if went == "grew" else ratio) - 1) < 0.006
                heard.add(form["form"])
    assert heard >= {("cut", False), ("cut", True), ("raised", True), "A", "B"}


def test_what_is_said_of_an_end_is_so():
    """Descent of ½ (u² + κ v²) above its edge: the step that throws it out, and its growth."""
    draw = np.random.default_rng(5)
    for _ in range(10):
        kappa = float(10 ** draw.uniform(0, 3))
        run = Run("SGD", tuple(draw.uniform(-3, 3, 2)), lr=float(draw.uniform(2.5, 6) / kappa))
        m = magnify("Narrow valley", run, STEPS, params={"kappa": kappa})
        lost, said = int(m.paths.diverged_at[0]), why(m)
        steps = np.linalg.norm(run.lr * m.paths.grad[0], axis=1)
        told = re.match(
            rf"A step of length {NUMBER}, {NUMBER} times the last, throws the point out of sight: the run diverges\.", said[lost - 1]
        )
        assert told
        assert rounds(told[1], steps[lost - 1])
        assert rounds(told[2], steps[lost - 1] / steps[lost - 2])
        assert np.abs(m.paths.theta[0, lost]).max() > 8000 > np.abs(m.paths.theta[0, lost - 1]).max()  # a thousand windows of 8
        assert set(said[lost:]) == {f"The run had already diverged at step {lost}: from there on the numbers mean nothing."}


def test_what_newton_is_said_to_do_is_so():
    draw, heard = np.random.default_rng(6), set()
    for surface, params, known, start in places(draw, 25):
        lr, damping = float(draw.choice([1.0, draw.uniform(0.1, 1.5)])), float(draw.choice([0.0, 10 ** draw.uniform(-2, 2)]))
        paths, said = spoken(surface, Run("Newton", start, lr=lr, damping=damping), params, 12)
        for k, sentence in said.items():
            x, step = paths.theta[0, k], paths.theta[0, k + 1] - paths.theta[0, k]
            (was, slope, bend), now = known(x), known(x + step)[0]
            A = bend + damping * np.eye(2)
            low, high = np.linalg.eigvalsh(A)
            told = re.match(
                rf"The curvatures it divides by are {NUMBER} and {NUMBER}, (both positive|both negative|one negative), so the step "
                rf"(?:jumps to|goes {SHARE} of the way to) the (minimum|saddle|summit) of that quadratic\.",
                sentence,
            )
            if told:
                assert rounds(told[1], low) or abs(low) < 1e-9 * abs(high)
                assert rounds(told[2], high)
                kind = ("both positive", "minimum") if low > 0 else ("both negative", "summit") if high < 0 else ("one negative", "saddle")
                assert (told[3], told[5]) == kind
                assert percents(told[4], lr) if told[4] else abs(lr - 1) < 1e-3
                heard.add(told[5])
            promised = re.search(rf"It promised a drop in loss of {NUMBER}; the loss (fell|rose) by {NUMBER}", sentence)
            if promised:
                assert rounds(promised[1], -slope @ step - step @ A @ step / 2), sentence
                assert (promised[2] == "rose") == (now > was)
                assert abs(read(promised[3]) - abs(now - was)) < 0.006 * abs(now - was) + 1e-12
                heard.add("promised")
            kept = re.search(rf"The loss fell by {NUMBER}, as the quadratic promised", sentence)
            if kept:
                assert abs(read(kept[1]) / (-slope @ step - step @ A @ step / 2) - 1) < 0.01
                heard.add("kept")
    assert heard >= {"minimum", "promised", "kept"}


@pytest.mark.parametrize("rule", ["BFGS", "L-BFGS"])
def test_what_is_said_of_a_line_search_is_so(rule):
    draw = np.random.default_rng(7)
    for surface, params, known, start in places(draw, 8):
        paths, said = spoken(surface, Run(rule, start), params, 10)
        for k, sentence in said.items():
            step, slope = paths.theta[0, k + 1] - paths.theta[0, k], known(paths.theta[0, k])[1]
            told = re.match(
                rf"(?:The first trial, t = {NUMBER}, was good enough|After (\d+) trials the search took t = {NUMBER}), "
                r"(?:straight down the slope|along a direction (\d+)° off steepest descent)\.",
                sentence,
            )
            if told and np.linalg.norm(step) > 1e-6:
                angle = np.degrees(np.arctan2(abs(step[0] * slope[1] - step[1] * slope[0]), -step @ slope))
                assert angle < 0.51 if told[4] is None else abs(int(told[4]) - angle) < 0.51
                asked = paths.costs["gradient"][0, k + 1] - paths.costs["gradient"][0, k]
                assert asked == int(told[2] or 1) + (k == 0)  # one for each trial, and one for the start
                assert known(paths.theta[0, k + 1])[0] < known(paths.theta[0, k])[0]


TRIED = re.compile(
    rf"^(The|With the noise of this step the) point tried has a loss of {NUMBER}, (no )?lower than {NUMBER} here: it is (kept|refused)\."
)


def test_a_random_search_under_noise_names_the_noise_in_the_losses_it_compares():
    """The noise tilts the surface: f(x) + z·x. Which z a step drew is the engine's business; the rest is worked out here."""
    draw, disagree = np.random.default_rng(8), 0
    for surface, params, known, start in places(draw, 12):
        noise = float(draw.choice([0.0, 2.0]))
        m = magnify(surface, Run("Random search", start, lr=0.3), STEPS, params=params, noise=noise)
        for k, sentence in enumerate(why(m)):
            told, z = TRIED.match(sentence), m.letters["noise"][k]
            x, tried = m.paths.theta[0, k], m.letters["tried"][k]
            here, there = (known(q)[0] + z @ q for q in (x, tried))
            assert (told[1] == "The") == (noise == 0), sentence
            assert rounds(told[2], there)
            assert rounds(told[4], here)
            assert (told[5] == "kept") == (there < here) == (not told[3])
            disagree += (told[5] == "kept") and m.paths.loss[0, k + 1] > m.paths.loss[0, k]
    assert disagree  # the noise made a higher point look lower, and the sentence does not say that it is lower


def test_a_random_search_on_mini_batches_names_the_batch():
    """8 of 100 flowers: the two losses compared are not the surface's, and the sentence says whose they are."""
    m = magnify("Logistic regression", Run("Random search", (0.5, 0.5), lr=0.3), STEPS, batch=8)
    apart = 0
    for sentence, loss in zip(why(m), m.paths.loss[0, :-1], strict=True):
        told = re.match(
            rf"On the mini-batch of this step the point tried has a loss of {NUMBER}, (?:no )?lower than {NUMBER} here", sentence
        )
        assert told, sentence
        apart += not rounds(told[2], loss)
    assert apart > STEPS / 2
    whole = why(magnify("Logistic regression", Run("Random search", (0.5, 0.5), lr=0.3), STEPS))
    assert all(sentence.startswith("The point tried") for sentence in whole)
