"""All schedules in one chart: which share of the rate each step takes."""

from collections.abc import Sequence

import plotly.graph_objects as go

from optimizers import Schedule
from plots.theme import DASHES, LOOKS, PAPER, Look

HOVER = "%{fullData.name}<br>step %{x}: %{y:.3g}<extra></extra>"


def look(place: int) -> Look:
    """The colours and the marker of the schedule at this place of the shelf; the visitor's own comes last."""
    looks = list(LOOKS.values())
    return looks[place % len(looks)]


def schedules_figure(plans: Sequence[Schedule], steps: int, dark: bool = False) -> go.Figure:
    """One line per schedule over a run of `steps` steps: the step, and the multiple of α₀ that it uses.

    The order of `plans` gives each its colour and its dash. Seven are told apart by both.
    """
    theme = "dark" if dark else "light"
    paper = PAPER[theme]
    figure = go.Figure()
    for i, plan in enumerate(plans):
        line = {"color": getattr(look(i), theme), "dash": DASHES[i % len(DASHES)], "width": 2.6}
        figure.add_scatter(y=plan.multipliers(steps), name=plan.name, mode="lines", line=line, hovertemplate=HOVER)
    axis = {"gridcolor": paper.grid, "linecolor": paper.grid, "zeroline": False, "showline": True}
    figure.update_layout(
        template="none",
        height=400,
        margin={"l": 56, "r": 14, "t": 10, "b": 46},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": 14, "color": paper.text},
        xaxis={"title": {"text": "step"}, **axis},
        yaxis={"title": {"text": "share of α₀"}, "rangemode": "tozero", **axis},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "itemwidth": 44},
        hovermode="closest",
        hoverlabel={"bgcolor": paper.label, "font": {"color": paper.text}},
    )
    return figure
