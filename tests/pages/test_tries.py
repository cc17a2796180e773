"""What two lessons ask a visitor to try, done as told, shows what they say."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

from streamlit.testing.v1 import AppTest

from tests.studies.outcome_maps import question
from ui.maps import view
from ui.parts.setups import setups

ROOT = Path(__file__).parents[2]


def asked(lesson: str, number: int) -> str:
    """One of the lesson's tasks."""
    tasks = (ROOT / "lessons" / f"{lesson}.md").read_text(encoding="utf-8").split("## Try this")[1]
    (task,) = re.findall(rf"^{number}\. (.*)$", tasks, re.MULTILINE)
    return task


def opened(page: str, link: dict[str, str]) -> AppTest:
    test = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    for name, value in link.items():
        test.query_params[name] = value
    test.switch_page(f"pages/{page}.py").run()
    assert not test.exception
    assert not test.warning
    return test


def sent(test: AppTest, component: str) -> dict:
    """The header of what a component was sent."""
    (blob,) = [one.proto.bytes for one in test.get("bidi_component") if one.proto.component_name == component]
    return json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])


def weights(kappa: str, t: str, c1: float, c2: float) -> list[float]:
    """What L2 leaves, with everything else as the page opens."""
    link = {"kappa": kappa, "t": t, "c1": str(c1), "c2": str(c2)}
    return {one["name"]: one["w"] for one in sent(opened("regularization/diamond", link), "basin_diamond")["panels"]}["L2"]


def test_on_the_axis_l2_has_a_zero_with_the_round_ellipses_the_task_asks_for_and_none_beside_it_or_with_its_kappa():
    """Diamond, Try 1."""
    task = asked("regularization/diamond", 1)
    (round_, stretched), (t,) = re.findall(r"κ = ([\d.]+)", task), re.findall(r"t = ([\d.]+)", task)
    for c1 in (-3.0, 0.7, 2.6):
        assert weights(round_, t, c1, 0.0)[1] == 0
        assert weights(round_, t, c1, 0.01)[1] > 0  # by a hair
    assert weights(stretched, t, 2.6, 0.0)[1] > 0.1


def test_a_cell_on_either_side_of_the_line_opens_a_race_of_its_own_run_alone(monkeypatch):
    """Maps, Try 1. Once: “The race shows you both runs”, as if they stood side by side."""
    task = asked("optimization/maps", 1)
    (name,) = re.findall(r"“(.*?)”", task)
    assert "each run" in task
    opening = setups("optimization/maps")[name]["link"]
    monkeypatch.setattr(view.ways, "shared", lambda: opening)
    stable = []
    for rate in (0.037, 0.039):  # the edge is at (2 + 2ρ)/λmax = 0.038
        cell = SimpleNamespace(nearest=lambda x, y: (x, y))
        link = view.cell_link("Momentum", question(rule="Momentum", up="momentum"), cell, rate, 0.9)
        (run,) = sent(opened("optimization/race", link), "basin_player")["runs"]
        assert (run["name"], run["lr"]) == ("Momentum", rate)
        stable.append(run["diverged"] < 0)
    assert stable == [True, False]
