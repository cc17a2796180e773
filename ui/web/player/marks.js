/** Marks on the loss plot: a line at a step, with a word. Each has a row of its own, so that close ones can be read. */

import { drawWords } from "../shared/ink.js";

const ROW = 17; // pixels

/**
 * @param {Ctx} ctx @param {Array<{step: number, label: string}>} marks
 * @param {(step: number) => number} along where a step stands, in pixels @param {number} wide @param {number} tall @param {Theme} theme
 */
export function drawMarks(ctx, marks, along, wide, tall, theme) {
  ctx.save();
  ctx.font = `14px ${theme.font}`;
  marks.forEach(({ step, label }, row) => {
    const at = along(step);
    const y = 4 + (row + 0.5) * ROW;
    const width = ctx.measureText(label).width;
    if (!Number.isFinite(at)) return;
    ctx.strokeStyle = theme.text;
    ctx.setLineDash([2, 3]);
    ctx.lineWidth = 1.3;
    ctx.beginPath();
    ctx.moveTo(at, y);
    ctx.lineTo(at, tall);
    ctx.stroke();
    const left = at + 5 + width > wide ? at - 5 - width : at + 5;
    drawWords(ctx, label, left - 3, y, theme, { room: 3, tall: ROW });
    ctx.fillRect(at - 2, y - 2, 4, 4);
  });
  ctx.restore();
}
