"""Our browser files in two: one script, one style sheet. They are written apart and joined when the server starts, as they stand.

A browser asks for a file only once it has read who imports it, six at a time: sixty small ones keep a first visit waiting for a third
of a second on this machine, and for ten round trips on any other.
"""

import re
from graphlib import TopologicalSorter
from pathlib import Path

IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"(\.[^"]+)";$', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.M)


def script(web: Path) -> str:
    """Every module of a folder in one, each a scope of its own; it exports `modules`, what each exports, by its path in the folder.

    Knows the two forms that ours have: `import { a } from "./b.js";` and `export` before a function, a class or a const.
    """
    texts = {path.relative_to(web).as_posix(): path.read_text(encoding="utf-8") for path in sorted(web.rglob("*.js"))}
    imports = {name: [target(name, found) for _, found in IMPORT.findall(text)] for name, text in texts.items()}
    whole = ["export const modules = {};\n"]
    for name in TopologicalSorter(imports).static_order():

        def given(found: re.Match, name=name) -> str:
            return f'const {found[1]} = modules["{target(name, found[2])}"];' if found[1] else ""

        exported = ", ".join(EXPORT.findall(texts[name]))
        whole.append(f'modules["{name}"] = (() => {{\n{EXPORT.sub("", IMPORT.sub(given, texts[name]))}return {{ {exported} }};\n}})();\n')
    return "".join(whole)


def target(name: str, found: str) -> str:
    """The module that one of these names imports by a relative path."""
    return Path("/", name).parent.joinpath(found).resolve().relative_to("/").as_posix()


def sheet(web: Path) -> str:
    """Every style sheet but those of single pages: first what all have alike, then the components', and the pages' have the last word."""
    base, page = web / "shared" / "base.css", sorted((web / "page").glob("*.css"))
    own = [path for path in sorted(web.glob("*/*.css")) if path.parent.name not in ("page", "pages") and path != base]
    return "\n".join(path.read_text(encoding="utf-8") for path in (base, *own, *page))
