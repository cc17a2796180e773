/** What lies over the cells: theory's lines, minima, best settings, a run's path, the cell that was picked. */

import { casedLine, casedRing, drawWords, far, polyline } from "../shared/ink.js";
import { DISC, drawHead, drawStar } from "../shared/markers.js";

/** A named place on a map, as theory's best. @type {Marker} */
const PLACE = {
  points: [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ],
  symbol: "diamond",
};

const GROUND = { room: 6, tall: 22, drop: 1 }; // of a name

/**
 * @param {Ctx} ctx @param {import("./frame.js").Frame} frame @param {OutcomeLine} line @param {Theme} theme
 * @param {boolean} named
 */
export function drawLine(ctx, frame, line, theme, named) {
  const points = line.x.map((x, i) => [frame.px(x), frame.py(line.y[i])]);
  const dash = () => ctx.setLineDash(line.dashed ? [8, 6] : []);
  ctx.lineJoin = "round";
  casedLine(ctx, polyline(points), ink(theme), undefined, dash);
  ctx.setLineDash([]);
  if (named) nameLine(ctx, frame, line.label, points, theme);
}

/** The line's name, beside a place of it that has room. */
function nameLine(ctx, frame, label, points, theme) {
  const seen = points.filter(([px, py]) => frame.holds(px, py));
  if (!seen.length) return;
  const [px, py] = seen[Math.floor(0.28 * (seen.length - 1))];
  const wide = ctx.measureText(label).width + 12;
  const right = px + 10 + wide < frame.left + frame.width;
  const middle = Math.min(Math.max(py, frame.top + 14), frame.top + frame.height - 14);
  drawWords(ctx, label, right ? px + 10 : px - 10 - wide, middle, theme, GROUND);
}

/**
 * @param {Ctx} ctx @param {import("./frame.js").Frame} frame @param {OutcomePoint} point @param {Theme} theme
 * @param {boolean} named
 */
export function drawPoint(ctx, frame, { x, y, label, kind }, theme, named) {
  const px = frame.px(x);
  const py = frame.py(y);
  if (!frame.holds(px, py)) return;
  if (kind === "star") return drawStar(ctx, px, py, 8.5, theme.dark ? "#ffffff" : "#1b2430", theme.background);
  drawHead(ctx, PLACE, px, py, 7, theme.text, theme.background);
  if (!named || !label) return;
  const wide = ctx.measureText(label).width + 12;
  const right = px + 14 + wide < frame.left + frame.width;
  drawWords(ctx, label, right ? px + 14 : px - 14 - wide, Math.max(py, frame.top + 14), theme, GROUND);
}

/** The path of a panel's run from the picked start; it ends at the first number that is none. */
export function drawPath(ctx, frame, map, place, theme) {
  const n = map.px.length / map.panels.length;
  const path = new Path2D();
  const { light, dark, marker } = map.panels[place];
  /** @type {Point | null} */
  let end = null;
  for (let k = 0; k < n; k++) {
    const x = map.px[place * n + k];
    const y = map.py[place * n + k];
    if (!Number.isFinite(x) || !Number.isFinite(y)) break;
    end = [far(frame.px(x)), far(frame.py(y))];
    path[k ? "lineTo" : "moveTo"](...end);
  }
  if (!end) return;
  const colour = (theme.dark ? dark : light) ?? theme.text;
  ctx.lineJoin = "round";
  casedLine(ctx, path, ink(theme, colour));
  drawHead(ctx, marker ?? DISC, ...end, 5.5, colour, theme.background);
}

/** The cell that was picked. */
export function drawPicked(ctx, frame, [x, y], theme) {
  casedRing(ctx, frame.px(x), frame.py(y), 8, { ...ink(theme), width: 2.5, wide: 5.5 });
}

/** @param {Theme} theme */
const ink = (theme, colour = theme.text) => ({ colour, ground: theme.background, width: 2.4, wide: 5 });
