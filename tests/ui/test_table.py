"""What is written into a table is text, whoever wrote it; what heads a line or a column says so."""

from plots.theme import LOOKS
from ui.parts.table import Cell, dot, line, tag

EVIL = "<script>'&\""
ESCAPED = "&lt;script&gt;&#x27;&amp;&quot;"


def test_all_that_is_written_is_escaped():
    cell = Cell(EVIL, small=EVIL, kind=EVIL)
    assert tag("td", EVIL) == f"<td>{ESCAPED}</td>"
    assert tag("td", cell, hint=EVIL) == f"<td title='{ESCAPED}' class='{ESCAPED}'>{ESCAPED}<small>{ESCAPED}</small></td>"
    assert tag("td", Cell(EVIL, bold=True)) == f"<td><b>{ESCAPED}</b></td>"


def test_a_line_is_headed_by_what_it_is_of():
    assert line(["Adam", "1"], "own") == "<tr class='own'><th scope='row'>Adam</th><td>1</td></tr>"
    assert line(["Adam"], "") == "<tr><th scope='row'>Adam</th></tr>"


def test_a_sign_stands_before_its_text_dashed_if_its_path_is():
    look = LOOKS["Adam"]
    assert Cell("Adam", dot(look)).html() == f"<i style='background: light-dark({look.light}, {look.dark})'></i>Adam"
    assert "dashed" in dot(look, dashed=True)
