"""The page of schedules run by Streamlit itself: every view, every option, odd links, and what it says."""

import json
import re
from math import ceil
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS, SCHEDULES, Run, descend, schedule
from plots.theme import LOOKS
from tests.plots.blob import unpacked
from ui.parts.schedule_menu import OWN as OWN_KNOTS
from ui.parts.schedule_menu import PLANS
from ui.parts.setups import setups
from ui.schedules.by_schedule import OPENING_PLANS
from ui.schedules.plans import LOOKS as PLAN_LOOKS
from ui.schedules.plans import NUMBERS
from ui.schedules.setup import LESSON, VIEWS

ROOT = Path(__file__).parents[2]
PAGE = str(ROOT / "pages/optimization/schedules.py")
SETUPS = setups(LESSON)
PLANS_VIEW, BATCH, FORMS = VIEWS
DATA = {"surface": "Least squares", "surface.features": "standardised", "SGD.lr": "0.05"}


def opened(**link: str) -> AppTest:
    """The page as a link opens it."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    test.query_params.clear()
    for name, value in link.items():
        test.query_params[name] = value
    return test.switch_page(PAGE).run()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def said(test: AppTest) -> str:
    """The sentences under the picture."""
    return test.markdown[0].value


def rows(test: AppTest) -> list[list[str]]:
    """The table, heading and lines."""
    (table,) = [text for e in test.get("html") if "<table" in (text := getattr(e, "value", ""))]
    lines = re.findall("<tr>(.*?)</tr>", table)
    return [[re.sub("<.*?>", "", cell) for cell in re.findall("<t[dh].*?>(.*?)</t[dh]>", line)] for line in lines]


def column(test: AppTest, heading: str) -> dict[str, str]:
    head, *lines = rows(test)
    return {line[0]: line[head.index(heading)] for line in lines}


def picture(test: AppTest) -> dict:
    """What the player was sent."""
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == "basin_player"]
    return unpacked(blob)


def test_the_page_opens_on_four_schedules_under_noise_where_constant_bounces_and_cosine_settles():
    test = opened()
    fine(test)
    assert not dict(test.query_params)
    assert [run["name"] for run in picture(test)["runs"]] == OPENING_PLANS
    tails = column(test, "mean of the last tenth")
    for name in ("Constant", "Cosine"):  # the table's numbers are those of the runs
        loss = descend("Narrow valley", [Run("SGD")], 200, name, noise=3.0).loss[0]
        assert float(tails[name]) == pytest.approx(loss[-20:].mean(), rel=1e-3)
    assert float(tails["Cosine"]) < float(tails["Constant"]) / 10
    assert "Constant keeps bouncing" in said(test)


def test_every_schedule_can_be_raced_alone_and_with_all_others():
    test = opened()
    for name in PLANS:
        test.button_group(key="plans").set_value([name]).run()
        fine(test)
        assert [run["name"] for run in picture(test)["runs"]] == [name]
        assert test.query_params["plans"] == name
    test.button_group(key="plans").set_value(PLANS).run()
    fine(test)
    assert len({(run["light"], str(run["marker"])) for run in picture(test)["runs"]}) == len(PLANS)
    for plan in SCHEDULES:
        test.button_group(key="exhibit").set_value(plan.name).run()
        fine(test)
        assert plan.formula in test.latex[0].value
    test.button_group(key="plans").set_value([]).run()
    fine(test)
    assert test.info[0].value == "Choose at least one schedule."


def test_every_number_of_every_schedule_is_in_the_link_and_in_the_run():
    link = {"warmup": "0.1", "Step.gamma": "0.5", "Step.cut1": "0.2", "Exponential.gamma": "0.9", "knots": "0:1, 1:0.5"}
    test = opened(plans=",".join(["Step", "Exponential", OWN_KNOTS]), **link)
    fine(test)
    assert dict(test.query_params).items() >= link.items()
    step = schedule("Step", warmup=0.1, gamma=0.5, cut1=0.2)
    loss = descend("Narrow valley", [Run("SGD")], 200, step, noise=3.0).loss[0]
    assert float(column(test, "final loss")["Step"]) == pytest.approx(loss[-1], rel=1e-3)


def test_both_ends_of_every_number_of_every_schedule_draw_something():
    for plan, numbers in NUMBERS.items():
        for p in numbers:
            for value in {p.low, p.high}:
                fine(opened(plans=plan, **{f"{plan}.{p.name}": repr(value)}))
    for share in ("0", "1"):
        fine(opened(plans=",".join(PLANS), warmup=share))
        fine(opened(steps="1", warmup=share, plans="Step,Cosine"))


def test_the_grips_lie_at_the_cuts_and_leave_with_them():
    test = opened(warmup="0.1", **{"Step.cut2": "0.5"})
    cuts = picture(test)["cuts"]
    assert [cut["name"] for cut in cuts] == ["Step.cut1", "Step.cut2", "Step.cut3"]
    rates = schedule("Step", warmup=0.1, cut2=0.5).multipliers(200)
    falls = np.flatnonzero(np.diff(rates) < 0) + 1
    assert [cut["since"] + ceil(cut["at"] * cut["over"]) for cut in cuts] == falls.tolist()
    assert picture(opened(plans="Constant"))["cuts"] == []
    assert picture(opened(**{"Step.every": "20"}))["cuts"] == []


def test_every_rule_and_every_surface_can_be_scheduled():
    test = opened(runs=",".join(rule.name for rule in OPTIMIZERS), surface="Himmelblau")
    for rule in OPTIMIZERS:
        test.button_group(key="inspect").set_value(rule.name).run()
        fine(test)
        assert test.query_params.get("inspect", OPTIMIZERS[0].name) == rule.name
    for land in LANDSCAPES:
        test.selectbox(key="surface").set_value(land.name).run()
        fine(test)


def test_the_views_lead_to_a_setup_that_can_show_them():
    test = opened(surface="Booth", runs="Adam")
    for view in (BATCH, FORMS, PLANS_VIEW):
        test.button_group(key="compare").set_value(view).run()
        fine(test)
        assert not test.info
        assert test.query_params.get("compare", PLANS_VIEW) == view
    test.button_group(key="compare").set_value(BATCH).run()
    assert test.query_params["surface"] == "Least squares"


def test_a_view_keeps_the_surface_and_the_run_that_it_can_show():
    test = opened(**DATA, runs="SGD,Momentum")
    for view in (BATCH, FORMS, PLANS_VIEW):
        test.button_group(key="compare").set_value(view).run()
        fine(test)
        assert test.query_params["surface"] == "Least squares"
        assert test.query_params["runs"] == "SGD,Momentum"


def test_the_visitors_own_setup_comes_back_from_a_view_that_could_not_show_it():
    own = {"surface": "Booth", "runs": "SGD", "Step.cut1": "0.2", "plans": "Constant,Step", "noise": "1"}
    test = opened(**own)
    for other, brought in ((BATCH, "Least squares"), (FORMS, "Narrow valley")):
        test.button_group(key="compare").set_value(other).run()
        fine(test)
        assert test.query_params.get("surface", "Narrow valley") == brought
        assert test.toast[0].value.endswith("Yours waits under Schedules.")
        test.button_group(key="compare").set_value(PLANS_VIEW).run()
        fine(test)
        assert dict(test.query_params) == own
        assert not test.toast


def test_it_comes_back_over_another_view_and_another_page_too():
    test = opened(surface="Booth", **{"Step.cut1": "0.2"})
    test.button_group(key="compare").set_value(BATCH).run()
    test.button_group(key="compare").set_value(FORMS).run()  # it has Momentum: what was brought fits
    assert test.query_params["surface"] == "Least squares"
    here = dict(test.query_params)
    test.switch_page(str(ROOT / "pages/optimization/race.py")).run()
    test.query_params.clear()
    for name, text in here.items():
        test.query_params[name] = text
    test.switch_page(PAGE).run()
    test.button_group(key="compare").set_value(PLANS_VIEW).run()
    fine(test)
    assert dict(test.query_params) == {"surface": "Booth", "Step.cut1": "0.2"}


def test_a_surface_that_fits_is_carried_along_after_a_visit_elsewhere():
    test = opened(surface="Booth")
    for view in (BATCH, PLANS_VIEW):
        test.button_group(key="compare").set_value(view).run()
    test.selectbox(key="surface").set_value("Logistic regression").run()
    for view in (BATCH, PLANS_VIEW):
        test.button_group(key="compare").set_value(view).run()
        fine(test)
        assert test.query_params["surface"] == "Logistic regression"


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_as_it_is_written_and_is_described(name):
    test = opened()
    test.selectbox(key="setup").set_value(name).run()
    fine(test)
    link = SETUPS[name]["link"]
    assert dict(test.query_params).items() <= link.items()  # what equals a default is left out
    assert SETUPS[name]["say"] in [caption.value for caption in test.caption]
    fine(opened(**dict(test.query_params)))


def setup(name: str, **changed: str) -> AppTest:
    return opened(**{**SETUPS[name]["link"], **changed})


def number(text: str) -> float:
    """A cell of the table as the number it shows."""
    mantissa, _, power = text.replace("−", "-").partition("·10")
    return float(mantissa) * 10 ** float(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)


def tails(test: AppTest) -> dict[str, float]:
    return {name: number(text) for name, text in column(test, "mean of the last tenth").items() if text != "diverged"}


def test_constant_bounces_and_cosine_and_linear_settle():
    test = setup("Constant bounces, Cosine settles")
    found = tails(test)
    assert max(found["Cosine"], found["Linear"]) < found["Constant"] / 50
    assert "With noisy gradients Constant keeps bouncing; a falling rate settles." in said(test)


def test_a_cut_that_comes_too_early_ends_above_constant_and_one_at_step_100_below():
    early, later = tails(setup("Cut too early")), tails(setup("Cut too early", **{"Step.cut1": "0.5"}))
    assert early["Step"] > early["Constant"]
    assert later["Step"] < later["Constant"]


def test_warm_up_carries_a_rate_that_throws_all_four_out_without_it():
    name = "Warm-up carries a rate that is too high"
    warm, cold = setup(name), setup(name, warmup="0")
    assert max(tails(warm).values()) < 0.01  # from 14
    assert all(step != "never" and int(step) <= 3 for step in column(cold, "diverged at").values())
    assert "Constant, Step, Cosine and Linear diverged at step 3." in said(cold)


def test_without_noise_constant_ends_lowest():
    found = tails(setup("Without noise nothing to settle"))
    assert min(found, key=found.__getitem__) == "Constant"
    assert "nothing that a falling rate could settle" in said(setup("Without noise nothing to settle"))


def test_without_its_noise_the_page_opens_on_constant_as_the_winner():
    found = tails(opened(noise="0"))  # as the lesson says
    assert min(found, key=found.__getitem__) == "Constant"


def test_exponential_freezes_at_the_sum_of_its_rates():
    name = "Exponential freezes on the way"
    assert schedule("Exponential", gamma=0.95).multipliers(2000).sum() == pytest.approx(20)
    assert schedule("Exponential", gamma=0.99).multipliers(200).sum() == pytest.approx(87, abs=0.5)
    assert tails(setup(name))["Exponential"] > 100 * tails(setup(name))["Cosine"]


def test_after_a_restart_the_run_bounces_again_and_settles_anew():
    sent = picture(setup("Your own: restarts"))
    run = [one["name"] for one in sent["runs"]].index(OWN_KNOTS)
    gap = sent["gap"].reshape(len(sent["runs"]), -1)[run]
    for first, last in ((128, 200), (260, 330)):  # a restart comes at steps 132 and 264
        assert gap[first + 8 : last].max() > 10 * gap[first - 10 : first].mean()
    assert gap[-10:].mean() < gap[270:330].mean() / 10


def test_over_samples_the_runs_of_the_scaling_rule_fall_together():
    test = setup("N times the batch, N times the rate")
    needed = {name: int(text) for name, text in column(test, "samples to a tenth of the first").items()}
    assert max(needed[f"{n}B at {n}α"] for n in (2, 4, 8)) < 1.25 * needed["B at α"]
    assert needed["8B at α"] > 7 * needed["B at α"]
    assert column(test, "steps") == {"B at α": "200", "2B at 2α": "100", "4B at 4α": "50", "8B at 8α": "25", "8B at α": "25"}
    assert "2B at 2α, 4B at 4α and 8B at 8α follow it" in said(test)
    assert "is 2: 40 times α" in said(test)  # standardised: λmax = 1, so 2/λmax = 2
    sent = picture(test)
    assert (sent["axis"], sent["spent"]) == ("evaluations", "samples")


def test_the_scaling_rule_ends_at_the_edge():
    test = setup("The rule ends at the edge")
    assert column(test, "diverged at")["32B at 32α"] != "never"
    assert "The rule fails for 16B at 16α (192 samples) and 32B at 32α (diverged at step 10)." in said(test)


def test_momentum_leaves_the_rule_far_below_its_edge():
    test = setup("Momentum counts in steps")
    assert "2B at 2α follows it" in said(test)
    assert "The rule fails for 4B at 4α" in said(test)
    assert "8B at 8α (2" in said(test)
    assert "760 times α" in said(test)  # (2 + 2·0.9)/1 over 0.005


def test_what_cannot_run_is_left_out_and_said():
    test = opened(compare=BATCH, **DATA, small="20", times="2,4,8,16", steps="3")
    fine(test)
    assert list(column(test, "batch").values()) == ["20", "40", "40"]
    assert "8B and 16B would be more than the 150 samples there are." in said(test)
    assert "4B, 8B and 16B would take less than one of the 3 steps." in said(test)
    fine(opened(compare=BATCH, **{**DATA, "SGD.lr": "400"}))
    fine(opened(compare=BATCH, **DATA, times=""))


@pytest.mark.parametrize("plan", PLANS)
def test_every_schedule_can_stand_under_every_view(plan):
    fine(opened(compare=BATCH, plan=plan, **DATA))
    fine(opened(compare=FORMS, plan=plan, warmup="0.1"))


def test_every_rule_can_have_its_batch_multiplied():
    test = opened(compare=BATCH, surface="Logistic regression", runs=",".join(rule.name for rule in OPTIMIZERS))
    for rule in OPTIMIZERS:
        test.button_group(key="inspect").set_value(rule.name).run()
        fine(test)
        assert rule.theory or "never comes down" in said(test) or "no fixed edge" in said(test)


def test_the_two_forms_part_at_the_cut():
    test = setup("Momentum’s two forms at a cut")
    assert "up to step 10," in said(test)
    assert [run["name"] for run in picture(test)["runs"]] == ["Form A", "Form B"]
    assert "walk the same path: whenever" in said(opened(compare=FORMS, plan="Constant"))


def test_under_warm_up_form_a_swings_wider_and_is_ahead():
    a, b = descend("Narrow valley", [Run("Momentum", form=form) for form in "AB"], 200, schedule("Constant", warmup=0.2)).theta
    assert a[:, 1].min() < 2 * b[:, 1].min() < 0  # on the far side of the valley
    assert (a[10:50, 0] > b[10:50, 0]).all()
    assert "up to step 1," in said(setup("Momentum’s two forms under warm-up"))


def leads_to():
    """A page that only says where each lane of the page of schedules leads: in the race, and from its last step."""
    import streamlit as st

    from ui.frame import settings
    from ui.schedules import crossing, setup

    settings.open_link()
    lab = setup.read()
    st.json({lane.name: [crossing.race_link(lab, lane.name), crossing.link(lab, lane.name, 10**6)] for lane in lab.lanes})


@pytest.mark.parametrize("name", ["Your own: restarts", "Cut too early", "The rule ends at the edge", "Momentum’s two forms at a cut"])
def test_every_lane_opens_in_the_race_as_it_ran_here(name, monkeypatch):
    monkeypatch.setattr("ui.parts.player.light", lambda race, *_: race)  # to the last digit
    test = AppTest.from_function(leads_to)
    link = SETUPS[name]["link"] | {"warmup": "0.1"}
    for key, text in link.items():
        test.query_params[key] = text
    links = json.loads(test.run().json[0].value)
    here = picture(opened(**link))
    for place, run in enumerate(here["runs"]):
        race, scope = links[run["name"]]
        there = AppTest.from_file(ROOT / "app.py", default_timeout=60)
        for key, text in race.items():
            there.query_params[key] = text
        there.run()
        fine(there)
        assert dict(there.query_params) == race  # nothing in it that the race does not know, or has anyway
        sent = picture(there)
        mine = [one["name"] for one in sent["runs"]].index(link["inspect"])
        x = sent["x"].reshape(len(sent["runs"]), -1)[mine]
        np.testing.assert_array_equal(here["x"].reshape(len(here["runs"]), -1)[place][: len(x)], x)
        assert scope.pop("inspect", "SGD") == link["inspect"]
        assert int(scope.pop("step")) == sent["steps"] - 1
        assert scope == race


ODD = [
    ({"compare": "Nothing"}, "compare = “Nothing” is not one of Schedules"),
    ({"plans": "Step,Bogus"}, "plans = “Bogus” is not among"),
    ({"plan": "x" * 500}, "plan = “x"),
    ({"warmup": "NaN"}, "warmup = nan is not a finite number"),
    ({"warmup": "2"}, "warmup = 2 is out of range"),
    ({"Step.cut1": "-1"}, "Step.cut1 = −1 is out of range"),
    ({"Step.gamma": "0"}, "Step.gamma = 0 is out of range"),
    ({"knots": "0:1"}, "number of rows is 1"),
    ({"times": "3"}, "times = “3” is not among"),
    ({"hidden": "Adam"}, "hidden = “Adam” is not among"),
    ({"axis": "hours"}, "axis = “hours”"),
    ({"inspect": "Nobody"}, "inspect = “Nobody” is not one of"),
    ({"compare": FORMS, "inspect": "SGD"}, "inspect = “SGD” is not one of Momentum"),
    ({"compare": BATCH, "small": "9999", **DATA}, "small = 9999 is out of range"),
    ({"unknown": "1"}, "“unknown”"),
]


@pytest.mark.parametrize(("link", "sentence"), ODD, ids=str)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(link, sentence):
    test = opened(**link)
    assert not test.exception
    (warning,) = test.warning
    assert sentence in warning.value.replace("\\", "")


def test_what_a_view_cannot_show_is_a_sentence_and_nothing_is_forgotten():
    for link, why in (
        ({"compare": BATCH, "axis": "steps", "inspect": "Adam"}, "Narrow valley is not made from data"),
        ({"compare": FORMS, "runs": "SGD"}, "Choose Momentum"),
        ({"runs": ""}, "Choose at least one optimizer."),
        ({"plans": ""}, "Choose at least one schedule."),
    ):
        test = opened(**link)
        fine(test)
        assert why in test.info[0].value
        assert dict(test.query_params) == link


@pytest.mark.parametrize(
    "link",
    [
        {"SGD.lr": "0"},
        {"SGD.lr": "0", "compare": BATCH, "surface": "Least squares"},
        {"SGD.lr": "1000"},
        {"SGD.lr": "1000", "compare": BATCH, "surface": "Logistic regression"},
        {"Momentum.lr": "3", "compare": FORMS},
        {"surface": "Your own formula", "formula": "x + y"},
        {"surface": "Your own formula", "formula": "log(x) + y**2", "start.x": "-1", "start.y": "0"},
        {"surface": "Your own formula", "formula": "log(x) + y**2", "compare": FORMS, "start.x": "-1", "start.y": "0"},
        {"surface": "Monkey saddle", "axis": "evaluations", "view": "3-D"},
        {"steps": "1"},
    ],
    ids=str,
)
def test_hard_cases_are_survived(link):
    fine(opened(**link))


def test_a_diverging_schedule_is_named_with_its_step():
    test = opened(**{"SGD.lr": "0.05", "noise": "0"})
    fine(test)
    assert "diverged at step" in said(test)
    assert "Constant" in said(test)


def test_a_run_that_diverged_says_so_in_every_cell_that_has_no_number():
    test = opened(**{"SGD.lr": "0.05", "noise": "0"})
    for heading in ("final loss", "mean of the last tenth"):
        assert set(column(test, heading).values()) == {"diverged"}


@pytest.mark.parametrize(
    "link",
    [
        {"surface": "Your own formula", "formula": "x + y"},  # no bottom: it falls for ever
        {"surface": "Gaussian pit"},  # thrown out, onto the plateau
    ],
    ids=str,
)
def test_a_run_that_is_not_at_a_bottom_is_not_said_to_bounce(link):
    test = opened(**link)
    assert picture(test)["runs"][0]["name"] == "Constant"
    assert "Over its last tenth" in said(test)
    assert "bounc" not in said(test)


def test_without_a_bottom_nothing_is_said_of_settling_either():
    assert "settle" not in said(opened(surface="Your own formula", formula="x + y", noise="0"))


@pytest.mark.parametrize("link", [{"steps": "1"}, {"warmup": "1"}], ids=str)
def test_schedules_that_cannot_differ_are_said_to_end_alike(link):
    assert said(opened(**link)).startswith("Constant, Step, Cosine and Linear end alike: over the last tenth each averages a loss of ")


def test_a_batch_that_never_comes_down_is_said_not_to_get_there():
    test = opened(compare=BATCH, plan="Step", **DATA)
    assert column(test, "samples to a tenth of the first")["8B at α"] == "never"
    assert "8B at α is the larger batch by itself (never gets there)." in said(test)


def test_the_surfaces_with_batches_are_offered_as_a_choice():
    assert (
        opened(compare=BATCH, surface="Rosenbrock")
        .info[0]
        .value.endswith("Choose Least squares, Logistic regression or Thousand points as the surface.")
    )


def test_forms_look_like_no_schedule_and_no_rule_and_grips_like_their_schedule():
    sent = picture(opened(compare=FORMS))
    taken = {colour for one in (*LOOKS.values(), *PLAN_LOOKS.values()) for colour in (one.light, one.dark)}
    forms = [run[theme] for run in sent["runs"] for theme in ("light", "dark")]
    assert len(set(forms)) == 4
    assert not taken & set(forms)
    for view in VIEWS:
        data = {"compare": view, "plan": "Step", **DATA, "runs": "Momentum"}
        cuts = picture(opened(**data))["cuts"]
        assert {(cut["light"], cut["dark"]) for cut in cuts} == {(PLAN_LOOKS["Step"].light, PLAN_LOOKS["Step"].dark)}


def test_a_rate_of_zero_is_said_in_words():
    assert "SGD stays at the start" in said(opened(**{"SGD.lr": "0"}))


def test_the_lesson_promises_only_views_and_schedules_that_there_are():
    text = (ROOT / f"lessons/{LESSON}.md").read_text(encoding="utf-8")
    for quoted in re.findall("“(.+?)”", text):
        assert quoted in (*PLANS, *VIEWS), quoted


def cut_short():
    """A page whose first run is interrupted before its end, as by a hand that does not wait."""
    import streamlit as st

    from optimizers.schedules.base import WARMUP
    from ui.frame import settings

    settings.open_link()
    settings.number("warmup", WARMUP)
    if not st.session_state.get("again"):
        st.session_state["again"] = True
        st.stop()
    settings.close_link()
    st.write(settings.notes())


def test_what_was_wrong_with_a_link_is_still_said_when_its_first_run_was_cut_short():
    test = AppTest.from_function(cut_short)
    test.query_params["warmup"] = "nan"
    test.run()
    assert dict(test.query_params) == {"warmup": "nan"}  # the link is mended at the end
    test.run()
    assert "warmup = nan is not a finite number" in test.json[0].value
    assert not dict(test.query_params)


def test_the_formula_shown_has_the_warm_up_that_ran():
    test = opened(plans="Cosine", warmup="0.1")
    fine(test)
    assert test.latex[0].value.strip("$\n ") == schedule("Cosine").formula
    assert schedule("Cosine", warmup=0.1).warmed(200) in [m.value for m in test.markdown]
    assert not any("Warm-up over" in m.value for m in opened(plans="Cosine").markdown)


def test_samples_that_fill_no_batch_are_said_to_sit_out():
    link = {"surface": "Logistic regression", "batch": "8", "noise": "0"}
    assert "An epoch is 12 steps of 8 of the 100 samples; the 4 that fill no batch sit it out, by lot." in said(opened(**link))
    assert "An epoch" not in said(opened(**link | {"batch": "4"}))
    several = opened(surface="Logistic regression", compare=BATCH, small="4", times="2,4")
    assert "What fills no batch sits its epoch out, by lot: 4 of 100 at a batch of 8 and 4 of 100 at a batch of 16." in said(several)
