/** Ground without a loss, as log(x) left of 0: it is hatched, for no colour would be true of it. */

const APART = 9; // pixels from one line to the next

/**
 * Hatch a surface's holes.
 * @param {Ctx} ctx @param {Surface} surface @param {Axis} x @param {Axis} y Plotly's axes @param {Theme} theme
 */
export function hatch(ctx, surface, x, y, theme) {
  if (!surface.holes.length) return;
  const halfWide = (surface.x[1] - surface.x[0]) / 2;
  const halfHigh = (surface.y[1] - surface.y[0]) / 2;
  const area = new Path2D();
  for (const [row, first, last] of surface.holes) {
    const left = x.l2p(surface.x[first] - halfWide);
    const right = x.l2p(surface.x[last] + halfWide);
    const top = y.l2p(surface.y[row] + halfHigh);
    const bottom = y.l2p(surface.y[row] - halfHigh);
    area.rect(left, top, right - left, bottom - top + 0.5); // no seam between two rows
  }
  ctx.save();
  ctx.clip(area);
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, x._length, y._length);
  ctx.beginPath();
  for (let at = -y._length; at < x._length; at += APART) {
    ctx.moveTo(at, y._length);
    ctx.lineTo(at + y._length, 0);
  }
  ctx.strokeStyle = theme.text;
  ctx.globalAlpha = 0.35;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.restore();
}
