/** A cell in words: its settings, how its run ended, how long it took, how low it came. */

import { digits } from "../shared/digits.js";
import { Frame } from "./frame.js";
import { written } from "./ticks.js";

const NEVER = 65535;

/** @param {OutcomeMap} map @param {Cell} cell @param {number} panel @returns {string[]} */
function linesOf(map, cell, panel) {
  const { axes, columns, rows } = map;
  const [x, y] = Frame.centre(map, cell);
  const at = panel * columns * rows + cell.j * columns + cell.i;
  const arrived = map.steps && (map.steps[at] === NEVER ? "never within the tolerance" : `within the tolerance at step ${map.steps[at]}`);
  const gap = map.loss && Number.isFinite(map.loss[at]) && `${map.log ? "loss above the minimum" : "loss"} ${digits(map.loss[at])}`;
  return [
    `${axes[0].title} = ${written(axes[0], x, columns)}`,
    `${axes[1].title} = ${written(axes[1], y, rows)}`,
    map.outcomes[map.code[at]].label,
    arrived,
    gap,
  ].filter(Boolean);
}

/** The same as one sentence. */
export const spoken = (map, cell, panel) => `${[map.panels[panel].title, ...linesOf(map, cell, panel)].filter(Boolean).join(", ")}.`;

/**
 * The same for a tip: how the run ended first.
 * @param {OutcomeMap} map @param {Cell} cell @param {number} panel @returns {import("../shared/tip.js").Said}
 */
export function saidOf(map, cell, panel) {
  const [x, y, outcome, ...rest] = linesOf(map, cell, panel);
  return { title: outcome, lines: [x, y, ...rest] };
}
