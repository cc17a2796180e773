"""Links that are written by hand are read as they are meant."""

import pkgutil
from importlib import import_module

import pytest
from streamlit.testing.v1 import AppTest

import ui
from reading import folded
from ui.parts.surface_menu import SURFACES
from ui.parts.views import Views

LINKS = [  # what a link says, and what it comes to in the address
    ({"runs": "SGD, Adam"}, {"runs": "SGD,Adam"}),
    ({"runs": "sgd"}, {"runs": "SGD"}),
    ({"runs": "SGD;Adam"}, {"runs": "SGD,Adam"}),
    ({"runs": "SGD  Adam"}, {"runs": "SGD,Adam"}),  # what a browser makes of SGD,+Adam and of SGD+Adam
    ({"runs": "SGD,+Adam"}, {"runs": "SGD,Adam"}),
    ({"runs": "LBFGS,RMSProp, adam 2"}, {"runs": "RMSprop,L-BFGS,Adam 2"}),
    ({"runs": "Random Search"}, {"runs": "Random search"}),
    ({"Runs": "Adam"}, {"runs": "Adam"}),
    ({"surface": "Styblinski-Tang"}, {"surface": "Styblinski–Tang"}),
    ({"surface": "rosenbrock"}, {"surface": "Rosenbrock"}),
    ({"surface": "Rosenbrock "}, {"surface": "Rosenbrock"}),
    ({"surface": "Rosenbrock function"}, {"surface": "Rosenbrock"}),
    ({"surface": "Six hump camel"}, {"surface": "Six-hump camel"}),
    ({"schedule": "cosine"}, {"schedule": "Cosine"}),
    ({"view": "3D"}, {"view": "3-D"}),
    ({"steps": "1,000"}, {"steps": "1000"}),
    ({"steps": "1 000"}, {"steps": "1000"}),
    ({"SGD.lr": "0,1"}, {"SGD.lr": "0.1"}),
    ({"sgd.lr": "0.1"}, {"SGD.lr": "0.1"}),
    ({"SGD.lr": "1e-2"}, {"SGD.lr": "0.01"}),
    ({"SGD.lr": "7.90·10⁻⁴"}, {"SGD.lr": "0.00079"}),
    ({"SGD.lr": "1/3"}, {"SGD.lr": repr(1 / 3)}),
    ({"start.y": "−1.5"}, {"start.y": "-1.5"}),
    ({"start.y": "1.0"}, {"start.y": "1"}),
    ({"runs": "Adam", "Adam.bias_correction": "false"}, {"runs": "Adam", "Adam.bias_correction": "off"}),
    ({"runs": "Adam", "Adam.bias_correction": "true"}, {"runs": "Adam"}),  # on by default
    ({"runs": "Momentum", "momentum.form": "b"}, {"runs": "Momentum", "Momentum.form": "B"}),
    ({"surface": "Your own formula", "window": "-5;5; -4; 8,5"}, {"surface": "Your own formula", "window": "-5;5; -4; 8,5"}),
]
WRONG = [  # what is partly or wholly wrong, what stays of it, and what is said: short, and of the wrong part alone
    ({"runs": "SGD,Foo,Adam"}, {"runs": "SGD,Adam"}, "The link’s runs = “Foo” is not among the 22 there are. The rest of the list stays."),
    ({"runs": "SGD,Addam"}, {"runs": "SGD"}, "The link’s runs = “Addam” is not among the 22 there are (did you mean “Adam”?)."),
    ({"runs": "Foo"}, {}, "The link’s runs = “Foo” is not among the 22 there are. Basin uses SGD,Momentum,Nesterov,Adam instead."),
    (
        {"surface": "Rosenbrok"},
        {},
        f"The link’s surface = “Rosenbrok” is not one of the {len(SURFACES)} there are (did you mean “Rosenbrock”?).",
    ),
    ({"steps": "1.000"}, {}, "The link’s steps = “1.000” can be read in two ways: write 1000 or 1 (allowed: 1 to 100000)."),
    ({"SGD.lr": "1,000"}, {}, "The link’s SGD.lr = “1,000” can be read in two ways: write 1000 or 1 (allowed: 0 to 1000)."),
    ({"SGD.lr": "0x10"}, {}, "The link’s SGD.lr = “0x10” is not a number (allowed: 0 to 1000)."),
    ({"SGD.lr": "1e400"}, {}, "The link’s SGD.lr = 1e400 is not a finite number (allowed: 0 to 1000)."),
    ({"start.x": "2e6"}, {}, "The link’s start.x = 2000000 is out of range (allowed: −1000000 to 1000000)."),
    ({"foo": "1"}, {}, "This link sets “foo”, which this setup does not have; it was ignored."),
    ({"SGD.lr": "0.1", "sgd.lr": "0.2"}, {"SGD.lr": "0.1"}, "This link sets “sgd.lr”, which this setup does not have; it was ignored."),
]


