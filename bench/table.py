"""A bench's figures as rows of a Markdown table."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields


@dataclass
class Row:
    """One figure: what was measured, the figure, what it should be, and how it was measured."""

    what: str
    figure: str
    target: str = ""
    note: str = ""


def print_table(rows: Iterable[Row]) -> None:
    """Print the rows as a table that GitHub renders."""
    print("| " + " | ".join(field.name for field in fields(Row)) + " |")
    print("| " + " | ".join("---" for _ in fields(Row)) + " |")
    for row in rows:
        print("| " + " | ".join(cell.replace("|", r"\|") for cell in astuple(row)) + " |")
