"""Values of λ to try, one click each."""

import streamlit as st

from ui.parts.menus import picked
from ui.parts.sliders import Slider

PRESETS = {"0": 0.0, "10⁻³": 1e-3, "10⁻²": 1e-2, "0.1": 0.1, "1": 1.0, "10": 10.0}


def presets(strength: Slider) -> None:
    """A row of buttons that set this λ; the one that it is at is pressed."""
    key = f"{strength.name} presets"
    pressed = next((text for text, value in PRESETS.items() if value == strength.value), None)

    def chosen() -> None:
        if st.session_state[key] is not None:
            strength.set(PRESETS[st.session_state[key]])

    with st.container(key="presets"):
        st.segmented_control("λ to try", list(PRESETS), **picked(key, pressed, chosen))
