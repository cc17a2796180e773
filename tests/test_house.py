"""The gates: lint, format, layers, types. Each is the tool's own command."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gates import javascript

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
LINT = ["biome", "check", "--formatter-enabled=false", "--error-on-warnings"]
GATES = {
    "ruff finds nothing to mend": ["ruff", "check", "."],
    "every file is formatted": ["ruff", "format", "--check", "."],
    "imports go down only": ["lint-imports", "--no-cache"],
    "the types hold": ["pyright", "--pythonpath", sys.executable],
    "JavaScript is formatted": ["biome", "format", "--config-path=tests/gates", "ui/web"],
    "Biome finds nothing to mend": [*LINT, "--config-path=tests/gates", "ui/web"],
    "the types of JavaScript hold": ["tsc", "--project", "tests/gates"],
}


@pytest.mark.parametrize("gate", GATES)
def test_gate(gate):
    tool, *words = GATES[gate]
    if tool in javascript.PROGRAMS:
        done = javascript.run(tool, *words, cwd=ROOT)
    else:
        done = subprocess.run([BIN / tool, *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_npm_installs_comes_from_the_public_registry():
    """npm writes down where it found a package, which may be a mirror that nobody else reaches."""
    public = "https://registry.npmjs.org/"
    packages = json.loads(javascript.LOCK.read_text())["packages"]
    assert all(package.get("resolved", public).startswith(public) for package in packages.values())


def test_pages_are_thin():
    """A page chooses, runs, shows and says: under 60 lines, no figure and no arithmetic library (the design's rule)."""
    for page in (ROOT / "pages").rglob("*.py"):
        text = page.read_text()
        assert len(text.splitlines()) < 60, page
        assert not any(word in text for word in ("go.", "jnp.", "np.", "plotly")), page


def test_no_function_is_long():
    """What does not fit a screen does more than one thing. A bench tells its story in one go."""
    folders = ("landscapes", "models", "optimizers", "studies", "plots", "ui", "pages")
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, f"{node.name} in {path}"


def test_no_line_of_javascript_is_longer_than_one_of_python():
    """A formatter breaks neither text nor comments."""
    for module in (ROOT / "ui" / "web").rglob("*.js"):
        for number, line in enumerate(module.read_text().splitlines(), 1):
            assert len(line) <= 140, f"{module.name}:{number}"


def test_no_component_imports_from_another_components_folder():
    """What several need lies in `ui/web/shared/`, which imports from none of them."""
    web = ROOT / "ui" / "web"
    for module in web.rglob("*.js"):
        own = module.parent.name
        for path in re.findall(r'(?:from|import) "(\.[^"]+)"', module.read_text()):
            assert (module.parent / path).resolve().parent.name in {own, "shared"}, f"{own}/{module.name} imports {path}"
    assert not list(web.glob("*.js"))


def test_a_style_sheet_in_python_has_something_computed_in_it():
    """Any other lies in `ui/web`, where Biome reads it."""
    for module in (ROOT / "ui").rglob("*.py"):
        text = module.read_text()
        assert len(re.findall("<style>", text)) == len(re.findall('f"(?:"")?<style>', text)), module


def test_a_pages_own_style_sheet_is_called_as_the_page():
    pages = {page.stem for page in (ROOT / "pages").rglob("*.py")}
    assert {sheet.stem for sheet in (ROOT / "ui" / "web" / "pages").glob("*.css")} <= pages


def test_no_page_lies_directly_in_pages():
    """Beside st.navigation Streamlit would serve it around app.py on a fresh server's first deep link."""
    assert not list((ROOT / "pages").glob("*.py"))


def test_every_page_has_its_lesson():
    for page in (ROOT / "pages").rglob("*.py"):
        lesson = (ROOT / "lessons" / page.relative_to(ROOT / "pages")).with_suffix(".md")
        assert lesson.is_file(), f"{lesson} is missing"
        assert not re.search("^# ", lesson.read_text(encoding="utf-8"), re.MULTILINE), f"{lesson}: the page's title is its one #"


def test_the_ground_floor_imports_nothing_from_above():
    """import-linter reads packages only; these are single modules."""
    ours = {"landscapes", "models", "optimizers", "studies", "plots", "ui", "pages", "digits", "parameter", "reading", "shelf"}
    for module, below in {"parameter.py": {"reading"}, "reading.py": set(), "shelf.py": set(), "digits.py": set()}.items():
        imported = re.findall(r"^(?:from|import) (\w+)", (ROOT / module).read_text(), re.MULTILINE)
        assert set(imported) & ours <= below, module
