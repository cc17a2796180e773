/**
 * One penalty's panel. Plotly draws axes and ellipses; a canvas over it what moves with the budget: ball, touching ellipse, path, point.
 * While the ellipses themselves move, the canvas draws them, too, and Plotly catches up when the hand rests: it takes ten times as long.
 */

import { Overlay } from "../player/overlay.js";
import { drawBall, drawCentre, drawEllipse, drawGhost, drawPath, drawPoint, drawRings, drawSide, drawValley, drawWedges } from "./draw.js";
import { PANEL } from "./markup.js";
import { readOut } from "./readout.js";
import { ball, ellipse } from "./shapes.js";

const CATCH_UP = 200; // ms without a new picture
const ringColour = (theme) => (theme.dark ? "#71839f" : "#8a9bb8");

export class Panel {
  /** @param {any} Plotly @param {number} place among the panels @param {() => void} redraw */
  constructor(Plotly, place, redraw) {
    this.redraw = redraw;
    this.Plotly = Plotly;
    this.place = place;
    this.figure = document.createElement("figure");
    this.figure.innerHTML = PANEL;
    this.pane = this.figure.querySelector(".pane");
    this.plot = this.figure.querySelector(".plot");
    this.ring = this.figure.querySelector(".grip");
    this.overlay = new Overlay(this.plot, this.figure.querySelector("canvas"));
  }

  get axes() {
    const layout = this.plot._fullLayout;
    return [layout.xaxis, layout.yaxis];
  }

  /** @param {any} picture @param {any} theme */
  show(picture, theme) {
    const own = picture.panels[this.place], { window: most } = picture;
    this.figure.querySelector("strong").textContent = own.name;
    this.figure.style.setProperty("--own", own[theme.key]);
    const formula = this.figure.querySelector(".formula");
    if (this.written !== own.formula) formula.innerHTML = this.written = own.formula;
    this.ring.disabled = picture.fixed;
    this.ring.setAttribute("aria-label", `Optimum without penalty, c, in the panel ${own.name}: arrow keys move it`);
    this.plot.setAttribute("aria-label", `${own.name}: ball of budget ${own.t}, ellipses around (${picture.centre}), touching at (${own.w})`);
    this.path = { x: picture[`${this.place} x`], y: picture[`${this.place} y`], strength: picture[`${this.place} strength`], loss: picture[`${this.place} loss`] };
    const stamp = `${picture.centre} ${picture.stretch} ${picture.radii} ${theme.key}`;
    if (stamp === this.stamp) return undefined;
    const first = this.stamp === undefined || theme.key !== this.key;
    this.stamp = stamp;
    this.key = theme.key;
    this.rings = picture.radii.map((r) => ellipse(picture.centre, picture.stretch, r));
    clearTimeout(this.soon);
    if (first) return this.plotRings(picture.window, theme);
    this.pane.classList.add("behind");
    this.soon = setTimeout(() => this.plotRings(picture.window, theme), CATCH_UP);
    return undefined;
  }

  /** Let Plotly draw the ellipses. @param {number} most @param {any} theme */
  async plotRings(most, theme) {
    const points = this.rings.flatMap((ring) => [...ring, [null, null]]);
    const trace = {
      type: "scatter", mode: "lines", x: points.map((p) => p[0]), y: points.map((p) => p[1]), hoverinfo: "skip", line: { width: 1, color: ringColour(theme) },
    };
    const axis = {
      range: [-most, most], zeroline: true, zerolinewidth: 1.5, zerolinecolor: theme.axis, showgrid: false, showline: true, mirror: true,
      linecolor: theme.axis, ticks: "outside", ticklen: 3, tickcolor: theme.axis, dtick: 2, fixedrange: true, constrain: "domain",
    };
    const layout = {
      margin: { l: 34, r: 6, t: 8, b: 37 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", showlegend: false, dragmode: false,
      font: { family: theme.font, size: 13, color: theme.text },
      xaxis: { ...axis, title: { text: "w₁", standoff: 2 } }, yaxis: { ...axis, scaleanchor: "x", title: { text: "w₂", standoff: 0 } },
    };
    await this.Plotly.react(this.plot, [trace], layout, { staticPlot: true, displayModeBar: false, responsive: false });
    this.pane.classList.remove("behind");
    this.redraw();
  }

  /** Weights, strength and loss at a place of the sweep that may lie between two budgets. @param {number} step */
  between(step) {
    const k = Math.min(Math.floor(step), this.path.x.length - 2), s = step - k;
    const mix = (values) => (s === 0 ? values[k] : (1 - s) * values[k] + s * values[k + 1]);
    return { w: [mix(this.path.x), mix(this.path.y)], strength: mix(this.path.strength), loss: mix(this.path.loss) };
  }

  /** @param {any} picture @param {import("./sweep.js").Sweep} sweep @param {number[] | null} held @param {any} theme */
  draw(picture, sweep, held, theme) {
    if (!this.path || !this.overlay.begin()) return;
    const [x, y] = this.axes, own = picture.panels[this.place], { t, away, step } = sweep;
    const at = away ? { ...this.between(step), t } : { ...own, strength: own.strength ?? Infinity };
    const place = ([u, v]) => [x.l2p(u), y.l2p(v)];
    const look = { colour: own[theme.key], theme, marker: own.marker };
    this.overlay.within(x, y, () => {
      const { ctx } = this.overlay;
      if (this.pane.classList.contains("behind")) drawRings(ctx, this.rings.map((ring) => ring.map(place)), ringColour(theme));
      if (!away) drawWedges(ctx, own.wedges.map((polygon) => polygon.map(place)), look);
      if (picture.valley) drawValley(ctx, picture.valley.map(place), look);
      if (away) drawGhost(ctx, ball(own.shares, own.t).map(place), look);
      drawBall(ctx, ball(own.shares, t).map(place), look);
      drawEllipse(ctx, ellipse(picture.centre, picture.stretch, Math.sqrt(2 * at.loss)).map(place), look);
      drawPath(ctx, this.pixels(place), step, look);
      if (own.side && !away) drawSide(ctx, own.side.map(place), look);
      drawCentre(ctx, place(held ?? picture.centre), look, picture.fixed);
      drawPoint(ctx, place(at.w), look);
    });
    const [cx, cy] = place(held ?? picture.centre);
    this.ring.style.transform = `translate(${x._offset + cx}px, ${y._offset + cy}px)`;
    this.ring.hidden = picture.fixed || cx < 0 || cy < 0 || cx > x._length || cy > y._length;
    readOut(this.figure, at, own.side !== null && at.strength > 0, away ? [] : own.words);
  }

  pixels(place) {
    return Array.from(this.path.x, (x, k) => place([x, this.path.y[k]]));
  }

  /** The point under the pointer to two digits, null outside the axes. */
  pointAt(clientX, clientY) {
    const [x, y] = this.axes, box = this.plot.getBoundingClientRect();
    const px = clientX - box.left - x._offset, py = clientY - box.top - y._offset;
    if (px < -1 || py < -1 || px > x._length + 1 || py > y._length + 1) return null;
    return [x.p2l(px), y.p2l(py)].map((value) => Math.round(100 * value) / 100);
  }
}
