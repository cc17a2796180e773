/** The heads of the paths: one shape per rule, so that colour is never the only sign. `plots/theme.py` has the shapes. */

/** @typedef {{points: [number, number][], symbol: string}} Marker corners around (0, 0), and Plotly's symbol in three dimensions */

/** What is no run's head is a disc. @type {Marker} */
export const DISC = { points: [], symbol: "circle" };

/** A marker; a disc if it has no corners. @param {Ctx} ctx @param {Marker} marker */
export function drawHead(ctx, marker, x, y, size, fill, ring) {
  ctx.beginPath();
  for (const [i, [dx, dy]] of marker.points.entries()) ctx[i ? "lineTo" : "moveTo"](x + dx * size * 1.15, y + dy * size * 1.15);
  if (!marker.points.length) ctx.arc(x, y, size, 0, 2 * Math.PI);
  ctx.closePath();
  ctx.fillStyle = fill;
  ctx.strokeStyle = ring;
  ctx.lineWidth = 1.75;
  ctx.lineJoin = "round";
  ctx.stroke();
  ctx.fill();
}

/** A five-pointed star: a minimum. @param {Ctx} ctx */
export function drawStar(ctx, x, y, size, fill, ring) {
  ctx.beginPath();
  for (let i = 0; i < 10; i++) {
    const r = i % 2 ? size * 0.45 : size;
    ctx[i ? "lineTo" : "moveTo"](x + r * Math.sin((Math.PI * i) / 5), y - r * Math.cos((Math.PI * i) / 5));
  }
  ctx.closePath();
  ctx.lineWidth = 2.5;
  ctx.strokeStyle = ring;
  ctx.stroke();
  ctx.fillStyle = fill;
  ctx.fill();
}

/** A cross: where a run left. @param {Ctx} ctx */
export function drawExit(ctx, x, y, colour, ring) {
  for (const [style, width] of [
    [ring, 7],
    [colour, 3.5],
  ]) {
    ctx.beginPath();
    ctx.moveTo(x - 6, y - 6);
    ctx.lineTo(x + 6, y + 6);
    ctx.moveTo(x + 6, y - 6);
    ctx.lineTo(x - 6, y + 6);
    ctx.strokeStyle = style;
    ctx.lineWidth = width;
    ctx.lineCap = "round";
    ctx.stroke();
  }
  ctx.lineCap = "butt"; // for what comes after it
}
