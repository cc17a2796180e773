"""The rule itself: its formula, a sentence, and the Python that just ran."""

import inspect
from pathlib import Path

import streamlit as st

from optimizers import Optimizer
from optimizers.base import here

LESSONS = Path(__file__).parent.parent / "lessons"


def rule(optimizers: list[Optimizer]) -> None:
    """Show one of the racing rules."""
    if not optimizers:
        return
    by_name = {o.name: o for o in optimizers}
    chosen = by_name[st.segmented_control("The rule", list(by_name), default=next(iter(by_name)), key="exhibit", required=True)]
    st.latex(chosen.formula)
    st.markdown(chosen.story)
    st.code(source(chosen), language="python")
    st.caption(f"This is the code that ran. Source of the rule: {chosen.reference}.")


def source(chosen: Optimizer) -> str:
    """The functions the engine called, as they stand in the file."""
    asked = "" if chosen.where is here else inspect.getsource(chosen.where) + "\n\n"
    return asked + inspect.getsource(chosen.step)


def lesson(page: str) -> None:
    """The page's text, from `lessons/<page>.md`."""
    st.markdown((LESSONS / f"{page}.md").read_text(encoding="utf-8"))
