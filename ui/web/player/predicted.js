/** What theory predicts for the last run's loss on a quadratic: a dotted line from its first gap, straight on a logarithmic axis. */

const STEEPEST = -50; // decades a step: a factor of 0 is a fall without end
const SIGN = 0.72; // how far along the line its word stands

/**
 * @param {CanvasRenderingContext2D} ctx @param {any} race `factor` is the distance's, a step
 * @param {any} run the last one shown @param {any} x the axis of the steps @param {any} y that of the loss @param {any} theme
 */
export function drawPredicted(ctx, race, run, x, y, theme) {
  if (run?.i !== race.runs.length - 1) return; // it is hidden
  const start = Math.log10(race.gap[run.i * (race.steps + 1)]);
  const slope = Math.max(STEEPEST, 2 * Math.log10(race.factor)); // the loss is the distance's square
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
  ctx.font = `13px ${theme.font}`;
  const [px, py] = at(SIGN * leaves), wide = ctx.measureText("predicted").width;
  const left = Math.min(px + 6, x._length - wide - 4);
  ctx.globalAlpha = 0.8;
  ctx.fillStyle = theme.background;
  ctx.fillRect(left - 2, py - 21, wide + 4, 17);
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.text;
  ctx.textBaseline = "middle";
  ctx.fillText("predicted", left, py - 12);
  ctx.restore();
}
