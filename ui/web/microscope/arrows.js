/** Draws a step's arrows, places, ellipse and local quadratic on a canvas over the map, in true scale. */

import { casedLine, casedRing, FAR, far } from "../shared/ink.js";

const LEVELS = [1 / 3, 2 / 3, 1, 4 / 3]; // of the way from the quadratic's flat point to where we stand
const CELLS = 70;
const INSET = 20; // pixels
const CORNER = 75; // pixels from the left, for the name of what fills the pane

/**
 * @param {Ctx} ctx @param {any} shape from Run.drawn
 * @param {(p: number[]) => Point} px the surface's coordinates to pixels
 * @param {{colour: string, ring: string, grown: number, wide: number, tall: number, unpx: (p: number[]) => number[]}} how
 * @returns {{anchor: number[], towards: number[]} | null} where a label may stand
 */
export function drawShape(ctx, shape, px, how) {
  return { arrow: drawArrow, point: drawPoint, ellipse: drawEllipse, model: drawModel }[KINDS[shape.kind] ?? shape.kind](
    ctx,
    shape,
    px,
    how,
  );
}

const KINDS = { slope: "arrow", part: "arrow", move: "arrow", sum: "arrow" };
const STYLES = {
  slope: { width: 2, dash: [6, 5] },
  part: { width: 2, dash: [6, 5] },
  move: { width: 3.2, dash: [] },
  sum: { width: 9, dash: [], alpha: 0.42 },
};

function drawArrow(ctx, shape, px, { colour, ring, grown, wide, tall }) {
  const style = STYLES[shape.kind];
  const [ax, ay] = px(shape.from);
  const [bx, by] = px(shape.to);
  const length = Math.hypot(bx - ax, by - ay);
  if (!(length > 0.5)) return null; // nothing to see, or not a number
  const share = Math.min(1, FAR / length) * grown;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const [tx, ty] = [ax + (bx - ax) * share, ay + (by - ay) * share];
  const shown = length * share;
  const head = Math.min(5 + 2.2 * style.width, 0.6 * shown);
  const base = [tx - head * ux, ty - head * uy];
  for (const [stroke, wider] of style.alpha
    ? [[colour, 0]]
    : [
        [ring, 3],
        [colour, 0],
      ]) {
    ctx.globalAlpha = style.alpha ?? 1;
    ctx.strokeStyle = ctx.fillStyle = stroke;
    ctx.lineWidth = style.width + wider;
    ctx.lineJoin = "round";
    ctx.lineCap = style.alpha ? "butt" : "round";
    ctx.setLineDash(wider ? [] : style.dash);
    ctx.beginPath();
    ctx.moveTo(ax, ay);
    ctx.lineTo(...base);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(tx, ty);
    ctx.lineTo(base[0] - 0.45 * head * uy, base[1] + 0.45 * head * ux);
    ctx.lineTo(base[0] + 0.45 * head * uy, base[1] - 0.45 * head * ux);
    ctx.closePath();
    if (wider) ctx.stroke();
    ctx.fill();
  }
  ctx.globalAlpha = 1;
  if (shown < 16) return null;
  if (shape.kind === "sum") return { anchor: [(ax + tx) / 2, (ay + ty) / 2], towards: [-uy, ux] };
  const inside = Math.min(1, edge(ax, tx, wide), edge(ay, ty, tall)); // an arrow that leaves the pane is named where it does
  return { anchor: [ax + (tx - ax) * inside, ay + (ty - ay) * inside], towards: inside < 1 ? [-uy, ux] : [ux, uy] };
}

/** The share of the way from a to b after which it comes within reach of a side at 0 or at the end. */
const edge = (a, b, end) => (b < INSET ? (a - INSET) / (a - b) : b > end - INSET ? (end - INSET - a) / (b - a) : 1);

function drawPoint(ctx, shape, px, { colour, ring }) {
  const [x, y] = px(shape.at);
  if (!Number.isFinite(x + y)) return null;
  casedRing(ctx, x, y, 7, { colour, ground: ring, width: 2.4, wide: 5 });
  return { anchor: [x, y], towards: [0.7, -0.7] };
}

