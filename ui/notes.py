"""A warning as it was written."""

import re

import streamlit as st


def warn(sentence: str) -> None:
    """Show a warning; it may quote what a visitor typed or a link says, so nothing in it is Markdown: no bold in x**2, no picture."""
    st.warning(re.sub(r"([\\`*_\[\]<>$~:#!|])", r"\\\1", sentence))
