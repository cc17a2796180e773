/** What the canvas of a panel shows; all points are pixels. @typedef {{colour: string, marker: string, theme: any}} Look */

import { drawHead } from "../player/markers.js";

/** @param {CanvasRenderingContext2D} ctx @param {number[][]} points */
function trace(ctx, points) {
  ctx.beginPath();
  points.forEach(([x, y], i) => ctx[i ? "lineTo" : "moveTo"](x, y));
}

/** A curve over a casing in the page's colour, so that it shows on anything. */
function cased(ctx, points, width, colour, theme) {
  trace(ctx, points);
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.globalAlpha = 0.75;
  ctx.strokeStyle = theme.background;
  ctx.lineWidth = width + 2.4;
  ctx.stroke();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

/** Centres that give an exact 0: areas are hatched, so that they are not taken for the ball; lines are lines. @param {CanvasRenderingContext2D} ctx @param {number[][][]} wedges @param {Look} look */
export function drawWedges(ctx, wedges, { colour, theme }) {
  ctx.save();
  ctx.fillStyle = ctx.createPattern(hatch(colour), "repeat");
  ctx.strokeStyle = theme.text;
  for (const wedge of wedges) {
    trace(ctx, wedge);
    ctx.closePath();
    ctx.fill();
    ctx.lineWidth = 1.2;
    ctx.setLineDash([5, 4]);
    ctx.stroke();
  }
  ctx.restore();
}

/** Slanted lines in a colour. @param {string} colour */
function hatch(colour) {
  const tile = Object.assign(document.createElement("canvas"), { width: 8, height: 8 }), ctx = tile.getContext("2d");
  ctx.fillStyle = `${colour}1c`;
  ctx.fillRect(0, 0, 8, 8);
  ctx.strokeStyle = `${colour}90`;
  ctx.lineWidth = 1.2;
  for (const shift of [-8, 0, 8]) {
    ctx.beginPath();
    ctx.moveTo(shift, 8);
    ctx.lineTo(shift + 8, 0);
    ctx.stroke();
  }
  return tile;
}

/** The visitor's own ball, while the sweep is at another. */
export function drawGhost(ctx, rim, { colour }) {
  trace(ctx, rim);
  ctx.closePath();
  ctx.fillStyle = `${colour}30`;
  ctx.fill();
}

/** The ball of a budget. */
export function drawBall(ctx, rim, { colour }) {
  trace(ctx, rim);
  ctx.closePath();
  ctx.fillStyle = `${colour}2e`;
  ctx.fill();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2.4;
  ctx.lineJoin = "miter";
  ctx.stroke();
}

/** The ellipses, as Plotly draws them. @param {CanvasRenderingContext2D} ctx @param {number[][][]} rings @param {string} colour */
export function drawRings(ctx, rings, colour) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  for (const ring of rings) {
    trace(ctx, ring);
    ctx.stroke();
  }
}

/** The ellipse through the point. */
export function drawEllipse(ctx, points, { theme }) {
  trace(ctx, points);
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 1.8;
  ctx.stroke();
}

/** The solutions of all budgets: those of larger ones than the present bold. @param {number} step */
export function drawPath(ctx, points, step, { colour, theme }) {
  trace(ctx, points);
  ctx.setLineDash([2, 4]);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.setLineDash([]);
  const k = Math.min(Math.floor(step), points.length - 2), s = step - k;
  const head = points[k].map((value, i) => value + s * (points[k + 1][i] - value));
  cased(ctx, [...points.slice(0, k + 1), head], 3.4, colour, theme);
}

/** The floor of a valley that is flat along its line. */
export function drawValley(ctx, ends, { theme }) {
  trace(ctx, ends);
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 1.8;
  ctx.setLineDash([9, 6]);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A side of the ball along which all fit alike. */
export function drawSide(ctx, ends, { colour, theme }) {
  cased(ctx, ends, 7, colour, theme);
}

/** The optimum without a penalty: a ring where it can be dragged. */
export function drawCentre(ctx, [x, y], { theme }, fixed) {
  const ring = (radius, width, colour) => {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  };
  const radius = fixed ? 4 : 8;
  ring(radius, 5, theme.background);
  ring(radius, 2.4, theme.text);
  ctx.font = `italic 600 15px ${theme.font}`;
  ctx.lineWidth = 3;
  ctx.strokeStyle = theme.background;
  ctx.strokeText("c", x + radius + 4, y - radius);
  ctx.fillStyle = theme.text;
  ctx.fillText("c", x + radius + 4, y - radius);
}

/** Where ball and ellipse touch. */
export function drawPoint(ctx, [x, y], { colour, marker, theme }) {
  drawHead(ctx, marker, x, y, 6, colour, theme.background);
}
