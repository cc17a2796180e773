"""The race page run by Streamlit itself: every menu option, both ends of every number."""

from pathlib import Path

import jax
import jax.monitoring
import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.engine import CLIP, NOISE, SEED, STEPS
from parameter import Parameter
from ui.controls import ENTRANTS

ROOT = Path(__file__).parents[2]
PAGE = str(ROOT / "pages/optimization/race.py")


def opened(**link: str) -> AppTest:
    """The race as a link opens it."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    for name, value in link.items():
        test.query_params[name] = value
    test.run().switch_page(PAGE).run()
    return test


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
    for schedule in SCHEDULES:
        test.selectbox(key="schedule").set_value(schedule.name).run()
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


def test_every_rule_can_be_read():
    test = opened(runs=",".join(rule.name for rule in OPTIMIZERS))
    for rule in OPTIMIZERS:
        test.button_group(key="exhibit").set_value(rule.name).run()
        fine(test)
        assert "def step(" in test.code[0].value
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
    assert "its learning rate is 0" in shown(test)


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


def test_a_visit_to_every_control_compiles_nothing_after_the_first_page():
    compiled = []

    def listen(event, duration, **_):
        if event == "/jax/core/compile/backend_compile_duration":  # one event a program, from the disk cache too
            compiled.append(duration)

    jax.clear_caches()
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
        test.multiselect(key="second runs").set_value(ENTRANTS[len(OPTIMIZERS) :]).run()
        test.button_group(key="first runs").set_value([rule.name for rule in OPTIMIZERS]).run()
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
