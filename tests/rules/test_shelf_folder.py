"""Where the rules are: the folder holds the shelf, the rules that single pages use, and what rules are made of."""

from pathlib import Path

from optimizers import OPTIMIZERS, rules

MADE_OF = {"base", "substep", "theory", "plane", "line_search"}
OFF_THE_SHELF = {"sgd_l2", "sgdw", "proximal"}


def test_the_folder_holds_rules_and_what_they_are_made_of():
    folder = Path(rules.__file__).parent
    on_the_shelf = {Path(rule.step.__code__.co_filename).stem for rule in OPTIMIZERS}
    assert len(on_the_shelf) == len(OPTIMIZERS), "one rule a file"
    assert {one.stem for one in folder.glob("*.py")} == {"__init__"} | on_the_shelf | OFF_THE_SHELF | MADE_OF
