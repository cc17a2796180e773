"""Charts as the browser gets them: every line's own numbers, and nothing that JSON or a float32 cannot hold."""

import numpy as np

from plots.chart import Axis, Chart, Dots, Line, Mark, charts_picture
from tests.plots.blob import unpacked

GREY = ("#111111", "#eeeeee")


def numbers(picture, trace):
    part = slice(trace["start"], trace["start"] + trace["count"])
    return picture["x"][part].tolist(), picture["y"][part].tolist()


def picture():
    first = Chart(
        "a",
        "First",
        Axis("λ", log=True, span=(0.01, 10)),
        Axis("error"),
        lines=[Line("one", [1, 2, 3], [4, 5, np.nan], *GREY, label="one"), Line("two", [1], [7], *GREY, fill="below")],
        dots=[Dots("points", [8, 9], [1e300, -1], *GREY, words=["p", "q"], grip=True)],
        marks=[Mark("here", 2.0, "here", grip=True)],
    )
    return unpacked(charts_picture([first, Chart("b", "Second", Axis("x"), Axis("y"), lines=[Line("three", [5, 6], [0, 1], *GREY)])]))


def test_every_line_and_every_dot_finds_its_own_numbers():
    sent = picture()
    a, b = sent["charts"]
    assert numbers(sent, a["lines"][1]) == ([1], [7])
    assert numbers(sent, a["dots"][0])[0] == [8, 9]
    assert numbers(sent, b["lines"][0]) == ([5, 6], [0, 1])


def test_what_is_not_a_number_or_beyond_a_float32_is_a_gap():
    sent = picture()
    a, _ = sent["charts"]
    assert np.isnan(numbers(sent, a["lines"][0])[1][-1])
    assert np.isnan(numbers(sent, a["dots"][0])[1][0])


def test_a_chart_says_its_title_where_no_other_words_are_given():
    assert [chart["alt"] for chart in picture()["charts"]] == ["First", "Second"]


def test_a_page_without_lines_can_be_drawn():
    sent = unpacked(charts_picture([Chart("a", "Empty", Axis("x"), Axis("y"))]))
    assert sent["charts"][0]["lines"] == []
    assert sent["x"].size == 0
