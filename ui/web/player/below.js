/**
 * Runs below the loss plot: a logarithmic axis has no room for a loss of 0. Their heads wait at its lower edge, beside what they stand at.
 */

import { digits, signed } from "../shared/digits.js";
import { drawWords } from "../shared/ink.js";
import { drawHead } from "../shared/markers.js";

const ZERO = 1.01e-16; // Python sends no less (`FLOOR` in plots/race.py): beneath it a double's rounding shows
const APART = 40; // pixels between two labels
const GROUND = { room: 4, tall: 16, drop: 1 }; // of a label

/** @param {number} gap above the lowest loss @param {boolean} [rough] only its size is known @returns {string} */
export const standing = (gap, rough) => (gap <= ZERO ? "0" : rough ? `≈ ${signed(gap.toExponential(0))}` : digits(gap));

/**
 * @param {Ctx} ctx @param {{run: Drawn, px: number, gap: number}[]} heads @param {number} width
 * @param {number} bottom of the pane @param {Theme} theme @param {boolean} rough of the gaps only the size is known
 */
export function drawBelow(ctx, heads, width, bottom, theme, rough) {
  let last = -Infinity;
  ctx.font = `14px ${theme.font}`;
  for (const { run, px, gap } of heads) {
    const middle = bottom - 7;
    if (Math.abs(px - last) > APART) {
      const text = standing(gap, rough);
      const wide = ctx.measureText(text).width + 2 * GROUND.room;
      const left = px + 9 + wide < width ? px + 9 : px - 9 - wide;
      drawWords(ctx, text, left, middle - 1, theme, GROUND);
      last = px;
    }
    drawHead(ctx, run.marker, px, middle, 4.5, run.colour, theme.background);
  }
}
