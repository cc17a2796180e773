"""How far apart two runs are, step by step."""

import numpy as np
import plotly.graph_objects as go

from plots.theme import PAPER

LEAST = 1e-12  # below it two runs differ by rounding: as good as no distance, which has no place on a logarithmic axis


def parting_figure(distance: np.ndarray, dark: bool = False) -> go.Figure:
    """The distance (steps+1,) in the plane's units, as one line over the steps, where there is one."""
    paper = PAPER["dark" if dark else "light"]
    figure = go.Figure()
    line = {"color": paper.text, "width": 2.2}
    hover = "step %{x}: %{y:.3g} apart<extra></extra>"
    figure.add_scatter(y=np.where(distance > LEAST, distance, np.nan), mode="lines", line=line, hovertemplate=hover)
    axis = {"gridcolor": paper.grid, "linecolor": paper.grid, "zeroline": False, "showline": True}
    figure.update_layout(
        template="none",
        height=240,
        margin={"l": 62, "r": 14, "t": 10, "b": 46},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": 14, "color": paper.text},
        showlegend=False,
        xaxis={"title": {"text": "step"}, "range": [0, len(distance) - 1], **axis},
        yaxis={"title": {"text": "distance"}, "type": "log", "exponentformat": "power", "nticks": 5, **axis},
        hoverlabel={"bgcolor": paper.label, "font": {"color": paper.text}},
    )
    return figure
