/** What lies over the cells: theory's lines, minima, best settings, a run's path, the cell that was picked. */

import { drawHead, drawStar } from "../player/markers.js";

/** @param {CanvasRenderingContext2D} ctx @param {import("./frame.js").Frame} frame @param {any} line @param {any} theme @param {boolean} named */
export function drawLine(ctx, frame, line, theme, named) {
  const points = line.x.map((x, i) => [frame.px(x), frame.py(line.y[i])]);
  for (const [colour, width] of [[theme.background, 5], [theme.text, 2.4]]) {
    ctx.beginPath();
    points.forEach(([px, py], i) => ctx[i ? "lineTo" : "moveTo"](px, py));
    ctx.setLineDash(line.dashed && width < 5 ? [8, 6] : []);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.lineJoin = "round";
    ctx.stroke();
  }
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
  write(ctx, label, right ? px + 10 : px - 10 - wide, Math.min(Math.max(py, frame.top + 14), frame.top + frame.height - 14), theme);
}

/** Words on a ground of their own, from this left end on. */
function write(ctx, text, left, middle, theme) {
  const wide = ctx.measureText(text).width + 12;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.globalAlpha = 0.88;
  ctx.fillStyle = theme.background;
  ctx.fillRect(left, middle - 11, wide, 22);
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.text;
  ctx.fillText(text, left + 6, middle + 1);
}

/** @param {CanvasRenderingContext2D} ctx @param {import("./frame.js").Frame} frame @param {any} point @param {any} theme @param {boolean} named */
export function drawPoint(ctx, frame, { x, y, label, kind }, theme, named) {
  const px = frame.px(x), py = frame.py(y);
  if (!frame.holds(px, py)) return;
  if (kind === "star") return drawStar(ctx, px, py, 8.5, theme.dark ? "#ffffff" : "#1b2430", theme.background);
  drawHead(ctx, "diamond", px, py, 7, theme.text, theme.background);
  if (!named || !label) return;
  const wide = ctx.measureText(label).width + 12;
  write(ctx, label, px + 14 + wide < frame.left + frame.width ? px + 14 : px - 14 - wide, Math.max(py, frame.top + 14), theme);
}

/** The path of a panel's run from the picked start; it ends at the first number that is none. */
export function drawPath(ctx, frame, map, place, theme) {
  const n = map.px.length / map.panels.length, path = new Path2D(), { light, dark, marker } = map.panels[place];
  let end = null;
  for (let k = 0; k < n; k++) {
    const x = map.px[place * n + k], y = map.py[place * n + k];
    if (!Number.isFinite(x) || !Number.isFinite(y)) break;
    end = [far(frame.px(x)), far(frame.py(y))];
    path[k ? "lineTo" : "moveTo"](...end);
  }
  if (!end) return;
  const colour = (theme.dark ? dark : light) ?? theme.text;
  ctx.lineJoin = "round";
  for (const [style, width] of [[theme.background, 5], [colour, 2.4]]) {
    ctx.strokeStyle = style;
    ctx.lineWidth = width;
    ctx.stroke(path);
  }
  drawHead(ctx, marker ?? "circle", ...end, 5.5, colour, theme.background);
}

/** Canvases lose lines that go too far out. */
const far = (p) => Math.max(-1e5, Math.min(1e5, p));

/** The cell that was picked. */
export function drawRing(ctx, frame, [x, y], theme) {
  for (const [style, width] of [[theme.background, 5.5], [theme.text, 2.5]]) {
    ctx.beginPath();
    ctx.arc(frame.px(x), frame.py(y), 8, 0, 2 * Math.PI);
    ctx.strokeStyle = style;
    ctx.lineWidth = width;
    ctx.stroke();
  }
}
