"""The rule itself: its formula, a sentence, and the Python that just ran."""

import inspect
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import streamlit as st

from optimizers import Optimizer
from ui.frame import begun, settings
from ui.parts.code import python

LESSONS = Path(__file__).parents[2] / "lessons"


def rule(optimizers: list[Optimizer]) -> None:
    """Show one of the racing rules, and let the visitor choose which."""
    if not optimizers:
        return
    by_name = {o.name: o for o in optimizers}
    key, first = begun.fresh("exhibit"), next(iter(by_name))
    chosen = by_name[st.segmented_control("The rule", list(by_name), default=first, key=key, on_change=settings.by_hand, required=True)]
    st.markdown(chosen.story)
    code(chosen)


def code(chosen: Optimizer) -> None:
    """A rule's formula above the Python that ran."""
    st.latex(chosen.formula)
    python(source(functions(chosen)))
    st.caption(f"This is the code that ran. Source of the rule: {chosen.reference}.")


def functions(chosen: Optimizer) -> list[Callable]:
    """The functions the engine calls, and those they call in the rule's own file, in its order; not the counting of costs."""
    own = [f for _, f in inspect.getmembers(inspect.getmodule(chosen.step), inspect.isfunction) if f.__module__ == chosen.step.__module__]
    return sorted((f for f in own if f is not chosen.costs), key=lambda f: f.__code__.co_firstlineno)


def source(called: Sequence[Callable]) -> str:
    """Functions as they stand in their file."""
    return "\n\n".join(written(f) for f in called)


@cache  # of the functions of the shelves, which are few
def written(function: Callable) -> str:
    """A function as it stands in its file."""
    return inspect.getsource(function).rstrip() + "\n"


def lesson(page: str) -> None:
    """The page's text, from `lessons/<page>.md`."""
    st.markdown((LESSONS / f"{page}.md").read_text(encoding="utf-8"))
