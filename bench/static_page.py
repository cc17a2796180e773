"""The rival: the opening race drawn the plain way, by st.slider and st.plotly_chart. The bench runs it beside Basin."""

import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from landscapes import heights, landscape
from optimizers import Run, descend
from plots.race import GRID
from plots.theme import LOOKS

NAMES = ("SGD", "Momentum", "Nesterov", "Adam")

st.set_page_config(layout="wide")
land = landscape("Narrow valley")
tick = st.sidebar.slider("rate", 0, 1000, 400)
runs = [Run(name, lr=0.001 + 1e-5 * tick if name == "SGD" else None) for name in NAMES]
paths = descend(land, runs, steps=land.steps)
x, y, z = heights(land, points=GRID)

figure = make_subplots(2, 2, specs=[[{"rowspan": 2}, {}], [None, {}]], column_widths=[0.57, 0.43], row_heights=[0.7, 0.3])
figure.add_trace(go.Contour(x=x, y=y, z=(z + 1e-3) ** 0.1, ncontours=18, showscale=False), 1, 1)
for i, name in enumerate(NAMES):
    line = {"color": LOOKS[name].light, "width": 2.6}
    figure.add_trace(go.Scatter(x=paths.theta[i, :, 0], y=paths.theta[i, :, 1], mode="lines", line=line, name=name), 1, 1)
    figure.add_trace(go.Scatter(y=paths.loss[i], mode="lines", line=line, showlegend=False), 1, 2)
figure.add_trace(go.Scatter(y=paths.lr[0], mode="lines", showlegend=False), 2, 2)
figure.update_yaxes(type="log", row=1, col=2)
figure.update_layout(height=440, meta={"tick": tick})
st.plotly_chart(figure, theme=None)
