/** What the pointer is over, in numbers: one step of one run. */

import { digits } from "../shared/digits.js";
import { multiple } from "./rates.js";

/**
 * @param {Race} race @param {{run: number, step: number}} found @param {StepRow | null} row its numbers, if they are here
 * @returns {import("../shared/tip.js").Said}
 */
export function saidOf(race, { run, step }, row) {
  const at = run * (race.steps + 1) + step;
  const lines = [
    row ? `(${race.axes.join(", ")}) = (${digits(row.x)}, ${digits(row.y)})` : "",
    row ? `loss ${digits(row.gap + race.lowest)}` : "",
    race.axis === "evaluations" ? `${race.cost[at]} ${race.spent ?? "evaluations"} so far` : "",
    row && step < race.steps && !Number.isNaN(row.gx) ? `gradient (${digits(row.gx)}, ${digits(row.gy)})` : "",
    step < race.steps ? `rate ${digits(race.runs[run].lr * multiple(race, run, step))}` : "",
  ];
  return { title: `${race.runs[run].label}, step ${step}`, lines: lines.filter(Boolean) };
}
