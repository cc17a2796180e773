"""What is read on screen speaks to a stranger: of no course that they may have missed, in no shorthand of ours."""

import ast
import re
from pathlib import Path

import pytest

from ui.paths.views import FORMER
from ui.race.report import HEADINGS, HINTS

ROOT = Path(__file__).parents[1]
SPEAKING = ("pages", "ui", "plots", "optimizers", "landscapes", "models")
STRANGE = (
    r"\b[Tt]he lectures?\b",  # whose?
    r"\b[Ii]n lectures?\b",
    r"\bBasin[’']s net\b",
    r"\bdoubles? back\b",
    r"\bown two rates\b",
    r"\bis λ at 1\b",
    r"\bthe wall helps\b",
)


def spoken(path: Path) -> list[str]:
    """The strings of a module but for its docstrings, which speak to its reader; names in old links are not shown."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {
        id(one.body[0].value)
        for one in ast.walk(tree)
        if isinstance(one, ast.Module | ast.ClassDef | ast.FunctionDef) and one.body and isinstance(one.body[0], ast.Expr)
    }
    strings = [one for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in silent]
    return [one.value for one in strings if one.value not in FORMER]


def test_no_sentence_speaks_of_a_course_or_in_shorthand():
    texts = {path: [path.read_text(encoding="utf-8")] for kind in ("md", "toml") for path in (ROOT / "lessons").rglob(f"*.{kind}")}
    texts |= {path: spoken(path) for folder in SPEAKING for path in (ROOT / folder).rglob("*.py")}
    texts |= {
        path: [re.sub(r"/\*.*?\*/|//.*", "", path.read_text(encoding="utf-8"), flags=re.S)] for path in (ROOT / "ui/web").rglob("*.js")
    }
    assert len(texts) > 200
    said = [
        (str(path.relative_to(ROOT)), word) for path, some in texts.items() for text in some for word in STRANGE if re.search(word, text)
    ]
    assert said == []


@pytest.mark.parametrize(
    ("heading", "word"), [("steps uphill", "*uphill*"), ("evaluations f / g / H", "*f / g / H*"), ("arrives at step", "has not arrived")]
)
def test_what_a_column_counts_is_said_at_its_head_and_in_the_lesson(heading, word):
    assert heading in HEADINGS
    assert HINTS[heading].endswith(".")
    assert word in (ROOT / "lessons/optimization/race.md").read_text(encoding="utf-8")


def test_the_first_page_says_what_this_is():
    first, _, _ = (ROOT / "lessons/optimization/race.md").read_text(encoding="utf-8").partition("\n")
    assert first.startswith("Basin lets optimizers race down a loss surface")
