"""A stranger can follow every proof: what a test or the code cites is in the repository."""

import re
from pathlib import Path

import pytest

from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS, SCHEDULES

ROOT = Path(__file__).parents[1]
DOCS = {page.name: page.read_text() for page in (ROOT / "docs").glob("*.md")}
CITED = re.compile(r"\b([a-z][a-z_-]*\.md)\b(?: (\d+)\b)?")
FOLDERS = ("bench", "landscapes", "models", "optimizers", "pages", "plots", "studies", "tests", "ui")
SOURCES = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]


def citations():
    for path in SOURCES:
        for name, section in CITED.findall(path.read_text()):
            yield path.relative_to(ROOT), name, section


def test_every_document_cited_is_here():
    here = {page.name for folder in ("docs", "lessons") for page in (ROOT / folder).rglob("*.md")}
    assert not [(str(path), name) for path, name, _ in citations() if name not in here]


def test_every_section_cited_is_in_its_document():
    """`lecture.md 3` is the heading `## 3 …` of docs/lecture.md."""
    cited = [(str(path), name, section) for path, name, section in citations() if section]
    assert cited
    assert not [(path, name, section) for path, name, section in cited if not re.search(rf"^## {section} ", DOCS[name], re.MULTILINE)]


def test_every_file_that_is_named_is_here():
    """In code, style sheets and documents; what `docs/contributing.md` makes up as an example is not."""
    of_ours = re.compile(rf"\b((?:{'|'.join(FOLDERS)}|lessons)/[\w/]+\.(?:py|js|css|md|toml|json))\b")
    files = [path for folder in (*FOLDERS, "docs") for kind in ("py", "js", "css", "md") for path in (ROOT / folder).rglob(f"*.{kind}")]
    named = {(path, name) for path in [*files, ROOT / "README.md"] for name in of_ours.findall(path.read_text(encoding="utf-8"))}
    assert named
    missing = {(str(path.relative_to(ROOT)), name) for path, name in named if not (ROOT / name).exists()}
    assert not {
        (path, name) for path, name in missing if not (path.startswith("docs/") and re.search("weight|signsgd|three_hump_camel", name))
    }


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_every_surface_has_its_line(land):
    assert re.search(rf"^\| {re.escape(land.name)} [(|]", DOCS["surfaces.md"], re.MULTILINE), (
        f"docs/surfaces.md has no line for {land.name}"
    )


@pytest.mark.parametrize(("row", "shelf"), [("Surfaces", LANDSCAPES), ("Rules", OPTIMIZERS), ("Schedules", SCHEDULES)])
def test_the_readmes_table_lists_every_member_of_the_shelf(row, shelf):
    line, *_ = re.findall(rf"^\| {row} \| (.*) \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    listed = {re.sub(r"\(.*?\)|\*.*?\*|\\", "", part).strip(" ,;") for part in re.split(r"[,;·](?![^(]*\))", line)}
    assert not [member.name for member in shelf if member.name not in listed], "README.md, What there is"
