/** Loss and learning rate over the steps, with one cursor through both. */

import { drawHead } from "./markers.js";
import { Overlay } from "./overlay.js";

export class Curves {
  constructor(Plotly, plot, canvas) {
    this.Plotly = Plotly;
    this.plot = plot;
    this.overlay = new Overlay(plot, canvas);
  }

  async show(race, theme) {
    const n = race.steps + 1;
    const steps = Float32Array.from({ length: n }, (_, k) => k);
    const traces = race.runs.map((run, i) => ({
      type: "scatter", mode: "lines", x: steps, y: race.gap.subarray(i * n, (i + 1) * n), visible: !race.hidden.has(run.name),
      line: { color: run[theme.key], width: 2.2, dash: run.second ? "dash" : "solid" }, hoverinfo: "skip",
    }));
    const rate = { type: "scatter", mode: "lines", x: steps.subarray(0, race.steps), y: race.rate, yaxis: "y2", line: { color: theme.text, width: 2.2 }, hoverinfo: "skip" };
    const axis = { zeroline: false, gridcolor: theme.grid, linecolor: theme.axis, showline: true, ticks: "outside", ticklen: 4, tickcolor: theme.axis };
    const [low, high] = this.extent(race);
    const layout = {
      margin: { l: 66, r: 12, t: 6, b: 46 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", showlegend: false,
      font: { family: theme.font, size: 14, color: theme.text }, dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom",
      xaxis: { ...axis, range: [0, race.steps], anchor: "y2", nticks: 6, title: { text: "step", standoff: 8 } },
      yaxis: { ...axis, type: "log", range: [low, high], domain: [0.36, 1], nticks: 7, exponentformat: "power", dtick: Math.max(1, Math.ceil((high - low) / 6)), title: { text: race.lowest === 0 ? "loss" : "loss − lowest", standoff: 6 } },
      yaxis2: { ...axis, range: [-0.06, 1.12], domain: [0, 0.25], tickvals: [0, 0.5, 1], ticktext: ["0", "½ α₀", "α₀"], title: { text: "rate", standoff: 6 } },
      uirevision: `${race.surface} ${race.steps}`,
    };
    await this.Plotly.react(this.plot, [...traces, rate], layout, { displayModeBar: false, doubleClick: "reset", showTips: false, responsive: false });
  }

  /** Decades that the loss plot spans: a run on its way to infinity must not flatten the others. */
  extent(race) {
    const n = race.steps + 1;
    let low = Infinity, high = -Infinity, first = -Infinity;
    race.runs.forEach((run, i) => {
      if (race.hidden.has(run.name)) return;
      const gaps = race.gap.subarray(i * n, (i + 1) * n);
      first = Math.max(first, gaps[0]);
      for (const gap of gaps) if (gap > 0 && gap < Infinity) { low = Math.min(low, gap); high = Math.max(high, gap); }
    });
    if (!(high > 0)) return [-3, 1];
    high = Math.min(high, first * 1e4);
    const top = Math.log10(high) + 0.15, bottom = Math.max(Math.log10(low) - 0.15, -12.3, top - 14);
    return [Math.min(bottom, top - 1), top];
  }

  draw(race, step, theme) {
    if (!this.overlay.begin()) return;
    const { ctx } = this.overlay, { xaxis: x, yaxis: y, yaxis2: y2 } = this.plot._fullLayout;
    const n = race.steps + 1, k = Math.floor(step), at = x.l2p(step);
    for (const pane of [y, y2]) {
      this.overlay.within(x, pane, () => {
        ctx.beginPath();
        ctx.moveTo(at, 0);
        ctx.lineTo(at, pane._length);
        ctx.strokeStyle = theme.axis;
        ctx.lineWidth = 1.5;
        ctx.stroke();
      });
    }
    this.overlay.within(x, y, () => {
      race.runs.forEach((run, i) => {
        const gap = race.gap[i * n + k];
        if (!race.hidden.has(run.name) && gap > 0) drawHead(ctx, run.marker, x.l2p(k), y.l2p(Math.log10(gap)), 4.5, run[theme.key], theme.background);
      });
    });
    this.overlay.within(x, y2, () => {
      const used = Math.min(k, race.steps - 1);
      drawHead(ctx, "circle", x.l2p(used), y2.l2p(race.rate[used]), 4.5, theme.text, theme.background);
    });
  }

  /** The run and step under the pointer, or null. */
  nearest(race, clientX, clientY, reach = 24) {
    const { xaxis: x, yaxis: y } = this.plot._fullLayout, box = this.plot.getBoundingClientRect();
    const px = clientX - box.left - x._offset, py = clientY - box.top - y._offset;
    if (px < 0 || py < 0 || px > x._length || py > y._length) return null;
    const n = race.steps + 1, step = Math.max(0, Math.min(race.steps, Math.round(x.p2l(px))));
    let best = null, least = reach;
    race.runs.forEach((run, i) => {
      const gap = race.gap[i * n + step];
      if (race.hidden.has(run.name) || !(gap > 0)) return;
      const away = Math.abs(y.l2p(Math.log10(gap)) - py);
      if (away < least) { least = away; best = { run: i, step }; }
    });
    return best;
  }
}
