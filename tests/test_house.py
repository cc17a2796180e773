"""The gates: lint, format, layers, types. Each is the tool's own command."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
GATES = {
    "ruff finds nothing to mend": ["ruff", "check", "."],
    "every file is formatted": ["ruff", "format", "--check", "."],
    "imports go down only": ["lint-imports", "--no-cache"],
    "the types hold": ["pyright", "--pythonpath", sys.executable],
}


@pytest.mark.parametrize("gate", GATES)
def test_gate(gate):
    tool, *words = GATES[gate]
    done = subprocess.run([BIN / tool, *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pages_are_thin():
    """A page chooses, runs, shows and says: under 60 lines, no figure and no arithmetic library (the design's rule)."""
    for page in (ROOT / "pages").rglob("*.py"):
        text = page.read_text()
        assert len(text.splitlines()) < 60, page
        assert not any(word in text for word in ("go.", "jnp.", "np.", "plotly")), page


def test_no_page_lies_directly_in_pages():
    """Beside st.navigation Streamlit would serve it around app.py on a fresh server's first deep link."""
    assert not list((ROOT / "pages").glob("*.py"))


def test_every_page_has_its_lesson():
    for page in (ROOT / "pages").rglob("*.py"):
        lesson = (ROOT / "lessons" / page.relative_to(ROOT / "pages")).with_suffix(".md")
        assert lesson.is_file(), f"{lesson} is missing"


def test_the_ground_floor_imports_nothing_of_ours():
    """import-linter reads packages only; these two are single modules."""
    for module in ("parameter.py", "shelf.py"):
        imported = re.findall(r"^(?:from|import) (\w+)", (ROOT / module).read_text(), re.MULTILINE)
        assert not set(imported) & {"landscapes", "models", "optimizers", "plots", "ui", "pages", "parameter", "shelf"}, module
