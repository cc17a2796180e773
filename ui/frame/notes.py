"""A warning, or a quiet word, as it was written."""

import re

import streamlit as st


def warn(sentence: str) -> None:
    """Show a warning; it may quote what a visitor typed or a link says, so nothing in it is Markdown: no bold in x**2, no picture."""
    st.warning(plain(sentence))


def aside(sentence: str) -> None:
    """Say what is worth knowing and no fault."""
    st.caption(plain(sentence))


def plain(sentence: str) -> str:
    return re.sub(r"([\\`*_\[\]<>$~:#!|])", r"\\\1", sentence)
