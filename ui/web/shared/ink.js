/** Ink that shows on any ground: a line and a ring over a casing in the page's colour, words on a ground of their own, a slanted hatch. */

/**
 * @typedef {{colour: string, ground: string, width: number, wide: number}} Ink a colour over its casing, which is `wide` in all
 */

/**
 * @param {Ctx} ctx @param {Path2D} line @param {Ink} ink
 * @param {Path2D} [casing] of another length @param {() => void} [before] the colour
 */
export function casedLine(ctx, line, { colour, ground, width, wide }, casing = line, before = undefined) {
  ctx.strokeStyle = ground;
  ctx.lineWidth = wide;
  ctx.stroke(casing);
  before?.();
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke(line);
}

/** @param {number[][]} points in pixels */
export function polyline(points) {
  const made = new Path2D();
  for (const [i, [px, py]] of points.entries()) made[i ? "lineTo" : "moveTo"](px, py);
  return made;
}

/** @param {Ctx} ctx @param {number} x @param {number} y @param {number} radius @param {Ink} ink */
export function casedRing(ctx, x, y, radius, { colour, ground, width, wide }) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.strokeStyle = ground;
  ctx.lineWidth = wide;
  ctx.stroke();
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

const OPAQUE = 0.88; // is the ground under words: so much it hides of what is beneath

/**
 * Words from a left end on, around a middle, on a ground so tall, with so much room on either side.
 * @param {Ctx} ctx @param {string} text @param {number} left of the ground @param {number} middle @param {Theme} theme
 * @param {{room: number, tall: number, drop?: number}} ground `drop` is how far the words stand below its middle
 */
export function drawWords(ctx, text, left, middle, theme, { room, tall, drop = 0 }) {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.globalAlpha = OPAQUE;
  ctx.fillStyle = theme.background;
  ctx.fillRect(left, middle - tall / 2, ctx.measureText(text).width + 2 * room, tall);
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.text;
  ctx.fillText(text, left + room, middle + drop);
}

/** A tile of slanted lines, to be repeated. @param {number} side @param {string} colour @param {number} width @param {string} ground */
export function hatched(side, colour, width, ground = "transparent") {
  const tile = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const ctx = tile.getContext("2d");
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, side, side);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  for (const shift of [-side, 0, side]) {
    ctx.moveTo(shift - 1, side + 1);
    ctx.lineTo(shift + side + 1, -1);
  }
  ctx.stroke();
  return tile;
}

export const FAR = 1e5; // pixels: beyond this a canvas loses its way

/** @param {number} pixel */
export const far = (pixel) => Math.max(-FAR, Math.min(FAR, pixel));
