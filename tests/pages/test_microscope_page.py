"""The microscope's page run by Streamlit itself."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from tests.pages.listing import listings
from ui.frame.ways import MICROSCOPE as PAGE
from ui.frame.ways import OF_MICROSCOPE, RACE
from ui.microscope.inspected import LOOKS
from ui.parts.setups import setups

ROOT = Path(__file__).parents[2]
EXAMPLES = setups("optimization/microscope")


def opened(page: str = PAGE, **link: str) -> AppTest:
    """A page as a link opens it."""
    test = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    return crossed(test, page, link)


def crossed(test: AppTest, page: str, link: dict[str, str]) -> AppTest:
    """The same visit, on another page."""
    test.query_params.clear()
    for name, value in link.items():
        test.query_params[name] = value
    return test.switch_page(page).run()


def fine(test: AppTest) -> None:
    assert not test.exception, test.exception[0].value
    assert not test.warning, [w.value for w in test.warning]


def title(test: AppTest) -> str:
    (said,) = [text for e in test.get("html") if "<h1>" in (text := getattr(e, "value", ""))]
    return said


def back(test: AppTest) -> dict[str, str]:
    """Where the way back to the race leads."""
    (link,) = [one.proto for one in test.get("page_link") if one.proto.label == "Back to the race"]
    return {name: value for name, (value,) in parse_qs(link.query_string).items()}


def sent(test: AppTest, component: str) -> dict:
    """The header of what a component was sent."""
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == component]
    return json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])


def test_the_page_opens_on_the_first_step_of_the_first_run():
    test = opened()
    fine(test)
    assert "Microscope: SGD on Narrow valley" in title(test)
    assert OPTIMIZERS[0].story in title(test)
    assert "def step(" in listings(test)[0]
    assert OPTIMIZERS[0].formula in test.latex[0].value
    assert dict(test.query_params) == back(test) == {}


def test_every_worked_example_opens_as_it_is_written():
    test = opened()
    for name, example in EXAMPLES.items():
        test.selectbox(key="setup").set_value(name).run()
        fine(test)
        link = example["link"]
        assert dict(test.query_params).items() <= link.items(), name  # what equals a default is left out
        assert f"Microscope: {link.get('inspect', link['runs'].split(',')[0])} on " in title(test)
        assert example["say"] in [caption.value for caption in test.caption]


def test_the_examples_fit_on_one_page_and_say_what_they_open():
    assert 10 <= len(EXAMPLES) <= 13
    for example in EXAMPLES.values():
        assert {"surface", "runs"} <= example["link"].keys()  # by which its words leave with it


def test_every_rule_can_be_inspected_and_shows_its_own_code():
    test = opened(runs=",".join(rule.name for rule in OPTIMIZERS), surface="Himmelblau", step="3")
    for rule in OPTIMIZERS:
        test.button_group(key="inspect").set_value(rule.name).run()
        fine(test)
        assert f"Microscope: {rule.name} on Himmelblau" in title(test)
        assert rule.formula in test.latex[0].value
        assert rule.reference in test.caption[0].value


def test_every_surface_can_be_inspected():
    test = opened(runs="Adam", step="3")
    for land in LANDSCAPES:
        test.selectbox(key="surface").set_value(land.name).run()
        fine(test)
        assert f"on {land.name}" in title(test).replace("&#x27;", "'")
        assert test.query_params["step"] == "3"


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_is_kept_in_the_link(look):
    test = opened(look=look)
    fine(test)
    assert dict(test.query_params) == ({} if look == LOOKS[0] else {"look": look})


# f = x² + y² from (−3.5, 1.5): each step multiplies by 1 − 2·3 = −5, and 3.5·5⁵ is the first beyond a thousand windows of 8
LOST = {"surface": "Round bowl", "runs": "SGD", "SGD.lr": "3"}
NOWHERE = {"surface": "Your own formula", "formula": "log(x) + y**2", "runs": "SGD", "start.x": "-1", "start.y": "0"}


@pytest.mark.parametrize(
    ("link", "said", "shown"),
    [
        ({"step": "NaN"}, "step = nan is not a finite number", {}),
        ({"step": "-3"}, "step = −3 is out of range", {}),
        ({"step": "1.5"}, "step = 1.5 is not a whole number", {}),
        ({"step": "99999"}, "step 99999 is beyond it", {"step": "199"}),
        ({"step": "50", "steps": "50"}, "step 50 is beyond it", {"step": "49", "steps": "50"}),
        ({**LOST, "step": "50"}, "SGD diverged at step 5, so Basin shows step 4, in which it happened.", {**LOST, "step": "4"}),
        ({**LOST, "step": "5"}, "Basin shows step 4, in which it happened.", {**LOST, "step": "4"}),
        ({**LOST, "step": "999"}, "SGD diverged at step 5", {**LOST, "step": "4"}),
        ({**NOWHERE, "step": "3"}, "The start of SGD is already out of sight or without a loss, so Basin shows step 0.", NOWHERE),
        ({"inspect": "Nobody"}, "inspect = “Nobody” is not one of SGD", {}),
        ({"inspect": "RMSprop"}, "inspect = “RMSprop” is not one of SGD", {}),  # on the shelf, but not in the race
        ({"look": "foo"}, "look = “foo” is not one of Follow", {}),
        ({"unknown": "1"}, "“unknown”", {}),
    ],
    ids=str,
)
def test_nonsense_in_a_link_is_answered_by_one_plain_sentence(link, said, shown):
    test = opened(**link)
    assert not test.exception
    (warning,) = test.warning
    assert said in warning.value.replace("\\", "")
    assert dict(test.query_params) == shown
    assert back(test) == {name: value for name, value in shown.items() if name not in OF_MICROSCOPE}


def test_without_a_run_the_page_asks_for_one_and_forgets_nothing():
    test = opened(runs="", step="5", look="Slice x")
    fine(test)
    assert "Choose at least one optimizer" in test.info[0].value
    test.button_group(key="first runs").set_value(["Adam"]).run()
    fine(test)
    assert "Microscope: Adam on" in title(test)
    assert dict(test.query_params) == {"runs": "Adam", "step": "5", "look": "Slice x"}


def test_a_run_that_leaves_the_race_leaves_the_microscope_without_a_word():
    test = opened(inspect="Adam")
    test.button_group(key="first runs").set_value(["SGD", "Nesterov"]).run()
    fine(test)
    assert "Microscope: SGD on" in title(test)


RACING = {"surface": "Himmelblau", "runs": "SGD,Adam", "Adam.lr": "0.3", "view": "3-D", "axis": "evaluations", "hidden": "SGD"}


def went(test: AppTest, step: int) -> None:
    """The hand comes to rest at a step, as the component tells `ui.microscope.go`."""
    test.session_state["stood"] = step
    test.session_state["settings"]["step"] = step
    test.run()


def test_the_way_to_the_microscope_and_back_loses_nothing():
    test = opened(RACE, **RACING)
    fine(test)
    crossed(test, PAGE, {**RACING, "inspect": "Adam", "step": "7"})
    fine(test)
    assert "Microscope: Adam on Himmelblau" in title(test)
    assert test.selectbox(key="surface").value == "Himmelblau"
    assert test.button_group(key="first runs").value == ["SGD", "Adam"]
    assert back(test) == RACING
    crossed(test, RACE, back(test))
    fine(test)
    assert dict(test.query_params) == RACING
    assert test.selectbox(key="surface").value == "Himmelblau"
    assert test.button_group(key="first runs").value == ["SGD", "Adam"]


def test_the_step_in_which_a_run_diverges_needs_no_word():
    test = opened(**LOST, step="4")
    fine(test)
    assert dict(test.query_params) == {**LOST, "step": "4"}


def test_a_step_lost_under_the_hand_leaves_without_a_word_and_the_address_says_what_is_shown():
    test = opened(**{**LOST, "SGD.lr": "0.1"}, step="50")
    fine(test)
    for rate, step in ((3.0, "4"), (0.1, "4")):  # as its slider does it; what is lost is not found again
        test.session_state["settings"]["SGD.lr"] = rate
        test.run()
        fine(test)
        assert test.query_params["step"] == step
        assert sent(test, "basin_microscope")["stand"][0] == int(step)


def test_the_race_stands_where_the_microscope_was_left():
    test = opened(**RACING, inspect="Adam", step="7")  # by a direct link
    went(test, 11)
    crossed(test, RACE, back(test))
    fine(test)
    assert dict(test.query_params) == RACING
    assert sent(test, "basin_player")["stand"] == 11
    crossed(test, PAGE, {})
    crossed(test, RACE, {})
    assert sent(test, "basin_player")["stand"] == 0
    test.run()  # of the race as it is first met, whose link is empty
    assert sent(test, "basin_player")["stand"] == 0


def test_the_step_shown_of_a_lost_run_is_where_the_race_stands():
    test = opened(**LOST, step="50")
    crossed(test, RACE, back(test))
    assert sent(test, "basin_player")["stand"] == 4


def test_another_race_plays():
    test = opened(**RACING, inspect="Adam", step="7")
    crossed(test, RACE, {})
    assert sent(test, "basin_player")["stand"] is None
    crossed(test, RACE, RACING)  # and what was left is forgotten
    assert sent(test, "basin_player")["stand"] is None


def test_a_race_in_whose_link_the_microscopes_settings_were_left_drops_them_and_says_so_only_to_who_opens_it_by_that_link():
    """So it is after the browser's Back: Streamlit notes the new settings under the old page's address before it leaves."""
    link = {**RACING, "inspect": "Adam", "step": "7", "look": "Slice x"}
    test = opened(**link)
    crossed(test, RACE, link)
    fine(test)
    assert dict(test.query_params) == RACING
    assert sent(test, "basin_player")["stand"] == 7
    again = opened(RACE, **link)
    assert [w.value.split("”")[0] for w in again.warning] == [f"This link sets “{name}" for name in ("inspect", "look", "step")]
    assert dict(again.query_params) == RACING


def holds(test: AppTest, step: int) -> bool:
    """Whether the numbers of this step were sent."""
    window = sent(test, "basin_steps")
    assert window["run"] == sent(test, "basin_microscope")["id"]
    return window["first"] <= step < window["first"] + window["count"]


def test_a_hand_on_its_way_is_told_the_numbers_there_and_the_link_waits_until_it_rests():
    test = opened(runs="Adam", steps="2000", step="12")
    assert holds(test, 12)
    stood = sent(test, "basin_microscope")["stand"]
    test.session_state["near"] = 1500  # as the component tells `ui.microscope.come_near`
    test.run()
    fine(test)
    assert holds(test, 1500)
    assert not holds(test, 12)
    assert test.query_params["step"] == "12"
    assert sent(test, "basin_microscope")["stand"] == stood, "the browser would go back to the step of the link"
    test.session_state["settings"]["steps"] = 1000.0  # its slider
    test.run()
    fine(test)
    assert holds(test, 999)


def test_whoever_is_led_to_a_step_is_told_its_numbers_wherever_the_hand_was():
    test = opened(runs="Adam", steps="2000", step="12")
    test.session_state["near"] = 1500
    test.run()
    name, example = next((name, example) for name, example in EXAMPLES.items() if int(example["link"].get("step", 0)) > 0)
    test.selectbox(key="setup").set_value(name).run()
    fine(test)
    assert holds(test, int(example["link"]["step"]))


def test_each_page_has_its_own_list_of_setups():
    test = opened(RACE)
    test.selectbox(key="setup").set_value("Newton falls for a saddle").run()
    crossed(test, PAGE, {})
    fine(test)
    assert test.selectbox(key="setup").options == list(EXAMPLES)
    assert test.selectbox(key="setup").value is None


def test_an_example_that_the_lesson_names_is_in_the_menu():
    named = re.findall("worked example “(.+?)”", (ROOT / "lessons/optimization/microscope.md").read_text(encoding="utf-8"))
    assert named
    assert set(named) <= EXAMPLES.keys()
