"""The rule itself: its formula, a sentence, and the Python that just ran."""

import inspect
from pathlib import Path

import streamlit as st

from optimizers import Optimizer

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
    """The functions the engine called, and those they call in the rule's own file, as they stand there."""
    module = inspect.getmodule(chosen.step)
    own = [f for _, f in inspect.getmembers(module, inspect.isfunction) if f.__module__ == chosen.step.__module__ and f is not chosen.costs]
    return "\n\n".join(inspect.getsource(f).rstrip() + "\n" for f in sorted(own, key=lambda f: f.__code__.co_firstlineno))


def lesson(page: str) -> None:
    """The page's text, from `lessons/<page>.md`."""
    st.markdown((LESSONS / f"{page}.md").read_text(encoding="utf-8"))
