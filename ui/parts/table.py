"""Tables under the pictures. Whatever is written into one is text: it is escaped here, and nowhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from plots.theme import LOOKS, Look


@dataclass(frozen=True)
class Cell:
    """More than plain text: a `sign` in front of it (`dot`, `dash`), smaller words behind it, its kind for the style sheet."""

    text: str
    sign: str = ""
    small: str = ""
    kind: str = ""
    bold: bool = False

    def html(self) -> str:
        text = f"<b>{escape(self.text)}</b>" if self.bold else escape(self.text)
        small = f"<small>{escape(self.small).replace(chr(10), '<br>')}</small>" if self.small else ""
        return f"{self.sign}{text}{small}"


def tabulate(
    headings: Sequence[str | Cell],
    lines: Sequence[Sequence[str | Cell]],
    kind: str = "",
    hints: Mapping[str, str] | None = None,
    kinds: Sequence[str] = (),
) -> None:
    """Show a table: what a line is of heads it, for whoever hears it instead of seeing it.

    `hints` say what a heading counts, to whoever points at it; `kind` is the table's own for the style sheet, `kinds` the lines'.
    """
    told = hints or {}
    head = "".join(tag("th", heading, " scope='col'", told.get(text_of(heading), "")) for heading in headings)
    body = "".join(line(cells, (kinds or [""] * len(lines))[place]) for place, cells in enumerate(lines))
    classes = f"basin-report {kind}".strip()
    st.html(f"<div class='basin-scroll'><table class='{classes}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


SCOPE = " scope='row'"


def line(cells: Sequence[str | Cell], kind: str) -> str:
    first, *rest = cells
    return f"<tr{quality('class', kind)}>{tag('th', first, SCOPE)}{''.join(tag('td', cell) for cell in rest)}</tr>"


def tag(name: str, cell: str | Cell, more: str = "", hint: str = "") -> str:
    whole = cell if isinstance(cell, Cell) else Cell(cell)
    return f"<{name}{more}{quality('title', hint)}{quality('class', whole.kind)}>{whole.html()}</{name}>"


def quality(name: str, value: str) -> str:
    return f" {name}='{escape(value)}'" if value else ""


def text_of(cell: str | Cell) -> str:
    return cell.text if isinstance(cell, Cell) else cell


def dot(look: Look, dashed: bool = False) -> str:
    """A run's colour as a sign; dashed if its path is."""
    style = f"border: 2px dashed {colour(look)}; box-sizing: border-box" if dashed else f"background: {colour(look)}"
    return f"<i style='{style}'></i>"


def colour(look: Look) -> str:
    """A look's colour in both themes, as a style sheet writes it."""
    return f"light-dark({look.light}, {look.dark})"


def run_cell(name: str, rule: str) -> Cell:
    """A run's name behind its colour; dashed if it is not called as its rule."""
    return Cell(name, dot(LOOKS[rule], name != rule))
