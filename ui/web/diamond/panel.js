/**
 * One penalty's panel. Plotly draws axes and ellipses; a canvas over it what moves with the budget: ball, touching ellipse, path, point.
 * While the ellipses themselves move, the canvas draws them, too, and Plotly catches up when the hand rests: it takes ten times as long.
 */

import { digits } from "../shared/digits.js";
import { find } from "../shared/find.js";
import { Overlay } from "../shared/overlay.js";
import { axisLook, paper } from "../shared/paper.js";
import { asText } from "../shared/theme.js";
import { drawBall, drawCentre, drawEllipse, drawGhost, drawPath, drawPoint, drawRings, drawSide, drawValley, drawWedges } from "./draw.js";
import { PANEL } from "./markup.js";
import { readOut } from "./readout.js";
import { ball, ellipse } from "./shapes.js";

const CATCH_UP = 200; // ms without a new picture
const ringColour = (theme) => (theme.dark ? "#71839f" : "#8a9bb8");

const rounded = (value) => Math.round(100 * value) / 100;

/** A point in words. @param {number[]} at */
const point = (at) => `(${at.map(digits).join(", ")})`;

export class Panel {
  /** @param {Plotly} Plotly @param {number} place among the panels @param {() => void} redraw */
  constructor(Plotly, place, redraw) {
    this.redraw = redraw;
    this.Plotly = Plotly;
    this.place = place;
    /** @type {import("./grip.js").Grip | null} of its centre */
    this.grip = null;
    this.figure = document.createElement("figure");
    this.figure.innerHTML = PANEL;
    this.pane = find(this.figure, ".pane");
    /** @type {Plot} */
    this.plot = find(this.figure, ".plot");
    /** @type {HTMLButtonElement} */
    this.ring = find(this.figure, ".grip");
    this.overlay = new Overlay(this.plot, find(this.figure, "canvas"));
  }

  /** @returns {[Axis, Axis]} */
  get axes() {
    const layout = this.plot._fullLayout;
    return [layout.xaxis, layout.yaxis];
  }

  /** @param {Balls} picture @param {Theme} theme */
  show(picture, theme) {
    const own = picture.panels[this.place];
    find(this.figure, "strong").textContent = own.name;
    this.figure.style.setProperty("--own", asText(own[theme.key], theme));
    const formula = find(this.figure, ".formula");
    if (this.written !== own.formula) formula.innerHTML = this.written = own.formula;
    this.ring.disabled = picture.fixed;
    this.ring.setAttribute("aria-label", `Optimum without penalty, c, in the panel ${own.name}: arrow keys move it`);
    this.plot.setAttribute(
      "aria-label",
      `${own.name}: ball of budget ${digits(own.t)}, ellipses around ${point(picture.centre)}, touching at ${point(own.w)}`,
    );
    this.path = {
      x: picture[`${this.place} x`],
      y: picture[`${this.place} y`],
      strength: picture[`${this.place} strength`],
      loss: picture[`${this.place} loss`],
    };
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

  /** Let Plotly draw the ellipses. @param {number} most @param {Theme} theme */
  async plotRings(most, theme) {
    const points = this.rings.flatMap((ring) => [...ring, [null, null]]);
    const trace = {
      type: "scatter",
      mode: "lines",
      x: points.map((p) => p[0]),
      y: points.map((p) => p[1]),
      hoverinfo: "skip",
      line: { width: 1, color: ringColour(theme) },
    };
    const side = {
      ...axisLook(theme),
      range: [-most, most],
      zeroline: true,
      zerolinewidth: 1.5,
      zerolinecolor: theme.axis,
      showgrid: false,
      mirror: true,
      ticklen: 3,
      dtick: 2,
      fixedrange: true,
      constrain: "domain",
    };
    const layout = {
      ...paper(theme, { l: 34, r: 6, t: 8, b: 37 }),
      dragmode: false,
      xaxis: { ...side, title: { text: "w₁", standoff: 2 } },
      yaxis: { ...side, scaleanchor: "x", title: { text: "w₂", standoff: 0 } },
    };
    await this.Plotly.react(this.plot, [trace], layout, { staticPlot: true, displayModeBar: false, responsive: false });
    this.pane.classList.remove("behind");
    this.redraw();
  }

  /** Weights, strength and loss at a place of the sweep that may lie between two budgets. @param {number} step */
  between(step) {
    const k = Math.min(Math.floor(step), this.path.x.length - 2);
    const s = step - k;
    const mix = (values) => (s === 0 ? values[k] : (1 - s) * values[k] + s * values[k + 1]);
    return { w: [mix(this.path.x), mix(this.path.y)], strength: mix(this.path.strength), loss: mix(this.path.loss) };
  }

  /** @param {Balls} picture @param {import("./sweep.js").Sweep} sweep @param {Point | null} held @param {Theme} theme */
  draw(picture, sweep, held, theme) {
    if (!this.path || !this.overlay.begin()) return;
    const [x, y] = this.axes;
    const own = picture.panels[this.place];
    const { t, away, step } = sweep;
    const at = away ? { ...this.between(step), t } : { ...own, strength: own.strength ?? Infinity };
    /** @param {number[]} at @returns {Point} */
    const place = ([u, v]) => [x.l2p(u), y.l2p(v)];
    const look = { colour: own[theme.key], theme, marker: own.marker };
    this.overlay.within(x, y, () => {
      const { ctx } = this.overlay;
      if (this.pane.classList.contains("behind"))
        drawRings(
          ctx,
          this.rings.map((ring) => ring.map(place)),
          ringColour(theme),
        );
      if (!away)
        drawWedges(
          ctx,
          own.wedges.map((polygon) => polygon.map(place)),
          look,
        );
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

  /** The point under the pointer to two digits, null outside the axes. @returns {Point | null} */
  pointAt(clientX, clientY) {
    const [x, y] = this.axes;
    const box = this.plot.getBoundingClientRect();
    const px = clientX - box.left - x._offset;
    const py = clientY - box.top - y._offset;
    if (px < -1 || py < -1 || px > x._length + 1 || py > y._length + 1) return null;
    return [rounded(x.p2l(px)), rounded(y.p2l(py))];
  }
}
