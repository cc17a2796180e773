/** The heads of the paths: one shape per rule, so that colour is never the only sign. */

const polygon = (n, turn) => Array.from({ length: n }, (_, i) => [Math.cos(turn + (2 * Math.PI * i) / n), Math.sin(turn + (2 * Math.PI * i) / n)]);

const SHAPES = {
  square: polygon(4, Math.PI / 4),
  diamond: polygon(4, 0),
  triangle: polygon(3, -Math.PI / 2),
  wedge: polygon(3, Math.PI / 2),
  pentagon: polygon(5, -Math.PI / 2),
  cross: [[-0.38, -1], [0.38, -1], [0.38, -0.38], [1, -0.38], [1, 0.38], [0.38, 0.38], [0.38, 1], [-0.38, 1], [-0.38, 0.38], [-1, 0.38], [-1, -0.38], [-0.38, -0.38]],
  spark: [[0, -1.25], [0.34, -0.34], [1.25, 0], [0.34, 0.34], [0, 1.25], [-0.34, 0.34], [-1.25, 0], [-0.34, -0.34]],
  hourglass: [[-0.9, -1.05], [0.9, -1.05], [0.25, 0], [0.9, 1.05], [-0.9, 1.05], [-0.25, 0]],
  bowtie: [[-1.05, -0.9], [0, -0.25], [1.05, -0.9], [1.05, 0.9], [0, 0.25], [-1.05, 0.9]],
  bar: [[-1.2, -0.45], [1.2, -0.45], [1.2, 0.45], [-1.2, 0.45]],
};

/** @param {CanvasRenderingContext2D} ctx */
export function drawHead(ctx, shape, x, y, size, fill, ring) {
  ctx.beginPath();
  if (SHAPES[shape]) SHAPES[shape].forEach(([dx, dy], i) => ctx[i ? "lineTo" : "moveTo"](x + dx * size * 1.15, y + dy * size * 1.15));
  else ctx.arc(x, y, size, 0, 2 * Math.PI);
  ctx.closePath();
  ctx.fillStyle = fill;
  ctx.strokeStyle = ring;
  ctx.lineWidth = 1.75;
  ctx.lineJoin = "round";
  ctx.stroke();
  ctx.fill();
}

/** A five-pointed star: a minimum. @param {CanvasRenderingContext2D} ctx */
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

/** A cross: where a run left. @param {CanvasRenderingContext2D} ctx */
export function drawExit(ctx, x, y, colour, ring) {
  for (const [style, width] of [[ring, 7], [colour, 3.5]]) {
    ctx.beginPath();
    ctx.moveTo(x - 6, y - 6); ctx.lineTo(x + 6, y + 6);
    ctx.moveTo(x + 6, y - 6); ctx.lineTo(x - 6, y + 6);
    ctx.strokeStyle = style;
    ctx.lineWidth = width;
    ctx.lineCap = "round";
    ctx.stroke();
  }
}