/** How far a gradient of this length may go in each direction at each coordinate's own rate. */
function drawEllipse(ctx, shape, px, { colour, grown, wide, tall }) {
  const [cx, cy] = px(shape.at);
  const [ex] = px([shape.at[0] + shape.axes[0], shape.at[1]]);
  const [, ey] = px([shape.at[0], shape.at[1] + shape.axes[1]]);
  const rx = Math.min(FAR, Math.abs(ex - cx)) * grown;
  const ry = Math.min(FAR, Math.abs(ey - cy)) * grown;
  if (!(rx + ry > 3)) return null;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.setLineDash([2, 4]);
  ctx.beginPath();
  ctx.ellipse(cx, cy, rx, ry, 0, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 0.08;
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.globalAlpha = 1;
  // Named where it can be seen: at the lower right if that is in the pane, else at another place that is.
  const places = Array.from({ length: 16 }, (_, i) => Math.PI / 4 + (i * Math.PI) / 8).map((turn) => [Math.cos(turn), Math.sin(turn)]);
  const seen = places.find(([u, v]) =>
    [cx + u * rx - INSET, wide - INSET - cx - u * rx, cy + v * ry - INSET, tall - INSET - cy - v * ry].every((room) => room > 0),
  );
  return seen ? { anchor: [cx + seen[0] * rx, cy + seen[1] * ry], towards: seen } : crossing(cx, cy, rx, ry, wide);
}

/** Where an ellipse wider than the pane passes by, right of its middle; null if it does not. */
function crossing(cx, cy, rx, ry, wide) {
  const x = (cx + wide) / 2;
  const share = (x - cx) / rx;
  return Math.abs(share) < 1 ? { anchor: [x, cy + ry * Math.sqrt(1 - share * share)], towards: [0, 1] } : null;
}

/** The local quadratic: level lines around the point where it is flat, one of them through where we stand. */
function drawModel(ctx, shape, px, { colour, ring, grown, wide, tall, unpx }) {
  const {
    at,
    slope: [gx, gy],
    matrix: [a, b, c, d],
  } = shape;
  const det = a * d - b * c;
  const flat = [-(d * gx - b * gy) / det, -(a * gy - c * gx) / det]; // from where we stand
  if (!Number.isFinite(flat[0] + flat[1])) return null;
  const rise = (p) =>
    gx * (p[0] - at[0]) +
    gy * (p[1] - at[1]) +
    (a * (p[0] - at[0]) ** 2 + (b + c) * (p[0] - at[0]) * (p[1] - at[1]) + d * (p[1] - at[1]) ** 2) / 2;
  const bottom = (gx * flat[0] + gy * flat[1]) / 2;
  const saddle = det < 0;
  const grid =
    saddle &&
    Array.from({ length: CELLS + 1 }, (_, j) =>
      Array.from({ length: CELLS + 1 }, (_, i) => rise(unpx([(i * wide) / CELLS, (j * tall) / CELLS]))),
    );
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.4;
  ctx.globalAlpha = 0.85 * grown;
  for (const s of LEVELS) {
    if (saddle)
      for (const level of [bottom * (1 - s * s), bottom * (1 + s * s)]) ctx.stroke(levelLine(grid, level, wide / CELLS, tall / CELLS));
    else ctx.stroke(ringAround([a, (b + c) / 2, d], [at[0] + flat[0], at[1] + flat[1]], s * Math.sqrt(Math.abs(2 * bottom)), px));
  }
  const [x, y] = px([at[0] + flat[0], at[1] + flat[1]]);
  const cross = new Path2D();
  cross.moveTo(x - 7, y);
  cross.lineTo(x + 7, y);
  cross.moveTo(x, y - 7);
  cross.lineTo(x, y + 7);
  casedLine(ctx, cross, { colour, ground: ring, width: 2.2, wide: 5 });
  ctx.globalAlpha = 1;
  return { anchor: [CORNER, tall - INSET], towards: [0, 0] };
}

/** Where a definite quadratic with curvatures (xx, xy, yy) is half of reach² above its middle, or below it: an ellipse. */
function ringAround([a, b, d], middle, reach, pixels) {
  const path = new Path2D();
  const sign = Math.sign(a);
  const l = Math.sqrt(sign * a);
  const m = (sign * b) / l;
  const n = Math.sqrt(sign * d - m * m); // Cholesky
  for (let i = 0; i <= 120; i++) {
    const turn = (2 * Math.PI * i) / 120;
    const y = (reach * Math.sin(turn)) / n;
    const x = (reach * Math.cos(turn) - m * y) / l;
    const [px, py] = pixels([middle[0] + x, middle[1] + y]).map(far);
    path[i ? "lineTo" : "moveTo"](px, py);
  }
  return path;
}

/** One level's line through a grid of heights: in every cell, the straight pieces between the edges it crosses. */
function levelLine(grid, level, dx, dy) {
  const path = new Path2D();
  for (let j = 0; j + 1 < grid.length; j++) {
    for (let i = 0; i + 1 < grid[j].length; i++) {
      const corners = [
        [i, j],
        [i + 1, j],
        [i + 1, j + 1],
        [i, j + 1],
      ];
      const cut = [];
      for (let e = 0; e < 4; e++) {
        const [p, q] = [corners[e], corners[(e + 1) % 4]];
        const [u, v] = [grid[p[1]][p[0]] - level, grid[q[1]][q[0]] - level];
        if (u < 0 !== v < 0) cut.push([p[0] + ((q[0] - p[0]) * u) / (u - v), p[1] + ((q[1] - p[1]) * u) / (u - v)]);
      }
      for (let e = 0; e + 1 < cut.length; e += 2) {
        path.moveTo(cut[e][0] * dx, cut[e][1] * dy);
        path.lineTo(cut[e + 1][0] * dx, cut[e + 1][1] * dy);
      }
    }
  }
  return path;
}
