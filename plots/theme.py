"""What things look like: one colour and one marker per rule, the same on every page.

Colours are Okabe and Ito's colour-blind-safe set ("Color Universal Design", 2008), lighter in the dark.
"""

from dataclasses import dataclass

from optimizers import OPTIMIZERS


@dataclass(frozen=True)
class Look:
    light: str
    dark: str
    marker: str


PALETTE = (
    Look("#0072B2", "#56B4E9", "circle"),
    Look("#D55E00", "#F58447", "square"),
    Look("#009E73", "#2BCB9C", "diamond"),
    Look("#8A6BBE", "#B9A0EA", "triangle"),
    Look("#B8860B", "#E8C547", "wedge"),
    Look("#CC5F9B", "#F09CC8", "pentagon"),
    Look("#4A4A4A", "#D0D4DA", "cross"),
)

LOOKS = {rule.name: PALETTE[i % len(PALETTE)] for i, rule in enumerate(OPTIMIZERS)}

# A surface from its lowest ground to its highest: neutral, so that paths stand out.
SURFACE = {
    "light": ["#8296b5", "#a9b8cf", "#c9d3e2", "#e2e8f0", "#f4f6fa"],
    "dark": ["#56698a", "#3d4d68", "#2a374b", "#1e2836", "#171e28"],
}
