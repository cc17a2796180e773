/**
 * What the canvas of a panel shows; all points are pixels.
 * @typedef {{colour: string, marker: Marker, theme: Theme}} Look
 */

import { casedLine, casedRing, hatched, polyline } from "../shared/ink.js";
import { drawHead } from "../shared/markers.js";

/** @param {Ctx} ctx @param {number[][]} points */
function trace(ctx, points) {
  ctx.beginPath();
  for (const [i, [x, y]] of points.entries()) ctx[i ? "lineTo" : "moveTo"](x, y);
}

/** A curve over a casing in the page's colour, so that it shows on anything. */
function cased(ctx, points, width, colour, theme) {
  const ink = { colour, ground: theme.background, width, wide: width + 2.4 };
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.globalAlpha = 0.75; // of the casing: the ellipses beneath are not cut
  casedLine(ctx, polyline(points), ink, undefined, () => {
    ctx.globalAlpha = 1;
  });
}

/**
 * Centres that give an exact 0: areas are hatched, so that they are not taken for the ball; lines are lines.
 * @param {Ctx} ctx @param {number[][][]} wedges @param {Look} look
 */
export function drawWedges(ctx, wedges, { colour, theme }) {
  ctx.save();
  ctx.fillStyle = ctx.createPattern(hatched(8, `${colour}90`, 1.2, `${colour}1c`), "repeat");
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

/** The ellipses, as Plotly draws them. @param {Ctx} ctx @param {number[][][]} rings @param {string} colour */
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
  const k = Math.min(Math.floor(step), points.length - 2);
  const s = step - k;
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
  const radius = fixed ? 4 : 8;
  casedRing(ctx, x, y, radius, { colour: theme.text, ground: theme.background, width: 2.4, wide: 5 });
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
