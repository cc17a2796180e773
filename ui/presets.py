"""The lectures' values of λ, one click each."""

import streamlit as st

from ui.menus import keep
from ui.sliders import Slider

PRESETS = {"0": 0.0, "10⁻³": 1e-3, "10⁻²": 1e-2, "0.1": 0.1, "1": 1.0, "10": 10.0}
STYLE = """<style>
.st-key-presets button { padding-inline: 0.45rem; min-width: 0; }
.st-key-presets [data-testid="stButtonGroup"] > div { flex-wrap: nowrap; }
</style>"""


def presets(strength: Slider) -> None:
    """A row of buttons that set this λ; the one that it is at is pressed."""
    key = f"{strength.name} presets"
    keep(key, next((text for text, value in PRESETS.items() if value == strength.value), None))

    def chosen() -> None:
        if st.session_state[key] is not None:
            strength.set(PRESETS[st.session_state[key]])

    st.html(STYLE)
    with st.container(key="presets"):
        st.segmented_control("λ in the lectures", list(PRESETS), key=key, on_change=chosen)