def race(links):
    """The race reads these links, one after the other."""
    import streamlit as st

    from ui.frame import settings
    from ui.parts import controls

    read = []
    for link in links:
        settings.take_over(link)
        controls.read()
        settings.choice("view", ["2-D", "3-D"], "2-D")
        settings.close_link()
        read.append([settings.as_link(), list(settings.notes())])
    st.json(read)


def read(links: list[dict[str, str]]) -> list:
    import json

    test = AppTest.from_function(race, args=(links,), default_timeout=30).run()
    assert not test.exception, test.exception[0].value
    return json.loads(test.json[0].value)


def test_a_link_by_hand_is_read_as_it_is_meant():
    for (said, meant), (link, notes) in zip(LINKS, read([said for said, _ in LINKS]), strict=True):
        assert link == meant, said
        assert not notes, said


def test_the_good_part_of_a_wrong_link_stays_and_the_note_names_the_wrong_part_alone():
    for (said, left, note), (link, notes) in zip(WRONG, read([said for said, _, _ in WRONG]), strict=True):
        assert link == left, said
        assert len(notes) == 1, said
        assert notes[0].startswith(note), said
        assert len(notes[0]) < 140, said


def test_a_name_that_the_address_repeats_makes_a_list():
    test = AppTest.from_function(race, args=([{"runs": "Adam"}],))
    test.query_params["runs"] = ["SGD", "Adam"]
    assert dict(test.run().query_params)["runs"] in ("SGD,Adam", ["SGD,Adam"])


@pytest.mark.parametrize(
    ("page", "link", "idle"),
    [
        ("schedules", {"schedule": "Linear", "schedule.warmup": "0.5"}, "schedule, schedule.warmup"),
        ("maps", {"runs": "Adam", "view": "3-D"}, "view"),
    ],
)
def test_what_a_page_makes_no_use_of_is_said_to_who_opens_it_and_not_to_who_brings_it_along(page, link, idle):
    from pathlib import Path

    app, pages = Path(__file__).parents[2] / "app.py", "pages/optimization/{}.py"

    def opened(first: str) -> AppTest:
        test = AppTest.from_file(app, default_timeout=60)
        for name, value in link.items():
            test.query_params[name] = value
        return test.switch_page(pages.format(first)).run()

    asides = [one.value.replace("\\", "") for one in opened(page).caption]
    assert any(one.startswith(f"Kept for other pages and without effect here: {idle}.") for one in asides)
    brought = opened("race").switch_page(pages.format(page)).run()
    assert dict(brought.query_params)
    assert not any("without effect" in one.value for one in brought.caption)
    assert not brought.warning


def test_no_two_names_of_a_menu_are_told_apart_by_signs_alone():
    checked = 0
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        for name, value in vars(import_module(module.name)).items():
            value = list(value) if isinstance(value, Views) else value
            if isinstance(value, list | tuple) and value and all(isinstance(one, str) for one in value):
                assert len({folded(one) for one in value}) == len(set(value)), (module.name, name)
                checked += 1
    assert checked > 30
