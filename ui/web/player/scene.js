/** The same surface and the same paths in three dimensions. Height is a softer logarithm than the map's, or the loss itself. */

import { Pace } from "../shared/pace.js";

const PAUSE = 60; // ms between two moves of the heads: a 3-D chart redraws whole

export class Scene {
  constructor(Plotly, plot) {
    this.Plotly = Plotly;
    this.plot = plot;
    this.pace = new Pace(PAUSE);
  }

  async show(surface, race, theme) {
    const colours = surface.colours[theme.key];
    const height = (gap) => Math.log10(gap + surface.relief);
    const ground3 = surface.rows.map((row) => row.map((z) => height(Math.max(0, 10 ** z - surface.softening))));
    const low = height(0);
    const high = Math.max(...ground3.map((row) => Math.max(...row)));
    for (const [row, first, last] of surface.holes) ground3[row].fill(NaN, first, last + 1);
    const lift = 0.015 * (high - low);
    const [[x0, x1], [y0, y1]] = surface.window;
    const n = race.steps + 1;
    this.points = race.runs.map((_, i) => {
      const x = [];
      const y = [];
      const z = [];
      for (let k = 0; k < n; k++) {
        const px = race.x[i * n + k];
        const py = race.y[i * n + k];
        const inside = px >= x0 && px <= x1 && py >= y0 && py <= y1;
        x.push(inside ? px : NaN);
        y.push(inside ? py : NaN);
        z.push(inside ? height(race.gap[i * n + k]) + lift : NaN);
      }
      return { x, y, z };
    });
    const ground = {
      type: "surface",
      x: surface.x,
      y: surface.y,
      z: ground3,
      showscale: false,
      hoverinfo: "skip",
      colorscale: colours.map((c, i) => [i / (colours.length - 1), c]),
      cmin: low,
      cmax: high,
      contours: {
        z: { show: true, start: low, end: high, size: (high - low) / surface.levels, color: theme.dark ? "#5b6c86" : "#ffffff", width: 1 },
      },
      lighting: { ambient: 0.85, diffuse: 0.4, specular: 0.05, roughness: 0.9 },
    };
    const lines = race.runs.map((run, i) => ({
      type: "scatter3d",
      mode: "lines",
      ...this.points[i],
      name: run.label,
      hoverinfo: "name",
      visible: !race.hidden.has(run.name),
      line: { color: run[theme.key], width: 6, dash: run.second ? "dash" : "solid" },
    }));
    const heads = {
      type: "scatter3d",
      mode: "markers",
      ...this.headsAt(race, 0),
      hoverinfo: "skip",
      marker: {
        size: 6,
        color: race.runs.map((run) => run[theme.key]),
        symbol: race.runs.map((run) => run.marker.symbol),
        line: { color: theme.background, width: 1.5 },
      },
    };
    const grid = theme.dark ? "#2c3644" : "#dbe1ea"; // a 3-D chart ignores transparency here
    const axis = { gridcolor: grid, zerolinecolor: grid, color: theme.text, showspikes: false, nticks: 5 };
    const layout = {
      margin: { l: 0, r: 0, t: 0, b: 0 },
      paper_bgcolor: "rgba(0,0,0,0)",
      showlegend: false,
      font: { family: theme.font, size: 14, color: theme.text },
      scene: {
        xaxis: { ...axis, title: { text: race.axes[0] } },
        yaxis: { ...axis, title: { text: race.axes[1] } },
        zaxis: { ...axis, title: { text: surface.upright }, showticklabels: false },
        camera: { eye: { x: -0.8, y: -1.1, z: 1.3 }, center: { x: 0, y: 0, z: -0.18 } },
        aspectmode: "manual",
        aspectratio: { x: 1.1, y: 1.1, z: 0.6 },
      },
      uirevision: `${surface.name} ${race.begun}`,
    };
    await this.Plotly.react(this.plot, [ground, ...lines, heads], layout, { displayModeBar: false, responsive: false });
    this.ready = true;
  }

  headsAt(race, step) {
    const heads = { x: [], y: [], z: [] };
    this.points.forEach((path, i) => {
      for (const axis of ["x", "y", "z"]) heads[axis].push(race.hidden.has(race.runs[i].name) ? NaN : path[axis][Math.floor(step)]);
    });
    return heads;
  }

  /** Move the heads, at most every 60 ms. */
  draw(race, step) {
    if (!this.ready) return;
    this.pace.run(() => {
      const { x, y, z } = this.headsAt(race, step);
      this.Plotly.restyle(this.plot, { x: [x], y: [y], z: [z] }, [race.runs.length + 1]);
    });
  }
}
