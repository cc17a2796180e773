/** What theory predicts for the last run's loss on a quadratic: a dotted line from its first gap, straight on a logarithmic axis. */

import { drawWords } from "../shared/ink.js";

const STEEPEST = -50; // decades a step: a factor of 0 is a fall without end
const SIGN = 0.72; // how far along the line its word stands

/**
 * @param {Ctx} ctx @param {Race} race `factor` is the distance's, a step
 * @param {Drawn} run the last one shown @param {Axis} x the axis of the steps @param {Axis} y that of the loss @param {Theme} theme
 */
export function drawPredicted(ctx, race, run, x, y, theme) {
  if (run?.i !== race.runs.length - 1) return; // it is hidden
  const start = Math.log10(race.gap[run.i * (race.steps + 1)]);
  const slope = Math.max(STEEPEST, 2 * Math.log10(race.factor)); // the loss is the distance's square
  /** @returns {Point} */
  const at = (k) => [x.l2p(k), y.l2p(start + slope * k)];
  const leaves = Math.min(race.steps, slope < 0 ? (y.range[0] - start) / slope : slope > 0 ? (y.range[1] - start) / slope : Infinity);
  ctx.save();
  ctx.setLineDash([1.5, 4.5]);
  ctx.lineWidth = 2;
  ctx.lineCap = "round";
  ctx.strokeStyle = theme.text;
  ctx.beginPath();
  ctx.moveTo(...at(0));
  ctx.lineTo(...at(leaves));
  ctx.stroke();
  ctx.font = `14px ${theme.font}`;
  const [px, py] = at(SIGN * leaves);
  const wide = ctx.measureText("predicted").width;
  const left = Math.min(px + 6, x._length - wide - 4);
  drawWords(ctx, "predicted", left - 2, py - 12.5, theme, { room: 2, tall: 17, drop: 0.5 });
  ctx.restore();
}
