"""Weight vectors on the page: a table to type into, their penalties, and which one each penalty prefers."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from digits import digits, listed
from landscapes.penalties.coefficients import STRENGTH
from landscapes.penalties.elastic_net import MIX
from models.vectors import BETA, Cost, costs, number_in, preferred, same_score, scored
from plots.chart import charts_picture
from plots.vectors import vectors_chart
from ui.frame import settings
from ui.frame.notes import warn
from ui.parts.charts import charts
from ui.parts.ear import say
from ui.parts.presets import presets
from ui.parts.sliders import Group, Slider, panel, slide, slider
from ui.paths.vector_table import names_of, table

FEATURES = 4
COLUMNS = [f"j = {j + 1}" for j in range(FEATURES)]
NAME = " "  # of the column that names the rows
OPENING_X = "1,1,1,1"
OPENING = "1,0,0,0;1/4,1/4,1/4,1/4;0.9,0.1,0,0;10,0,0,0;2.5,2.5,2.5,2.5"  # those of Stanford's course CS231n
MOST, LONGEST = 12, 24  # rows; letters of a cell
AWAY, BACK = str.maketrans(",;", "，；"), str.maketrans("，；", ",;")  # full-width signs part nothing in the link
EDITORS = {"x": OPENING_X, "vectors": OPENING}
LAMBDA = replace(STRENGTH, name="vectors.lambda", slider=(1e-3, 10.0), help="Weight of the penalty in the loss; 0 may be typed.")


@dataclass(frozen=True)
class Asked:
    """The typed texts, as the link spells them, and the sliders."""

    x: str
    vectors: str
    beta: Slider
    mix: Slider
    strength: Slider

    def sliders(self) -> list[Slider]:
        return [self.beta, self.mix, self.strength]


def read() -> Asked:
    """What the settings say."""
    return Asked(
        settings.text("x", OPENING_X, short_enough),
        settings.text("vectors", OPENING, short_enough),
        slider("beta", BETA),
        slider("vectors.mix", MIX, title="net with m: share of L1"),
        slider("vectors.lambda", LAMBDA, title="λ"),
    )


def short_enough(text: str) -> None:
    """A table that fits the page. ValueError if it does not."""
    if text.count(";") >= MOST:
        raise ValueError(f"vectors have {text.count(';') + 1} rows (allowed: {MOST}).")


def title(asked: Asked) -> tuple[str, str]:
    return "Paths: weight vectors", "Vectors that score the same, and what each penalty says of them. Type your own."


def parsed(text: str, called: Sequence[str]) -> tuple[list[np.ndarray | None], list[str]]:
    """Rows as vectors, None where one is not whole, and for each wrong cell a sentence that names it."""
    rows, wrong = [], []
    for name, row in zip(called, text.split(";"), strict=False):
        cells, numbers = row.split(","), []
        if any(not cell.strip() for cell in cells):
            wrong.append(f"{name} is not whole yet.")
        if len(cells) != FEATURES:
            wrong.append(f"{name} has {len(cells)} numbers (allowed: {FEATURES}).")
        for column, cell in zip(COLUMNS, cells, strict=False):
            if not cell.strip():
                continue
            try:
                numbers.append(number_in(cell))
            except ValueError as error:
                wrong.append(f"{name}, {column}: “{settings.shortened(typed(cell.strip()))}” {error}.")
        rows.append(np.array(numbers) if len(numbers) == FEATURES == len(cells) else None)
    return rows, wrong


def show(asked: Asked) -> None:
    """The table to type into beside the chart; under them all penalties and what they prefer."""
    count = len(asked.vectors.split(";")) if asked.vectors else 0
    (x,), wrong = parsed(asked.x, ["x"])
    rows, more = parsed(asked.vectors, names_of(count)) if count else ([], [])
    whole = [(name, row) for name, row in zip(names_of(count), rows, strict=True) if row is not None]
    names, W = [name for name, _ in whole], np.array([row for _, row in whole]).reshape(-1, FEATURES)
    values = [(cost, cost.value(W)) for cost in costs(asked.beta.value, asked.mix.value)]
    scores = None if x is None else scored(W, x)
    groups = [] if scores is None else same_score(scores.tolist())

    with st.container(key="vector lab"):
        left, right = st.columns([3, 4], gap="small")
        with left:
            editors(asked)
        with right:
            charts(
                "charts",
                charts_picture([vectors_chart(names, values, groups)], columns=1),
                slid=lambda name, value: slide(asked.sliders(), name, value),
            )
            if whole:
                say(sentences(names, scores, values, groups))
    if wrong or more:
        warn(" ".join([*wrong, *more, *(["The other rows stay."] if more and whole else [])]))
    if not whole:
        st.info("No row is a vector yet. Type four numbers, or press Reset.")
        return
    table(names, W, scores, values, groups, asked.strength.value)


def sentences(names: list[str], scores, values: Sequence[tuple[Cost, np.ndarray]], groups: Sequence[Sequence[int]]) -> list[str]:
    """Which vector of those that score the same each penalty prefers."""
    if scores is None:
        return ["Without a whole x there is no score, so nothing is compared."]
    if not groups:
        return ["No two vectors score the same, so no penalty has a choice to make."]
    said = []
    for group in groups:
        liked: dict[tuple[int, ...], list[str]] = {}
        for cost, each in values:
            liked.setdefault(tuple(preferred(each.tolist(), group)), []).append(cost.name)
        parts = []
        for best, whose in liked.items():
            others = [cost.name for cost, _ in values if cost.name not in whose]
            who = "all" if not others else f"all but {others[0]}" if len(others) == 1 else listed(whose)
            parts.append(choice(who, len(whose) == 1, [names[k] for k in best], len(best) == len(group)))
        said.append(f"**{listed([names[k] for k in group])} score {digits(float(scores[group[0]]))}.** {' '.join(parts)}")
    return said


def choice(who: str, one: bool, best: list[str], all_of_them: bool) -> str:
    """One sentence: these penalties prefer this vector, or cannot tell."""
    if all_of_them:
        return f"For {who} they tie."
    return f"{who[0].upper()}{who[1:]} prefer{'s' if one else ''} {listed(best)}{', which tie' if len(best) > 1 else ''}."


def editors(asked: Asked) -> None:
    """The input x, and under it the vectors; rows may be added and deleted."""
    for key, text, label in (("x", asked.x, "The input x, j = 1 to 4"), ("vectors", asked.vectors, "The weights w₁, w₂, …: one a row")):
        began, made = f"{key} began", f"{key} made"
        if st.session_state.get(made) != text or key not in st.session_state:  # or the editor has been away, and has forgotten
            st.session_state[began], st.session_state[made] = table_of(text, ["x"] if key == "x" else None), text
            st.session_state.pop(key, None)
        st.caption(label)
        columns = {NAME: st.column_config.TextColumn(disabled=True, width=36)}
        columns |= {name: st.column_config.TextColumn(str(j), max_chars=LONGEST, width=44) for j, name in enumerate(COLUMNS, 1)}
        st.data_editor(
            st.session_state[began],
            key=key,
            num_rows="fixed" if key == "x" else "dynamic",
            column_config=columns,
            on_change=edited,
            args=(key,),
            hide_index=True,
            width="stretch",
            row_height=31,
        )


def table_of(text: str, called: Sequence[str] | None = None) -> list[dict[str, str]]:
    """The link's text as the editor's rows, called w₁, w₂, … if nothing else is said."""
    rows = [[typed(cell) for cell in row.split(",")] for row in text.split(";")] if text else []
    names = called or names_of(len(rows))
    return [{NAME: name} | dict(zip(COLUMNS, [*cells, *[""] * FEATURES], strict=False)) for name, cells in zip(names, rows, strict=False)]


def edited(key: str) -> None:
    """Take over the table as it is typed; what is wrong in it is said under it, and in the link all the same."""
    settings.by_hand()
    change = st.session_state[key]
    rows = [dict(row) for row in st.session_state[f"{key} began"]]
    for place, cells in change["edited_rows"].items():
        rows[int(place)].update(cells)
    rows = [row for place, row in enumerate(rows) if place not in change["deleted_rows"]] + change["added_rows"]
    text = ";".join(",".join(plain(row.get(name)) for name in COLUMNS) for row in rows if any(row.get(name) for name in COLUMNS))
    settings.show_everywhere()
    try:
        short_enough(text)
    except ValueError as error:
        settings.notes().append(str(error))
        return
    if not change["deleted_rows"]:  # after which the editor is made anew, as the names of the rows below have changed
        st.session_state[f"{key} made"] = text
    settings.put(key, text, EDITORS[key])


def plain(cell: object) -> str:
    """A cell without the signs that part cells and rows in the link, but the same number; what is none stays to be quoted."""
    text = str("" if cell is None else cell)
    if "," in text:
        with suppress(ValueError):
            return settings.as_text(number_in(text))
    return text.translate(AWAY)


def typed(cell: str) -> str:
    """A cell of the link as it was typed."""
    return cell.translate(BACK)


def steer(asked: Asked) -> None:
    """λ and what the elastic nets are mixed of."""
    panel("vectors panel", [Group([asked.strength])])
    presets(asked.strength)
    panel("nets panel", [Group([asked.beta, asked.mix])])
    st.caption(
        "Stanford’s course CS231n writes L2 as Σw² and the elastic net as Σ(βw² + |w|). Elsewhere here L2 has a ½, and the elastic net is "
        "mΣ|w| + (1 − m)½Σw². With the ½, the pull is λw."
    )
