"""What things look like: one colour and one marker per rule, the same on every page.

Colours begin with Okabe and Ito's colour-blind-safe set ("Color Universal Design", 2008), lighter in the dark; those
after it differ from it, and from one another, in lightness as much as in hue.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    light: str
    dark: str
    marker: str


LOOKS = {
    "SGD": Look("#0072B2", "#56B4E9", "circle"),
    "Momentum": Look("#D55E00", "#F58447", "square"),
    "Nesterov": Look("#009E73", "#2BCB9C", "diamond"),
    "AdaGrad": Look("#8A6BBE", "#B9A0EA", "triangle"),
    "RMSprop": Look("#B8860B", "#E8C547", "wedge"),
    "Adam": Look("#CC5F9B", "#F09CC8", "pentagon"),
    "AdamW": Look("#4A4A4A", "#D0D4DA", "cross"),
    "Newton": Look("#740C01", "#E50F08", "spark"),
    "BFGS": Look("#3821D7", "#6660FE", "hourglass"),
    "L-BFGS": Look("#630B73", "#C51FB9", "bowtie"),
    "Random search": Look("#924B0E", "#8F674E", "bar"),
}

# What a line of the microscope computes, and the arrow it draws. Each is dark (light) enough to be read as text.
ROLES = {
    "gradient": ("#0072B2", "#56B4E9"),
    "velocity": ("#B4500A", "#F58447"),
    "step": ("#1B2430", "#FFFFFF"),
    "scale": ("#00795A", "#2BCB9C"),
    "pull": ("#8E4FA8", "#CFA2E6"),
    "curvature": ("#7A6200", "#E8C547"),
    "search": ("#B4306C", "#F09CC8"),
}

# A surface from its lowest ground to its highest: neutral, so that paths stand out.
SURFACE = {
    "light": ["#8296b5", "#a9b8cf", "#c9d3e2", "#e2e8f0", "#f4f6fa"],
    "dark": ["#56698a", "#3d4d68", "#2a374b", "#1e2836", "#171e28"],
}

# A quiet chart's lines carry no marker; each has a dash of its own beside its colour.
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "3px 3px 3px 3px 12px 3px")


@dataclass(frozen=True)
class Paper:
    """What a quiet chart is written on: the page shows through, so these are the page's own text and ground."""

    text: str
    grid: str
    label: str


PAPER = {
    "light": Paper("#1b2430", "rgba(20,30,50,0.12)", "#ffffff"),
    "dark": Paper("#e6ebf2", "rgba(255,255,255,0.13)", "#10151c"),
}
