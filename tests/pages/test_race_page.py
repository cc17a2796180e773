"""The race page run by Streamlit itself: every menu option, both ends of every number."""

from pathlib import Path

import jax.monitoring
import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS, SCHEDULES, optimizer
from optimizers.conditions import CLIP, NOISE, SEED, STEPS
from optimizers.rules import FIRST_ORDER
from parameter import Parameter
from tests.pages.listing import listings
from ui.parts.controls import ENTRANTS
from ui.parts.schedule_menu import PLANS
from ui.parts.setups import setups

ROOT = Path(__file__).parents[2]
SETUPS = setups("optimization/race")


def opened(**link: str) -> AppTest:
    """The race as a link opens it."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    for name, value in link.items():
        test.query_params[name] = value
    return test.run()  # the first page


def shown(test: AppTest) -> str:
    """Everything the page says in words."""
    return " ".join(str(e.value) for kind in ("html", "markdown", "warning", "info") for e in test.get(kind) if hasattr(e, "value"))


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def test_the_page_opens_on_the_narrow_valley_with_four_runs():
    test = opened()
    fine(test)
    assert test.selectbox(key="surface").value == "Narrow valley"
    assert test.button_group(key="first runs").value == ["SGD", "Momentum", "Nesterov", "Adam"]


def test_every_surface_can_be_chosen():
    test = opened()
    for land in LANDSCAPES:
        test.selectbox(key="surface").set_value(land.name).run()
        fine(test)
        assert test.selectbox(key="start").value == next(iter(land.starts))
        for start in land.starts:
            test.selectbox(key="start").set_value(start).run()
            fine(test)
            assert test.selectbox(key="start").value == start


def test_every_schedule_and_clipping_can_be_chosen():
    test = opened()
    for name in PLANS:
        test.selectbox(key="schedule").set_value(name).run()
        fine(test)
    for clipping in ("By norm", "Off"):
        test.selectbox(key="clipping").set_value(clipping).run()
        fine(test)


def test_any_subset_of_rules_can_race_each_up_to_twice():
    test = opened()
    for rule in OPTIMIZERS:
        test.button_group(key="first runs").set_value([rule.name]).run()
        fine(test)
    test.multiselect(key="second runs").set_value([name for name in ENTRANTS if name.endswith(" 2")]).run()
    fine(test)
    test.button_group(key="first runs").set_value([rule.name for rule in OPTIMIZERS]).run()
    fine(test)
    test.multiselect(key="second runs").set_value([]).run()
    test.button_group(key="first runs").set_value([]).run()
    fine(test)
    assert "Choose at least one optimizer" in test.info[0].value


def test_the_surfaces_are_listed_by_their_trouble():
    listed = opened().selectbox(key="surface").options
    assert [one.split(" · ")[0] for one in listed[:-1]] == [land.trouble for land in LANDSCAPES]
    assert listed[-1] == "Your own formula"


@pytest.mark.parametrize("name", SETUPS)
def test_every_setup_opens_as_it_is_written(name):
    test = opened()
    test.selectbox(key="setup").set_value(name).run()
    fine(test)
    link = SETUPS[name]["link"]
    assert dict(test.query_params).items() <= link.items()  # what equals a default is left out
    assert dict(opened(**link).query_params) == dict(test.query_params)
    assert SETUPS[name]["say"] in [caption.value for caption in test.caption]


def test_the_words_of_a_setup_leave_with_its_surface():
    name = next(iter(SETUPS))
    test = opened()
    test.selectbox(key="setup").select(name).run()
    assert SETUPS[name]["say"] in [c.value for c in test.caption]
    test.selectbox(key="surface").select("Himmelblau").run()
    assert test.selectbox(key="setup").value is None
    assert SETUPS[name]["say"] not in [c.value for c in test.caption]


def test_a_formula_without_a_value_in_half_the_window_is_drawn():
    fine(opened(surface="Your own formula", formula="log(x) + y**2"))


def test_a_warning_is_shown_letter_by_letter():
    test = opened(**{"![x](https://example.org/x.png)": "1"})
    assert "\\!\\[x\\](https\\:" in test.warning[0].value


def typed(test: AppTest, formula: str | None = None, window: str | None = None) -> None:
    if formula is not None:
        test.text_input(key="formula").set_value(formula).run()
    if window is not None:
        test.text_input(key="window").set_value(window).run()


def test_a_formula_of_ones_own_races_and_is_kept_in_the_link():
    test = opened(surface="Your own formula")
    fine(test)
    typed(test, "0.1*x**2 + 2*y**2", "-6, 6, -3, 3")
    fine(test)
    assert dict(test.query_params) == {"surface": "Your own formula", "formula": "0.1*x**2 + 2*y**2", "window": "-6, 6, -3, 3"}
    again = opened(**dict(test.query_params))
    fine(again)
    assert again.text_input(key="formula").value == "0.1*x**2 + 2*y**2"


@pytest.mark.parametrize(
    ("field", "wrong", "named"),
    [
        ("formula", "x**2 + z", "z"),
        ("formula", "__import__(x)", "__import__"),
        ("formula", "1 + 2", "neither x nor y"),
        ("formula", "x+" * 500 + "x", "300"),
        ("formula", "log(-1 - x**2)", "not finite"),
        ("formula", "", "formula"),
        ("window", "3, -3, 0, 1", "window"),
        ("window", "1, 2", "window"),
        ("window", "nan, 1, 0, 1", "window"),
    ],
)
def test_what_is_refused_stays_in_the_field_with_the_reason_and_the_race_goes_on(field, wrong, named):
    test = opened(surface="Your own formula", formula="x**4 + y**2")
    typed(test, **{field: wrong})
    assert not test.exception
    (warning,) = test.warning
    sentence = warning.value.replace("\\", "")  # nothing in it is Markdown
    assert named in sentence
    assert len(sentence) < 400
    assert test.text_input(key=field).value == wrong
    assert test.query_params["formula"] == "x**4 + y**2"  # what was drawn before is drawn still
    assert "Still showing x**4 + y**2." in " ".join(one.value.replace("\\", "") for one in test.caption)
    typed(test, formula="x**2 + y**2", window="-1, 1, -1, 1")
    fine(test)
    assert test.query_params["formula"] == "x**2 + y**2"


def test_ones_own_start_stays_while_the_formula_is_edited_and_leaves_with_the_picture_it_was_in():
    test = opened(surface="Your own formula", formula="x**2 + y**2", **{"start.x": "1.5"})
    y = test.session_state["settings"].get("start.y")
    typed(test, formula="x**2 + 3*y**2")
    fine(test)
    assert test.query_params["start.x"] == "1.5"
    assert test.session_state["settings"].get("start.y") == y
    typed(test, window="-1, 1, -1, 1")
    fine(test)
    assert not any(name.startswith("start.") for name in test.query_params)


@pytest.mark.parametrize(
    "link",
    [{"formula": "x***"}, {"formula": "os.system('ls')"}, {"window": "1,2,3"}, {"window": "5, 1, 0, 1"}, {"formula": "y" * 1000}],
    ids=repr,
)
def test_nonsense_in_a_formulas_link_is_answered_by_one_sentence(link):
    test = opened(surface="Your own formula", **link)
    assert not test.exception
    assert len(test.warning) == 1
    assert len(test.warning[0].value) < 500


def test_knots_of_ones_own_are_kept_in_the_link():
    test = opened(schedule="Your own knots", knots="0:1, 0.5:0.1, 1:0.5")
    fine(test)
    assert test.query_params["knots"] == "0:1, 0.5:0.1, 1:0.5"


def test_a_schedules_numbers_leave_with_it():
    # Step and Exponential both have a γ, and each starts at its own.
    test = opened(schedule="Step", **{"schedule.gamma": "0.5", "schedule.warmup": "0.1"})
    test.selectbox(key="schedule").set_value("Exponential").run()
    fine(test)
    assert dict(test.query_params) == {"schedule": "Exponential"}


@pytest.mark.parametrize("wrong", ["0:1", "a:b", "0:1,0:2", "0:1,2:1", "nan:1,1:1", "0:1:2", "", "0:99,1:1"])
def test_nonsense_knots_are_answered_by_one_sentence(wrong):
    test = opened(schedule="Your own knots", knots=wrong)
    assert not test.exception
    assert len(test.warning) == 1
    assert "knot" in test.warning[0].value


@pytest.mark.parametrize("size", ["1", "8", "150"])
def test_mini_batches_of_every_size_can_be_drawn(size):
    test = opened(surface="Least squares", batch=size, runs=",".join(rule.name for rule in OPTIMIZERS))
    fine(test)


def test_a_batch_leaves_with_its_surface():
    test = opened(surface="Least squares", batch="8")
    test.selectbox(key="surface").set_value("Booth").run()
    fine(test)
    assert "batch" not in test.query_params


def test_a_switch_is_spelled_by_name_in_the_link():
    test = opened(runs="Momentum,Newton", **{"Momentum.form": "B", "Newton.saddle_free": "on"})
    fine(test)
    assert test.query_params["Momentum.form"] == "B"
    wrong = opened(runs="Momentum", **{"Momentum.form": "C"})
    assert "allowed: A, B" in wrong.warning[0].value.replace("\\", "")


def test_a_run_that_rests_on_a_saddle_is_told_from_one_in_a_minimum():
    test = opened(surface="Saddle", runs="Newton", **{"start.x": "-0.9", "start.y": "0.3"})
    fine(test)
    assert "Newton came to rest on a saddle" in shown(test)
    free = opened(surface="Saddle", runs="Newton", **{"Newton.saddle_free": "on", "start.x": "-0.9", "start.y": "0.3"})
    assert "came to rest" not in shown(free)
    top = opened(surface="Himmelblau", runs="Newton", **{"start.x": "-0.3", "start.y": "-0.9"})
    assert "Newton came to rest on a maximum" in shown(top)


def test_every_rule_can_be_read():
    test = opened(runs=",".join(rule.name for rule in OPTIMIZERS))
    for rule in OPTIMIZERS:
        test.button_group(key="exhibit").set_value(rule.name).run()
        fine(test)
        assert "def step(" in listings(test)[0]
        assert test.latex[0].value.strip("$\n ") in rule.formula or rule.formula in test.latex[0].value


def ends(name: str, parameter: Parameter) -> list[tuple[str, float]]:
    return [(name, value) for value in {*parameter.span, parameter.low, parameter.high}]


ENDS = [
    *(
        ("Narrow valley", *end)
        for p, q in ((STEPS, "steps"), (NOISE, "noise"), (SEED, "seed"))
        for end in ends(q, p)
        if end[1] <= 2000 or q != "steps"
    ),
    *((land.name, *end) for land in LANDSCAPES for p in land.parameters for end in ends(f"surface.{p.name}", p)),
]


@pytest.mark.parametrize(("surface", "name", "value"), ENDS)
def test_both_ends_of_every_number_draw_something_true(surface, name, value):
    fine(opened(surface=surface, **{name: repr(value)}))


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.name)
def test_both_ends_of_every_hyperparameter_draw_something_true(rule):
    for parameter in rule.parameters:
        for name, value in ends(f"{rule.name}.{parameter.name}", parameter):
            fine(opened(runs=rule.name, **{name: repr(value)}))


def test_both_ends_of_every_schedule_parameter_and_of_the_clip():
    for schedule in SCHEDULES:
        for parameter in schedule.parameters:
            for name, value in ends(f"schedule.{parameter.name}", parameter):
                fine(opened(schedule=schedule.name, **{name: repr(value)}))
    for name, value in ends("clip", CLIP):
        fine(opened(clipping="By norm", **{name: repr(value)}))


def test_a_rate_of_zero_is_said_in_words():
    test = opened(**{"SGD.lr": "0"})
    fine(test)
    assert "SGD stayed at the start, with a learning rate of 0" in shown(test)


def test_a_start_outside_the_window_is_said_in_words():
    test = opened(**{"start.x": "40", "start.y": "1"})
    fine(test)
    assert "lies outside the picture" in shown(test)


def test_a_diverging_run_is_named_with_its_step():
    test = opened(runs="SGD", **{"SGD.lr": "0.05"})
    fine(test)
    assert "SGD diverged at step" in shown(test)


NONSENSE = {
    "surface": "Nowhere",
    "runs": "SGD,Bogus",
    "steps": "nan",
    "SGD.lr": "-1",
    "Adam.beta1": "<script>",
    "start.x": "1e400",
    "schedule": "x" * 1000,
    "view": "4-D",
    "unknown": "1",
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(name):
    test = opened(**{name: NONSENSE[name]})
    assert not test.exception
    assert len(test.warning) == 1
    sentence = test.warning[0].value
    assert name in sentence or name.split(".")[-1] in sentence
    assert "Traceback" not in sentence
    assert len(sentence) < 400


def test_a_changed_surface_brings_its_own_rates_and_keeps_the_rules():
    test = opened(**{"SGD.lr": "0.01", "runs": "SGD,Adam"})
    test.selectbox(key="surface").set_value("Himmelblau").run()
    fine(test)
    assert "SGD.lr" not in test.query_params
    assert test.query_params["runs"] == "SGD,Adam"


def test_reset_returns_to_the_surfaces_defaults():
    test = opened(surface="Himmelblau", runs="SGD", noise="2", **{"SGD.lr": "0.001"})
    next(b for b in test.button if b.label.startswith("Reset")).click().run()
    fine(test)
    assert dict(test.query_params) == {"surface": "Himmelblau"}


def test_a_visit_to_every_control_compiles_nothing_after_the_first_page(nothing_compiled):
    compiled = []

    def listen(event, duration, **_):
        if event == "/jax/core/compile/backend_compile_duration":  # one event a program, from the disk cache too
            compiled.append(duration)

    jax.monitoring.register_event_duration_secs_listener(listen)
    try:
        test = opened()
        first = len(compiled)
        for land in LANDSCAPES:
            test.selectbox(key="surface").set_value(land.name).run()
            test.selectbox(key="start").set_value(list(land.starts)[-1]).run()
        for schedule in SCHEDULES:
            test.selectbox(key="schedule").set_value(schedule.name).run()
        test.selectbox(key="clipping").set_value("By norm").run()
        for view, axis in (("2-D", "evaluations"), ("3-D", "steps")):
            opened(view=view, axis=axis)
        for name in PLANS:
            test.selectbox(key="schedule").set_value(name).run()
        for family in [[rule.name for rule in FIRST_ORDER], *([rule.name] for rule in OPTIMIZERS if rule not in FIRST_ORDER)]:
            before = len(compiled)
            test.button_group(key="first runs").set_value(family).run()
            allowed = 0 if family[0] == "SGD" else 1  # the first of its family compiles, once
            assert len(compiled) - before == allowed, family
            first += allowed
            for land in LANDSCAPES:
                test.selectbox(key="surface").set_value(land.name).run()
            for parameter in optimizer(family[0]).parameters:
                for name, value in ends(f"{family[0]}.{parameter.name}", parameter):
                    opened(runs=",".join(family), **{name: repr(value)})
        test.multiselect(key="second runs").set_value(ENTRANTS[len(OPTIMIZERS) :]).run()
        test.button_group(key="first runs").set_value([rule.name for rule in OPTIMIZERS]).run()
        opened(surface="Least squares", batch="8", **{"surface.features": "standardised"})
        for land in LANDSCAPES:
            for parameter in land.parameters:
                for name, value in ends(f"surface.{parameter.name}", parameter):
                    opened(surface=land.name, **{name: repr(value)})
        for name, value in (("steps", "2000"), ("noise", "1.5"), ("SGD.lr", "0"), ("start.x", "3")):
            opened(surface="Cliff", **{name: value})
    finally:
        jax.monitoring.unregister_event_duration_listener(listen)
    fine(test)
    assert first > 0
    assert len(compiled) == first


def test_dividing_zero_by_zero_is_called_by_its_name():
    test = opened(surface="Saddle", runs="Adam", **{"Adam.eps": "0", "start.x": "-1.8", "start.y": "0"})
    fine(test)
    assert "divided 0 by 0" in shown(test)


def test_a_note_about_the_link_leaves_once_the_visitor_changes_something():
    test = opened(unknown="1")
    assert len(test.warning) == 1
    test.selectbox(key="surface").set_value("Saddle").run()
    fine(test)


def test_a_run_that_left_the_picture_and_came_back_is_told_from_one_that_did_not():
    # One step on the wall throws SGD to x = 20, and the window ends at 3; in 40 steps it is at 7, in 80 at 2.3 (test_race_setups).
    test = opened(surface="Cliff", runs="SGD")
    assert "SGD (step 19) left the picture and came back." in shown(test)
    assert "SGD (step 19) left the picture." in shown(opened(surface="Cliff", runs="SGD", steps="40"))


def test_what_is_true_of_several_runs_is_said_once():
    test = opened(surface="Monkey saddle", runs="SGD,Momentum,BFGS")
    fine(test)
    said = shown(test)
    assert said.count("left the picture.") == 1
    assert " and Momentum (step " in said
    assert "BFGS diverged at step" in said
    assert "the ground falls without end there" in said


def test_another_link_brings_its_own_notes_and_forgets_what_was_refused():
    test = opened(surface="Your own formula", unknown="1")
    typed(test, "x + z")
    assert test.text_input(key="formula").value == "x + z"
    for link in ({"surface": "Your own formula", "formula": "x**2 + y**4", "nonsense": "1"}, {"surface": "Your own formula"}):
        test.query_params.clear()
        for name, value in link.items():
            test.query_params[name] = value
        test.run()
        assert len(test.warning) == ("nonsense" in link)
        assert test.text_input(key="formula").value == link.get("formula", "x**2 + 10*sin(y)")


def test_what_is_set_back_to_its_default_leaves_the_link():
    test = opened(schedule="Step")
    test.selectbox(key="schedule").set_value("Constant").run()
    fine(test)
    assert not dict(test.query_params)


def test_a_links_runs_race_once_each_in_the_shelfs_order():
    test = opened(runs="Adam,SGD,Adam")
    fine(test)
    assert test.query_params["runs"] == "SGD,Adam"


def test_samples_that_fill_no_batch_are_said_to_sit_out():
    test = opened(surface="Logistic regression", batch="8", runs="SGD")
    fine(test)
    assert "An epoch is 12 steps of 8 of the 100 samples; the 4 that fill no batch sit it out, by lot." in test.markdown[0].value


def test_a_formula_in_a_link_is_read_as_people_write_it_and_an_unclear_one_is_asked_back():
    test = opened(surface="Your own formula", formula="½x² + |y|")
    fine(test)
    assert test.query_params["formula"] == "½x² + |y|"  # the link keeps what was written
    assert test.text_input(key="formula").value == "½x² + |y|"
    read = "Read as\n$$\n" r"\frac{1}{2}\,x^{2} + \left|y\right|" "\n$$"
    assert read in [m.value for m in test.sidebar.markdown]
    test.text_input(key="formula").set_value("1/2x²").run()
    assert [w.value.replace("\\", "") for w in test.warning] == ["formula: '1/2x' can be read in two ways; write (1/2)*x or 1/(2*x)."]
    assert read not in [m.value for m in test.sidebar.markdown]  # nor would it be true of what stands in the field
