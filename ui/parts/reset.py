"""The way back to a page as it is first met."""

from collections.abc import Collection

import streamlit as st

from ui.frame import settings


def reset(label: str, stays: Collection[str]) -> None:
    """A button that forgets every setting, but for those that stay."""
    st.button(label, on_click=lambda: settings.forget(lambda name: name not in stays), width="stretch")
