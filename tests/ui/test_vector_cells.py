"""A cell of the vectors' table goes into the link and comes back as it was typed."""

import pytest

from ui.paths.vectors import parsed, plain, table_of


@pytest.mark.parametrize(
    ("typed", "link", "value"),
    [("0,5", "0.5", 0.5), ("1/4", "1/4", 0.25), ("¼", "¼", 0.25), ("−7.90·10⁻⁴", "−7.90·10⁻⁴", -7.9e-4), ("1.000,5", "1000.5", 1000.5)],
)
def test_a_number_is_the_same_one_in_the_link(typed, link, value):
    assert plain(typed) == link
    rows, wrong = parsed(f"{link},0,0,0", ["w₁"])
    assert rows[0][0] == value
    assert not wrong


def test_what_is_no_number_is_quoted_as_it_was_typed():
    for typed, why in (("1,000", "can be read in two ways: write 1000 or 1"), ("1,2,3", "is not a number"), ("7;8", "is not a number")):
        row = f"{plain(typed)},0,0,0"
        assert parsed(row, ["w₁"])[1] == [f"w₁, j = 1: “{typed}” {why}."]
        assert table_of(row)[0]["j = 1"] == typed
