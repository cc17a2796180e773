"""The window's four numbers as a visitor writes them."""

from ui.parts.surface_menu import corners


def test_a_window_runs_from_left_to_right_and_then_from_bottom_to_top():
    assert corners("-5, 5, -4, 8") == ((-5, 5), (-4, 8))


def test_a_window_may_be_typed_with_a_true_minus_sign():
    assert corners("−5,5, −4 ,8") == ((-5, 5), (-4, 8))
